-- rule: the article from which a row was read exists
-- table: core.figures
-- family: orphans
-- remedy: read the article again with bilan run
select
    row.figure_id,
    row.article_id
from core.figures as row
anti join raw.articles as a on row.article_id = a.article_id
order by row.figure_id;
