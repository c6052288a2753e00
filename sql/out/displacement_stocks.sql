-- People displaced at a date, one row per statement; never added to flows, nor to each other.
-- grain: figure; key: figure_id
-- inputs: core.displacement_statements (tolls that are stocks; those that do not say which they are
--         stand here too, because nothing sums this table)
create or replace table out.displacement_stocks as
select * exclude (article_id, position, part_of, published_at, stock_or_flow)
from core.displacement_statements
where stock_or_flow <> 'flow'
order by figure_id;
