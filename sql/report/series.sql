-- The running sums over time, per country and over all.
-- grain: measure, country (NULL iso3 is everywhere), date on which a sum changed
-- inputs: the sums (sums.sql)
with days as (
    select
        measure,
        iso3,
        date,
        sum(new_low) as new_low,
        sum(new_best) as new_best,
        sum(new_high) as new_high
    from sums_listed
    where date is not null
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
