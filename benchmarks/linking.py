"""Linking of made-up reports: processor seconds of `link` for 50,000 of them, tables of incidents included.

Incidents of two years in the towns of forty countries, each told by one to six articles that agree on place
and day and raise the number of dead.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks.measures import Measure, side_by_side
from pipelines.linking import link
from schemas import frame
from schemas.codelists import ALL_SUB_EVENT_TYPES

_REPORTS = 50_000
_COUNTRIES, _TOWNS = 40, 60
_FIRST, _DAYS = date(2022, 1, 1), 730
_MOST_ARTICLES = 6
_TYPES = ("Attack", "Armed clash", "Air/drone strike", "Remote explosive/landmine/IED")
_SOURCES = ("local_official", "medical", "security_forces", "witness", "none")
_SYLLABLES = ("ba", "ko", "du", "gi", "re", "ma", "to", "si")
Row = dict[str, Any]


def measure(_: Path, rounds: int) -> list[Measure]:
    """Processor seconds of all cores for one linking from scratch."""
    articles, reports, figures = _tables(random.Random(1))  # noqa: S311
    ledger = frame("core.incident_ledger", [])
    seconds = side_by_side({"link": lambda: link(reports, figures, articles, ledger)}, rounds)
    name = f"{len(reports):,} reports linked"
    reach = "under 10 s on two cores"
    return [Measure(name, median(seconds["link"]), "s of processor", rounds, reach)]


def _tables(dice: random.Random) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    told = list(islice(_reports(dice), _REPORTS))
    articles = [_article(row) for row in told]
    figures = [_figure(row, dice.choice(_SOURCES)) for row in told]
    return (
        frame("raw.articles", articles),
        frame("core.incident_reports", told),
        frame("core.figures", figures),
    )


def _reports(dice: random.Random) -> Iterator[Row]:
    number = 0
    while True:
        country, town = dice.randrange(_COUNTRIES), dice.randrange(_TOWNS)
        day, dead = _FIRST + timedelta(dice.randrange(_DAYS)), dice.randint(1, 60)
        kind = dice.choice(_TYPES)
        for _ in range(dice.randint(1, _MOST_ARTICLES)):
            dead += dice.choice((0, 0, 1, 3))
            yield _report(number, country, town, day, dead, kind)
            number += 1


def _report(number: int, country: int, town: int, day: date, dead: int, kind: str) -> Row:
    return {
        "report_id": f"r{number}",
        "article_id": f"a{number}",
        "source_ref": f"a{number}",
        "event_type": ALL_SUB_EVENT_TYPES[kind],
        "sub_event_type": kind,
        "date_start": day,
        "date_end": day,
        "date_prec": 1,
        "location": _town(country, town),
        "location_name": _town(country, town),
        "country": f"Country {country}",
        "iso3": f"{chr(65 + country // 26)}{chr(65 + country % 26)}X",
        "admin1": f"Region {country}-{town // 6}",
        "latitude": -40.0 + 2 * country + town % 8 / 4,
        "longitude": -80.0 + 4 * country + town // 8 / 4,
        "where_prec": 1,
        "killed_low": dead,
        "killed_best": dead,
        "killed_high": dead,
        "event_clarity": 1,
        "is_retraction": False,
    }


def _town(country: int, town: int) -> str:
    """A name of its own, of four syllables."""
    parts = (country % 8, country // 8, town % 8, town // 8)
    return "".join(_SYLLABLES[part] for part in parts).capitalize()


def _article(report: Row) -> Row:
    published = report["date_start"] + timedelta(1)
    text = f"{report['killed_best']} people were killed in {report['location']}. {report['article_id']}"
    return {
        "article_id": report["article_id"],
        "text_group_id": report["article_id"],
        "source_ref": report["source_ref"],
        "publisher": f"Paper {len(text) % 7}{int(report['killed_best']) % 7}",
        "language": "en",
        "published_text": str(published),
        "published_start": published,
        "published_end": published,
        "published_at": datetime.combine(published, time(12)),
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "source_path": "made up",
        "recorded_at": datetime(2024, 1, 1),
    }


def _figure(report: Row, source: str) -> Row:
    number = report["killed_best"]
    quote = f"{number} people were killed"
    return {
        "figure_id": f"f-{report['report_id']}",
        "article_id": report["article_id"],
        "source_ref": report["source_ref"],
        "position": 1,
        "measure": "killed",
        "value_low": number,
        "value_best": number,
        "value_high": number,
        "quantifier": "exact",
        "unit": "person",
        "scope": "incident",
        "victims": "civilians",
        "is_superseded": False,
        "quote": quote,
        "quote_start": 0,
        "quote_end": len(quote),
        "rule_id": "made up",
        "stated_by_type": source,
        "report_id": report["report_id"],
        "confidence": 1.0,
    }
