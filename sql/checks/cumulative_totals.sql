-- rule: the last day of a country's series is the sum over its incidents
-- table: out.cumulative_casualties
-- family: cumulative
-- remedy: derive the tables anew; then look at sql/out/cumulative_casualties.sql
with last_days as (
    select
        iso3,
        event_group,
        measure,
        max(cumulative_best) as cumulative_best,
        max(n_incidents) as n_incidents
    from (
        select * from out.cumulative_casualties
        union all
        select * from out.cumulative_displacement
    ) as series
    where admin1 is null
    group by iso3, event_group, measure
),

sums as (
    select
        iso3,
        core.event_group(event_type) as event_group,
        measure,
        coalesce(sum(coalesce(best, low, 0)) filter (where first_day is not null), 0) as best,
        count(first_day) as n_incidents
    from core.incident_counts
    group by all
)

select
    s.iso3,
    s.event_group,
    s.measure,
    s.best,
    d.cumulative_best
from sums as s
left join last_days as d
    on
        s.iso3 is not distinct from d.iso3
        and s.event_group = d.event_group
        and s.measure = d.measure
where s.best is distinct from d.cumulative_best or s.n_incidents is distinct from d.n_incidents
order by s.iso3, s.event_group, s.measure;
