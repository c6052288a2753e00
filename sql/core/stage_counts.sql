-- How many rows a step was handed and what became of them: accepted + known + quarantined = read.
-- grain: batch of a step; no key
create table if not exists core.stage_counts (
    stage text not null,
    n_read bigint not null,
    n_accepted bigint not null,
    n_known bigint not null,
    n_quarantined bigint not null,
    recorded_at timestamp not null
);
comment on table core.stage_counts is 'Rows that each step read, and what became of them.';
comment on column core.stage_counts.stage is 'The step';
comment on column core.stage_counts.n_read is 'Rows handed over';
comment on column core.stage_counts.n_accepted is 'Rows written';
comment on column core.stage_counts.n_known is 'Rows that were there already';
comment on column core.stage_counts.n_quarantined is 'Rows rejected, with their errors';
comment on column core.stage_counts.recorded_at is 'When (UTC)';
