"""Votes of countries over a whole article, and the choice between places of one name.

Here stand weights and rules; which words are candidates stands in place_scan.py.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.place_scan import Candidate
from pipelines.lexicons.places import Kind, Place, Places

VOTES: dict[Kind, float] = {
    "country": 3.0, "region": 2.0, "district": 2.0, "town": 1.5, "area": 0.5, "sea": 0.0
}  # fmt: skip
"""What an unambiguous name is worth for its country; tuned on the open part of the benchmark."""

PEOPLE_VOTE = 1.25
BORDER_SHARE = 0.4
"""A country or town named for its border is mostly not where things happened."""

SIMILAR_SHARE = 0.3
"""What a mere transliteration is worth, and only where nothing else votes."""

SAME_AGAIN = 0.5
"""Each repetition of a word counts half of the one before it: one word can't outvote the others."""

SUPPORTED = 0.12
"""Share of votes from which a country may claim a small town."""

WELL_SUPPORTED = 0.3
"""Share of votes from which a country may claim a name by its transliteration."""

KNOWN_TOWN = 15_000
"""People from which a town is taken without a preposition before its name."""

WELL_KNOWN_TOWN = 100_000
"""People from which a town is taken where nothing in the article speaks of its country."""

NEIGHBOUR_KILOMETRES = 150
_EARTH_DIAMETER = 12_742
_CONTAINER_GAP = 26
_COMPOUNDS = frozenset(("-l", "-b", "-a"))
"""How "-led", "-backed", "-aligned" go on: they tell who helps, not where."""

_SENTENCE_SIGNS = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class PeopleCue:
    """A demonym ("malienne", "Congolese") or an armed group that speaks for a country."""

    iso3: str
    start: int
    end: int


def find_peoples(text: str, places: Places) -> list[PeopleCue]:
    """The demonyms and groups of `text`, in their order: whole words, not "Saudi-led"."""
    codes = list(places.peoples.values())
    return [
        PeopleCue(codes[index], start, end)
        for index, start, end in places.people_finder.find_matches_as_indexes(text)
        if not (text[start - 1 : start].isalnum() or _goes_on(text, end))
    ]


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum() or text[end : end + 2] in _COMPOUNDS


def count_votes(
    text: str, candidates: Sequence[Candidate], peoples: Sequence[PeopleCue]
) -> dict[str, float]:
    """What the article's words say for each country (iso3), greatest first, then first named."""
    votes: defaultdict[str, float] = defaultdict(float)
    worth: dict[str, float] = {}
    for _, word, shares in sorted(_voters(text, candidates, peoples), key=lambda voter: voter[0]):
        factor = worth.get(word, 1.0)
        worth[word] = factor * SAME_AGAIN
        for iso3, share in shares.items():
            votes[iso3] += share * factor
    return dict(sorted(votes.items(), key=lambda item: -item[1]))


def _voters(
    text: str, candidates: Sequence[Candidate], peoples: Sequence[PeopleCue]
) -> Iterator[tuple[int, str, Mapping[str, float]]]:
    for people in peoples:
        yield people.start, text[people.start : people.end], {people.iso3: PEOPLE_VOTE}
    some_exact = bool(peoples) or any(candidate.exact for candidate in candidates)
    for candidate in candidates:
        word = text[candidate.start : candidate.end]
        if candidate.exact:
            yield candidate.start, word, _shares(meanings(candidate), _weight(candidate))
        elif not some_exact and candidate.context.is_located:
            yield candidate.start, word, _shares(candidate.similar, SIMILAR_SHARE)


def _weight(candidate: Candidate) -> float:
    context = candidate.context
    weight = BORDER_SHARE if context.widening == "border" else 1.0
    return weight if context.is_located else weight * SAME_AGAIN


def meanings(candidate: Candidate) -> tuple[Place, ...]:
    """The places of exactly this name; only regions behind "province de", no region behind "ville"."""
    noun = candidate.context.noun
    if noun is None:
        return candidate.exact
    wanted: tuple[Kind, ...] = (
        ("country", "town", "district") if noun == "town" else ("region", "district")
    )
    return tuple(place for place in candidate.exact if place.kind in wanted) or candidate.exact


def _shares(places: Iterable[Place], weight: float) -> dict[str, float]:
    """The vote of one name, shared among its countries by how well known their place is."""
    best: dict[str, tuple[float, float]] = {}
    for place in places:
        if place.iso3:
            known = (_fame(place), VOTES[place.kind])
            best[place.iso3] = max(best.get(place.iso3, (0.0, 0.0)), known)
    total = sum(fame**2 for fame, _ in best.values())
    return {iso3: weight * vote * fame**2 / total for iso3, (fame, vote) in best.items()}


def _fame(place: Place) -> float:
    """How likely a name means this place before the article is read: 1 (hamlet) to about 7."""
    if place.kind == "country":
        return 7.0
    if place.kind != "town":
        return 5.0
    if place.is_own:
        return 4.0
    return max(1.0, math.log10(place.population + 1)) + (1.0 if place.is_capital else 0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with the place that it is taken to mean."""

    candidate: Candidate
    place: Place


def choose(text: str, candidates: Sequence[Candidate], votes: Mapping[str, float]) -> list[Choice]:
    """The places meant, in the order of the text; candidates that nothing speaks for are left out."""
    total = sum(votes.values()) or 1.0
    shares = {iso3: vote / total for iso3, vote in votes.items()}
    containers = _containers(text, candidates)
    chosen: dict[int, Place] = {}
    for index in sorted(range(len(candidates)), key=lambda index: _openness(candidates[index])):
        known = [place for place in chosen.values() if place.latitude is not None]
        place = _best(candidates[index], shares, containers.get(index), known)
        if place is not None:
            chosen[index] = place
    return [Choice(candidates[index], chosen[index]) for index in sorted(chosen)]


def _openness(candidate: Candidate) -> tuple[int, int]:
    """Names with one meaning are settled first: they tell where the others are."""
    return (len(candidate.exact) or len(candidate.similar) + 10, candidate.start)


def _containers(text: str, candidates: Sequence[Candidate]) -> dict[int, str]:
    """Candidate → country named right behind it: "Tripoli, au Liban", "Gao (Mali)"."""
    found: dict[int, str] = {}
    for index in range(len(candidates) - 1):
        behind = candidates[index + 1]
        gap = text[candidates[index].end : behind.start]
        codes = {place.iso3 for place in behind.exact if place.kind in ("country", "region")}
        if len(gap) <= _CONTAINER_GAP and len(codes) == 1 and not _SENTENCE_SIGNS & set(gap):
            found[index] = str(codes.pop())
    return found


def _best(
    candidate: Candidate,
    shares: Mapping[str, float],
    container: str | None,
    known: Sequence[Place],
) -> Place | None:
    scored = [
        (_score(place, candidate, shares, container, known), place)
        for place in _eligible(candidate, shares, container)
    ]
    return (
        max(scored, key=lambda pair: (pair[0], pair[1].population, pair[1].name))[1]
        if scored
        else None
    )


def _eligible(
    candidate: Candidate, shares: Mapping[str, float], container: str | None
) -> Iterator[Place]:
    for place in meanings(candidate):
        if _is_credible(place, candidate, shares) or place.iso3 == container:
            yield place
    if not candidate.context.is_located:
        return
    for place in candidate.similar:
        if shares.get(place.iso3 or "", 0.0) >= WELL_SUPPORTED and place not in candidate.exact:
            yield place


def _is_credible(place: Place, candidate: Candidate, shares: Mapping[str, float]) -> bool:
    if place.kind in ("country", "region", "area", "sea") or place.is_capital:
        return True
    is_marked = candidate.context.is_located or not candidate.is_initial
    if shares.get(place.iso3 or "", 0.0) >= SUPPORTED:
        return is_marked or place.population >= KNOWN_TOWN
    return place.population >= WELL_KNOWN_TOWN and is_marked


def _score(
    place: Place,
    candidate: Candidate,
    shares: Mapping[str, float],
    container: str | None,
    known: Sequence[Place],
) -> float:
    wants_region = candidate.context.noun in ("region", "district")
    score = 4.0 * shares.get(place.iso3 or "", 0.0) + 0.5 * _fame(place)
    score += 3.0 * (container is not None and container == place.iso3)
    score += 2.0 * (wants_region == (place.kind in ("region", "district")))
    score += 0.5 * (place in candidate.exact)
    return score + _nearness(place, known)


def _nearness(place: Place, known: Sequence[Place]) -> float:
    """1.5 beside a place already settled, falling to 0 with the distance."""
    if place.latitude is None or place.longitude is None:
        return 0.0
    here = (place.latitude, place.longitude)
    distances = [
        kilometres(here, (other.latitude or 0.0, other.longitude or 0.0))
        for other in known
        if other.iso3 == place.iso3
    ]
    return 1.5 * math.exp(-min(distances) / NEIGHBOUR_KILOMETRES) if distances else 0.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine)."""
    north_a, east_a, north_b, east_b = map(math.radians, (*a, *b))
    chord = math.sin((north_b - north_a) / 2) ** 2
    chord += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return _EARTH_DIAMETER * math.asin(math.sqrt(chord))
