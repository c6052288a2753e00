-- The running toll, per country and per region, derived from the incidents and never typed.
-- grain: country or region, measure, date on which anything changed
-- keys: iso3, admin1 (NULL = whole country), measure, date
-- inputs: core.incident_counts (today), core.incident_counts_as_of (a day in the past)
-- An incident known only to a range of days enters the low series on its last day, the high series
-- on its first and the best series on its middle day (the earlier of two), so that
-- low <= best <= high on every date. A NULL low adds 0; a NULL best adds its low and is counted in
-- n_without_best; a NULL high adds the greater of best and low and is counted in n_open_high.
-- Incidents without any day are left out and counted in n_undated. The counts run up to the date.
create or replace macro out.cumulative_counts(measures, day) as table (
    with counts as (
        select * from core.incident_counts
        where day is null
        union all
        select * from core.incident_counts_as_of(day)
        where day is not null
    ),

    places as (
        select * replace (null as admin1) from counts
        where list_contains(measures, measure)
        union all
        select * from counts
        where list_contains(measures, measure) and admin1 is not null
    ),

    entries as (
        select
            iso3,
            admin1,
            measure,
            last_day as date,
            coalesce(low, 0) as new_low,
            0 as new_best,
            0 as new_high,
            0 as new_incidents,
            0 as new_without_best,
            0 as new_open_high
        from places
        union all
        select
            iso3,
            admin1,
            measure,
            core.middle_day(first_day, last_day) as date,
            0 as new_low,
            coalesce(best, low, 0) as new_best,
            0 as new_high,
            1 as new_incidents,
            cast(best is null as integer) as new_without_best,
            0 as new_open_high
        from places
        union all
        select
            iso3,
            admin1,
            measure,
            first_day as date,
            0 as new_low,
            0 as new_best,
            coalesce(high, greatest(best, low), 0) as new_high,
            0 as new_incidents,
            0 as new_without_best,
            cast(high is null as integer) as new_open_high
        from places
    ),

    days as (
        select
            iso3,
            admin1,
            measure,
            date,
            sum(new_low) as new_low,
            sum(new_best) as new_best,
            sum(new_high) as new_high,
            sum(new_incidents) as new_incidents,
            sum(new_without_best) as new_without_best,
            sum(new_open_high) as new_open_high
        from entries
        where date is not null
        group by iso3, admin1, measure, date
    ),

    regions as (
        select
            iso3,
            admin1,
            measure,
            min(country) as country,
            count(*) filter (where first_day is null) as n_undated
        from places
        group by iso3, admin1, measure
    )

    select
        days.iso3,
        regions.country,
        days.admin1,
        days.date,
        days.measure,
        cast(days.new_low as bigint) as new_low,
        cast(days.new_best as bigint) as new_best,
        cast(days.new_high as bigint) as new_high,
        cast(sum(days.new_low) over up_to_date as bigint) as cumulative_low,
        cast(sum(days.new_best) over up_to_date as bigint) as cumulative_best,
        cast(sum(days.new_high) over up_to_date as bigint) as cumulative_high,
        cast(sum(days.new_incidents) over up_to_date as bigint) as n_incidents,
        regions.n_undated,
        cast(sum(days.new_without_best) over up_to_date as bigint) as n_without_best,
        cast(sum(days.new_open_high) over up_to_date as bigint) as n_open_high
    from days
    inner join regions
        on
            days.iso3 is not distinct from regions.iso3
            and days.admin1 is not distinct from regions.admin1
            and days.measure = regions.measure
    window
        up_to_date as (
            partition by days.iso3, days.admin1, days.measure
            order by days.date
            rows between unbounded preceding and current row
        )
    order by days.iso3, days.admin1, days.measure, days.date
);

create or replace table out.cumulative_casualties as
select * from out.cumulative_counts(['killed', 'injured', 'missing', 'abducted', 'detained'], null);
