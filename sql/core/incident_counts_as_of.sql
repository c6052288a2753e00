-- What was known of every incident at the end of one day, one measure per row.
-- grain: incident and measure; key: incident_id, measure
-- inputs: core.incident_history (the numbers), core.incidents (day and place, as known today)
-- A retraction stands in the history as zeros; before it, the incident counts as it did then.
create or replace macro core.incident_counts_as_of(day) as table (
    with latest_changes as (
        select
            incident_id,
            measure,
            low,
            best,
            high
        from core.incident_history
        where as_of < cast(day as date) + interval 1 day
        qualify
            row_number() over (
                partition by incident_id, measure
                order by as_of desc, article_id desc
            ) = 1
    ),

    summaries as (
        select distinct part_of_incident as incident_id
        from core.incidents
        where
            part_of_incident is not null
            and first_published < cast(day as date) + interval 1 day
            and incident_grade <> 'discounted'
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
        h.measure,
        h.low,
        h.best,
        h.high
    from latest_changes as h
    inner join core.incidents as i on h.incident_id = i.incident_id
    anti join summaries as s on i.incident_id = s.incident_id
    where
        coalesce(h.low, h.best, h.high) is not null
        and not (i.incident_grade = 'discounted' and coalesce(h.high = 0, false))
);
