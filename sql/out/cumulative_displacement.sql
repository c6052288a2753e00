-- The running sum of new displacements by incidents; stocks and published tolls stay out of it.
-- grain, keys and rules: as out.cumulative_casualties; inputs: core.incident_counts
create or replace table out.cumulative_displacement as
select * from out.cumulative_counts(['displaced'], null);
