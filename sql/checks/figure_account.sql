-- rule: the account of a figure exists: its report or its toll statement
-- table: core.figures
-- family: orphans
-- remedy: a rejected report or toll takes its figures along into quarantine; look there
select
    f.figure_id,
    f.report_id,
    f.toll_id
from core.figures as f
left join core.incident_reports as r on f.report_id = r.report_id
left join core.toll_statements as t on f.toll_id = t.toll_id
where r.report_id is null and t.toll_id is null
order by f.figure_id;
