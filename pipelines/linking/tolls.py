"""Toll statements of one organisation, place and start over several articles → one series.

A series is read in the order of time; two statements of one article about one day are never in
one series. Tolls are not compared with incidents here (toll_reconciliation, in sql/out).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from pipelines.lexicons.place_names import fold, skeleton
from pipelines.linking.organisations import organisation_words
from schemas.codelists import MEASURES

COUNTRY = 6
"""UCDP where_prec of a whole country: as a place of a toll it says no more than the country."""
START_TOLERANCE = 3
"""Days by which two statements of one start may differ ("since the beginning of April")."""
LONGEST_MONTH = 31
"""Days: a toll "since October" may be the one that another article counts "since 8 October"."""
ID_LENGTH = 16
TELLING_TOLL = 100
"""Smaller numbers follow one another by chance."""
MOST_GROWTH = 2.0
"""By how much a running toll may grow between two statements and still be told by its number."""
PEOPLE = frozenset({"killed", "injured", "missing"})
"""Measures that one toll gives together; displaced, abducted and detained are counted apart."""


class Statement(NamedTuple):
    """A toll statement as it is compared: made once, since it is held against many series."""

    toll_id: str
    told: tuple[str, date | None]
    words: frozenset[str]
    kind: str
    country: str | None
    place: str | None
    start: date | None
    event_type: str
    number: int | None


@dataclass(slots=True, eq=False)
class Series:
    """What the statements of a series share, and which (article, day) are in it."""

    words: frozenset[str]
    kind: str
    country: str | None
    place: str | None
    start: date | None
    event_type: str
    order: int
    last: int | None = None
    told: set[tuple[str, date | None]] = field(default_factory=set[tuple[str, date | None]])
    toll_ids: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Known:
    """The series of one country and kind, by what a statement that belongs to them tells: the day from
    which it counts, or where it tells of none a name (words of the organisation, place) that it shares.
    Days are ordinals; `undated` count from no known day.
    """

    series: list[Series] = field(default_factory=list[Series])
    undated: dict[int, Series] = field(default_factory=dict[int, Series])
    by_day: dict[int, list[Series]] = field(default_factory=dict[int, list[Series]])
    by_name: dict[str, list[Series]] = field(default_factory=dict[str, list[Series]])


def toll_series(tolls: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """toll_id and series_id of every toll statement; the rows' order changes nothing.

    Raises nothing: a toll that fits no other is a series of its own.
    """
    series: dict[tuple[str | None, str], Known] = {}
    for order, statement in enumerate(_statements(tolls, articles)):
        known = series.setdefault((statement.country, statement.kind), Known())
        fits = ((_fit(one, statement), -one.order, one) for one in _near(known, statement))
        fit, _, found = max(fits, key=itemgetter(0, 1), default=(0, 0, None))
        if found is None or not fit:
            _open(known, statement, order)
        else:
            _add(known, found, statement)
    return _table(list(chain.from_iterable(known.series for known in series.values())))


def _near(known: Known, new: Statement) -> Iterable[Series]:
    """The series to which a statement may belong: over the years of an archive, few of all."""
    if new.start is not None:
        return chain(known.undated.values(), known.by_day.get(new.start.toordinal(), ()))
    shared = (one for name in _names(new) for one in known.by_name.get(name, ()))
    return {one.order: one for one in shared}.values()


def _names(one: Series | Statement) -> set[str]:
    return {*one.words, *((one.place,) if one.place else ())}


def _days_near(start: date) -> set[int]:
    """The days (ordinals) from which a statement of a series may count: see _starts_meet."""
    day, first = start.toordinal(), start.replace(day=1).toordinal()
    near = {first, *range(day - START_TOLERANCE, day + START_TOLERANCE + 1)}
    return near | set(range(first, first + LONGEST_MONTH)) if day == first else near


def _fit(series: Series, new: Statement) -> int:
    """0 where the statement cannot belong to the series, else how much they share."""
    shared = len(series.words & new.words)
    same_start = new.start is not None and new.start == series.start
    same_place = new.place is not None and new.place == series.place
    if new.words and series.words:  # one name's words within the other's
        is_possible = shared == min(len(new.words), len(series.words))
    else:  # an unnamed source needs the same place or start
        is_possible = same_place or same_start
    if (
        not is_possible
        or new.told in series.told
        or not (same_start or _starts_meet(series, new))
        or not (same_place or _places_meet(series, new))
    ):
        return 0
    same_type = new.event_type == series.event_type
    same_number = new.number is not None and new.number == series.last
    return 1 + 4 * shared + 2 * same_start + 2 * same_place + 2 * same_number + same_type


def _places_meet(series: Series, new: Statement) -> bool:
    return new.place is None or series.place is None or _place_misread(series, new)


def _place_misread(series: Series, new: Statement) -> bool:
    """Another place is a misread one where the same organisation counts from the same day on.

    The first of January starts all tolls of a year, so that it tells nothing. Where no start is
    said, a number that carries on the last one does as well.
    """
    if not series.words & new.words:
        return False
    if new.start is not None and series.start is not None:
        return new.start == series.start and (new.start.month, new.start.day) != (1, 1)
    return _carries_on(series.last, new.number)


def _carries_on(last: int | None, number: int | None) -> bool:
    if last is None or number is None or last < TELLING_TOLL:
        return False
    return last <= number <= last * MOST_GROWTH


def _starts_meet(series: Series, new: Statement) -> bool:
    """Within a few days; of one organisation also a month told without its day and a day in it."""
    first, second = series.start, new.start
    if first is None or second is None:
        return True
    is_of_month = 1 in (first.day, second.day) and (first.year, first.month) == (
        second.year,
        second.month,
    )
    is_named = bool(series.words & new.words)
    return abs((first - second).days) <= START_TOLERANCE or (is_of_month and is_named)


def _statements(tolls: pl.DataFrame, articles: pl.DataFrame) -> Iterator[Statement]:
    """All statements in the order of time, those that name nobody last."""
    rows = tolls.join(articles.select("article_id", "published_at"), on="article_id", how="left")
    is_unnamed = pl.col("stated_by").is_null()
    ordered = rows.sort(is_unnamed, "period_end", "published_at", "toll_id", nulls_last=True)
    compared = ordered.select(
        "toll_id", "article_id", "period_end", "stated_by", _kind(), "iso3",
        _place(rows), "period_start", "event_type", _number(),
    )  # fmt: skip
    named = _named_alone(tolls)
    for toll_id, article_id, period_end, stated_by, *others in compared.iter_rows():
        words = organisation_words(stated_by)
        if stated_by is not None and not words:
            words = named.get(article_id, words)
        yield Statement(toll_id, (article_id, period_end), words, *others)


def _named_alone(tolls: pl.DataFrame) -> dict[str, frozenset[str]]:
    """Per article the words of the one organisation behind its tolls: whom "the agency" or "its head" means."""
    named: dict[str, set[frozenset[str]]] = defaultdict(set)
    for article_id, stated_by in tolls.select("article_id", "stated_by").iter_rows():
        if words := organisation_words(stated_by):
            named[article_id].add(words)
    return {article: next(iter(words)) for article, words in named.items() if len(words) == 1}


def _number() -> pl.Expr:
    """The first measure's number, of the order killed, injured …"""
    numbers = [pl.col(f"{measure}_{bound}") for measure in MEASURES for bound in ("best", "low")]
    return pl.coalesce(pl.when(number != 0).then(number) for number in numbers).alias("number")


def _place(rows: pl.DataFrame) -> pl.Expr:
    name = pl.coalesce("location_name", "location")
    known = rows.select(name.alias("name"))["name"].drop_nulls().unique().to_list()
    keys = {n: skeleton(fold(n)) or fold(n) for n in known}
    is_country = (name == pl.col("country")) | (pl.col("where_prec") >= COUNTRY)
    place = name.replace_strict(keys, default=None, return_dtype=pl.String)
    return pl.when(~is_country.fill_null(False)).then(place).alias("place")


def _kind() -> pl.Expr:
    """What is counted: casualties together, the displaced by stock or flow, the rest by measure."""
    is_counted = {
        m: pl.any_horizontal(pl.col(f"{m}_low", f"{m}_best").is_not_null()) for m in MEASURES
    }
    kind = pl.lit("casualties")
    for measure in sorted(set(MEASURES) - PEOPLE, reverse=True):
        name = pl.lit(measure)
        if measure == "displaced":
            name = pl.format("displaced {}", pl.col("stock_or_flow").fill_null("None"))
        kind = pl.when(is_counted[measure]).then(name).otherwise(kind)
    of_people = pl.any_horizontal(is_counted[m] for m in PEOPLE)
    return pl.when(of_people).then(pl.lit("casualties")).otherwise(kind).alias("kind")


def _open(known: Known, first: Statement, order: int) -> None:
    opened = Series(
        words=frozenset(),
        kind=first.kind,
        country=first.country,
        place=None,
        start=None,
        event_type=first.event_type,
        order=order,
    )
    known.series.append(opened)
    known.undated[order] = opened
    _add(known, opened, first)


def _add(known: Known, series: Series, new: Statement) -> None:
    if new.start is not None and series.start is None:
        series.start = new.start
        del known.undated[series.order]
        for day in _days_near(new.start):
            known.by_day.setdefault(day, []).append(series)
    for word in new.words - series.words:
        known.by_name.setdefault(word, []).append(series)
    if new.place and not series.place:
        series.place = new.place
        known.by_name.setdefault(new.place, []).append(series)
    series.words = series.words | new.words
    series.last = new.number or series.last
    series.told.add(new.told)
    series.toll_ids.append(new.toll_id)


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
