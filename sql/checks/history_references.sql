-- rule: a change in the history is of an incident and by an article that exist
-- table: core.incident_history
-- family: orphans
-- remedy: link all reports anew with bilan run
select
    h.incident_id,
    h.measure,
    h.as_of,
    h.article_id
from core.incident_history as h
left join core.incidents as i on h.incident_id = i.incident_id
left join raw.articles as a on h.article_id = a.article_id
where i.incident_id is null or a.article_id is null
order by h.incident_id, h.measure, h.as_of, h.article_id;
