-- What is known today of every incident that counts, one measure per row.
-- grain: incident and measure; key: incident_id, measure
-- inputs: core.counted_incidents, core.displacement_statements
-- Where an incident displaced people of whom nothing but households is stated, the latest current
-- statement in households counts, turned into persons.
create or replace table core.incident_counts as
with converted_households as (
    select
        incident_id,
        persons_low,
        persons_best,
        persons_high
    from core.displacement_statements
    where
        is_current
        and part_of is null
        and incident_id is not null
        and households is not null
    qualify
        row_number() over (
            partition by incident_id
            order by published_at desc nulls last, article_id asc, position asc
        ) = 1
)

select
    i.incident_id,
    i.event_type,
    i.iso3,
    i.country,
    i.admin1,
    i.latitude,
    i.longitude,
    coalesce(i.date_start, i.date_end) as first_day,
    coalesce(i.date_end, i.date_start) as last_day,
    m.measure,
    m.low,
    m.best,
    m.high
from core.counted_incidents as i
left join converted_households as h
    on
        i.incident_id = h.incident_id
        and coalesce(i.displaced_low, i.displaced_best, i.displaced_high) is null
cross join
    lateral (
        values
        ('killed', i.killed_low, i.killed_best, i.killed_high),
        ('injured', i.injured_low, i.injured_best, i.injured_high),
        ('missing', i.missing_low, i.missing_best, i.missing_high),
        (
            'displaced',
            coalesce(i.displaced_low, h.persons_low),
            coalesce(i.displaced_best, h.persons_best),
            coalesce(i.displaced_high, h.persons_high)
        ),
        ('abducted', i.abducted_low, i.abducted_best, i.abducted_high),
        ('detained', i.detained_low, i.detained_best, i.detained_high)
    ) as m (measure, low, best, high)
where coalesce(m.low, m.best, m.high) is not null;

comment on table core.incident_counts is
'What is known today of every incident that counts, one measure per row.';
