-- The headline numbers: the last sums, per country and over all.
-- grain: measure, country (NULL iso3 is everywhere)
-- inputs: the sums (sums.sql)
with latest as (
    select * from sums_listed
    qualify
        row_number() over (partition by iso3, measure order by date desc nulls last) = 1
)

select
    measure,
    iso3,
    cast(sum(cumulative_low) as bigint) as low,
    cast(sum(cumulative_best) as bigint) as best,
    cast(sum(cumulative_high) as bigint) as high,
    cast(sum(n_incidents) as bigint) as n_incidents,
    cast(sum(n_open_high) as bigint) as n_open_high,
    cast(sum(n_undated) as bigint) as n_undated
from latest
group by grouping sets ((measure, iso3), (measure))
order by measure, iso3 nulls first;
