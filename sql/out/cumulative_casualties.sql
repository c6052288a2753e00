-- The running toll, per country and per region, derived from the incidents and never typed.
-- grain: country or region, group of events, measure, date on which anything changed
-- keys: iso3, admin1 (NULL = whole country), event_group, measure, date
-- inputs: core.incident_counts (today), core.incident_counts_as_of (a day in the past)
-- Shipwrecks and floods (accident_or_disaster) are never in one row with conflict; the groups have
-- no incident in common, so they may be added.
-- An incident known only to a range of days enters the low series on its last day, the high series
-- on its first and the best series on its middle day (the earlier of two), so that
-- low <= best <= high on every date. A NULL low adds 0; a NULL best adds its low and is counted in
-- n_without_best; a NULL high adds the greater of best and low and is counted in n_open_high.
-- Incidents without any day are left out and counted in n_undated; where there are no others, one
-- row with a NULL date and sums of 0 says so. The other counts run up to the date.
create or replace macro out.cumulative_counts(measures, day) as table (
    with counts as (
        select * from core.incident_counts
        where day is null
        union all
        select * from core.incident_counts_as_of(day)
        where day is not null
    ),

    places as (
        select
            iso3,
            country,
            unnest(if(admin1 is null, [null], [null, admin1])) as admin1,
            core.event_group(event_type) as event_group,
            measure,
            first_day,
            last_day,
            core.middle_day(first_day, last_day) as middle_day,
            low,
            best,
            high
        from counts
        where list_contains(measures, measure)
    ),

    entries as (
        select
            iso3,
            admin1,
            event_group,
            measure,
            unnest([  -- noqa: AL03
                {
                    'date': last_day,
                    'low': coalesce(low, 0),
                    'best': 0,
                    'high': 0,
                    'incidents': 0,
                    'without_best': 0,
                    'open_high': 0
                },
                {
                    'date': middle_day,
                    'low': 0,
                    'best': coalesce(best, low, 0),
                    'high': 0,
                    'incidents': 1,
                    'without_best': cast(best is null as integer),
                    'open_high': 0
                },
                {
                    'date': first_day,
                    'low': 0,
                    'best': 0,
                    'high': coalesce(high, greatest(best, low), 0),
                    'incidents': 0,
                    'without_best': 0,
                    'open_high': cast(high is null as integer)
                }
            ], max_depth := 2)
        from places
        where first_day is not null
    ),

    days as (
        select
            iso3,
            admin1,
            event_group,
            measure,
            date,
            sum(low) as new_low,
            sum(best) as new_best,
            sum(high) as new_high,
            sum(incidents) as new_incidents,
            sum(without_best) as new_without_best,
            sum(open_high) as new_open_high
        from entries
        group by iso3, admin1, event_group, measure, date
    ),

    regions as (
        select
            iso3,
            admin1,
            event_group,
            measure,
            min(country) as country,
            count(*) filter (where first_day is null) as n_undated
        from places
        group by iso3, admin1, event_group, measure
    )

    select
        regions.iso3,
        regions.country,
        regions.admin1,
        regions.event_group,
        days.date,
        regions.measure,
        cast(coalesce(days.new_low, 0) as bigint) as new_low,
        cast(coalesce(days.new_best, 0) as bigint) as new_best,
        cast(coalesce(days.new_high, 0) as bigint) as new_high,
        cast(coalesce(sum(days.new_low) over up_to_date, 0) as bigint) as cumulative_low,
        cast(coalesce(sum(days.new_best) over up_to_date, 0) as bigint) as cumulative_best,
        cast(coalesce(sum(days.new_high) over up_to_date, 0) as bigint) as cumulative_high,
        cast(coalesce(sum(days.new_incidents) over up_to_date, 0) as bigint) as n_incidents,
        regions.n_undated,
        cast(coalesce(sum(days.new_without_best) over up_to_date, 0) as bigint) as n_without_best,
        cast(coalesce(sum(days.new_open_high) over up_to_date, 0) as bigint) as n_open_high
    from regions
    left join days
        on
            regions.iso3 is not distinct from days.iso3
            and regions.admin1 is not distinct from days.admin1
            and regions.event_group = days.event_group
            and regions.measure = days.measure
    window
        up_to_date as (
            partition by regions.iso3, regions.admin1, regions.event_group, regions.measure
            order by days.date
            rows between unbounded preceding and current row
        )
    order by regions.iso3, regions.admin1, regions.event_group, regions.measure, days.date
);

create or replace table out.cumulative_casualties as
select * from out.cumulative_counts(['killed', 'injured', 'missing', 'abducted', 'detained'], null);
