"""Capitals that are named by their country: "la capitale somalienne", "the Malian capital".

A bare "la capitale" is that of the article's main country. Names of towns stand in scan.py.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipelines.extract.model import PlaceMention
from pipelines.extract.places.context import moved, read_before, where_prec
from pipelines.extract.places.votes import PeopleCue
from pipelines.lexicons.place_cues import LanguageCues, phrase_words
from pipelines.lexicons.place_names import fold
from pipelines.lexicons.place_records import Place
from pipelines.lexicons.places import Places

POSSESSIVES = ("'s ", "’s ")
"""What stands between a country and the word: not "(90 km from Mexico), capital of Morelos"."""

REACH = 24
"""Characters of the words before and behind that are looked at."""

FARTHEST = 60
"""Characters before the word in which a country or people beside it begins."""

OF_WORDS = 10
"""Characters of "de la ", "of the " between the word and its country."""

NAMED = 20
"""Characters of " centrafricaine, " between the word and the capital's own name."""


def capitals(
    text: str,
    mentions: Sequence[PlaceMention],
    peoples: Sequence[PeopleCue],
    country: str | None,
    places: Places,
    cues: LanguageCues,
) -> Iterator[PlaceMention]:
    """The capitals meant in `text`, in its order; `country` (iso3) is the article's main one."""
    for found in cues.capitals.finditer(text):
        start, end = found.span()
        around = _places_within(mentions, start - FARTHEST, end + FARTHEST)
        if any(_stands_beside(text, m, start, end) for m in around):
            continue
        beside = _peoples_within(peoples, start - FARTHEST, end + FARTHEST)
        named = _people(beside, start, end) or _owner(text, around, start, end)
        if named is None and not _is_bare(text, start, end, cues):
            continue
        place = _capital_of(named[0] if named else country, places)
        if place is not None:
            first, last = (min(start, named[1]), max(end, named[2])) if named else (start, end)
            yield _mention(text, first, last, place, cues)


def _places_within(found: Sequence[PlaceMention], first: int, last: int) -> Sequence[PlaceMention]:
    """Those that begin in text[first:last]."""
    at = bisect_left(found, first, key=lambda mention: mention.text_start)
    return found[at : bisect_left(found, last, at, key=lambda mention: mention.text_start)]


def _peoples_within(found: Sequence[PeopleCue], first: int, last: int) -> Sequence[PeopleCue]:
    at = bisect_left(found, first, key=lambda people: people.start)
    return found[at : bisect_left(found, last, at, key=lambda people: people.start)]


def _stands_beside(text: str, mention: PlaceMention, start: int, end: int) -> bool:
    """Whether the town is named itself: "Bamako, la capitale", "la capitale malienne, Bamako"."""
    behind = text[end : mention.text_start]
    if mention.is_local and len(behind) <= NAMED and behind.endswith(", "):
        return True
    gap = max(mention.text_start - end, start - mention.text_end)
    return mention.is_local and 0 <= gap <= OF_WORDS


def _people(peoples: Sequence[PeopleCue], start: int, end: int) -> tuple[str, int, int] | None:
    beside = (p for p in peoples if 0 <= max(p.start - end, start - p.end) <= 1)
    return next(((p.iso3, p.start, p.end) for p in beside), None)


def _owner(
    text: str, mentions: Sequence[PlaceMention], start: int, end: int
) -> tuple[str, int, int] | None:
    """The country of "la capitale du Mali", "the capital of Mali", "Mali's capital"."""
    for mention in mentions:
        if mention.is_local or mention.iso3 is None or mention.latitude is not None:
            continue
        gap = text[end : mention.text_start] if mention.text_start > end else ""
        is_of = 0 < len(gap) <= OF_WORDS and gap.startswith((" d", " of"))
        is_owner = text[mention.text_end : start] in POSSESSIVES
        if is_of or is_owner:
            return mention.iso3, mention.text_start, mention.text_end
    return None


def _is_bare(text: str, start: int, end: int, cues: LanguageCues) -> bool:
    """Neither of a province nor of trade: "the state capital", "la capitale économique", "de l'Etat"."""
    before = " ".join(phrase_words(text[max(0, start - REACH) : end]))
    behind = [word.rstrip(".") for word in phrase_words(text[end : end + REACH])[:1]]
    return before.endswith(cues.bare_capitals) and not cues.no_capital.intersection(behind)


def _capital_of(iso3: str | None, places: Places) -> Place | None:
    country = next((c for c in places.countries if c.iso3 == iso3), None)
    if country is None:
        return None
    named = places.named(fold(country.capital))
    return next((p for p in named if p.iso3 == iso3 and p.is_capital), None)


def _mention(text: str, start: int, end: int, place: Place, cues: LanguageCues) -> PlaceMention:
    context = read_before(text, start, cues)
    latitude, longitude = moved(place.latitude, place.longitude, context)
    return PlaceMention(
        text[start:end], start, end,
        place.name, place.country, place.iso3, place.admin1, latitude, longitude,
        where_prec("town", context), is_local=True,
    )  # fmt: skip
