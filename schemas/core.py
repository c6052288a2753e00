"""The core layer, accounts: incident reports and toll statements; and the quarantine.

The figures they rest on stand in figures.py, what is made out of several articles in linked.py.
"""

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.columns import (
    Actors,
    Deaths,
    Estimates,
    EventType,
    Place,
    Source,
    When,
)
from schemas.fields import Moment, coded, identifier, optional, recorded_at
from schemas.rules import Strict, different, interval, rule


class _ReportKeys(pa.DataFrameModel):
    report_id: pl.String = identifier("The report")


class IncidentReports(Estimates, Deaths, Actors, Place, When, EventType, Source, _ReportKeys):
    """One article's account of one incident."""

    Config = Strict

    event_clarity: pl.Int64 = coded(
        codelists.EVENT_CLARITY, "One event, or a summary of several (UCDP)"
    )
    part_of_report: pl.String = optional(
        "Report of the summary of which this is a part; the two are never summed"
    )
    is_retraction: pl.Boolean = optional(
        "The outlet takes back its own report of the incident: its numbers are withdrawn"
    )
    incident_id: pl.String = optional("Incident to which linking assigned the report")

    not_part_of_itself = different("part_of_report", "report_id")


class _TollKeys(pa.DataFrameModel):
    toll_id: pl.String = identifier("The toll statement")


class _TollHead(pa.DataFrameModel):
    event_type: pl.String = coded(
        codelists.TOLL_EVENT_TYPES, "Conflict, or the event type of what the toll sums up"
    )
    series_id: pl.String = optional("Shared by tolls of the same organisation, place and start")
    stated_by: pl.String = optional("The words that name who says so")
    stated_by_type: pl.String = coded(codelists.STATED_BY_TYPES, "Kind of source")
    period_start: pl.Date = optional("First day that the toll covers")
    period_end: pl.Date = optional("As of: last day that it covers")
    stock_or_flow: pl.String = coded(
        codelists.STOCK_OR_FLOW,
        "For displaced people: a stock or a flow; the two are never added",
        nullable=True,
    )


class TollStatements(Estimates, Place, _TollHead, Source, _TollKeys):
    """A published cumulative toll or stock, never added to incidents."""

    Config = Strict

    period_order = interval("period_start", "period_end")
    displaced_are_stock_or_flow = rule(
        "displaced_are_stock_or_flow",
        pl.col("stock_or_flow").is_not_null()
        | pl.all_horizontal(pl.col("displaced_low", "displaced_best", "displaced_high").is_null()),
        "stock_or_flow must be set where displaced people are counted",
    )


class Quarantine(pa.DataFrameModel):
    """One row per rejected row, so that accepted + quarantined = read."""

    Config = Strict

    stage: pl.String = identifier("Step that rejected the row")
    table_name: pl.String = optional("Table for which it was meant")
    source_ref: pl.String = optional("The input's name for the article")
    article_id: pl.String = optional("Article from which it was read")
    row: pl.String = identifier("The row as it was, as JSON")
    column: pl.String = optional("Column of the first rule broken; several joined by a comma")
    rule: pl.String = identifier("First rule broken")
    error: pl.String = identifier("All that is wrong with the row, in plain sentences")
    recorded_at: Moment = recorded_at()
