-- rule: a figure and its account come from the same article
-- table: core.figures
-- family: orphans
-- remedy: accounts are made article by article; look at pipelines/extract
select
    f.figure_id,
    f.article_id,
    coalesce(r.article_id, t.article_id) as account_article_id
from core.figures as f
left join core.incident_reports as r on f.report_id = r.report_id
left join core.toll_statements as t on f.toll_id = t.toll_id
where f.article_id <> coalesce(r.article_id, t.article_id)
order by f.figure_id;
