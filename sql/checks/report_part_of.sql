-- rule: part_of_report leads to another report of the same article
-- table: core.incident_reports
-- family: orphans
-- remedy: references are made article by article; look at pipelines/extract
select
    r.report_id,
    r.part_of_report
from core.incident_reports as r
left join core.incident_reports as whole
    on r.part_of_report = whole.report_id and r.article_id = whole.article_id
where r.part_of_report is not null and whole.report_id is null
order by r.report_id;
