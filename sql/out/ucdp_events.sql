-- The incidents of armed violence with dead, in the columns of UCDP GED.
-- grain: incident; key: id; input: core.counted_incidents
-- type_of_violence: 1 a state against an organised group or a state, 2 organised groups without a
-- state, 3 civilians as the target; NULL where the parties are not known.
create or replace view out.ucdp_events as
select
    incident_id as id,
    year(coalesce(date_start, date_end)) as year,
    cast(case
        when 7 in (inter1, inter2) or event_type = 'Violence against civilians' then 3
        when
            1 in (inter1, inter2) and least(inter1, inter2) between 1 and 4
            and greatest(inter1, inter2) in (1, 2, 3, 4, 8) then 1
        when inter1 in (2, 3, 4) and inter2 in (2, 3, 4) then 2
    end as bigint) as type_of_violence,
    event_clarity,
    date_prec,
    date_start,
    date_end,
    where_prec,
    location_name as where_coordinates,
    admin1 as adm_1,
    country,
    latitude,
    longitude,
    actor1 as side_a,
    actor2 as side_b,
    deaths_a,
    deaths_b,
    deaths_civilians,
    deaths_unknown,
    killed_low as low,
    killed_best as best,
    killed_high as high,
    n_sources as number_of_sources
from core.counted_incidents
where
    event_type not in ('Disaster', 'Accident', 'Displacement', 'Other')
    and greatest(killed_low, killed_best, killed_high) >= 1
order by incident_id;
