"""Pandera's failure cases as plain sentences, row by row; what becomes of the rows is in gate."""

from dataclasses import dataclass
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from pipelines.quarantine.expressions import all_hold
from schemas import TABLES, polars_schema

_SHOWN = 80  # characters of one value in an error: enough to recognise it, short enough to read

# Pandera's checks of one column: the rule's name here, and what it asks for.
_COLUMN_RULES = {
    "not_nullable": ("not_null", "must be set"),
    "greater_than_or_equal_to": ("at_least", "must be at least {min_value}"),
    "greater_than": ("more_than", "must be more than {min_value}"),
    "in_range": ("in_range", "must lie between {min_value} and {max_value}"),
    "isin": ("code", "must be one of {allowed_values}"),
    "str_matches": ("pattern", "must match {pattern}"),
    "str_length": ("not_empty", "must not be empty"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a row broke: the columns it reads, its name, and a sentence with the values."""

    columns: tuple[str, ...]
    rule: str
    error: str


def find_failures(table: str, rows: pl.DataFrame) -> dict[int, list[Failure]]:
    """The rules of the table's model that rows broke, by row number from 0, in the model's order.

    Raises ValueError where the frame has other columns or types than the table.
    """
    _require_columns(table, rows)
    if rows.is_empty() or all_hold(table, rows):
        return {}
    schema = TABLES[table].model.to_schema()
    try:
        schema.validate(rows, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return {}
    failures: dict[int, list[Failure]] = {}
    for case in cases.iter_rows(named=True):
        if case["index"] is None:
            raise ValueError(f"{table}: {case['check']}: {case['failure_case']}")
        row = rows.row(case["index"], named=True)
        failures.setdefault(case["index"], []).append(_failure(schema, case, row))
    return dict(sorted(failures.items()))


def _require_columns(table: str, rows: pl.DataFrame) -> None:
    expected, found = polars_schema(table), rows.schema
    if expected == found:
        return
    parts = {
        "lacks": [name for name in expected if name not in found],
        "does not know": [name for name in found if name not in expected],
        "has another type or place for": [
            f"{name} ({found[name]})"
            for position, name in enumerate(found)
            if name in expected
            and (found[name] != expected[name] or list(expected).index(name) != position)
        ],
    }
    told = "; ".join(f"{what} {', '.join(names)}" for what, names in parts.items() if names)
    raise ValueError(f"{table}: the frame does not fit the table: {told}. Build it by frame()")


def _failure(schema: pa.DataFrameSchema, case: dict[str, Any], row: dict[str, Any]) -> Failure:
    if case["schema_context"] == "Column":
        return _column_failure(schema, case, row)
    checks: list[Any] = schema.checks or []
    check = checks[case["check_number"]]
    columns: tuple[str, ...] = check.statistics["columns"]
    values = ", ".join(f"{column} is {_shown(row[column])}" for column in columns)
    return Failure(columns, check.name, f"{check.description} ({values})")


def _column_failure(
    schema: pa.DataFrameSchema, case: dict[str, Any], row: dict[str, Any]
) -> Failure:
    column: str = case["column"]
    statistics: dict[str, Any] = {}
    check_name = case["check"]
    if case["check_number"] is not None:
        check: Any = schema.columns[column].checks[case["check_number"]]
        check_name, statistics = check.name, check.statistics
    rule, demand = _COLUMN_RULES[check_name]
    if "allowed_values" in statistics:
        statistics = {"allowed_values": ", ".join(map(str, statistics["allowed_values"]))}
    error = f"{column} {demand.format(**statistics)}, and is {_shown(row[column])}"
    return Failure((column,), rule, error)


def _shown(value: object) -> str:
    text = "NULL" if value is None else str(value) or '""'
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
