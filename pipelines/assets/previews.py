"""What is seen of a table in the Dagster UI: its first rows, where its columns come from, a chart.

Counts stand with the assets; descriptions of tables and columns with their specs.
"""

from base64 import b64encode
from html import escape
from typing import Any

import duckdb
from dagster import MetadataValue, TableColumnDep, TableColumnLineage

from pipelines.assets.specs import SOURCES, key
from schemas import TABLES
from schemas.dictionary import exported_columns

ROWS = 5
CELL = 60
"""Characters of a cell that are shown; articles and rejected rows are long."""
_WIDTH, _HEIGHT = 640, 160
_MARKUP = {ord(sign): f"&#{ord(sign)};" for sign in "|[]()*_`~\\"}
_SUMS = """
select
    date,
    cast(sum(sum(new_low)) over up_to_date as bigint),
    cast(sum(sum(new_best)) over up_to_date as bigint),
    cast(sum(sum(new_high)) over up_to_date as bigint)
from out.cumulative_casualties
where event_group = 'conflict' and admin1 is null and measure = 'killed' and date is not null
group by date
window up_to_date as (order by date rows between unbounded preceding and current row)
order by date
"""


def preview(connection: duckdb.DuckDBPyConnection, table: str) -> MetadataValue[Any]:
    """The first rows of a table, in the order of its export, as a table of Markdown."""
    names = exported_columns(table)
    order = ", ".join(f'"{name}"' for name in TABLES[table].order_by)
    columns = ", ".join(f'"{name}"' for name in names)
    rows = connection.execute(
        f"select {columns} from {table} order by {order} limit {ROWS}"  # noqa: S608
    ).fetchall()
    lines = [names, ("---",) * len(names), *rows]
    return MetadataValue.md("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))


def lineage(table: str) -> TableColumnLineage:
    """Columns that carry on those of the same name in the tables from which this one is made."""
    deps = {
        name: [
            TableColumnDep(key(source), name)
            for source in SOURCES.get(table, ())
            if name in exported_columns(source)
        ]
        for name in exported_columns(table)
    }
    return TableColumnLineage({name: sources for name, sources in deps.items() if sources})


def chart(connection: duckdb.DuckDBPyConnection) -> MetadataValue[Any]:
    """The dead of all known incidents of conflict, added up over time, with the bounds as a band."""
    sums = connection.execute(_SUMS).fetchall()
    if len(sums) < 2:
        return MetadataValue.md("Too few dated incidents for a chart.")
    low, best, high = (_steps(sums, column) for column in (1, 2, 3))
    said = f"killed, {sums[0][0]} to {sums[-1][0]}: {sums[-1][1]:,} to {sums[-1][3]:,}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -4 {_WIDTH} {_HEIGHT + 28}"'
        f' width="{_WIDTH}" height="{_HEIGHT + 32}">'
        f'<polygon points="{_joined(high)} {_joined(low[::-1])}" fill="#c0606a" opacity="0.35"/>'
        f'<polyline points="{_joined(best)}" fill="none" stroke="#8c2f39" stroke-width="2"/>'
        f'<text y="{_HEIGHT + 20}" font-family="sans-serif" font-size="13" fill="#808080">{said}'
        "</text></svg>"
    )
    return MetadataValue.md(
        f"![{said}](data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"
    )


def _steps(sums: list[Any], column: int) -> list[tuple[float, float]]:
    """The corners of the line of a series, in the picture's units."""
    first, last = sums[0][0].toordinal(), sums[-1][0].toordinal()
    most = max(row[3] for row in sums) or 1
    corners: list[tuple[float, float]] = []
    for row in sums:
        x = (row[0].toordinal() - first) / max(last - first, 1) * _WIDTH
        y = _HEIGHT * (1 - row[column] / most)
        corners += [(x, corners[-1][1] if corners else _HEIGHT), (x, y)]
    return corners


def _joined(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _cell(value: object) -> str:
    """A value for a cell of Markdown: one line, nothing in it read as markup."""
    text = "" if value is None else " ".join(str(value).split())
    short = text if len(text) <= CELL else text[:CELL] + "…"
    return escape(short).translate(_MARKUP)
