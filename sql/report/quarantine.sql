-- The rejected rows, with what was wrong with them.
-- grain: rejected row; variable: rows_shown; inputs: core.quarantine
select
    stage,
    table_name,
    source_ref,
    rule,
    error,
    substr(row, 1, 2000) as row
from core.quarantine
order by stage, table_name, source_ref, rule, error, row
limit getvariable('rows_shown');
