-- The running sums of casualties and displacement per country, without accidents and disasters.
-- grain: measure, country (see core.country_code), date on which a sum changed
-- inputs: out.cumulative_casualties, out.cumulative_displacement
select * replace (core.country_code(iso3) as iso3)
from out.cumulative_casualties
where admin1 is null and event_group = 'conflict'
union all by name
select * replace (core.country_code(iso3) as iso3)
from out.cumulative_displacement
where admin1 is null and event_group = 'conflict';
