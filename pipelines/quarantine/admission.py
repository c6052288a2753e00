"""The tables read from text together: what hangs on a rejected row is rejected as well.

Nothing is changed in silence. A figure that is part of a rejected one would be counted twice if
its reference were merely cut, and an account without any figure left can't be traced to the text:
so such rows are rejected too, each with a rule that says on what it hung.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from pipelines.quarantine.failures import Failure
from pipelines.quarantine.gate import rejections, split
from schemas import EXTRACTED

REPORTS, TOLLS, FIGURES = "core.incident_reports", "core.toll_statements", "core.figures"
_STAGE = "extract"


@dataclass(frozen=True, slots=True)
class Admitted:
    """What passed, by table name, and one core.quarantine row for each row that did not."""

    accepted: Mapping[str, pl.DataFrame]
    rejected: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Reference:
    """`table.column` refers to values of `target.key`; without them the row breaks `rule`."""

    table: str
    column: str
    target: str
    key: str
    rule: str
    error: str


_REFERENCES = (
    _Reference(
        REPORTS,
        "part_of_report",
        REPORTS,
        "report_id",
        "summary_rejected",
        "the report {value} of which this one is a part was rejected",
    ),
    _Reference(
        FIGURES,
        "report_id",
        REPORTS,
        "report_id",
        "account_rejected",
        "the report {value} to which the figure belongs was rejected",
    ),
    _Reference(
        FIGURES,
        "toll_id",
        TOLLS,
        "toll_id",
        "account_rejected",
        "the toll statement {value} to which the figure belongs was rejected",
    ),
    _Reference(
        FIGURES,
        "part_of",
        FIGURES,
        "figure_id",
        "whole_rejected",
        "the figure {value} of which this one is a part was rejected",
    ),
    _Reference(
        FIGURES,
        "repeat_of",
        FIGURES,
        "figure_id",
        "repeated_rejected",
        "the figure {value} that this one repeats was rejected",
    ),
    _Reference(
        REPORTS,
        "report_id",
        FIGURES,
        "report_id",
        "figures_rejected",
        "all figures of the report {value} were rejected",
    ),
    _Reference(
        TOLLS,
        "toll_id",
        FIGURES,
        "toll_id",
        "figures_rejected",
        "all figures of the toll statement {value} were rejected",
    ),
)


def admit(extracted: Mapping[str, pl.DataFrame], *, now: datetime) -> Admitted:
    """Part the rows of the EXTRACTED tables, then reject what hangs on rejected rows.

    The frames hold whole articles, since references stay within an article; `now` is naive UTC.
    Accepted rows and quarantine rows of a table add up to the rows given.
    """
    splits = {table: split(table, extracted[table], stage=_STAGE, now=now) for table in EXTRACTED}
    accepted = {table: parts.accepted for table, parts in splits.items()}
    rejected = [parts.rejected for parts in splits.values()]
    while further := _reject_hanging(extracted, accepted, now):
        rejected.extend(further)
    return Admitted(accepted, pl.concat(rejected))


def _reject_hanging(
    extracted: Mapping[str, pl.DataFrame], accepted: dict[str, pl.DataFrame], now: datetime
) -> list[pl.DataFrame]:
    """Take from `accepted` what refers to rows no longer in it; the quarantine rows thereof."""
    rejected: list[pl.DataFrame] = []
    for reference in _REFERENCES:
        rows = accepted[reference.table]
        gone = set(extracted[reference.target][reference.key].drop_nulls())
        gone -= set(accepted[reference.target][reference.key])
        hangs = rows[reference.column].is_in(list(gone)).fill_null(False)
        if hangs.any():
            failures = [[_failure(reference, v)] for v in rows.filter(hangs)[reference.column]]
            rejected.append(
                rejections(reference.table, rows.filter(hangs), failures, stage=_STAGE, now=now)
            )
            accepted[reference.table] = rows.filter(~hangs)
    return rejected


def _failure(reference: _Reference, value: str) -> Failure:
    return Failure((reference.column,), reference.rule, reference.error.format(value=value))
