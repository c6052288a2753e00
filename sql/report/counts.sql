-- How many rows stand behind the report.
-- grain: one row; inputs: raw.articles, core.figures, core.incidents, core.toll_statements,
-- core.quarantine
select
    (select count(*) from raw.articles) as articles,
    (select count(*) from core.figures) as figures,
    (select count(*) from core.incidents) as incidents,
    (select count(*) from core.toll_statements) as tolls,
    (select count(*) from core.quarantine) as quarantined,
    (select max(published_at) from raw.articles) as last_published;
