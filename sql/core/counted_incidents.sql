-- The incidents that count today.
-- grain: incident; key: incident_id
-- inputs: core.incidents, core.incident_reports, raw.articles
-- Left out: discounted incidents, incidents told only by superseded versions of articles, and
-- summaries of others whose parts are incidents of their own (never summed with their parts).
create or replace view core.counted_incidents as
with standing_incidents as (
    select *
    from core.incidents
    where
        incident_grade <> 'discounted'
        and incident_id in (
            select r.incident_id
            from core.incident_reports as r
            inner join raw.articles as a on r.article_id = a.article_id
            where a.superseded_by is null and r.incident_id is not null
        )
)

select whole.*
from standing_incidents as whole
anti join standing_incidents as part on whole.incident_id = part.part_of_incident;
