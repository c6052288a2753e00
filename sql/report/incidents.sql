-- The incidents that the report lists: those with the most dead, injured and displaced first.
-- grain: incident; key: incident_id; variable: rows_shown
-- inputs: core.incidents, core.counted_incidents, core.incident_counts
select
    i.incident_id as id,
    i.date_start,
    i.date_end,
    i.date_prec,
    core.country_code(i.iso3) as iso3,
    coalesce(i.location_name, i.location) as place,
    i.admin1,
    i.latitude,
    i.longitude,
    i.where_prec,
    i.event_type,
    i.sub_event_type,
    i.actor1,
    i.actor2,
    i.incident_grade as grade,
    i.n_reports,
    i.n_sources,
    i.incident_id in (select c.incident_id from core.counted_incidents as c) as is_counted,
    i.killed_low,
    i.killed_best,
    i.killed_high,
    i.injured_low,
    i.injured_best,
    i.injured_high,
    i.missing_low,
    i.missing_best,
    i.missing_high,
    coalesce(i.displaced_low, d.low) as displaced_low,
    coalesce(i.displaced_best, d.best) as displaced_best,
    coalesce(i.displaced_high, d.high) as displaced_high,
    i.abducted_low,
    i.abducted_best,
    i.abducted_high,
    i.detained_low,
    i.detained_best,
    i.detained_high
from core.incidents as i
left join core.incident_counts as d
    on i.incident_id = d.incident_id and d.measure = 'displaced'
order by
    coalesce(i.killed_best, i.killed_low, 0) desc,
    coalesce(i.injured_best, i.injured_low, 0) desc,
    coalesce(i.displaced_best, d.best, i.displaced_low, d.low, 0) desc,
    i.incident_id asc
limit getvariable('rows_shown');
