-- The reports of the incidents listed, each with its article and the reasons of its link.
-- grain: report; key: report_id; inputs: the incidents listed,
-- core.incident_reports, core.incident_links, raw.articles
select
    r.incident_id,
    r.report_id,
    r.source_ref,
    a.title,
    a.publisher,
    a.url,
    a.published_at,
    a.duplicate_of is not null as is_copy,
    a.superseded_by is not null as is_superseded,
    r.date_text,
    r.location,
    l.score,
    l.reasons,
    r.killed_low,
    r.killed_best,
    r.killed_high,
    r.injured_low,
    r.injured_best,
    r.injured_high,
    r.missing_low,
    r.missing_best,
    r.missing_high,
    r.displaced_low,
    r.displaced_best,
    r.displaced_high,
    r.abducted_low,
    r.abducted_best,
    r.abducted_high,
    r.detained_low,
    r.detained_best,
    r.detained_high
from core.incident_reports as r
semi join incidents_listed as i on r.incident_id = i.id
inner join raw.articles as a on r.article_id = a.article_id
left join core.incident_links as l on r.report_id = l.report_id
order by r.incident_id, a.published_at nulls last, r.source_ref, r.report_id;
