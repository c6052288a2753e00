-- rule: the article from which a row was read exists
-- table: core.incident_reports
-- family: orphans
-- remedy: read the article again with bilan run
select
    row.report_id,
    row.article_id
from core.incident_reports as row
anti join raw.articles as a on row.article_id = a.article_id
order by row.report_id;
