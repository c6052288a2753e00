-- New displacements in a period, one row per statement; never added to stocks.
-- grain: figure; key: figure_id
-- inputs: core.displacement_statements (figures of incidents, and tolls that say they are flows)
create or replace table out.displacement_flows as
select * exclude (article_id, position, part_of, published_at, stock_or_flow)
from core.displacement_statements
where stock_or_flow = 'flow'
order by figure_id;
