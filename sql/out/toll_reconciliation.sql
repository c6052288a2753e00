-- Each published toll beside the sum of the known incidents of its place and period.
-- grain: toll statement and measure; keys: toll_id, measure
-- inputs: core.toll_statements, core.incident_counts, core.toll_increases, core.figures,
--         raw.articles
-- place: within 25 km (UCDP's "near") of a toll whose place is a town or finer, else its region,
-- else its country. period: the low sum takes incidents that lie in it whole, the high sum those
-- that may reach into it, the best sum those whose middle day does; an open high leaves it NULL.
-- kind: a conflict's toll takes all but disasters and accidents. A stock has no sum: all NULL.
-- Tolls of one place, period, kind and measure have one sum, added up for the first of them.
create or replace table out.toll_reconciliation as
with stated_tolls as (
    select
        t.toll_id,
        t.event_type,
        t.article_id,
        t.series_id,
        t.source_ref,
        t.stated_by,
        t.location_name,
        t.iso3,
        t.admin1,
        t.latitude,
        t.longitude,
        coalesce(t.where_prec <= 3 and t.latitude is not null, false) as is_point,
        t.period_start,
        t.period_end,
        m.measure,
        m.low,
        m.best,
        m.high,
        t.iso3 is not null
        and t.period_end is not null
        and (m.measure <> 'displaced' or t.stock_or_flow = 'flow') as is_comparable,
        min(t.toll_id) over (
            partition by
                is_comparable, m.measure, t.event_type, t.iso3, t.admin1, is_point,
                if(is_point, [t.latitude, t.longitude], null), t.period_start, t.period_end
        ) as first_alike
    from core.toll_statements as t
    cross join
        lateral (
            values
            ('killed', t.killed_low, t.killed_best, t.killed_high),
            ('injured', t.injured_low, t.injured_best, t.injured_high),
            ('missing', t.missing_low, t.missing_best, t.missing_high),
            ('displaced', t.displaced_low, t.displaced_best, t.displaced_high),
            ('abducted', t.abducted_low, t.abducted_best, t.abducted_high),
            ('detained', t.detained_low, t.detained_best, t.detained_high)
        ) as m (measure, low, best, high)
    where coalesce(m.low, m.best, m.high) is not null
),

incidents as (
    select
        iso3,
        admin1,
        latitude,
        longitude,
        event_type,
        measure,
        first_day,
        last_day,
        coalesce(low, 0) as low,
        coalesce(best, low, 0) as best,
        high,
        core.middle_day(first_day, last_day) as middle_day
    from core.incident_counts
    where first_day is not null
),

areas as (
    select
        iso3,
        admin1,
        event_type,
        measure,
        first_day,
        last_day,
        middle_day,
        grouping(admin1) = 1 as is_country,
        sum(low) as low,
        sum(best) as best,
        if(count(*) = count(high), sum(high), null) as high,
        count(*) as n_incidents
    from incidents
    group by
        grouping sets (
            (iso3, event_type, measure, first_day, last_day, middle_day),
            (iso3, admin1, event_type, measure, first_day, last_day, middle_day)
        )
),

near_tolls as (
    select
        t.toll_id,
        t.measure,
        t.event_type as toll_type,
        t.period_start,
        t.period_end,
        i.event_type,
        i.first_day,
        i.last_day,
        i.middle_day,
        i.low,
        i.best,
        i.high,
        1 as n_incidents
    from stated_tolls as t
    inner join incidents as i on t.iso3 = i.iso3 and t.measure = i.measure
    where
        t.is_comparable
        and t.is_point
        and t.toll_id = t.first_alike
        and core.distance_km(t.latitude, t.longitude, i.latitude, i.longitude) <= 25
    union all
    select
        t.toll_id,
        t.measure,
        t.event_type as toll_type,
        t.period_start,
        t.period_end,
        a.event_type,
        a.first_day,
        a.last_day,
        a.middle_day,
        a.low,
        a.best,
        a.high,
        a.n_incidents
    from stated_tolls as t
    inner join areas as a
        on
            t.iso3 = a.iso3
            and t.measure = a.measure
            and t.admin1 is not distinct from a.admin1
            and (t.admin1 is null) = a.is_country
    where t.is_comparable and not t.is_point and t.toll_id = t.first_alike
),

known_incidents as (
    select
        *,
        last_day <= period_end and coalesce(first_day >= period_start, true) as is_inside,
        middle_day <= period_end and coalesce(middle_day >= period_start, true) as is_best
    from near_tolls
    where
        first_day <= period_end
        and coalesce(last_day >= period_start, true)
        and case
            when toll_type in ('Conflict', 'Displacement')
                then event_type not in ('Disaster', 'Accident')
            else event_type = toll_type
        end
),

known_sums as (
    select
        toll_id,
        measure,
        coalesce(sum(low) filter (where is_inside), 0) as low,
        coalesce(sum(best) filter (where is_best), 0) as best,
        if(count(*) = count(high), sum(high), null) as high,
        cast(coalesce(sum(n_incidents) filter (where is_best), 0) as bigint) as n_incidents
    from known_incidents
    group by toll_id, measure
),

toll_figures as (
    select
        figure_id,
        toll_id,
        measure,
        coalesce(value_best, value_low) as number,
        value_high as greatest_number
    from core.figures
    where toll_id is not null and repeat_of is null and not is_superseded and joint_with is null
),

parts as (
    select
        whole.toll_id,
        whole.measure,
        whole.figure_id,
        whole.number,
        whole.greatest_number,
        max(coalesce(part.value_best, part.value_low)) as greatest_part,
        sum(coalesce(part.value_best, part.value_low)) filter (
            where part.victims in ('civilians', 'security_forces', 'armed_group')
        ) as sides,
        count(distinct part.victims) filter (
            where part.victims in ('civilians', 'security_forces', 'armed_group')
        ) as n_sides
    from toll_figures as whole
    inner join core.figures as part
        on
            whole.figure_id = part.part_of
            and whole.measure = part.measure
            and part.repeat_of is null
            and not part.is_superseded
    group by all
),

part_flags as (
    select
        toll_id,
        measure,
        bool_or(greatest(greatest_part, sides) > greatest_number) as parts_exceed_whole,
        bool_or(sides <> number) filter (where n_sides > 1) as sides_do_not_add_up
    from parts
    group by toll_id, measure
),

earlier_tolls as (
    select
        t.toll_id,
        t.measure,
        max(coalesce(t.low, t.best)) over (
            partition by t.series_id, t.measure
            order by t.period_end, a.published_at, t.toll_id
            rows between unbounded preceding and 1 preceding
        ) as greatest_earlier
    from stated_tolls as t
    inner join raw.articles as a on t.article_id = a.article_id
    where t.series_id is not null and t.period_end is not null
)

select
    t.toll_id,
    t.measure,
    t.series_id,
    t.source_ref,
    t.stated_by,
    t.location_name,
    t.iso3,
    t.admin1,
    t.period_start,
    t.period_end,
    coalesce(t.best, t.low) as stated,
    cast(if(t.is_comparable, coalesce(k.low, 0), null) as bigint) as known_low,
    cast(if(t.is_comparable, coalesce(k.best, 0), null) as bigint) as known_best,
    cast(if(t.is_comparable and k.toll_id is null, 0, k.high) as bigint) as known_high,
    stated - known_best as residual,
    if(stated > 0, known_best / stated, null) as share,
    coalesce(k.n_incidents, 0) as n_incidents,
    known_best > t.high as sum_exceeds_toll,
    coalesce(t.best, t.high) < e.greatest_earlier as series_decreases,
    p.parts_exceed_whole,
    p.sides_do_not_add_up,
    s.since,
    s.increase,
    s.known_increase
from stated_tolls as t
left join known_sums as k on t.first_alike = k.toll_id and t.measure = k.measure
left join part_flags as p on t.toll_id = p.toll_id and t.measure = p.measure
left join earlier_tolls as e on t.toll_id = e.toll_id and t.measure = e.measure
left join core.toll_increases as s on t.toll_id = s.toll_id and t.measure = s.measure
order by t.toll_id, t.measure;
