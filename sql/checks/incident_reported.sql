-- rule: every incident has the number of reports that it says
-- table: core.incidents
-- family: orphans
-- remedy: link all reports anew with bilan run
select
    i.incident_id,
    i.n_reports,
    count(r.report_id) as n_found
from core.incidents as i
left join core.incident_reports as r on i.incident_id = r.incident_id
group by i.incident_id, i.n_reports
having count(r.report_id) <> i.n_reports
order by i.incident_id;
