"""What the steps of extraction hand to each other: spans, mentions and the finished rows.

Here stand plain frozen records only; how they are found stands in the module of each step.
Offsets count code points of the article's text; every interval of days is inclusive.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["scene", "holder", "dateline", "office", "elsewhere"]
"""What a place is to what is told: where it may have happened, what holds the place before it, where
the article was filed, whose office is named, or where people were taken, spoke or came from.
"""

COUNTRY_PREC = 5
"""UCDP where_prec from which on a mention names a country, or a wide part of one."""


@dataclass(frozen=True, slots=True)
class Article:
    """The parts of a raw.articles row that extraction reads."""

    article_id: str
    source_ref: str
    language: str
    text: str
    published_start: date | None
    published_end: date | None
    title: str | None = None


@dataclass(slots=True)
class DateMention:
    """A time expression in the text, resolved to the days it may mean.

    `start` is None where nothing says when a period began ("jusqu'ici"); `precision` is UCDP's
    date_prec 1 to 5. `is_period` marks a span over which tolls accumulate ("depuis début avril").
    `is_day` says that the words name one day or night, however wide a coarse publication date makes it.
    """

    text: str
    text_start: int
    text_end: int
    start: date | None
    end: date | None
    precision: int
    is_period: bool
    rule_id: str
    is_day: bool = False


@dataclass(slots=True)
class PlaceMention:
    """A place name in the text, resolved against the gazetteer.

    `where_prec` is UCDP's 1 to 7, widened by words such as "au sud de"; coordinates are None for
    countries and regions without a centre. A village that the gazetteer lacks has the name, the
    coordinates and the precision of what holds it, and `is_unlisted`. `is_local`: a town, village or
    district rather than a region or country; `is_home`: of whom it tells, "un habitant de Gao". Offsets
    below 0 lie in the title, before the text.
    """

    text: str
    text_start: int
    text_end: int
    name: str
    country: str | None
    iso3: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    where_prec: int
    is_local: bool = False
    role: Role = "scene"
    is_unlisted: bool = False
    is_home: bool = False

    @property
    def breadth(self) -> int:
        """0 a town, village or district, 1 a region, 2 a country."""
        return 0 if self.is_local else 1 + (self.where_prec >= COUNTRY_PREC)


@dataclass(slots=True)
class Bounds:
    """Bounds of a count; None is unknown or open, never 0."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(slots=True)
class ActorMention:
    """An actor as the text names it.

    `name` is the resolved one, the same in every language; `inter` is ACLED's code. `iso3` is the
    country of the actor where the words or its seed row name one. `role` says what it does in its
    sentence: "agent", "patient", "party" (one of two sides of a fight) or None.
    """

    text: str
    text_start: int
    text_end: int
    name: str
    inter: int
    iso3: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Parties:
    """The two parties of an incident (ACLED's actor1, actor2); None where nothing says who."""

    actor1: str | None
    inter1: int | None
    actor2: str | None
    inter2: int | None
