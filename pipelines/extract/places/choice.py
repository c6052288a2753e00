"""The choice between places of one name, by the votes of countries and by what stands near.

Here stand the rules of choosing; what a word votes for stands in votes.py.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extract.places.context import NEAR_KILOMETRES
from pipelines.extract.places.holders import LONGEST_GAP, holds
from pipelines.extract.places.scan import DIVISIONS, Candidate
from pipelines.extract.places.votes import meanings
from pipelines.lexicons.place_cues import NAME, LanguageCues, phrase_words
from pipelines.lexicons.place_records import Place

SUPPORTED = 0.12
"""Share of votes from which a country may claim a small town."""
WELL_SUPPORTED = 0.3
"""Share of votes from which a country may claim a name by its transliteration."""
KNOWN_TOWN = 15_000
"""People from which a town is taken without a preposition before its name."""

WELL_KNOWN_TOWN = 100_000
"""People from which a town is taken where nothing in the article speaks of its country."""

FOR_SHARE, FOR_FAME, FOR_CONTAINER, FOR_KIND, FOR_SPELLING, FOR_NEIGHBOUR = (
    4.0,
    0.5,
    3.0,
    2.0,
    0.5,
    1.5,
)
"""What speaks for a place, in points: tuned on the open part of the benchmark."""
NEIGHBOUR_KILOMETRES = 150
TOWN_KILOMETRES = 50
"""Farther than this from a town nothing lies in it: "Jobar, in the city of Homs"; our own bound."""

BEARING_KILOMETRES = 300
"""Farther than this no town is placed by its side of another: "Kirkuk, north of Baghdad"; our own bound."""

ROAD_FACTOR = 2
"""How much longer than as the crow flies a distance by road may be told; our own bound."""

MOST_ANCHORS = 12
"""Settled places that others are measured against: enough, and keeps long texts linear."""

REGION_KILOMETRES = 200
"""From the middle of a region to its farthest towns, but for the largest."""

LIKENESS_KILOMETRES = 400
"""Farther than this from all settled places a mere likeness is another village; our own bound."""

DISTRICT_KILOMETRES = 120
"""From a district's seat or middle to its farthest towns."""

_POSSESSIVE = re.compile(r"['’]s [a-z ]{0,20}| [a-z]{5,12}['’]s [a-z ]{0,20}")
_NEXT_NAME = re.compile(rf"(\W{{1,2}}(?:[a-z]{{2,3}}\s)?){NAME}")
_EARTH_DIAMETER = 12_742
_CONTAINER_GAP = 26
_TWO_WORDS = 40  # characters before a name in which a quarter's noun stands
_BESIDE = ("border", "near")
_SENTENCE_SIGNS = frozenset(".!?;\n")


@dataclass(slots=True)
class Choice:
    """A candidate with the place that it is taken to mean."""

    candidate: Candidate
    place: Place


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the article says beside a name: shares of the votes, settled places, the container."""

    shares: Mapping[str, float]
    anchors: list[Place]
    container: str | None = None
    region: Place | None = None


def choose(
    text: str, candidates: Sequence[Candidate], votes: Mapping[str, float], cues: LanguageCues
) -> list[Choice]:
    """The places meant, in the order of the text; candidates that nothing speaks for are left out.

    A name means the same throughout, unless the words around it differ.
    """
    total = sum(votes.values()) or 1.0
    shares = {iso3: vote / total for iso3, vote in votes.items()}
    containers, anchors = _containers(text, candidates), list[Place]()
    regions = _regions(text, candidates, cues)
    chosen: dict[int, Place] = {}
    settled: dict[object, Place | None] = {}
    for index in sorted(range(len(candidates)), key=lambda index: _openness(candidates[index])):
        candidate, container = candidates[index], containers.get(index)
        region = regions.get(index)
        key = (candidate.exact, candidate.similar)
        marks = (
            container,
            id(region),
            candidate.context.noun,
            candidate.context.is_located,
            candidate.is_initial,
        )
        known = (id(key[0]), id(key[1]), *marks)
        if known not in settled:
            settled[known] = _best(candidate, _Evidence(shares, anchors, container, region))
        place = settled[known]
        if place is not None:
            chosen[index] = place
            if len(anchors) < MOST_ANCHORS and place.latitude is not None and place not in anchors:
                anchors.append(place)
    return [Choice(candidates[index], chosen[index]) for index in sorted(chosen)]


def held(text: str, choices: Sequence[Choice], cues: LanguageCues) -> list[Choice]:
    """Without towns that another country, or a part of one, holds: "Manila, in Palma district"; and those
    far from the town beside which they are said to be.
    """
    foreign = {
        id(inner)
        for inner, outer in pairwise(choices)
        if inner.place.kind in ("town", "district")
        and (
            _contradicts(inner, outer, text[inner.candidate.end : outer.candidate.start], cues)
            or _is_quarter_far_off(text, inner, outer, cues)
        )
    }
    return [choice for choice in choices if id(choice) not in foreign]


def _contradicts(inner: Choice, outer: Choice, gap: str, cues: LanguageCues) -> bool:
    context, is_town = outer.candidate.context, outer.place.kind == "town"
    is_named_so = is_town and context.noun == "town" and context.widening is None
    if is_named_so and is_held(gap, cues):
        return _between(inner.place, outer.place) > TOWN_KILOMETRES
    if _is_far_from(inner, outer) and holds(gap, cues):
        return True
    if gap.lstrip()[:1] not in (",", "("):
        return False
    is_abroad = inner.place.iso3 != outer.place.iso3
    is_its_holder = is_held(gap, cues) or (_is_division(outer.candidate) and gap.strip() == ",")
    return is_abroad and _may_hold(outer) and is_its_holder


def _is_quarter_far_off(text: str, inner: Choice, outer: Choice, cues: LanguageCues) -> bool:
    """ "Le quartier Bakir, dans l'est de Mossoul", "the Bakir neighbourhood of Mosul": no town of that name."""
    gap = text[inner.candidate.end : outer.candidate.start]
    start = inner.candidate.start
    before = text[max(0, start - _TWO_WORDS) : start].split()[-2:]
    beside = (*before, *gap.split(maxsplit=1)[:1])
    is_quarter = any(word.lower() in cues.quarters for word in beside)
    if not is_quarter or outer.place.kind != "town":
        return False
    return holds(gap, cues) and _between(inner.place, outer.place) > TOWN_KILOMETRES


def _may_hold(outer: Choice) -> bool:
    is_wide = outer.place.kind != "town" or outer.candidate.context.noun in DIVISIONS
    return is_wide and outer.candidate.context.widening in (None, "part")


def _is_far_from(inner: Choice, outer: Choice) -> bool:
    """Whether a town is far from the one beside which it is said to be: "Otu, near Mamfe", in Japan; "Rivne,
    just west of Pokrovsk".
    """
    one, other, context = inner.place, outer.place, outer.candidate.context
    is_beside = context.widening in ("near", "outside") and one.kind == other.kind == "town"
    told, reach = context.kilometres, NEIGHBOUR_KILOMETRES
    if told is not None:
        reach = NEAR_KILOMETRES + ROAD_FACTOR * told
    elif context.widening == "outside":
        reach = BEARING_KILOMETRES
    return is_beside and _between(one, other) > reach


def _between(one: Place, other: Place) -> float:
    """Kilometres between two places; 0 where one has no point."""
    if None in (one.latitude, other.latitude):
        return 0.0
    here, there = ((p.latitude or 0.0, p.longitude or 0.0) for p in (one, other))
    return kilometres(here, there)


def is_held(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap is ", dans le nord du", " (" or " in" rather than ", le"."""
    words = set(phrase_words(gap))
    return ("(" in words or bool(words & (cues.locatives - cues.owners - cues.origins))) and holds(
        gap, cues
    )


def _openness(candidate: Candidate) -> tuple[int, int]:
    """Names with one meaning are settled first: they tell where the others are."""
    return (len(candidate.exact) or len(candidate.similar) + 10, candidate.start)


def _containers(text: str, candidates: Sequence[Candidate]) -> dict[int, str]:
    """Candidate → country named right behind it: "Tripoli, au Liban", "Gao (Mali)"."""
    found: dict[int, str] = {}
    for index, (inner, outer) in enumerate(pairwise(candidates)):
        is_far = outer.start - inner.end > _CONTAINER_GAP
        if is_far or outer.is_bearing or outer.context.widening in _BESIDE:
            continue
        codes = {place.iso3 for place in outer.exact if place.kind in ("country", "region")}
        if len(codes) == 1 and _SENTENCE_SIGNS.isdisjoint(text[inner.end : outer.start]):
            found[index] = str(codes.pop())
    return found


def _regions(text: str, candidates: Sequence[Candidate], cues: LanguageCues) -> dict[int, Place]:
    """Candidate → the one region that holds it: "Kohistan" in "Badakhshan province's Kohistan district"."""
    found: dict[int, Place] = {}
    for index, (one, other) in reversed(list(enumerate(pairwise(candidates)))):
        gap = _without_list(text[one.end : other.start], cues)
        if len(gap) > LONGEST_GAP or other.is_bearing:
            continue
        if _POSSESSIVE.fullmatch(gap) and holds(gap, cues):
            inner, outer = index + 1, one
        elif is_held(gap, cues) or (_is_division(other) and holds(gap, cues)):
            inner, outer = index, other
        else:
            continue
        named = meanings(outer)
        is_wide = named[:1] and (named[0].kind in DIVISIONS or _is_division(outer))
        if is_wide and len(named) == 1 and outer.context.widening in (None, "part"):
            found[inner] = named[0]
        elif not is_wide and outer is other and index + 1 in found:
            found[inner] = found[index + 1]  # "Komsilga, dans la commune de Zimtanga, au Bam"
    return found


def _without_list(gap: str, cues: LanguageCues) -> str:
    """ " in the … district of" what stands before in "Gora, Madomawa and Jambuzu in the … district of"."""
    rest = gap
    while (name := _NEXT_NAME.match(rest)) and set(phrase_words(name[1])) <= cues.conjunctions:
        rest = rest[name.end() :]
    return rest


def _is_division(candidate: Candidate) -> bool:
    return candidate.context.noun in DIVISIONS


def _lies_in(place: Place, region: Place) -> bool:
    """Whether a town may lie in a region: by its code, else by the distance from the region's middle."""
    if place.kind == "country":
        return True
    if place.iso3 != region.iso3 and None not in (place.iso3, region.iso3):
        return False
    if place.kind not in ("town", "district") or None in (place.latitude, region.latitude):
        return True
    here, middle = ((p.latitude or 0.0, p.longitude or 0.0) for p in (place, region))
    if region.kind == "district":
        is_there = place.admin1_code in (region.admin1_code, "")
        return kilometres(here, middle) <= (DISTRICT_KILOMETRES if is_there else TOWN_KILOMETRES)
    reach = REGION_KILOMETRES if region.kind == "region" else DISTRICT_KILOMETRES
    if place.admin1 == region.name:
        return True
    return place.admin1_code == region.admin1_code or kilometres(here, middle) <= reach


def _best(candidate: Candidate, evidence: _Evidence) -> Place | None:
    eligible = list(_eligible(candidate, evidence))
    if len(eligible) < 2:
        return eligible[0][0] if eligible else None
    scored = [(_score(place, candidate, evidence) + bonus, place) for place, bonus in eligible]
    return max(scored, key=lambda pair: (pair[0], pair[1].population, pair[1].name))[1]


def _eligible(candidate: Candidate, evidence: _Evidence) -> Iterator[tuple[Place, float]]:
    """Credible places with the points for their spelling; likenesses where no exact one will do."""
    shares, is_supported = evidence.shares, False
    for place in meanings(candidate):
        if evidence.region is not None and not _lies_in(place, evidence.region):
            continue
        if place.iso3 == evidence.container or _is_credible(place, candidate, shares):
            is_named = place.is_own or place.kind in ("town", "country")
            is_supported |= is_named and shares.get(place.iso3 or "", 0.0) >= WELL_SUPPORTED
            yield place, FOR_SPELLING
    if candidate.context.is_located and not is_supported:
        for place in candidate.similar:
            if evidence.region is not None and not _lies_in(place, evidence.region):
                continue
            is_likely = shares.get(place.iso3 or "", 0.0) >= WELL_SUPPORTED
            if is_likely and _is_within_reach(place, evidence.anchors):
                yield place, 0.0


def _is_within_reach(place: Place, anchors: Sequence[Place]) -> bool:
    """Whether a likeness is not at the other end of a country whose settled places lie together."""
    here = (place.latitude or 0.0, place.longitude or 0.0)
    points = [(a.latitude or 0.0, a.longitude or 0.0) for a in anchors if a.iso3 == place.iso3]
    return not points or min(kilometres(here, point) for point in points) <= LIKENESS_KILOMETRES


def _is_credible(place: Place, candidate: Candidate, shares: Mapping[str, float]) -> bool:
    if candidate.is_bearing:
        return shares.get(place.iso3 or "", 0.0) >= SUPPORTED
    if place.kind not in ("town", "district") or place.is_capital:
        return True
    is_marked = candidate.context.is_located or not candidate.is_initial
    if shares.get(place.iso3 or "", 0.0) >= SUPPORTED:
        return is_marked or place.population >= KNOWN_TOWN
    return is_marked and (place.is_own or place.population >= WELL_KNOWN_TOWN)


def _score(place: Place, candidate: Candidate, evidence: _Evidence) -> float:
    wants_division = candidate.context.noun in DIVISIONS
    score = FOR_SHARE * evidence.shares.get(place.iso3 or "", 0.0) + FOR_FAME * place.fame
    score += FOR_CONTAINER * (evidence.container is not None and evidence.container == place.iso3)
    is_wanted = wants_division == (place.kind in DIVISIONS)
    score += FOR_KIND * (is_wanted or _outdoes_towns(place, candidate))
    return score + _nearness(place, evidence.anchors)


def _outdoes_towns(place: Place, candidate: Candidate) -> bool:
    """Whether a division is better known than all towns of its name, none of which lies in it: California."""
    towns = [other for other in candidate.exact if other.kind == "town"]
    return place.kind in DIVISIONS and all(
        town.fame < place.fame and (town.iso3, town.admin1_code) != (place.iso3, place.admin1_code)
        for town in towns
    )


def _nearness(place: Place, anchors: Sequence[Place]) -> float:
    """FOR_NEIGHBOUR beside a settled place of the country, falling to 0 with the distance."""
    if place.latitude is None or place.longitude is None:
        return 0.0
    here = (place.latitude, place.longitude)
    distances = [
        kilometres(here, (anchor.latitude or 0.0, anchor.longitude or 0.0))
        for anchor in anchors
        if anchor.iso3 == place.iso3
    ]
    return FOR_NEIGHBOUR * math.exp(-min(distances) / NEIGHBOUR_KILOMETRES) if distances else 0.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine)."""
    north_a, east_a, north_b, east_b = map(math.radians, (*a, *b))
    chord = math.sin((north_b - north_a) / 2) ** 2
    chord += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return _EARTH_DIAMETER * math.asin(math.sqrt(chord))
