-- What was known when, of the incidents listed.
-- grain: incident, measure, moment; inputs: the incidents listed,
-- core.incident_history, raw.articles
select
    h.incident_id,
    h.as_of,
    h.measure,
    h.low,
    h.best,
    h.high,
    a.source_ref
from core.incident_history as h
semi join incidents_listed as i on h.incident_id = i.id
inner join raw.articles as a on h.article_id = a.article_id
order by h.incident_id, h.measure, h.as_of nulls last, a.source_ref, h.low, h.high;
