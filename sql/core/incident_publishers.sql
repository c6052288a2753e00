-- Who published reports of an incident, joined by semicolons.
-- grain: incident; key: incident_id; inputs: core.incident_reports, raw.articles
create or replace view core.incident_publishers as
select
    r.incident_id,
    string_agg(distinct a.publisher, '; ' order by a.publisher) as publishers
from core.incident_reports as r
inner join raw.articles as a on r.article_id = a.article_id
where r.incident_id is not null
group by r.incident_id;
