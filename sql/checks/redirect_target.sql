-- rule: a redirect leads from an id no longer used to an incident or to another redirect
-- table: core.incident_redirects
-- family: orphans
-- remedy: link all reports anew with bilan run; keep the ledger
select
    d.old_id,
    d.new_id
from core.incident_redirects as d
left join core.incidents as i on d.new_id = i.incident_id
left join core.incident_redirects as onward on d.new_id = onward.old_id
where i.incident_id is null and onward.old_id is null
order by d.old_id, d.new_id;
