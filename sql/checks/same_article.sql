-- rule: what a figure or report refers to (account, whole, repeated figure) is of its own article
-- table: core.figures
-- family: orphans
-- remedy: references are made article by article; look at pipelines/extract
with referred as (
    select
        f.figure_id as id,
        f.article_id,
        r.article_id as other_article_id
    from core.figures as f
    inner join core.incident_reports as r on f.report_id = r.report_id
    union all
    select
        f.figure_id as id,
        f.article_id,
        t.article_id as other_article_id
    from core.figures as f
    inner join core.toll_statements as t on f.toll_id = t.toll_id
    union all
    select
        f.figure_id as id,
        f.article_id,
        other.article_id as other_article_id
    from core.figures as f
    inner join core.figures as other on f.part_of = other.figure_id
    union all
    select
        f.figure_id as id,
        f.article_id,
        other.article_id as other_article_id
    from core.figures as f
    inner join core.figures as other on f.repeat_of = other.figure_id
    union all
    select
        r.report_id as id,
        r.article_id,
        whole.article_id as other_article_id
    from core.incident_reports as r
    inner join core.incident_reports as whole on r.part_of_report = whole.report_id
)

select *
from referred
where article_id <> other_article_id
order by id;
