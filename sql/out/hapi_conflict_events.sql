-- Incidents and dead per region, month and class, in the columns of HDX HAPI.
-- grain: country, region, class, month
-- keys: location_code, admin1_name, event_type, reference_period_start
-- input: core.counted_incidents
-- The classes overlap (violence against civilians is political violence too): never sum them. An
-- incident counts in the month of its middle day; without a day or a country its row has an error.
create or replace view out.hapi_conflict_events as
with classes (event_class, event_type, sub_event_type) as (
    values
    ('political_violence', 'Battles', null),
    ('political_violence', 'Explosions/Remote violence', null),
    ('political_violence', 'Violence against civilians', null),
    ('political_violence', 'Protests', 'Excessive force against protesters'),
    ('political_violence', 'Riots', 'Mob violence'),
    ('civilian_targeting', 'Violence against civilians', null),
    ('civilian_targeting', 'Protests', 'Excessive force against protesters'),
    ('demonstration', 'Protests', null),
    ('demonstration', 'Riots', 'Violent demonstration')
),

incidents as (
    select
        i.iso3,
        i.admin1,
        c.event_class,
        coalesce(i.killed_best, i.killed_low) as killed,
        coalesce(i.date_start, i.date_end) as first_day,
        coalesce(i.date_end, i.date_start) as last_day,
        cast(date_trunc('month', core.middle_day(first_day, last_day)) as date) as month_start
    from core.counted_incidents as i
    inner join classes as c
        on
            i.event_type = c.event_type
            and coalesce(i.sub_event_type = c.sub_event_type, true)
),

months as (
    select
        iso3,
        admin1,
        event_class,
        month_start,
        count(*) as events,
        cast(sum(killed) as bigint) as fatalities,
        count(*) filter (where killed is null) as n_without_number,
        count(*) filter (
            where date_trunc('month', first_day) <> date_trunc('month', last_day)
        ) as n_astride
    from incidents
    group by iso3, admin1, event_class, month_start
)

select
    iso3 as location_code,
    admin1 as admin1_name,
    event_class as event_type,
    events,
    fatalities,
    month_start as reference_period_start,
    last_day(month_start) as reference_period_end,
    nullif(
        concat_ws(
            '; ',
            case
                when n_without_number > 0
                    then concat('number of dead unknown in ', n_without_number)
            end,
            case when n_astride > 0 then concat('month uncertain in ', n_astride) end
        ),
        ''
    ) as warning,
    nullif(
        concat_ws(
            '; ',
            case when month_start is null then 'no day known' end,
            case when iso3 is null then 'no country known' end
        ),
        ''
    ) as error
from months
order by location_code, admin1_name, event_type, reference_period_start;
