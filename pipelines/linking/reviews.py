"""Reviewers' corrections of incidents: values set, incidents discounted, and who corrected what.

How a correction finds its reports, and what it does before incidents are made: corrections.py.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

import polars as pl

from pipelines.lexicons.corrections import NUMBERS, Correction
from pipelines.linking.corrections import Resolved, expect
from schemas import TABLES, frame
from schemas.codelists import ALL_SUB_EVENT_TYPES, BOUNDS, MEASURES

Row = dict[str, Any]
_SIDES = ("deaths_a", "deaths_b", "deaths_civilians")


def correct_incidents(
    incidents: pl.DataFrame,
    history: pl.DataFrame,
    resolved: Sequence[Resolved],
    reports: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """core.incidents and core.incident_history with what reviewers decided and whose it is.

    `reports` has report_id, incident_id and article_id. Raises ValueError where an incident is not
    as the reviewer saw it, or where the new numbers are out of order.
    """
    if not resolved:
        return incidents, history
    rows = {row["incident_id"]: row for row in incidents.to_dicts()}
    homes = {r["report_id"]: r for r in reports.to_dicts()}
    latest = _latest_changes(history)
    added: list[Row] = []
    for one in resolved:
        touched = dict.fromkeys(homes[report]["incident_id"] for report in one.report_ids)
        for incident in touched:
            row, correction = rows[incident], one.correction
            before = {name: row[name] for name in NUMBERS}
            _apply(correction, row)
            row["corrected_by"] = "; ".join(filter(None, (row["corrected_by"], correction.id)))
            article = homes[one.report_ids[0]]["article_id"]
            moment = max(datetime.combine(correction.date, time()), latest[incident])
            added += _history_rows(row, before, moment, article, correction.id)
    return (
        frame("core.incidents", rows.values()).sort("incident_id"),
        _with_rows(history, added),
    )


def _latest_changes(history: pl.DataFrame) -> defaultdict[str, datetime]:
    last = history.drop_nulls("as_of").group_by("incident_id").agg(pl.col("as_of").max())
    return defaultdict(lambda: datetime.min, last.iter_rows())


def _apply(correction: Correction, row: Row) -> None:
    if correction.action not in ("set", "discount"):
        return
    expect(correction, f"incident {row['incident_id']}", correction.expect, row)
    if correction.action == "discount":
        row["incident_grade"] = "discounted"
        _set_numbers(row, {name: 0 for name in NUMBERS if _is_counted(row, name)})
        return
    values = dict(correction.set)
    if "sub_event_type" in values:
        row["event_type"] = ALL_SUB_EVENT_TYPES[str(values["sub_event_type"])]
    _set_numbers(row, values)
    _require_order(correction, row)


def _is_counted(row: Row, name: str) -> bool:
    measure = name.rsplit("_", 1)[0]
    return any(row[f"{measure}_{bound}"] is not None for bound in BOUNDS)


def _set_numbers(row: Row, values: Mapping[str, Any]) -> None:
    """Set columns; a new number of dead is nobody's side, for the reviewer names none."""
    row.update(values)
    if "killed_best" in values:
        best = row["killed_best"]
        row |= dict.fromkeys(_SIDES, None if best is None else 0) | {"deaths_unknown": best}


def _require_order(correction: Correction, row: Row) -> None:
    spans = [[row[f"{measure}_{bound}"] for bound in BOUNDS] for measure in MEASURES]
    for span in [*spans, [row["date_start"], row["date_end"]]]:
        known = [value for value in span if value is not None]
        if known != sorted(known):
            said = " ≤ ".join(map(str, known))
            raise ValueError(f"correction {correction.id}: {said} does not hold; correct set")


def _history_rows(
    row: Row, before: Mapping[str, Any], moment: datetime, article: str, corrected_by: str
) -> list[Row]:
    changed = [
        measure
        for measure in MEASURES
        if any(row[f"{measure}_{bound}"] != before[f"{measure}_{bound}"] for bound in BOUNDS)
    ]
    return [
        {
            "incident_id": row["incident_id"],
            "as_of": moment,
            "measure": measure,
            **{bound: row[f"{measure}_{bound}"] for bound in BOUNDS},
            "article_id": article,
            "corrected_by": corrected_by,
        }
        for measure in changed
    ]


def _with_rows(history: pl.DataFrame, added: list[Row]) -> pl.DataFrame:
    """The history with rows added; a later one of the same moment and article takes the place."""
    table = TABLES[history_table := "core.incident_history"]
    new = frame(history_table, added).unique(table.key, keep="last", maintain_order=True)
    kept = history.join(new, on=list(table.key), how="anti", nulls_equal=True)
    return pl.concat([kept, new]).sort(table.order_by, nulls_last=True)
