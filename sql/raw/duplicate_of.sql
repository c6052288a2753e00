-- Grain: one row of raw.articles; sets duplicate_of.
-- Keys: article_id. Inputs: raw.articles.
-- A copy points to the earliest article with the same folded text, whoever published it and at
-- whichever URL: the same words under a new date are no new account. The earliest points to none.
-- An article without a date comes last, as nothing says that it was first.
with ranked as (
    select
        article_id,
        first_value(article_id) over (
            partition by text_group_id
            order by published_at asc nulls last, recorded_at asc, article_id asc
            rows between unbounded preceding and current row
        ) as original_id
    from raw.articles
)

update raw.articles
set duplicate_of = nullif(ranked.original_id, ranked.article_id)
from ranked
where
    articles.article_id = ranked.article_id
    and articles.duplicate_of is distinct from nullif(ranked.original_id, ranked.article_id);
