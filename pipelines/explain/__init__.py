"""An article with its figures and accounts: where each stands in the text, and how it was read.

Only published rows are read here; nothing is extracted anew.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import duckdb
from rich.console import Group, RenderableType
from rich.text import Text

from pipelines.explain import accounts, figures
from pipelines.explain.terminal import listed, printable

Row = dict[str, Any]
_ARTICLES = """
select * from raw.articles
where source_ref = $name or url = $name
order by published_at nulls last, article_id
"""
_OF_ARTICLE = {
    "figures": """
        select f.*, whole.position as part_of_position, earlier.position as repeat_of_position
        from core.figures as f
        left join core.figures as whole on f.part_of = whole.figure_id
        left join core.figures as earlier on f.repeat_of = earlier.figure_id
        where f.article_id = $article_id
        order by f.position
    """,
    "reports": """
        select r.* from core.incident_reports as r
        left join core.figures as f on r.report_id = f.report_id
        where r.article_id = $article_id
        group by all
        order by min(f.position) nulls last, r.report_id
    """,
    "tolls": """
        select t.* from core.toll_statements as t
        left join core.figures as f on t.toll_id = f.toll_id
        where t.article_id = $article_id
        group by all
        order by min(f.position) nulls last, t.toll_id
    """,
}
_REFERENCES = "select distinct source_ref from raw.articles order by source_ref"


def articles(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """Every version of the article with this source_ref or URL, in the order of publication.

    Each row of raw.articles has its `figures`, `reports` and `tolls` besides, in the order of the
    text. Raises LookupError, naming similar ones, where no article is called so.
    """
    found = _rows(connection, _ARTICLES, name=name)
    if not found:
        known = [row["source_ref"] for row in _rows(connection, _REFERENCES)]
        similar = get_close_matches(name, known) or known[:3]
        raise LookupError(
            f"no article is called {name!r}; there are {len(known)}, such as "
            + ", ".join(map(printable, similar))
        )
    for article in found:
        for name, query in _OF_ARTICLE.items():
            article[name] = _rows(connection, query, article_id=article["article_id"])
    return found


def shown(article: Row) -> RenderableType:
    """An article as a terminal shows it: its text with marks, its figures, its accounts."""
    head = Text(printable(article["title"] or article["source_ref"]), style="bold")
    told = [article["publisher"], article["published_text"], article["language"]]
    told += [f"copy of {article['duplicate_of']}" if article["duplicate_of"] else None]
    told += ["superseded by a newer version" if article["superseded_by"] else None]
    facts = Text(printable(" · ".join(filter(None, told))), style="dim")
    text = figures.highlighted(article["text"], article["figures"])
    return Group(head, facts, Text(), text, Text(), *_read(article))


def _read(article: Row) -> Sequence[RenderableType]:
    if not article["figures"]:
        return [Text("No figures were read.")]
    reports, tolls = article["reports"], article["tolls"]
    names = accounts.names_of(reports, tolls)
    return [
        listed(figures.lines_of(article["figures"], names)),
        Text(),
        listed(accounts.lines_of(reports, tolls, names)),
    ]


def _rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: str) -> list[Row]:
    return connection.sql(query, params=parameters).pl().to_dicts()
