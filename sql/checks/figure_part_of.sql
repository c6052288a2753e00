-- rule: part_of leads to another figure of the same article
-- table: core.figures
-- family: orphans
-- remedy: references are made article by article; look at pipelines/extract
select
    f.figure_id,
    f.part_of
from core.figures as f
left join core.figures as other on f.part_of = other.figure_id and f.article_id = other.article_id
where f.part_of is not null and other.figure_id is null
order by f.figure_id;
