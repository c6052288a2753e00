-- The published tolls beside the sums of the known incidents, latest first.
-- grain: toll and measure; key: toll_id, measure; variable: rows_shown
-- inputs: out.toll_reconciliation, core.toll_statements, raw.articles
select
    r.toll_id as id,
    r.measure,
    core.country_code(r.iso3) as iso3,
    r.location_name as place,
    r.period_start,
    r.period_end,
    r.stated,
    r.stated_by,
    r.known_low,
    r.known_best,
    r.known_high,
    r.n_incidents,
    r.sum_exceeds_toll,
    r.series_decreases,
    r.parts_exceed_whole,
    r.sides_do_not_add_up,
    r.admin1 is null
    and coalesce(t.where_prec, 6) >= 6
    and coalesce(t.stock_or_flow, 'flow') = 'flow' as is_national,
    a.url,
    a.publisher,
    r.source_ref,
    t.event_type
from out.toll_reconciliation as r
inner join core.toll_statements as t on r.toll_id = t.toll_id
inner join raw.articles as a on t.article_id = a.article_id
order by r.period_end desc nulls last, r.source_ref asc, r.toll_id asc, r.measure asc
limit getvariable('rows_shown');
