-- rule: the figures of a report count one incident, those of a toll are cumulative
-- table: core.figures
-- family: scope
-- remedy: look at how pipelines/extract puts figures into accounts
select
    figure_id,
    scope,
    report_id,
    toll_id
from core.figures
where
    (scope = 'incident') <> (report_id is not null)
    or (scope = 'cumulative') <> (toll_id is not null)
order by figure_id;
