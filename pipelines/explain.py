"""An article with its figures: where each stands in the text, and how it was read.

Only published rows are read here; nothing is extracted anew.
"""

import unicodedata
from difflib import get_close_matches
from typing import Any

import duckdb
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Row = dict[str, Any]
QUOTE, PHRASE = "underline", "bold reverse"
_LAYOUT = "\n\t"  # control characters that a terminal may be shown
_CONTROLS = ("Cc", "Cf", "Cs")  # Unicode categories that could steer a terminal or turn its text
_ARTICLES = """
select * from raw.articles
where source_ref = $source_ref
order by published_at nulls last, article_id
"""
_FIGURES = """
select
    f.*,
    whole.position as part_of_position,
    earlier.position as repeat_of_position,
    coalesce(r.incident_id, f.report_id, f.toll_id) as account,
    coalesce(r.event_type, t.event_type) as event_type,
    coalesce(r.location_name, r.location, t.location_name, t.location) as place,
    coalesce(r.date_start, t.period_start) as day_start,
    coalesce(r.date_end, t.period_end) as day_end
from core.figures as f
left join core.figures as whole on f.part_of = whole.figure_id
left join core.figures as earlier on f.repeat_of = earlier.figure_id
left join core.incident_reports as r on f.report_id = r.report_id
left join core.toll_statements as t on f.toll_id = t.toll_id
where f.article_id = $article_id
order by f.position
"""
_REFERENCES = "select distinct source_ref from raw.articles order by source_ref"


def explain(connection: duckdb.DuckDBPyConnection, source_ref: str) -> list[RenderableType]:
    """Every version of the article as text and table, in the order of their publication.

    Raises LookupError, naming similar ones, where no article has this source_ref.
    """
    articles = _rows(connection, _ARTICLES, source_ref=source_ref)
    if not articles:
        known = [row["source_ref"] for row in _rows(connection, _REFERENCES)]
        similar = get_close_matches(source_ref, known) or known[:3]
        raise LookupError(
            f"no article is called {source_ref!r}; there are {len(known)}, such as "
            + ", ".join(map(printable, similar))
        )
    return [
        _explained(article, _rows(connection, _FIGURES, article_id=article["article_id"]))
        for article in articles
    ]


def printable(text: str) -> str:
    """The text with control characters as middle dots, one for one, so that offsets hold."""
    return "".join(
        "·" if unicodedata.category(c) in _CONTROLS and c not in _LAYOUT else c for c in text
    )


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """The bounds in the shortest way that says them all: 7, 13–, –20, 3–9 (5)."""
    if low == high and low is not None:
        return f"{low:,}"
    ends = f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'}"
    return ends if best is None or best == low else f"{ends} ({best:,})"


def _rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: str) -> list[Row]:
    return connection.sql(query, params=parameters).pl().to_dicts()


def _explained(article: Row, figures: list[Row]) -> RenderableType:
    head = Text(printable(article["title"] or article["source_ref"]), style="bold")
    told = [article["publisher"], article["published_text"], article["language"]]
    told += [f"copy of {article['duplicate_of']}" if article["duplicate_of"] else None]
    told += ["superseded by a newer version" if article["superseded_by"] else None]
    facts = Text(printable(" · ".join(filter(None, told))), style="dim")
    parts = [head, facts, Text(), _highlighted(article["text"], figures), Text()]
    return Group(*parts, _table(figures) if figures else Text("No figures were read."))


def _highlighted(text: str, figures: list[Row]) -> Text:
    """The text with quotes underlined, and quantity words inverse with their position after."""
    shown = Text(printable(text))
    for figure in figures:
        shown.stylize(QUOTE, figure["quote_start"], figure["quote_end"])
        if figure["phrase"] is not None:
            shown.stylize(PHRASE, figure["phrase_start"], figure["phrase_end"])
    ends = sorted((f["phrase_end"] or f["quote_end"], f["position"]) for f in figures)
    pieces = shown.divide([end for end, _ in ends])
    marks = [Text(f"[{position}]", style="cyan") for _, position in ends]
    return Text.assemble(*(part for pair in zip(pieces, marks, strict=False) for part in pair),
                         pieces[-1])  # fmt: skip


def _table(figures: list[Row]) -> Table:
    """Per figure its position and three lines: the number, who says so, and the account."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in range(2):
        table.add_column(overflow="fold")
    for figure in figures:
        lines = (
            f"{_measure(figure)}: {_value(figure)}, {figure['victims']}",
            f"read by {_rule(figure)}; stated by {_source(figure)}",
            _account(figure),
        )
        table.add_row(str(figure["position"]), Text(printable("\n".join(lines))))
    return table


def _measure(figure: Row) -> str:
    joint = f" with {figure['joint_with']}" if figure["joint_with"] else ""
    return figure["measure"] + joint


def _value(figure: Row) -> str:
    value = bounds(*(figure[f"value_{part}"] for part in ("low", "best", "high")))
    households = " households" if figure["unit"] == "household" else ""
    return f"{figure['quantifier']} {value}{households}"


def _rule(figure: Row) -> str:
    notes = [
        f"part of {figure['part_of_position']}" if figure["part_of"] else None,
        f"repeats {figure['repeat_of_position']}" if figure["repeat_of"] else None,
        "superseded" if figure["is_superseded"] else None,
        f"profile {figure['number_profile']}" if figure["number_profile"] else None,
    ]
    return ", ".join(filter(None, [figure["rule_id"], *notes]))


def _source(figure: Row) -> str:
    kind = figure["stated_by_type"]
    return f"{figure['stated_by']} ({kind})" if figure["stated_by"] else kind


def _account(figure: Row) -> str:
    days = [str(day) for day in (figure["day_start"], figure["day_end"]) if day]
    when = "–".join(dict.fromkeys(days))
    kind = "toll" if figure["scope"] == "cumulative" else "incident"
    told = [figure["event_type"], figure["place"], when]
    why = f" ({figure['grouped_by']})" if figure["grouped_by"] else ""
    return f"{kind} {figure['account']}: " + ", ".join(filter(None, told)) + why
