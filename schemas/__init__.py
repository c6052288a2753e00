"""The tables of the dataset: one Pandera (Polars) model each, with key, order and grain.

Here stands what tables there are and how a frame of one is made. Columns and rules stand in raw,
core, figures, linked, out and views; codes in codelists; texts made from all this in dictionary.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pandera.polars as pa
import polars as pl

from schemas import core, figures, linked, out, raw, views


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its model, the columns that name a row, and the total order of its export.

    An empty key means that rows may repeat. `references` maps columns to the tables whose key they
    hold.
    """

    name: str
    model: type[pa.DataFrameModel]
    key: tuple[str, ...]
    order_by: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict[str, str])
    is_view: bool = False

    @property
    def grain(self) -> str:
        """What one row is: the first line of the model's docstring."""
        return (self.model.__doc__ or "").strip().splitlines()[0]


EXTRACTED = ("core.incident_reports", "core.toll_statements", "core.figures")
"""The tables read from the text of articles, in load order."""

_ARTICLE = {"article_id": "raw.articles"}
_REPORT = {"report_id": "core.incident_reports"}
_TOLL = {"toll_id": "core.toll_statements"}
_FIGURE = {"figure_id": "core.figures"}
_INCIDENT = {"incident_id": "core.incidents"}
_PLACE_DAY_MEASURE = ("iso3", "admin1", "event_group", "measure", "date")

# In load order: what is referred to comes before what refers to it.
TABLES = {
    table.name: table
    for table in (
        Table(
            "raw.articles",
            raw.Articles,
            ("article_id",),
            ("article_id",),
            {"duplicate_of": "raw.articles", "superseded_by": "raw.articles"},
        ),
        Table(
            "core.incident_reports",
            core.IncidentReports,
            ("report_id",),
            ("source_ref", "article_id", "report_id"),
            _ARTICLE | _INCIDENT | {"part_of_report": "core.incident_reports"},
        ),
        Table(
            "core.toll_statements",
            core.TollStatements,
            ("toll_id",),
            ("source_ref", "article_id", "toll_id"),
            _ARTICLE,
        ),
        Table(
            "core.figures",
            figures.Figures,
            ("figure_id",),
            ("source_ref", "article_id", "position", "figure_id"),
            _ARTICLE | _REPORT | _TOLL | {"part_of": "core.figures", "repeat_of": "core.figures"},
        ),
        Table(
            "core.quarantine",
            core.Quarantine,
            (),
            ("stage", "table_name", "source_ref", "article_id", "row", "rule", "error"),
        ),
        Table(
            "core.incident_ledger",
            linked.IncidentLedger,
            ("report_id", "incident_id"),
            ("report_id", "incident_id"),
        ),
        Table(
            "core.incidents",
            linked.Incidents,
            ("incident_id",),
            ("incident_id",),
            {"part_of_incident": "core.incidents"},
        ),
        Table(
            "core.incident_links",
            linked.IncidentLinks,
            ("report_id",),
            ("report_id",),
            _REPORT | _INCIDENT,
        ),
        Table(
            "core.incident_history",
            linked.IncidentHistory,
            ("incident_id", "measure", "as_of", "article_id"),
            ("incident_id", "measure", "as_of", "article_id"),
            _ARTICLE | _INCIDENT,
        ),
        Table(
            "core.incident_redirects",
            linked.IncidentRedirects,
            ("old_id", "new_id"),
            ("old_id", "new_id"),
        ),
        Table(
            "out.cumulative_casualties",
            out.CumulativeCasualties,
            _PLACE_DAY_MEASURE,
            _PLACE_DAY_MEASURE,
        ),
        Table(
            "out.displacement_flows",
            out.DisplacementFlows,
            ("figure_id",),
            ("figure_id",),
            _FIGURE | _INCIDENT,
        ),
        Table(
            "out.displacement_stocks",
            out.DisplacementStocks,
            ("figure_id",),
            ("figure_id",),
            _FIGURE | _INCIDENT,
        ),
        Table(
            "out.cumulative_displacement",
            out.CumulativeDisplacement,
            _PLACE_DAY_MEASURE,
            _PLACE_DAY_MEASURE,
        ),
        Table(
            "out.toll_reconciliation",
            out.TollReconciliation,
            ("toll_id", "measure"),
            ("source_ref", "toll_id", "measure"),
            _TOLL,
        ),
        Table(
            "out.acled_events",
            views.AcledEvents,
            ("event_id_cnty",),
            ("event_id_cnty",),
            {"event_id_cnty": "core.incidents"},
            is_view=True,
        ),
        Table(
            "out.ucdp_events",
            views.UcdpEvents,
            ("id",),
            ("id",),
            {"id": "core.incidents"},
            is_view=True,
        ),
        Table(
            "out.hapi_conflict_events",
            views.HapiConflictEvents,
            ("location_code", "admin1_name", "event_type", "reference_period_start"),
            ("location_code", "admin1_name", "event_type", "reference_period_start"),
            is_view=True,
        ),
    )
}


@cache
def polars_schema(table: str) -> pl.Schema:
    """The columns of a table in order, with their Polars types."""
    columns = TABLES[table].model.to_schema().columns
    return pl.Schema({name: column.dtype.type for name, column in columns.items()})


def frame(table: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a frame of the table's exact types; missing keys become NULL.

    Raises ValueError for a key that is no column, TypeError for a value of another type.
    """
    schema = polars_schema(table)
    rows = list(rows)
    unknown = sorted({key for row in rows for key in row} - set(schema))
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(unknown)}; it has {', '.join(schema)}")
    return pl.DataFrame(
        [
            _column(f"{table}.{name}", [row.get(name) for row in rows], dtype)
            for name, dtype in schema.items()
        ]
    )


def _column(place: str, values: list[object], dtype: pl.DataType) -> pl.Series:
    try:
        series = pl.Series(place.rsplit(".", 1)[1], values, dtype=dtype, strict=True)
    except TypeError as error:
        raise TypeError(f"{place} must be {dtype}: {str(error).splitlines()[0]}") from None
    if series.dtype != dtype:
        raise TypeError(f"{place} must be {dtype}, not {series.dtype}")
    return series
