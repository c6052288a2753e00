-- The incidents and their estimates as they stood at the end of one day.
-- grain: incident; key: incident_id
-- inputs: core.incident_counts_as_of (the numbers), core.incidents (the rest, as known today)
create or replace macro main.incidents_as_of(day) as table (
    with estimates as (
        select
            incident_id,
            min(low) filter (where measure = 'killed') as killed_low,
            min(best) filter (where measure = 'killed') as killed_best,
            min(high) filter (where measure = 'killed') as killed_high,
            min(low) filter (where measure = 'injured') as injured_low,
            min(best) filter (where measure = 'injured') as injured_best,
            min(high) filter (where measure = 'injured') as injured_high,
            min(low) filter (where measure = 'missing') as missing_low,
            min(best) filter (where measure = 'missing') as missing_best,
            min(high) filter (where measure = 'missing') as missing_high,
            min(low) filter (where measure = 'displaced') as displaced_low,
            min(best) filter (where measure = 'displaced') as displaced_best,
            min(high) filter (where measure = 'displaced') as displaced_high,
            min(low) filter (where measure = 'abducted') as abducted_low,
            min(best) filter (where measure = 'abducted') as abducted_best,
            min(high) filter (where measure = 'abducted') as abducted_high,
            min(low) filter (where measure = 'detained') as detained_low,
            min(best) filter (where measure = 'detained') as detained_best,
            min(high) filter (where measure = 'detained') as detained_high
        from core.incident_counts_as_of(day)
        group by incident_id
    )

    select
        i.incident_id,
        i.event_type,
        i.sub_event_type,
        i.date_start,
        i.date_end,
        i.date_prec,
        i.location_name,
        i.country,
        i.iso3,
        i.admin1,
        i.latitude,
        i.longitude,
        i.where_prec,
        i.actor1,
        i.actor2,
        e.killed_low,
        e.killed_best,
        e.killed_high,
        e.injured_low,
        e.injured_best,
        e.injured_high,
        e.missing_low,
        e.missing_best,
        e.missing_high,
        e.displaced_low,
        e.displaced_best,
        e.displaced_high,
        e.abducted_low,
        e.abducted_best,
        e.abducted_high,
        e.detained_low,
        e.detained_best,
        e.detained_high
    from estimates as e
    inner join core.incidents as i on e.incident_id = i.incident_id
    order by i.incident_id
);
