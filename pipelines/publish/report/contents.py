"""What the report shows: rows of sql/report, grouped by the incident or toll that opens them.

How it looks stands in page/; which numbers there are is decided in sql/core and sql/out.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl
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
    """The overview, unpacked at once, and the details of incidents in parts, on demand.

    A part is made when it is asked for: all of them at once would take more memory than the rest of a run.
    """

    overview: Row
    parts: Iterator[Row]


def contents(connection: duckdb.DuckDBPyConnection, *, rows_shown: int = ROWS_SHOWN) -> Contents:
    """Read all that the report shows; of each list the first `rows_shown` rows."""
    connection.execute(f"set variable rows_shown = {rows_shown:d}")
    connection.execute(f"set variable margin = {MARGIN:d}")
    try:
        return _read(connection)
    finally:
        for listed in LISTED:
            connection.execute(f"drop table if exists temp.{listed}_listed")


def _read(connection: duckdb.DuckDBPyConnection) -> Contents:
    for listed in LISTED:
        connection.execute(f"create or replace temp table {listed}_listed as {_query(listed)}")
    figures = _frame(connection, "figures")
    incidents, tolls = (list(_rows(_frame(connection, name))) for name in ("incidents", "tolls"))
    overview = {
        "counts": next(_rows(_frame(connection, "counts"))),
        "totals": list(_rows(_frame(connection, "totals"))),
        "series": _by_place(_rows(_frame(connection, "series"))),
        "incidents": incidents,
        "tolls": list(_with_figures(tolls, figures)),
        "quarantine": list(_rows(_frame(connection, "quarantine"))),
        "countries": _countries({row["iso3"] for row in (*incidents, *tolls)}),
        "incidents_per_part": INCIDENTS_PER_PART,
    }
    details = {
        "reports": (_frame(connection, "reports"), "incident_id"),
        "figures": (figures, "account"),
        "history": (_frame(connection, "history"), "incident_id"),
    }
    return Contents(overview, _parts([row["id"] for row in incidents], details))


def _query(name: str) -> str:
    return (SQL / "report" / f"{name}.sql").read_text("utf-8")


def _frame(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """The rows of a query, dates as text."""
    return connection.sql(_query(name)).pl().with_columns(temporal().dt.to_string("iso"))


def _rows(frame: pl.DataFrame) -> Iterator[Row]:
    """One row after the other; values that are not known are left out."""
    for row in frame.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None}


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.pop(key)].append(row)
    return groups


def _with_figures(tolls: Sequence[Row], figures: pl.DataFrame) -> Iterator[Row]:
    ids = [toll["id"] for toll in tolls]
    told = figures.filter(pl.col("account").is_in(ids))
    found = _grouped(map(in_sentence, _rows(told)), "account")
    for toll in tolls:
        rows = found.get(toll["id"], [])
        yield toll | {"figures": [row for row in rows if row["measure"] == toll["measure"]]}


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
    incidents: Sequence[str], details: Mapping[str, tuple[pl.DataFrame, str]]
) -> Iterator[Row]:
    """The rows of each table by incident: `details` has the tables and their columns of incidents."""
    numbers = [number // INCIDENTS_PER_PART for number in range(len(incidents))]
    part_of = pl.DataFrame({"id": incidents, "part": numbers}, {"id": pl.String, "part": pl.Int64})
    split = {name: _split(frame, key, part_of) for name, (frame, key) in details.items()}
    for number, start in enumerate(range(0, len(incidents), INCIDENTS_PER_PART)):
        rows = {
            name: _rows(parts[number]) if number in parts else [] for name, parts in split.items()
        }
        rows["figures"] = list(map(in_sentence, rows["figures"]))
        found = {name: _grouped(rows[name], key) for name, (_, key) in details.items()}
        yield {
            incident: {name: groups.get(incident, []) for name, groups in found.items()}
            for incident in incidents[start : start + INCIDENTS_PER_PART]
        }


def _split(frame: pl.DataFrame, key: str, part_of: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """The rows of each part, in their order."""
    rows = frame.join(part_of, left_on=key, right_on="id", maintain_order="left")
    parts = rows.partition_by("part", as_dict=True, include_key=False)
    return {number: part for (number,), part in parts.items()}


def _countries(used: set[str]) -> Row:
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso3"]: {"en": row["name_en"], "fr": row["name_fr"]}
            for row in csv.DictReader(file)
            if row["iso3"] in used
        }
