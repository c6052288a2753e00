"""Rules that hold between the columns of one row, as named Pandera checks.

A rule is a Polars expression that is true where the row is right; where it is NULL (a value is not
known) the row passes. Rules between rows (unique keys, orphans, sums) stand in sql/checks.
"""

from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.model_config import BaseConfig

RowRule = Any  # what pa.dataframe_check returns has no public type


class Strict(BaseConfig):
    """The model's columns, all of them, no others, in this order."""

    strict = True
    ordered = True


def rule(name: str, holds: pl.Expr, sentence: str) -> RowRule:
    """A named rule of a row; `sentence` says in plain words what must hold."""

    def check(cls: type, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds)

    check.__name__ = name  # Pandera forgets name= in the second model that inherits the rule
    columns = tuple(dict.fromkeys(holds.meta.root_names()))
    said = {"columns": columns, "holds": holds}
    return pa.dataframe_check(check, description=sentence, statistics=said)


def bounds(prefix: str) -> RowRule:
    """Low ≤ best ≤ high, for every two of them that are known (UCDP GED's rule)."""
    low, best, high = (pl.col(f"{prefix}_{bound}") for bound in ("low", "best", "high"))
    return rule(
        f"{prefix}_bounds",
        (low <= best) & (best <= high) & (low <= high),
        f"{prefix}_low must not exceed {prefix}_best, nor {prefix}_best {prefix}_high",
    )


def interval(start: str, end: str) -> RowRule:
    """The first day or moment is not after the last; either may be unknown."""
    return rule(
        f"{start}_not_after_{end}",
        pl.col(start) <= pl.col(end),
        f"{start} must not be after {end}",
    )


def together(*columns: str) -> RowRule:
    """All of these columns are set, or none of them."""
    known = [pl.col(column).is_not_null() for column in columns]
    return rule(
        f"{'_'.join(columns)}_together",
        pl.all_horizontal(known) | ~pl.any_horizontal(known),
        f"{', '.join(columns)} must all be set or all be NULL",
    )


def different(first: str, second: str) -> RowRule:
    """Two references of a row do not point to the same thing."""
    return rule(
        f"{first}_is_not_{second}",
        pl.col(first) != pl.col(second),
        f"{first} must differ from {second}",
    )
