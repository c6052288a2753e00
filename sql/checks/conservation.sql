-- rule: accepted, known and quarantined rows together are those that the step was handed
-- table: core.stage_counts
-- family: conservation
-- remedy: rows were lost between two steps; look at the step named and run it again
select *
from core.stage_counts
where n_accepted + n_known + n_quarantined <> n_read
order by all;
