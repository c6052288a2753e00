"""One table at a time: rows that pass, and the others as rows of core.quarantine."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from pipelines.quarantine.failures import Failure, find_failures
from schemas import frame
from schemas.dictionary import database_only


@dataclass(frozen=True, slots=True)
class Split:
    """Rows that passed, as they were, and one core.quarantine row for each that did not."""

    accepted: pl.DataFrame
    rejected: pl.DataFrame


def split(table: str, rows: pl.DataFrame, *, stage: str, now: datetime) -> Split:
    """Part rows of `table` by the rules of its model, keeping their order.

    `stage` names the step that asks; `now` is naive UTC. Raises ValueError where the frame has
    other columns or types than the table: that is a fault of the program, not of a row.
    """
    failures = find_failures(table, rows)
    passed = pl.Series([index not in failures for index in range(rows.height)], dtype=pl.Boolean)
    rejected = rejections(table, rows.filter(~passed), failures.values(), stage=stage, now=now)
    return Split(rows.filter(passed), rejected)


def rejections(
    table: str,
    rows: pl.DataFrame,
    failures: Iterable[list[Failure]],
    *,
    stage: str,
    now: datetime,
) -> pl.DataFrame:
    """One row of core.quarantine per row; `failures` in the same order, none of them empty.

    Column and rule are those of the first failure, error tells all of them.
    """
    hidden = database_only(table)
    return frame(
        "core.quarantine",
        [
            {
                "stage": stage,
                "table_name": table,
                "source_ref": row.get("source_ref"),
                "article_id": row.get("article_id"),
                "row": _as_json({name: row[name] for name in row if name not in hidden}),
                "column": ",".join(broken[0].columns),
                "rule": broken[0].rule,
                "error": "; ".join(failure.error for failure in broken),
                "recorded_at": now,
            }
            for row, broken in zip(rows.iter_rows(named=True), failures, strict=True)
        ],
    )


def _as_json(row: dict[str, object]) -> str:
    return json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
