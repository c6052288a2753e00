-- rule: every statement of displaced people is either a flow or a stock
-- table: out.displacement_flows
-- family: conservation
-- remedy: look at sql/core/displacement_statements.sql
with statements as (
    select figure_id from out.displacement_flows
    union all
    select figure_id from out.displacement_stocks
)

select
    f.figure_id,
    count(s.figure_id) as n_rows
from core.figures as f
left join statements as s on f.figure_id = s.figure_id
where f.measure = 'displaced' and f.joint_with is null
group by f.figure_id
having count(s.figure_id) <> 1
order by f.figure_id;
