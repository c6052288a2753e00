-- The figures of the incidents or tolls listed, each with the characters around it.
-- grain: figure, in the order of the text; variable: margin
-- inputs: the incidents and tolls listed,
-- core.figures, core.incident_reports, raw.articles
with told_articles as (
    -- most articles tell of nobody: their texts need not be held
    select
        article_id,
        text,
        language
    from raw.articles
    where article_id in (select f.article_id from core.figures as f)
)

select
    coalesce(r.incident_id, f.toll_id) as account,
    f.report_id,
    f.measure,
    f.value_low as low,
    f.value_best as best,
    f.value_high as high,
    f.quantifier,
    f.unit,
    f.victims,
    f.joint_with,
    f.part_of is not null as is_part,
    f.repeat_of is not null as is_repeated,
    f.is_superseded,
    f.rule_id,
    f.stated_by,
    f.stated_by_type,
    f.confidence,
    f.quote,
    f.phrase_start - f.quote_start as phrase_start,
    f.phrase_end - f.quote_start as phrase_end,
    substr(
        a.text,
        greatest(f.quote_start - getvariable('margin'), 0) + 1,
        least(f.quote_start, getvariable('margin'))
    ) as before,
    substr(a.text, f.quote_end + 1, getvariable('margin')) as after,
    a.language
from core.figures as f
inner join told_articles as a on f.article_id = a.article_id
left join core.incident_reports as r on f.report_id = r.report_id
where
    r.incident_id in (select i.id from incidents_listed as i)
    or f.toll_id in (select t.id from tolls_listed as t)
order by account, f.report_id, f.position, f.figure_id;
