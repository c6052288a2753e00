"""What a sentence with figures says of time, place and kind of event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.extract.adjuncts import NamedEvent
from pipelines.extract.event_types import Trigger
from pipelines.extract.figures import Asked
from pipelines.extract.model import DateMention, PlaceMention

LEAD_SENTENCES = 3
"""How many sentences lead an article: what they tell goes for all of it."""

STOP, CLAUSE, COMMA = 1000, 100, 25
"""How many characters of distance a semicolon, ", and" before a clause and a mere comma are worth."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence without figures brings in: "Samedi, un kamikaze avait frappé un marché de Gao. …"."""

    start: int
    day: DateMention | None
    town: PlaceMention | None


@dataclass(slots=True)
class Setting:
    """What a sentence says of time, place and kind; character spans decide what is nearest.

    `country` is the article's,
    `date_before` and `place_before` are what the paragraph, else the lead, had told before it;
    `since_told` is from when on its paragraph tells;
    `coarse_days` is how much wider the publication date makes every interval, `published` the day if it
    is known; `breaks` are where commas, conjunctions and semicolons part the sentence, each with the
    characters that it is worth; `quotes` are the spans of its figures, `places_of` tells
    the place of each where they are counted at several. From `other_from` on it tells of an
    event before: "…, deux jours après l'enlèvement de trois enfants à Gao". Where it tells of several
    days, `turns` is where its verbs stand; `anchored` is where days start that hang on a noun for an event,
    and `scene` what a sentence before it has brought in. `named` are its nouns for events with their days,
    `taken_up` those that come back to an event, and where they stand; `counts_again` tells whether a count
    comes back, `is_in_this` whether it was "in this attack". `days_of` and `towns_of` keep what figures were
    found to be nearest to, since each is asked for beside many others.
    """

    start: int
    end: int
    paragraph: int
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    triggers: Sequence[Trigger]
    date_before: DateMention | None
    place_before: PlaceMention | None
    day_told: DateMention | None
    place_told: PlaceMention | None
    since_told: DateMention | None
    opening: str
    triggers_told: Sequence[Trigger]
    country: PlaceMention | None
    coarse_days: int
    published: date | None
    breaks: Sequence[tuple[int, int]]
    quotes: Sequence[tuple[int, int]]
    places_of: Mapping[tuple[int, int], PlaceMention]
    other_from: int
    anchored: frozenset[int] = frozenset()
    turns: Sequence[int] = ()
    scene: Scene | None = None
    named: Mapping[str, NamedEvent] = field(default_factory=dict[str, NamedEvent])
    taken_up: Sequence[tuple[int, str]] = ()
    counts_again: bool = False
    is_in_this: bool = False
    days_of: dict[Asked, DateMention | None] = field(
        default_factory=dict[Asked, DateMention | None]
    )
    towns_of: dict[Asked, PlaceMention | None] = field(
        default_factory=dict[Asked, PlaceMention | None]
    )

    @property
    def is_of_shock(self) -> bool:
        """Whether the event told of is one in all places where it was felt, as an earthquake is."""
        return any(t.is_shock for t in (*self.triggers, *self.triggers_told))
