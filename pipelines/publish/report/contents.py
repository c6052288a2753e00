"""What the report shows: rows of sql/report as columns, the details of incidents in parts.

How it looks stands in page/; which numbers there are is decided in sql/core and sql/out.
"""

import csv
from collections.abc import Iterator, Mapping
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
_WORDS_OF_TOLL = (
    "account", "measure", "language", "before", "quote", "phrase_start", "phrase_end", "after",
)  # fmt: skip
Row = dict[str, Any]
Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Contents:
    """The overview, unpacked at once, and the details of incidents in parts, on demand.

    Tables are columns, which the page makes into rows. A part is made when it is asked for: all of
    them at once would take more memory than the rest of a run.
    """

    overview: Row
    parts: Iterator[dict[str, Columns]]


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
    figures = in_sentence(_frame(connection, "figures"))
    incidents, tolls = (
        _dates_as_text(connection.sql(f"from temp.{name}_listed").pl())
        for name in ("incidents", "tolls")
    )
    of_tolls = figures.filter(pl.col("account").is_in(tolls["id"].implode()))
    overview = {
        "counts": next(_rows(_frame(connection, "counts"))),
        "totals": list(_rows(_frame(connection, "totals"))),
        "series": _by_place(_frame(connection, "series")),
        "incidents": _columns(incidents),
        "tolls": _columns(tolls),
        "words_of_tolls": _columns(of_tolls.select(_WORDS_OF_TOLL)),
        "quarantine": _columns(_frame(connection, "quarantine")),
        "countries": _countries({*incidents["iso3"], *tolls["iso3"]}),
        "incidents_per_part": INCIDENTS_PER_PART,
    }
    details = {
        "reports": (_frame(connection, "reports"), "incident_id"),
        "figures": (figures, "account"),
        "history": (_frame(connection, "history"), "incident_id"),
    }
    return Contents(overview, _parts(incidents["id"], details))


def _query(name: str) -> str:
    return (SQL / "report" / f"{name}.sql").read_text("utf-8")


def _frame(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    return _dates_as_text(connection.sql(_query(name)).pl())


def _dates_as_text(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(temporal().dt.to_string("iso"))


def _columns(frame: pl.DataFrame) -> Columns:
    return frame.to_dict(as_series=False)


def _rows(frame: pl.DataFrame) -> Iterator[Row]:
    """One row after the other; values that are not known are left out."""
    for row in frame.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None}


def _by_place(series: pl.DataFrame) -> dict[str, dict[str, Columns]]:
    """Measure → country ('' for all) → columns of dates and bounds."""
    places: dict[str, dict[str, Columns]] = {}
    groups = series.partition_by("measure", "iso3", as_dict=True, include_key=False)
    for (measure, iso3), rows in groups.items():
        places.setdefault(measure, {})[iso3 or ""] = _columns(rows)
    return places


def _parts(
    incidents: pl.Series, details: Mapping[str, tuple[pl.DataFrame, str]]
) -> Iterator[dict[str, Columns]]:
    """The rows of each table by incident: `details` has the tables and their columns of incidents."""
    numbers = pl.int_range(len(incidents), eager=True) // INCIDENTS_PER_PART
    part_of = pl.DataFrame({"id": incidents, "part": numbers})
    split = {name: _split(frame, key, part_of) for name, (frame, key) in details.items()}
    for number in numbers.unique(maintain_order=True):
        yield {
            name: _columns(split[name].get(number, frame.clear()))
            for name, (frame, _) in details.items()
        }


def _split(frame: pl.DataFrame, key: str, part_of: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """The rows of each part, in their order."""
    rows = frame.join(part_of, left_on=key, right_on="id", maintain_order="left")
    parts = rows.partition_by("part", as_dict=True, include_key=False)
    return {number: part for (number,), part in parts.items()}


def _countries(used: set[str | None]) -> Row:
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            str(row["iso3"]): {"en": row["name_en"], "fr": row["name_fr"]}
            for row in csv.DictReader(file)
            if row["iso3"] in used
        }
