"""Kinds of columns: identifiers, codes, counts; each a pandera Field with its checks.

What a single column means stands with its table.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import pandera.polars as pa
import polars as pl

Moment = Annotated[pl.Datetime, "us", None]


def identifier(description: str) -> Any:
    """A TEXT column that is never NULL and never empty."""
    return pa.Field(str_length={"min_value": 1}, description=description)


def optional(description: str) -> Any:
    """A column that may be NULL, without a rule of its own."""
    return pa.Field(nullable=True, description=description)


def coded(
    codes: Mapping[str, str] | Mapping[int, str], description: str, *, nullable: bool = False
) -> Any:
    """A column that holds a code of the list (code → meaning)."""
    return pa.Field(
        isin=list(codes),
        nullable=nullable,
        description=description,
        metadata={"codes": dict(codes)},
    )


def count(description: str, *, least: int = 0) -> Any:
    """A BIGINT column that is never NULL and at least `least`."""
    return pa.Field(ge=least, description=description)


def optional_count(description: str, *, least: int = 0) -> Any:
    """A BIGINT column that is NULL where nothing is known, which is never 0."""
    return pa.Field(nullable=True, ge=least, description=description)


def iso3() -> Any:
    """A country code, NULL where the country is not known."""
    return pa.Field(
        nullable=True, str_matches=r"^[A-Z]{3}$", description="Country, ISO 3166-1 alpha-3"
    )


def recorded_at() -> Any:
    """The run's moment; it stays in the database, so that exports are the same bytes."""
    return pa.Field(description="When the row was recorded (UTC)", metadata={"database_only": True})
