"""Toll statements of one organisation, place and start over several articles → one series.

A series is read in the order of time; two statements of one article about one day are never in
one series. Tolls are not compared with incidents here (toll_reconciliation, in sql/out).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from pipelines.lexicons.place_names import fold, skeleton
from pipelines.linking.organisations import organisation_words
from schemas.codelists import MEASURES

COUNTRY = 6
"""UCDP where_prec of a whole country: as a place of a toll it says no more than the country."""
START_TOLERANCE = 3
"""Days by which two statements of one start may differ ("since the beginning of April")."""
ID_LENGTH = 16
PEOPLE = frozenset({"killed", "injured", "missing"})
"""Measures that one toll gives together; displaced, abducted and detained are counted apart."""
Row = Mapping[str, Any]


@dataclass(slots=True)
class Series:
    """What the statements of a series share, and which (article, day, measures) are in it."""

    words: frozenset[str]
    kind: str
    country: str | None
    place: str | None
    start: date | None
    event_type: str
    stated: set[tuple[str, date | None]] = field(default_factory=set[tuple[str, date | None]])
    toll_ids: list[str] = field(default_factory=list[str])


def toll_series(tolls: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """toll_id and series_id of every toll statement; the rows' order changes nothing.

    Raises nothing: a toll that fits no other is a series of its own.
    """
    published = articles.select("article_id", "published_at")
    order = ["period_end", "published_at", "toll_id"]
    rows = tolls.join(published, on="article_id", how="left").sort(order, nulls_last=True)
    series: dict[str | None, list[Series]] = {}
    for row in sorted(rows.to_dicts(), key=lambda r: r["stated_by"] is None):
        known = series.setdefault(row["iso3"], [])
        found = max(known, key=lambda s: _fit(s, row), default=None)
        if found is None or not _fit(found, row):
            found = _start(row)
            known.append(found)
        _add(found, row)
    return _table([s for known in series.values() for s in known])


def _fit(series: Series, row: Row) -> int:
    """0 where the statement cannot belong to the series, else how much they share."""
    place, start = _place(row), row["period_start"]
    shared = len(series.words & organisation_words(row["stated_by"]))
    possible = (
        series.kind == _kind(row)
        and (row["article_id"], row["period_end"]) not in series.stated
        and (place is None or series.place is None or place == series.place)
        and _starts_meet(series.start, start)
        and _organisations_meet(series, row)
    )
    same_start = start is not None and start == series.start
    same_place = place is not None and place == series.place
    same_type = row["event_type"] == series.event_type
    return (1 + 4 * shared + 2 * same_start + 2 * same_place + same_type) if possible else 0


def _organisations_meet(series: Series, row: Row) -> bool:
    """One name's words within the other's; an unnamed source needs the same place or start."""
    words = organisation_words(row["stated_by"])
    if words and series.words:
        return words <= series.words or series.words <= words
    same_place = _place(row) is not None and _place(row) == series.place
    same_start = row["period_start"] is not None and row["period_start"] == series.start
    return same_place or same_start


def _starts_meet(first: date | None, second: date | None) -> bool:
    if first is None or second is None:
        return True
    return abs((first - second).days) <= START_TOLERANCE


def _place(row: Row) -> str | None:
    name = row["location_name"] or row["location"]
    if name is None or name == row["country"] or (row["where_prec"] or 0) >= COUNTRY:
        return None
    return skeleton(fold(name)) or fold(name)


def _kind(row: Row) -> str:
    """What is counted: casualties together, the displaced by stock or flow, the rest by measure."""
    counted = {m for m in MEASURES if any(row[f"{m}_{b}"] is not None for b in ("low", "best"))}
    if counted & PEOPLE or not counted:
        return "casualties"
    measure = min(counted)
    return f"{measure} {row['stock_or_flow']}" if measure == "displaced" else measure


def _start(row: Row) -> Series:
    return Series(
        words=organisation_words(row["stated_by"]),
        kind=_kind(row),
        country=row["iso3"],
        place=_place(row),
        start=row["period_start"],
        event_type=row["event_type"],
    )


def _add(series: Series, row: Row) -> None:
    series.words = series.words | organisation_words(row["stated_by"])
    series.place = series.place or _place(row)
    series.start = series.start or row["period_start"]
    series.stated.add((row["article_id"], row["period_end"]))
    series.toll_ids.append(row["toll_id"])


def _table(series: list[Series]) -> pl.DataFrame:
    rows: list[tuple[str, str]] = []
    given: set[str] = set()
    for one in series:
        words = " ".join(sorted(one.words))
        name = f"{words}|{one.kind}|{one.country}|{one.place}|{one.start}|{one.event_type}"
        while name in given:
            name = f"{name}|{one.toll_ids[0]}"
        given.add(name)
        digest = hashlib.sha256(f"series {name}".encode()).hexdigest()[:ID_LENGTH]
        rows += [(toll_id, f"s{digest}") for toll_id in one.toll_ids]
    schema = {"toll_id": pl.String, "series_id": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("toll_id")
