-- The running sums of casualties and displacement for the report, per country and over all; without
-- accidents and disasters.
-- grain: measure, country (NULL iso3 is everywhere, 'XXX' is unknown), date on which a sum changed
-- inputs: out.cumulative_casualties, out.cumulative_displacement
with changes as (
    select
        measure,
        coalesce(iso3, 'XXX') as iso3,
        date,
        new_low,
        new_best,
        new_high
    from out.cumulative_casualties
    where admin1 is null and event_group = 'conflict' and date is not null
    union all
    select
        measure,
        coalesce(iso3, 'XXX') as iso3,
        date,
        new_low,
        new_best,
        new_high
    from out.cumulative_displacement
    where admin1 is null and event_group = 'conflict' and date is not null
),

days as (
    select
        measure,
        iso3,
        date,
        sum(new_low) as new_low,
        sum(new_best) as new_best,
        sum(new_high) as new_high
    from changes
    group by grouping sets ((measure, iso3, date), (measure, date))
)

select
    measure,
    iso3,
    date,
    cast(sum(new_low) over up_to_date as bigint) as low,
    cast(sum(new_best) over up_to_date as bigint) as best,
    cast(sum(new_high) over up_to_date as bigint) as high
from days
window
    up_to_date as (
        partition by measure, iso3
        order by date
        rows between unbounded preceding and current row
    )
order by measure, iso3 nulls first, date;
