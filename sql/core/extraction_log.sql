-- Which article was read with which version of the extractor; what is here is not read again.
-- grain: article and version; keys: article_id, extractor_version
create table if not exists core.extraction_log (
    article_id text not null,
    extractor_version text not null,
    outcome text
);
-- databases made before this column was
alter table core.extraction_log add column if not exists outcome text;
comment on table core.extraction_log is 'Articles already read, per version of the extractor.';
comment on column core.extraction_log.article_id is 'The article';
comment on column core.extraction_log.extractor_version is 'Version of words and rules';
comment on column core.extraction_log.outcome is
'figures, no_figures, or language_without_words: no words of its language are in seeds/lang';
