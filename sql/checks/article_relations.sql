-- rule: duplicate_of and superseded_by lead to articles that exist
-- table: raw.articles
-- family: orphans
-- remedy: look at the rules of sql/raw
select
    a.article_id,
    a.duplicate_of,
    a.superseded_by
from raw.articles as a
left join raw.articles as original on a.duplicate_of = original.article_id
left join raw.articles as newer on a.superseded_by = newer.article_id
where
    (a.duplicate_of is not null and original.article_id is null)
    or (a.superseded_by is not null and newer.article_id is null)
order by a.article_id;
