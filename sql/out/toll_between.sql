-- How many people, from one day to another: incidents whose middle day lies between the two.
-- grain: country and measure; inputs: core.incident_counts; NULL is every country
-- bounds are summed as in out.cumulative_casualties: a NULL low adds 0, a NULL best its low, a NULL
-- high the greater of best and low, counted in n_open_high.
-- noqa: disable=RF03
create or replace macro main.toll_between(first_day, last_day, wanted_iso3 := null) as table (
    select
        c.iso3,
        min(c.country) as country,
        c.measure,
        cast(sum(coalesce(c.low, 0)) as bigint) as low,
        cast(sum(coalesce(c.best, c.low, 0)) as bigint) as best,
        cast(sum(coalesce(c.high, greatest(c.best, c.low), 0)) as bigint) as high,
        count(*) as n_incidents,
        count(*) filter (where c.high is null) as n_open_high
    from core.incident_counts as c
    where
        core.middle_day(c.first_day, c.last_day) between cast(first_day as date)
        and cast(last_day as date)
        and (wanted_iso3 is null or c.iso3 = wanted_iso3)
    group by c.iso3, c.measure
    order by c.iso3, c.measure
);
