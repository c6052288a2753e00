"""The figures of a few articles as a table, so that whoever tries one sees at once what was read.

All of them stand in core.figures; one article with its text is shown by bilan explain.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.articles.sources import expand
from pipelines.cli.published import published
from pipelines.explain.terminal import bounds, printable

FEW = 5
"""Articles whose figures fit on a screen or two."""
_COLUMNS = {
    "number": None,
    "measure": None,
    "words": 5,
    "place": 3,
    "day": None,
    "of": None,
    "source": 4,
}
"""The columns, and how the width that is left is shared out among those that can be folded."""
_FIGURES = """
select
    f.source_ref,
    f.measure || if(f.unit = 'household', ' (households)', ''),
    f.value_low,
    f.value_best,
    f.value_high,
    f.quote,
    coalesce(r.location_name, r.location, t.location_name, t.location, ''),
    coalesce(cast(coalesce(r.date_start, t.period_start) as varchar), ''),
    coalesce(cast(coalesce(r.date_end, t.period_end) as varchar), ''),
    if(f.scope = 'incident', 'incident', 'toll'),
    coalesce(f.stated_by, '')
from core.figures as f
inner join raw.articles as a on f.article_id = a.article_id
left join core.incident_reports as r on f.report_id = r.report_id
left join core.toll_statements as t on f.toll_id = t.toll_id
where list_contains($paths, a.source_path) and a.superseded_by is null
order by f.source_ref, f.position
"""


def show_rows(output: Path, named: Sequence[str]) -> None:
    """Print the figures of the articles read from these inputs, where these are few."""
    paths = [str(path) for path in expand(list(named))]
    if len(paths) > FEW:
        return
    with published(output) as connection:
        (n_articles,) = connection.execute(
            "select count(*) from raw.articles where list_contains($paths, source_path)",
            {"paths": paths},
        ).fetchall()[0]
        if not 0 < n_articles <= FEW:
            return
        found = connection.execute(_FIGURES, {"paths": paths}).fetchall()
    console = Console()
    for article, figures in groupby(found, key=lambda row: row[0]):
        console.print(Text(f"\n{printable(article)}", style="bold"))
        console.print(_table(figures))
    if not found:
        console.print("\nNo figures were read.")


def _table(figures: Iterable[tuple[Any, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    for name, ratio in _COLUMNS.items():
        table.add_column(name, ratio=ratio, overflow="fold")
    for _, measure, low, best, high, words, place, start, end, scope, source in figures:
        day = " –\n".join(dict.fromkeys(filter(None, (start, end))))
        cells = (bounds(low, best, high), measure, words, place, day, scope, source)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table
