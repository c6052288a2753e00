"""Annotated articles: JSON lines read into typed records, and the two parts they are split into.

What belongs here: what an annotator wrote down, and where its words stand in the text. What does
not: what extraction makes of the text (readings), and how both are compared (matching, scoring).
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    model_validator,
)

from schemas.codelists import MEASURES

Split = Literal["open", "aside"]
Span = tuple[int, int]
_ASIDE_EVERY = 3  # one article in three is kept aside, by the hash of its id


def _nfc(value: object) -> object:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _known(measure: str) -> str:
    if measure not in MEASURES:
        raise ValueError(f"{measure!r} is no measure; use one of {', '.join(MEASURES)}")
    return measure


Measure = Annotated[str, AfterValidator(_known)]
Words = Annotated[str, BeforeValidator(_nfc)]
"""Words of the text, normalised as the text is in raw.articles, so that offsets agree."""


class Value(BaseModel):
    """Bounds of a count; None is unknown or open."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether any of the bounds is known."""
        return any(bound is not None for bound in (self.low, self.best, self.high))


class GoldFigure(Value):
    """One figure as the annotator read it."""

    quote: Words
    measure: Measure
    qualifier: str
    unit: str
    scope: str
    victims: str
    event: str | None = None
    part_of: int | None = None
    repeat_of: int | None = None
    attribution_type: str
    superseded: bool = False
    joint_with: list[str] | str | None = None
    doubtful: bool | str = False

    @property
    def is_skipped(self) -> bool:
        """Joint counts ("25 dead and wounded") and doubtful ones are asked of nobody."""
        return bool(self.joint_with or self.doubtful)


class GoldEvent(BaseModel):
    """One event as the annotator read it; dates inclusive, coordinates in degrees."""

    id: str
    kind: Literal["incident", "cumulative"]
    type: str
    date_start: date | None = None
    date_end: date | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    totals: Mapping[Measure, Value | None] | None = None

    @property
    def given_totals(self) -> dict[str, Value]:
        """The totals that say something, by measure."""
        return {m: t for m, t in (self.totals or {}).items() if t and t.is_given}


class GoldArticle(BaseModel):
    """An article with what a careful reader took from it."""

    id: Words
    text: Words
    figures: list[GoldFigure] = Field(default_factory=list[GoldFigure])
    events: list[GoldEvent] = Field(default_factory=list[GoldEvent])

    @model_validator(mode="after")
    def _quotes_stand_in_the_text(self) -> "GoldArticle":
        for figure in self.figures:
            if figure.quote not in self.text:
                raise ValueError(f"the quote {figure.quote!r} is not in the text; copy it exactly")
        return self

    @model_validator(mode="after")
    def _references_lead_somewhere(self) -> "GoldArticle":
        events, positions = {event.id for event in self.events}, range(len(self.figures))
        for number, figure in enumerate(self.figures):
            if figure.event is not None and figure.event not in events:
                raise ValueError(f"figure {number}: there is no event {figure.event!r} in events")
            for key in ("part_of", "repeat_of"):
                if getattr(figure, key) not in (None, *positions):
                    raise ValueError(f"figure {number}: {key} names no figure; they count from 0")
        return self

    @cached_property
    def spans(self) -> list[Span]:
        """Where each figure's quote stands; the same quote again takes the next place."""
        used: Counter[str] = Counter()
        spans: list[Span] = []
        for figure in self.figures:
            start = -1
            for _ in range(used[figure.quote] + 1):
                found = self.text.find(figure.quote, start + 1)
                start = found if found >= 0 else start
            used[figure.quote] += 1
            spans.append((start, start + len(figure.quote)))
        return spans


def read_gold(paths: Sequence[Path]) -> list[GoldArticle]:
    """All articles of the files, in order.

    Raises ValueError in one line, with file and line, for a line that is no annotated article or an
    id that stands there twice.
    """
    articles: list[GoldArticle] = []
    places: dict[str, str] = {}
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
            if not line.strip():
                continue
            place = f"{path}, line {number}"
            article = _article(line, place)
            if article.id in places:
                raise ValueError(f"{place}: the id {article.id!r} stands in {places[article.id]}")
            places[article.id] = place
            articles.append(article)
    return articles


def is_aside(article_id: str) -> bool:
    """Whether an article is of the third kept aside, whose misses nobody reads."""
    return int(sha256(article_id.encode()).hexdigest(), 16) % _ASIDE_EVERY == 0


def in_split(article_id: str, split: Split | None) -> bool:
    """Whether an article belongs to a part; every one belongs to the whole (None)."""
    return split is None or is_aside(article_id) == (split == "aside")


def _article(line: str, place: str) -> GoldArticle:
    try:
        return GoldArticle.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        told = ": ".join(filter(None, [place, key, " ".join(first["msg"].split())]))
        raise ValueError(f"{told}; see README.md, To measure again") from error
