"""Made-up articles to measure with: the same number of the same article always gives the same text.

What sentences there are stands in articles.yaml; what is measured stands in the modules beside this.
An archive grows by ARTICLES_A_DAY, so that a larger one covers more years and is no denser.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import yaml

FIRST_DAY = date(2015, 1, 1)
ARTICLES_A_DAY = 28  # so that 100,000 cover ten years
REPORTS_AN_INCIDENT = 2.5
DENSE, MIXED = 1.0, 0.1
"""Shares of articles that tell of victims."""
_FRENCH_SHARE = 0.7
_TELLING = {"leads": 1, "casualties": 4, "flights": 1, "tolls": 2, "context": 6}
_PLAIN = {"plain": 14}
"""How many sentences of each kind an article has; both come to about the same length."""
_SPELLED_FROM = 2

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Incident:
    """What several articles tell of: a day, a place, and how many were killed and injured."""

    day: date
    place: Words
    killed: int
    injured: int


def articles(first: int, last: int, share: float) -> Iterator[dict[str, str]]:
    """Articles number `first` to `last` (excluded) as rows that `bilan run` reads.

    `share` of them tell of victims; French and English stand side by side.
    """
    for number in range(first, last):
        yield _article(number, share)


def write(path: Path, first: int, last: int, share: float) -> Path:
    """The articles as a Parquet file."""
    pl.DataFrame(list(articles(first, last, share))).write_parquet(path)
    return path


def _article(number: int, share: float) -> dict[str, str]:
    draw = Random(f"article {number} {share}")  # noqa: S311
    language = "fr" if draw.random() < _FRENCH_SHARE else "en"
    words, day = _words()[language], _day(number)
    kinds = _TELLING if draw.random() < share else _PLAIN
    incident = _incident(int(number * share / REPORTS_AN_INCIDENT), share)
    templates = [t for kind, count in kinds.items() for t in draw.sample(words[kind], count)]
    sentences = [_filled(template, words, incident, draw) for template in templates]
    return {
        "id": f"made-{share:g}-{number:07}",
        "title": sentences[0].split(",")[0],
        "text": "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)),
        "published": day.isoformat(),
        "publisher": draw.choice(words["publishers"]),
    }


def _incident(number: int, share: float) -> Incident:
    draw = Random(f"incident {number} {share}")  # noqa: S311
    day = _day(int(number * REPORTS_AN_INCIDENT / share))
    place = draw.choice(_words()["places"])
    return Incident(day, place, draw.randint(2, 40), draw.randint(2, 90))


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)


def _filled(template: str, words: Words, incident: Incident, draw: Random) -> str:
    slots = {
        "killed": _number(incident.killed, words, draw),
        "injured": _number(incident.injured, words, draw),
        "few": _number(draw.randint(2, 16), words, draw),
        "many": f"{draw.randint(11, 99)}00",
        "weekday": words["weekdays"][incident.day.weekday()],
        "source": draw.choice(words["sources"]),
        "place": incident.place["name"],
        "at": incident.place["at"],
    }
    capitalised = {
        name.capitalize(): value[:1].upper() + value[1:] for name, value in slots.items()
    }
    return template.format(**slots, **capitalised)


def _number(value: int, words: Words, draw: Random) -> str:
    """In digits or, where it is small, half of the time in words."""
    spelled: list[str] = words["numbers"]
    at = value - _SPELLED_FROM
    return spelled[at] if at < len(spelled) and draw.random() < 1 / 2 else str(value)


@cache
def _words() -> Words:
    return yaml.safe_load((Path(__file__).parent / "articles.yaml").read_text("utf-8"))
