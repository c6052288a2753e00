-- The rejected rows, with what was wrong with them; of articles without their words (licences).
-- grain: rejected row; variable: rows_shown; inputs: core.quarantine
select
    stage,
    table_name,
    source_ref,
    rule,
    error,
    substr(
        case
            when table_name <> 'raw.articles' then row
            when json_valid(row) then json_merge_patch(row, '{"text": null, "line": null}')::text
            else '{}'
        end, 1, 2000
    ) as row
from core.quarantine
order by stage, table_name, source_ref, rule, error, row
limit getvariable('rows_shown');
