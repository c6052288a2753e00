-- New displacements in a period, one row per statement; never added to stocks.
-- grain: figure; key: figure_id
-- inputs: core.displacement_statements (figures of incidents, and tolls that say they are flows)
create or replace table out.displacement_flows as
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
where stock_or_flow = 'flow'
order by figure_id;
