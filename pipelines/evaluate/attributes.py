"""What else is right about figures that were found: their own attributes and those of their event."""

from collections.abc import Mapping
from datetime import date, timedelta

from pipelines.evaluate.gold import GoldEvent, GoldFigure
from pipelines.evaluate.readings import Row
from pipelines.evaluate.tallies import Tally
from pipelines.extract.places.choice import kilometres

_NEAR = 25.0  # kilometres between two readings of one place
_CLOSE = timedelta(days=1)
_WEEK = timedelta(days=7)
_HALF = 0.5
_UNITS: Mapping[str, str] = {"persons": "person", "households": "household"}


def compare_figure(gold: GoldFigure, row: Row, tally: Tally) -> None:
    """Count which attributes of a figure are right."""
    tally.add("scope", gold.scope == row["scope"])
    tally.add("quantifier", gold.qualifier == row["quantifier"])
    tally.add("unit", _UNITS.get(gold.unit) == row["unit"])
    if gold.victims != "unspecified":
        tally.add("victims", gold.victims == row["victims"])
    tally.add("is a part of another", (gold.part_of is None) == (row["part_of"] is None))
    tally.add("is a repeat", (gold.repeat_of is None) == (row["repeat_of"] is None))
    tally.add("is superseded", gold.superseded == bool(row["is_superseded"]))
    tally.add("stated_by_type", gold.attribution_type == row["stated_by_type"])


def compare_event(gold: GoldEvent, account: Row, tally: Tally) -> None:
    """Count what is right about the account to which a figure was given."""
    tally.add("event date", is_same_date(gold, *_days(account)))
    if gold.country:
        tally.add("event country", gold.country == account["iso3"])
    if gold.lat is not None:
        tally.add("event place within 25 km", is_near(gold, account))
    if gold.kind == "incident":
        tally.add("event type", gold.type == account.get("sub_event_type"))


def is_same_date(gold: GoldEvent, start: date | None, end: date | None) -> bool:
    """Both ends within a day; of more than a week, at least half of the days in common.

    Where the annotation leaves the start open only the end counts.
    """
    if gold.date_end is None:
        return gold.date_start is None and start is None and end is None
    if gold.date_start is None:
        return end is not None and abs(end - gold.date_end) <= _CLOSE
    if start is None or end is None:
        return False
    if gold.date_end - gold.date_start <= _WEEK:
        return abs(start - gold.date_start) <= _CLOSE and abs(end - gold.date_end) <= _CLOSE
    day = timedelta(days=1)
    shared = min(gold.date_end, end) - max(gold.date_start, start) + day
    union = max(gold.date_end, end) - min(gold.date_start, start) + day
    return shared > timedelta() and shared / union >= _HALF


def is_near(gold: GoldEvent, account: Row) -> bool:
    """Whether the account's place is within 25 km of the annotated one."""
    here = (account["latitude"], account["longitude"])
    if gold.lat is None or gold.lon is None or None in here:
        return False
    return kilometres((gold.lat, gold.lon), here) <= _NEAR


def _days(account: Row) -> tuple[date | None, date | None]:
    if "report_id" in account:
        return account["date_start"], account["date_end"]
    return account["period_start"], account["period_end"]
