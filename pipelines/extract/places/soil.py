"""Countries that are named by their soil: "en territoire somalien", "in Libyan waters".

Names of countries stand in scan.py; who is only of a country is no place.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipelines.extract.model import PlaceMention
from pipelines.extract.places.context import read_before
from pipelines.extract.places.votes import PeopleCue
from pipelines.lexicons.place_cues import LanguageCues
from pipelines.lexicons.places import Places

COUNTRY = 6
"""UCDP where_prec of a country."""

REACH = 30
"""Characters of the longest name of a people before the word, and the space between."""


def soils(
    text: str, peoples: Sequence[PeopleCue], places: Places, cues: LanguageCues
) -> Iterator[PlaceMention]:
    """The countries on whose soil something is told, in the order of the text."""
    for found in cues.soil.finditer(text):
        people = _beside(peoples, *found.span())
        if people is None:
            continue
        start, end = min(found.start(), people.start), max(found.end(), people.end)
        if read_before(text, start, cues).is_located:
            name = next(c.name for c in places.countries if c.iso3 == people.iso3)
            words = text[start:end]
            yield PlaceMention(
                words, start, end, name, name, people.iso3, None, None, None, COUNTRY
            )


def _beside(peoples: Sequence[PeopleCue], start: int, end: int) -> PeopleCue | None:
    """The people named right before or behind a word."""
    first = bisect_left(peoples, start - REACH, key=lambda people: people.start)
    after = bisect_left(peoples, end + 2, first, key=lambda people: people.start)
    near = (p for p in peoples[first:after] if not p.is_group)
    return next((p for p in near if 0 <= max(p.start - end, start - p.end) <= 1), None)
