-- The words behind an incident: each of its figures with article, place in the text and source.
-- grain: figure; inputs: core.figures, core.incident_reports, raw.articles
-- noqa: disable=RF02
create or replace macro main.words_of(wanted_incident) as table (
    select
        f.measure,
        f.value_low as low,
        f.value_best as best,
        f.value_high as high,
        f.quote,
        f.quote_start,
        f.stated_by,
        f.stated_by_type,
        f.source_ref,
        a.publisher,
        a.url,
        f.part_of is not null as is_part,
        f.is_superseded,
        f.confidence
    from core.incident_reports as r
    inner join core.figures as f on r.report_id = f.report_id
    inner join raw.articles as a on f.article_id = a.article_id
    where r.incident_id = wanted_incident
    order by a.published_at nulls last, f.source_ref, f.position
);
