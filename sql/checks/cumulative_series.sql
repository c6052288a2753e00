-- rule: the running sums of casualties and of displacement never fall, low <= best <= high on every
--       date, and the counts never fall
-- table: out.cumulative_casualties
-- family: cumulative
-- remedy: look at the bounds of the incidents of that place; they must have low <= best <= high
with series as (
    select * from out.cumulative_casualties
    union all
    select * from out.cumulative_displacement
),

steps as (
    select
        *,
        lag(cumulative_low, 1, 0) over by_date as previous_low,
        lag(cumulative_best, 1, 0) over by_date as previous_best,
        lag(cumulative_high, 1, 0) over by_date as previous_high,
        lag(n_incidents, 1, 0) over by_date as previous_n_incidents
    from series
    window by_date as (partition by iso3, admin1, event_group, measure order by date)
)

select
    iso3,
    admin1,
    event_group,
    measure,
    date,
    cumulative_low,
    cumulative_best,
    cumulative_high
from steps
where
    cumulative_low <> previous_low + new_low
    or cumulative_best <> previous_best + new_best
    or cumulative_high <> previous_high + new_high
    or least(new_low, new_best, new_high, n_incidents - previous_n_incidents) < 0
    or not (cumulative_low <= cumulative_best and cumulative_best <= cumulative_high)
order by iso3, admin1, event_group, measure, date;
