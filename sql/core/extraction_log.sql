-- Which article was read with which version of the extractor; what is here is not read again.
-- grain: article and version; keys: article_id, extractor_version
create table if not exists core.extraction_log (
    article_id text not null,
    extractor_version text not null
);
comment on table core.extraction_log is 'Articles already read, per version of the extractor.';
comment on column core.extraction_log.article_id is 'The article';
comment on column core.extraction_log.extractor_version is 'Version of words and rules';
