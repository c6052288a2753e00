-- Grain: one row of raw.articles; sets superseded_by.
-- Keys: article_id. Inputs: raw.articles.
-- A version points to the next one at the same URL whose text says something else; the same words
-- under a new date are a copy (duplicate_of) and supersede nothing. Articles without a URL have no
-- versions. A version without a date counts as the newest.
with ordered as (
    select
        article_id,
        url,
        text_group_id,
        row_number() over (
            partition by url
            order by published_at asc nulls last, recorded_at asc, article_id asc
        ) as version
    from raw.articles
    where url is not null
),

changes as (
    select
        article_id,
        url,
        version,
        case
            when text_group_id != lead(text_group_id) over (partition by url order by version asc)
                then lead(article_id) over (partition by url order by version asc)
        end as changed_into
    from ordered
),

successors as (
    select
        article_id,
        first_value(changed_into ignore nulls) over (
            partition by url
            order by version asc
            rows between current row and unbounded following
        ) as successor_id
    from changes
)

update raw.articles
set superseded_by = successors.successor_id
from successors
where
    articles.article_id = successors.article_id
    and articles.superseded_by is distinct from successors.successor_id;
