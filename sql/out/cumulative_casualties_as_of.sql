-- The running toll as it stood at the end of one day: what did we say on 1 May?
-- grain, keys and rules: as out.cumulative_casualties; inputs: core.incident_history
create or replace macro main.cumulative_casualties_as_of(day) as table (
    select *
    from
        out.cumulative_counts(['killed', 'injured', 'missing', 'abducted', 'detained'], day)
);
