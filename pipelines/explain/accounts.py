"""The incidents and tolls that an article tells of: when, where, who, how many, and by which words.

How single figures were read stands in figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.explain.terminal import bounds
from schemas.codelists import MEASURES

Row = dict[str, Any]
_SUMMARY = 2  # UCDP event_clarity


def names_of(reports: Sequence[Row], tolls: Sequence[Row]) -> dict[str, str]:
    """Short names within the article: I1, I2 … for incidents, T1 … for tolls."""
    incidents = {row["report_id"]: f"I{n}" for n, row in enumerate(reports, 1)}
    return incidents | {row["toll_id"]: f"T{n}" for n, row in enumerate(tolls, 1)}


def lines_of(
    reports: Sequence[Row], tolls: Sequence[Row], names: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Per account its name and lines: kind and id, when, where, who, totals."""
    for row in reports:
        lines = [_incident(row, names), _when(row), _where(row), _who(row), _totals(row)]
        yield names[row["report_id"]], [line for line in lines if line]
    for row in tolls:
        lines = [_toll(row), _period(row), _where(row), _totals(row)]
        yield names[row["toll_id"]], [line for line in lines if line]


def _incident(row: Row, names: Mapping[str, str]) -> str:
    kinds = " / ".join(filter(None, [row["event_type"], row["sub_event_type"]]))
    notes = [
        "summary of several" if row["event_clarity"] == _SUMMARY else None,
        f"part of {names[whole]}" if (whole := row["part_of_report"]) else None,
        "taken back" if row["is_retraction"] else None,
    ]
    return ", ".join(filter(None, [f"incident {row['incident_id']}: {kinds}", *notes]))


def _toll(row: Row) -> str:
    kind = f", {row['stock_or_flow']} of displaced people" if row["stock_or_flow"] else ""
    return f"toll {row['toll_id']}: {row['event_type']}{kind}"


def _when(row: Row) -> str:
    days = _days(row["date_start"], row["date_end"])
    words = f", from “{row['date_text']}”" if row["date_text"] else ""
    return f"when: {days} (date_prec {row['date_prec']}){words}" if days else "when: not told"


def _period(row: Row) -> str:
    days = _days(row["period_start"], row["period_end"])
    return f"period: {days}" if days else "period: not told"


def _days(start: object, end: object) -> str:
    return "–".join(dict.fromkeys(str(day) for day in (start, end) if day))


def _where(row: Row) -> str:
    levels = (row["location_name"], row["admin1"], row["country"])
    place = ", ".join(dict.fromkeys(filter(None, levels)))
    written = row["location"]
    words = f", from “{written}”" if written and written != row["location_name"] else ""
    return f"where: {place} (where_prec {row['where_prec']}){words}" if place else "where: not told"


def _who(row: Row) -> str:
    sides = [
        f"{row[actor]} ({row[inter]})" if row[inter] else row[actor]
        for actor, inter in (("actor1", "inter1"), ("actor2", "inter2"))
        if row[actor]
    ]
    return f"who: {'; '.join(sides)}" if sides else ""


def _totals(row: Row) -> str:
    totals = {
        measure: bounds(*(row[f"{measure}_{bound}"] for bound in ("low", "best", "high")))
        for measure in MEASURES
        if any(row[f"{measure}_{bound}"] is not None for bound in ("low", "best", "high"))
    }
    return "totals: " + ", ".join(f"{measure} {total}" for measure, total in totals.items())
