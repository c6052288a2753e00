"""The place of what an article leads with, out of those that its first sentences tell of.

What does not belong here: which places a sentence tells of (telling), and its day (lead_days).
"""

from collections.abc import Collection, Sequence

from pipelines.extract.model import COUNTRY_PREC, PlaceMention


def after_first(
    sentences: Sequence[Sequence[PlaceMention]], states: Collection[str]
) -> list[PlaceMention]:
    """The places of some sentences, without the capital where the first of them tells of a part of the
    country: "in eastern Congo".
    """
    first, *others = sentences
    later = [p for places in others for p in places]
    if first and all(p.where_prec == COUNTRY_PREC for p in first):
        later = [p for p in later if not (p.is_local and is_capital(p, states))]
    return [*first, *later]


def named_again(
    filed: Sequence[PlaceMention], later: Sequence[PlaceMention], states: Collection[str]
) -> list[PlaceMention]:
    """The dateline's town, but for capitals, where the opening goes on to tell of it among others."""
    names = {p.name for p in later} - {p.name for p in filed if is_capital(p, states)}
    return [p for p in filed if p.name in names]


def is_capital(place: PlaceMention, states: Collection[str]) -> bool:
    """Whether it is a capital or a state itself, by its name among those of `states`."""
    return place.name.lower() in states
