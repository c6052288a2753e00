-- rule: the report of a link exists
-- table: core.incident_links
-- family: orphans
-- remedy: link all reports anew with bilan run
select
    l.report_id,
    l.incident_id
from core.incident_links as l
anti join core.incident_reports as r on l.report_id = r.report_id
order by l.report_id;
