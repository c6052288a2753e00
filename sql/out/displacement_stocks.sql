-- People displaced at a date, one row per statement; never added to flows, nor to each other.
-- grain: figure; key: figure_id
-- inputs: core.displacement_statements (tolls that are stocks; those that do not say which they are
--         stand here too, because nothing sums this table)
create or replace table out.displacement_stocks as
select
    figure_id,
    source_ref,
    incident_id,
    series_id,
    stated_by,
    origin,
    location_name,
    iso3,
    admin1,
    period_start,
    period_end,
    persons_low,
    persons_best,
    persons_high,
    households,
    household_size,
    calculation,
    is_current
from core.displacement_statements
where stock_or_flow <> 'flow'
order by figure_id;
