"""What a sentence with figures says of time, place and kind of event."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.event_types import Trigger
from pipelines.extract.model import DateMention, PlaceMention


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence says of time, place and kind; character spans decide what is nearest."""

    start: int
    end: int
    paragraph: int
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    triggers: Sequence[Trigger]
