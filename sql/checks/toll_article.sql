-- rule: the article from which a row was read exists
-- table: core.toll_statements
-- family: orphans
-- remedy: read the article again with bilan run
select
    row.toll_id,
    row.article_id
from core.toll_statements as row
anti join raw.articles as a on row.article_id = a.article_id
order by row.toll_id;
