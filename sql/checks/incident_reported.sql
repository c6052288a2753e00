-- rule: every incident has the number of reports that it says; those of superseded versions count
--       only where no other is left
-- table: core.incidents
-- family: orphans
-- remedy: link all reports anew with bilan run
with found as (
    select
        r.incident_id,
        count(*) filter (where a.superseded_by is null) as n_current,
        count(*) as n_all
    from core.incident_reports as r
    inner join raw.articles as a on r.article_id = a.article_id
    group by r.incident_id
)

select
    i.incident_id,
    i.n_reports,
    f.n_current,
    f.n_all
from core.incidents as i
left join found as f on i.incident_id = f.incident_id
where i.n_reports is distinct from if(f.n_current > 0, f.n_current, f.n_all)
order by i.incident_id;
