"""What the report shows: rows of sql/report, grouped by the incident or toll that opens them.

How it looks stands in page/; which numbers there are is decided in sql/core and sql/out.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from polars.selectors import temporal

from pipelines.lexicons import SEEDS
from pipelines.publish.report.sentences import MARGIN, in_sentence
from pipelines.warehouse.scripts import SQL

ROWS_SHOWN = 20_000
"""Incidents, tolls and rejected rows listed at most; a browser stays quick with that many."""
INCIDENTS_PER_PART = 200
"""Incidents whose reports are unpacked together: some tens of kilobytes, a few milliseconds."""
LISTED = ("incidents", "tolls", "sums")
"""Queries that others read from: kept as temporary tables for the time of the report."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """The overview, unpacked at once, and the details of incidents in parts, on demand."""

    overview: Row
    parts: Sequence[Row]


def contents(
    connection: duckdb.DuckDBPyConnection, *, version: str, rows_shown: int = ROWS_SHOWN
) -> Contents:
    """Read all that the report shows; of each list the first `rows_shown` rows."""
    connection.execute(f"set variable rows_shown = {rows_shown:d}")
    connection.execute(f"set variable margin = {MARGIN:d}")
    try:
        return _read(connection, version)
    finally:
        for listed in LISTED:
            connection.execute(f"drop table if exists temp.{listed}_listed")


def _read(connection: duckdb.DuckDBPyConnection, version: str) -> Contents:
    for listed in LISTED:
        connection.execute(f"create or replace temp table {listed}_listed as {_query(listed)}")
    figures = _grouped(map(in_sentence, _rows(connection, "figures")), "account")
    incidents, tolls = _rows(connection, "incidents"), _rows(connection, "tolls")
    overview = {
        "version": version,
        "counts": _rows(connection, "counts")[0],
        "totals": _rows(connection, "totals"),
        "series": _by_place(_rows(connection, "series")),
        "incidents": incidents,
        "tolls": [toll | {"figures": _of(toll, figures)} for toll in tolls],
        "quarantine": _rows(connection, "quarantine"),
        "countries": _countries({row["iso3"] for row in (*incidents, *tolls)}),
        "incidents_per_part": INCIDENTS_PER_PART,
    }
    return Contents(overview, list(_parts(connection, incidents, figures)))


def _query(name: str) -> str:
    return (SQL / "report" / f"{name}.sql").read_text("utf-8")


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows of a query, values that are not known left out and dates as text."""
    frame = connection.sql(_query(name)).pl().with_columns(temporal().dt.to_string("iso"))
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in frame.iter_rows(named=True)
    ]


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.pop(key)].append(row)
    return groups


def _of(toll: Row, figures: dict[str, list[Row]]) -> list[Row]:
    return [row for row in figures.get(toll["id"], []) if row["measure"] == toll["measure"]]


def _by_place(series: Iterable[Row]) -> Row:
    """Measure → country ('' for all) → columns of dates and bounds."""
    places: Row = {}
    for row in series:
        columns = places.setdefault(row["measure"], {}).setdefault(
            row.get("iso3", ""), {"date": [], "low": [], "best": [], "high": []}
        )
        for name, values in columns.items():
            values.append(row[name])
    return places


def _parts(
    connection: duckdb.DuckDBPyConnection, incidents: Sequence[Row], figures: dict[str, list[Row]]
) -> Iterator[Row]:
    reports = _grouped(_rows(connection, "reports"), "incident_id")
    history = _grouped(_rows(connection, "history"), "incident_id")
    for start in range(0, len(incidents), INCIDENTS_PER_PART):
        yield {
            row["id"]: {
                "reports": reports.get(row["id"], []),
                "figures": figures.get(row["id"], []),
                "history": history.get(row["id"], []),
            }
            for row in incidents[start : start + INCIDENTS_PER_PART]
        }


def _countries(used: set[str]) -> Row:
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso3"]: {"en": row["name_en"], "fr": row["name_fr"]}
            for row in csv.DictReader(file)
            if row["iso3"] in used
        }
