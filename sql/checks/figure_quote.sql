-- rule: quote stands in the text of the article from quote_start to quote_end
-- table: core.figures
-- family: offsets
-- remedy: offsets count code points of raw.articles.text; look at the rule named by rule_id
select
    f.figure_id,
    f.rule_id,
    f.quote_start,
    f.quote_end
from core.figures as f
inner join raw.articles as a on f.article_id = a.article_id
where substr(a.text, f.quote_start + 1, f.quote_end - f.quote_start) <> f.quote
order by f.figure_id;
