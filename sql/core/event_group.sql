-- Whether an event belongs to armed conflict and unrest, or is an accident or a disaster.
create or replace macro core.event_group(event_type) as
if(event_type in ('Disaster', 'Accident'), 'accident_or_disaster', 'conflict');
