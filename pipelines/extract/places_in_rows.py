"""Which place is whose in a sentence that counts people at several: "three in Gao and eight in Ansongo".

What does not belong here: the place of a figure that is alone with it (nearness).
"""

from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import pairwise

from pipelines.extract.agreement import ELSEWHERE, relation_of_places
from pipelines.extract.model import PlaceMention

_BESIDE = 30  # characters: " in the neighbouring district of "
_FRONTED = 2  # characters between a place and the number behind it: "in Dnipro three"


def places_of(
    quotes: Sequence[tuple[int, int]],
    parts: Container[tuple[int, int]],
    places: Sequence[PlaceMention],
    breaks: Sequence[tuple[int, int]],
) -> dict[tuple[int, int], PlaceMention]:
    """The place of each figure of a sentence that counts at several: "three in Gao and eight in Ansongo".

    `quotes` are the spans of its figures in their order, `parts` those of the one before: a place behind a
    part is that of the whole, "six morts, dont deux enfants, à Gao". Empty where all that have a place of
    their own are at one.
    """
    if len(quotes) == 1 or len(places) == 1:
        return {}
    stops = sorted(at for at, _ in breaks)
    places = sorted(places, key=lambda p: p.text_start)
    if row := _fronted(sorted(quotes), [p for p in places if p.is_local]):
        return row
    found: dict[tuple[int, int], PlaceMention] = {}
    for quote in quotes:
        behind = bisect_left(places, quote[1], key=lambda p: p.text_start)
        closing = quote in parts  # the comma behind "dont deux enfants" only ends the aside
        stop = next(iter(stops[bisect_left(stops, quote[1] + closing) :]), None)
        for place in places[max(0, behind - 1) : behind + 1]:
            if _is_told_with(place, quote, stop):
                found[quote] = place
    for whole, part in reversed([*pairwise(quotes)]):
        if part in parts and part in found:
            found.setdefault(whole, found[part])
    first = next(iter(found.values()), None)
    are_many = any(first and relation_of_places(first, p) in ELSEWHERE for p in found.values())
    return found if are_many else {}


def _fronted(
    quotes: Sequence[tuple[int, int]], towns: Sequence[PlaceMention]
) -> dict[tuple[int, int], PlaceMention]:
    """Towns that each stand before what is counted there: "in Karou 20 died and two were hurt, in Wata 14"."""
    found: dict[tuple[int, int], PlaceMention] = {}
    first, town = 0, None
    for quote in quotes:
        last = bisect_left(towns, quote[0], first, key=lambda p: p.text_start)
        if last - first > 1 or (last == first and town is None):
            return {}
        town = towns[last - 1]
        found[quote], first = town, last
    is_row = first == len(towns) and len({town.name for town in towns}) > 1
    return found if is_row else {}


def _is_told_with(place: PlaceMention, quote: tuple[int, int], stop: int | None) -> bool:
    """Whether a place stands within a figure, right behind it or right before it."""
    if place.text_start >= quote[1]:
        is_parted = stop is not None and stop <= place.text_start
        return place.text_start - quote[1] <= _BESIDE and not is_parted
    return place.text_end > quote[0] or quote[0] - place.text_end <= _FRONTED
