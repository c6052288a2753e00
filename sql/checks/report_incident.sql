-- rule: every report is linked to one incident, and incident_id says the same as the link
-- table: core.incident_reports
-- family: orphans
-- remedy: link all reports anew with bilan run
select
    r.report_id,
    r.incident_id,
    l.incident_id as linked_incident_id
from core.incident_reports as r
left join core.incident_links as l on r.report_id = l.report_id
left join core.incidents as i on r.incident_id = i.incident_id
where i.incident_id is null or r.incident_id is distinct from l.incident_id
order by r.report_id;
