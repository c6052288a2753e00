-- Every statement of displaced people, in persons, with the account that it belongs to.
-- grain: figure; key: figure_id
-- inputs: core.figures, core.incident_reports, core.incidents, core.toll_statements,
--         core.household_sizes, raw.articles
-- Where reviewers have corrected an incident, its place stands for that of its reports.
-- Households become persons by the average size of country and year (the last one known by then,
-- else the first one after it), rounded half up; NULL where no size is known.
-- A statement is current unless the text, a newer version of the article, the same source later or
-- an equal statement before it makes it one too many. Joint counts are no displacement statements.
create or replace table core.displacement_statements as
with size_periods as (
    select
        iso3,
        size,
        source,
        year,
        case when row_number() over by_year = 1 then 0 else year end as first_year,
        lead(year) over by_year as next_year
    from core.household_sizes
    window by_year as (partition by iso3 order by year)
),

accounts as (
    select
        r.report_id as account_id,
        r.incident_id,
        null as series_id,
        'flow' as stock_or_flow,
        case
            when r.event_type <> 'Displacement'
                then if(i.incident_id is null, r.location_name, i.location_name)
        end as origin,
        if(i.incident_id is null, r.location_name, i.location_name) as location_name,
        if(i.incident_id is null, r.iso3, i.iso3) as iso3,
        if(i.incident_id is null, r.admin1, i.admin1) as admin1,
        r.date_start as period_start,
        r.date_end as period_end
    from core.incident_reports as r
    left join core.incidents as i
        on r.incident_id = i.incident_id and i.corrected_by is not null
    union all
    select
        toll_id as account_id,
        null as incident_id,
        series_id,
        coalesce(stock_or_flow, 'unknown') as stock_or_flow,
        null as origin,
        location_name,
        iso3,
        admin1,
        period_start,
        period_end
    from core.toll_statements
),

statements as (
    select
        f.figure_id,
        f.article_id,
        f.source_ref,
        f.position,
        f.part_of,
        f.stated_by,
        f.unit,
        f.value_low,
        f.value_best,
        f.value_high,
        a.incident_id,
        a.series_id,
        a.stock_or_flow,
        a.origin,
        a.location_name,
        a.iso3,
        a.admin1,
        a.period_start,
        a.period_end,
        articles.published_at,
        f.is_superseded
        or f.repeat_of is not null
        or articles.superseded_by is not null
        or articles.duplicate_of is not null as is_put_aside,
        lower(coalesce(f.stated_by, articles.publisher, f.source_ref)) as voice,
        case when f.unit = 'household' then s.size else 1 end as factor,
        s.year as size_year,
        s.source as size_source
    from core.figures as f
    inner join raw.articles as articles on f.article_id = articles.article_id
    inner join accounts as a on coalesce(f.report_id, f.toll_id) = a.account_id
    left join size_periods as s
        on
            f.unit = 'household'
            and a.iso3 = s.iso3
            and year(coalesce(a.period_end, articles.published_end)) >= s.first_year
            and coalesce(year(coalesce(a.period_end, articles.published_end)) < s.next_year, true)
    where f.measure = 'displaced' and f.joint_with is null
),

standing as (
    select *
    from statements
    where not is_put_aside
    qualify
        published_at is not distinct from max(published_at) over (
            partition by
                incident_id,
                series_id,
                case when stock_or_flow <> 'flow' then period_end end,
                voice,
                unit
        )
),

current_statements as (
    select figure_id
    from standing
    qualify
        row_number() over (
            partition by
                incident_id,
                series_id,
                case when stock_or_flow <> 'flow' then period_end end,
                unit,
                value_low,
                value_best,
                value_high
            order by published_at, article_id, position
        ) = 1
)

select
    s.figure_id,
    s.article_id,
    s.source_ref,
    s.position,
    s.part_of,
    s.published_at,
    s.incident_id,
    s.series_id,
    s.stock_or_flow,
    s.stated_by,
    s.origin,
    s.location_name,
    s.iso3,
    s.admin1,
    s.period_start,
    s.period_end,
    cast(round(s.value_low * s.factor) as bigint) as persons_low,
    cast(round(s.value_best * s.factor) as bigint) as persons_best,
    cast(round(s.value_high * s.factor) as bigint) as persons_high,
    case
        when s.unit = 'household' then coalesce(s.value_best, s.value_low, s.value_high)
    end as households,
    case when s.unit = 'household' then cast(s.factor as double) end as household_size,
    case
        when s.unit = 'person' then null
        when s.factor is null then 'no average household size known: not converted'
        else
            concat(
                'households × ',
                s.factor,
                ' (average household size of ',
                s.iso3,
                ', ',
                s.size_year,
                ': ',
                s.size_source,
                '), rounded half up'
            )
    end as calculation,
    c.figure_id is not null as is_current
from statements as s
left join current_statements as c on s.figure_id = c.figure_id;

comment on table core.displacement_statements is
'Every statement of displaced people, in persons, with the account that it belongs to.';
