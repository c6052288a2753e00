-- The dated incidents that count in ACLED's columns and codes; only what ACLED covers, so without
-- disasters, accidents and what fits none of its types. fatalities stays NULL where unknown.
-- grain: incident; key: event_id_cnty; inputs: core.counted_incidents, core.incident_publishers
create or replace view out.acled_events as
select
    i.incident_id as event_id_cnty,
    coalesce(i.date_start, i.date_end) as event_date,
    year(event_date) as year,
    cast(case
        when i.date_prec = 1 then 1
        when i.date_prec in (2, 3) then 2
        when i.date_prec in (4, 5) then 3
    end as bigint) as time_precision,
    i.event_type,
    i.sub_event_type,
    i.actor1,
    i.inter1,
    i.actor2,
    i.inter2,
    i.iso3,
    i.country,
    i.admin1,
    i.location_name as location,
    i.latitude,
    i.longitude,
    cast(case
        when i.where_prec = 1 then 1
        when i.where_prec in (2, 3) then 2
        when i.where_prec in (4, 5, 6, 7) then 3
    end as bigint) as geo_precision,
    p.publishers as source,
    coalesce(i.killed_best, i.killed_low) as fatalities
from core.counted_incidents as i
left join core.incident_publishers as p on i.incident_id = p.incident_id
where
    coalesce(i.date_start, i.date_end) is not null
    and i.event_type not in ('Disaster', 'Accident', 'Displacement', 'Other')
order by i.incident_id;
