-- What came to a toll since the statement before it in its series, and what came to the incidents
-- of its place meanwhile: new ones, and late deaths of those known before.
-- grain: toll statement and measure with an earlier one in its series; key: toll_id, measure
-- inputs: core.toll_statements, core.incident_history, core.counted_incidents, raw.articles
-- The earlier statement is the last whose day lies before; of two of one day, that published later.
-- One of which nothing but the month is known is no earlier statement: its day may be any of it.
-- known_increase adds, bound by bound as out.toll_reconciliation does for best, what the incidents
-- of the days up to the toll were known to have cost when it was published, less what those up to
-- the earlier one were known to have cost then. NULL where the toll has no country.
create or replace view core.toll_increases as
with stated_tolls as (
    select
        t.toll_id,
        t.series_id,
        t.event_type,
        t.iso3,
        t.admin1,
        t.latitude,
        t.longitude,
        t.period_start,
        t.period_end,
        a.published_at,
        a.published_start < a.published_end and t.period_end = a.published_end as is_coarse,
        coalesce(t.where_prec <= 3 and t.latitude is not null, false) as is_point,
        m.measure,
        m.number
    from core.toll_statements as t
    inner join raw.articles as a on t.article_id = a.article_id
    cross join
        lateral (
            values
            ('killed', coalesce(t.killed_best, t.killed_low)),
            ('injured', coalesce(t.injured_best, t.injured_low)),
            ('missing', coalesce(t.missing_best, t.missing_low)),
            ('displaced', coalesce(t.displaced_best, t.displaced_low)),
            ('abducted', coalesce(t.abducted_best, t.abducted_low)),
            ('detained', coalesce(t.detained_best, t.detained_low))
        ) as m (measure, number)
    where t.series_id is not null and t.period_end is not null and m.number is not null
),

with_earlier as (
    select
        t.*,
        max(
            {
                'period_end': t.period_end,
                'published_at': t.published_at,
                'toll_id': t.toll_id,
                'number': t.number
            }
        ) filter (where not t.is_coarse) over (
            partition by t.series_id, t.measure
            order by t.period_end
            range between unbounded preceding and interval 1 day preceding
        ) as earlier
    from stated_tolls as t
),

increases as (
    select
        t.*,
        t.earlier.period_end as since,
        t.earlier.published_at as known_since,
        t.number - t.earlier.number as increase
    from with_earlier as t
    where t.earlier is not null
),

changes as (
    select
        i.iso3,
        i.admin1,
        i.latitude,
        i.longitude,
        i.event_type,
        h.measure,
        h.as_of,
        core.middle_day(
            coalesce(i.date_start, i.date_end), coalesce(i.date_end, i.date_start)
        ) as day,
        coalesce(h.best, h.low, 0) - lag(coalesce(h.best, h.low, 0), 1, 0) over (
            partition by h.incident_id, h.measure
            order by h.as_of, h.article_id
        ) as change
    from core.incident_history as h
    inner join core.counted_incidents as i on h.incident_id = i.incident_id
),

windows as (
    -- what happened between the two days, and what became known between their publications of
    -- what had happened before: by month, so that a toll is held against the changes of its time
    select
        t.*,
        true as is_of_new,
        cast(unnest(generate_series(
            date_trunc('month', t.since), t.period_end, interval 1 month
        )) as date) as month
    from increases as t
    union all
    select
        t.*,
        false as is_of_new,
        cast(unnest(generate_series(
            date_trunc('month', t.known_since), t.published_at, interval 1 month
        )) as date) as month
    from increases as t
),

changes_by_month as (
    select
        *,
        true as is_of_new,
        cast(date_trunc('month', day) as date) as month
    from changes
    union all
    select
        *,
        false as is_of_new,
        cast(date_trunc('month', as_of) as date) as month
    from changes
),

known_increases as (
    select
        t.toll_id,
        t.measure,
        sum(c.change) as known_increase
    from windows as t
    inner join changes_by_month as c
        on
            t.iso3 = c.iso3
            and t.measure = c.measure
            and t.is_of_new = c.is_of_new
            and t.month = c.month
            and t.period_end >= c.day
            and t.published_at >= c.as_of
    where
        if(t.is_of_new, t.since < c.day, t.since >= c.day and t.known_since < c.as_of)
        and coalesce(t.period_start <= c.day, true)
        and case
            when t.is_point
                then core.distance_km(t.latitude, t.longitude, c.latitude, c.longitude) <= 25
            else t.admin1 is null or t.admin1 = c.admin1
        end
        and case
            when t.event_type in ('Conflict', 'Displacement')
                then c.event_type not in ('Disaster', 'Accident')
            else t.event_type = c.event_type
        end
    group by t.toll_id, t.measure
)

select
    t.toll_id,
    t.measure,
    t.since,
    t.increase,
    if(t.iso3 is null, null, cast(coalesce(k.known_increase, 0) as bigint)) as known_increase
from increases as t
left join known_increases as k on t.toll_id = k.toll_id and t.measure = k.measure;
