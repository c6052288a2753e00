-- The middle day of a range of days, the earlier of two: where the best series puts an incident.
create or replace macro core.middle_day(first_day, last_day) as
first_day + cast(floor((last_day - first_day) / 2) as integer);
