"""Annotated articles (the format of the annotation guide) → the frames that linking reads.

So linking is tested on what a perfect reader would hand it. `duplicate_of` and `superseded_by` may
be given by article id; figures may leave out what does not matter to a case.
"""

import calendar
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import polars as pl

from pipelines.lexicons import SEEDS
from pipelines.lexicons.retractions import load_retractions
from schemas import frame
from schemas.codelists import ALL_SUB_EVENT_TYPES, MEASURES

STATE_WORDS = ("army", "armée", "police", "forces", "fardc", "gna", "bir", "soldiers", "ministry",
               "militaires", "gouvernement", "government", "troops")  # fmt: skip
FOREIGN_WORDS = ("coalition", "riyad", "riyadh", "riad")
PEACEFUL = {"Accident", "Disaster", "Displacement"}
RETRACTIONS = [load_retractions(SEEDS / "lang" / f"{c}.yaml") for c in ("fr", "en")]
RECORDED = datetime(2024, 1, 1)


@dataclass(frozen=True)
class Frames:
    articles: pl.DataFrame
    reports: pl.DataFrame
    figures: pl.DataFrame
    tolls: pl.DataFrame
    ledger: pl.DataFrame


def frames(articles: Iterable[Mapping[str, Any]]) -> Frames:
    articles = list(articles)
    return Frames(
        articles=frame("raw.articles", [article_row(a) for a in articles]),
        reports=frame("core.incident_reports", _events(articles, "incident", report_row)),
        figures=frame("core.figures", [row for a in articles for row in figure_rows(a)]),
        tolls=frame("core.toll_statements", _events(articles, "cumulative", toll_row)),
        ledger=frame("core.incident_ledger", []),
    )


def _events(articles, kind, row):
    return [row(a, e) for a in articles for e in a.get("events", []) if kind_of(e) == kind]


def kind_of(event) -> str:
    return event.get("kind", "incident")


def published(text: str | None) -> tuple[date | None, date | None, datetime | None]:
    if text is None:
        return None, None, None
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        start, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return start, end, datetime.combine(end, time(23, 59, 59))
    moment = datetime.fromisoformat(text)
    if len(text) == 10:
        moment = datetime.combine(moment.date(), time(23, 59, 59))
    return moment.date(), moment.date(), moment


def article_row(a) -> dict[str, Any]:
    start, end, moment = published(a.get("published"))
    text = a.get("text") or " ".join(f.get("quote", "?") for f in a.get("figures", [])) or "?"
    return {
        "article_id": a["id"],
        "text_group_id": a.get("text_group") or hashlib.sha256(text.encode()).hexdigest(),
        "source_ref": a["id"],
        "url": a.get("url"),
        "publisher": a.get("publisher"),
        "title": a.get("title"),
        "language": a.get("lang"),
        "published_text": a.get("published"),
        "published_start": start,
        "published_end": end,
        "published_at": moment,
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "duplicate_of": a.get("duplicate_of"),
        "superseded_by": a.get("superseded_by"),
        "source_path": "case",
        "recorded_at": RECORDED,
    }


def report_row(a, e) -> dict[str, Any]:
    start, end = e.get("date_start"), e.get("date_end")
    actors = [*e.get("actors", []), None, None][:2]
    sub_type = e["type"]
    return {
        "report_id": f"{a['id']}/{e['id']}",
        **_source(a),
        "event_type": ALL_SUB_EVENT_TYPES[sub_type],
        "sub_event_type": sub_type,
        "date_text": e.get("date_text"),
        "date_start": _day(start),
        "date_end": _day(end or start),
        "date_prec": _date_prec(_day(start), _day(end or start)),
        **_place(e),
        "actor1": actors[0],
        "actor2": actors[1],
        "inter1": e.get("inter1", inter(actors[0], sub_type)),
        "inter2": e.get("inter2", inter(actors[1], sub_type)),
        **_totals(e),
        "event_clarity": e.get("event_clarity", 1),
        "is_retraction": says_retraction(a),
        "part_of_report": f"{a['id']}/{e['part_of']}" if e.get("part_of") else None,
    }


def says_retraction(a) -> bool:
    """Whether the title or the text takes a report back, in either language."""
    told = f"{a.get('title') or ''}\n{a.get('text') or ''}"
    return any(True for words in RETRACTIONS for _ in words.spots(told))


def toll_row(a, e) -> dict[str, Any]:
    own = [f for f in a["figures"] if f["event"] == e["id"] and not f.get("superseded")]
    lead = own[0] if own else {}
    return {
        "toll_id": f"{a['id']}/{e['id']}",
        **_source(a),
        "event_type": e["type"] if e["type"] == "Conflict" else ALL_SUB_EVENT_TYPES[e["type"]],
        "stated_by": lead.get("attribution"),
        "stated_by_type": lead.get("attribution_type") or "none",
        "period_start": _day(e.get("date_start")),
        "period_end": _day(e.get("date_end")),
        "stock_or_flow": "stock",
        **_place(e),
        **_totals(e),
    }


def figure_rows(a) -> list[dict[str, Any]]:
    rows = []
    kinds = {e["id"]: kind_of(e) for e in a.get("events", [])}
    text = article_row(a)["text"]
    for i, f in enumerate(a.get("figures", [])):
        is_incident = kinds[f["event"]] == "incident"
        quote = f.get("quote", "?")
        start = max(text.find(quote), 0)
        best = f.get("best")
        rows.append({
            "figure_id": f"{a['id']}#{i}", **_source(a), "position": i + 1,
            "measure": f["measure"],
            "value_low": f.get("low", best), "value_best": best, "value_high": f.get("high", best),
            "quantifier": f.get("qualifier", "exact"),
            "unit": {"persons": "person", "households": "household"}[f.get("unit", "persons")],
            "scope": "incident" if is_incident else "cumulative",
            "joint_with": ",".join(f["joint_with"]) if f.get("joint_with") else None,
            "victims": f.get("victims", "unspecified"),
            "part_of": None if f.get("part_of") is None else f"{a['id']}#{f['part_of']}",
            "repeat_of": None if f.get("repeat_of") is None else f"{a['id']}#{f['repeat_of']}",
            "is_superseded": bool(f.get("superseded")),
            "quote": quote, "quote_start": start, "quote_end": start + len(quote),
            "rule_id": "gold",
            "stated_by": f.get("attribution"),
            "stated_by_type": f.get("attribution_type") or "none",
            "report_id": f"{a['id']}/{f['event']}" if is_incident else None,
            "toll_id": None if is_incident else f"{a['id']}/{f['event']}",
            "confidence": 1.0,
        })  # fmt: skip
    return rows


def inter(actor: str | None, sub_type: str) -> int | None:
    if actor is None or sub_type in PEACEFUL:
        return None
    lowered = actor.lower()
    if any(word in lowered for word in FOREIGN_WORDS):
        return 8
    return 1 if any(word in lowered for word in STATE_WORDS) else 2


def _source(a) -> dict[str, Any]:
    return {"article_id": a["id"], "source_ref": a["id"]}


def _day(text) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _date_prec(start: date | None, end: date | None) -> int | None:
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    return next(
        prec for limit, prec in ((1, 1), (6, 2), (7, 3), (31, 4), (10**6, 5)) if days <= limit
    )


def _place(e) -> dict[str, Any]:
    place, country, lat = e.get("place"), e.get("country"), e.get("lat")
    prec = 1 if lat is not None else 4 if place else 6 if country else None
    return {
        "location": place,
        "location_name": e.get("location_name", place),
        "country": country,
        "iso3": country,
        "admin1": e.get("admin1"),
        "latitude": None if lat is None else float(lat),
        "longitude": None if lat is None else float(e["lon"]),
        "where_prec": e.get("where_prec", prec),
    }


def _totals(e) -> dict[str, int | None]:
    totals = e.get("totals", {})
    return {
        f"{m}_{bound}": totals.get(m, {}).get(bound)
        for m in MEASURES
        for bound in ("low", "best", "high")
    }
