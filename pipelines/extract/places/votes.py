"""Votes of countries over a whole article: what its names, demonyms and groups speak for.

Here stands what each word is worth; which place a name means stands in choice.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.places.scan import DIVISIONS, Candidate
from pipelines.lexicons.place_cues import LanguageCues, phrase_words
from pipelines.lexicons.place_names import fold
from pipelines.lexicons.place_records import Kind, Place
from pipelines.lexicons.places import Places

VOTES: dict[Kind, float] = {
    "country": 3.0, "region": 2.0, "district": 2.0, "town": 1.5, "area": 0.5, "sea": 0.0
}  # fmt: skip
"""What an unambiguous name is worth for its country; tuned on the open part of the benchmark."""

PEOPLE_VOTE = 1.25
GROUP_VOTE = 0.75
"""Armed groups cross borders: Boko Haram speaks for Nigeria, and strikes in Chad."""

BORDER_SHARE = 0.4
"""What is named for its border, or a country for what lies near, is mostly not where things happened."""

SIMILAR_SHARE = 0.3
"""What a mere transliteration is worth, and only where nothing else votes."""

SAME_AGAIN = 0.5
"""Each repetition of a word counts half of the one before it: one word can't outvote the others."""

_COMPOUNDS = frozenset(("-l", "-b", "-a"))
"""How "-led", "-backed", "-aligned" go on: they tell who helps, not where."""

_BESIDE = 20
"""Characters of " casques bleus ": beside a demonym, who is meant by it."""

Voter = tuple[int, str, Mapping[str, float]]
"""Where a word stands, the word, and its votes by country (iso3)."""


@dataclass(slots=True)
class PeopleCue:
    """A demonym ("malienne", "Congolese") or an armed group that speaks for a country."""

    iso3: str
    start: int
    end: int
    is_group: bool = False


def find_peoples(text: str, places: Places, cues: LanguageCues) -> list[PeopleCue]:
    """The demonyms and groups of `text`, in their order: whole words, not "Saudi-led", nor of those who
    are far from home ("Chadian peacekeepers").
    """
    codes, groups = places.people_codes, places.groups
    return [
        PeopleCue(codes[index], start, end, text[start:end] in groups)
        for index, start, end in places.people_finder.find_matches_as_indexes(text)
        if not (text[start - 1 : start].isalnum() or _goes_on(text, end))
        and not _are_abroad(text, start, end, cues)
    ]


def _are_abroad(text: str, start: int, end: int, cues: LanguageCues) -> bool:
    before = phrase_words(text[max(0, start - _BESIDE) : start])
    behind = phrase_words(text[end : end + _BESIDE])
    beside = (before[-1:], before[-2:], behind[:1], behind[:2])
    return any(" ".join(words) in cues.abroad for words in beside)


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum() or text[end : end + 2] in _COMPOUNDS


def count_votes(voters: Iterable[Voter]) -> dict[str, float]:
    """The votes by country (iso3), greatest first, of equals the first named."""
    votes: defaultdict[str, float] = defaultdict(float)
    worth: dict[str, float] = {}
    for _, word, shares in sorted(voters, key=lambda voter: voter[0]):
        factor = worth.get(word, 1.0)
        worth[word] = factor * SAME_AGAIN
        for iso3, share in shares.items():
            votes[iso3] += share * factor
    return dict(sorted(votes.items(), key=lambda item: -item[1]))


def people_voters(text: str, peoples: Sequence[PeopleCue]) -> Iterator[Voter]:
    """One voter per demonym or group."""
    for people in peoples:
        share = GROUP_VOTE if people.is_group else PEOPLE_VOTE
        yield people.start, text[people.start : people.end], {people.iso3: share}


def name_voters(text: str, candidates: Sequence[Candidate], alone: bool) -> Iterator[Voter]:
    """One voter per name, for all that it may mean; `alone` where no demonym votes beside them."""
    by_likeness = alone and not any(candidate.exact for candidate in candidates)
    for candidate in candidates:
        word = text[candidate.start : candidate.end]
        if candidate.exact:
            yield candidate.start, word, _shares(meanings(candidate), weight(candidate))
        elif by_likeness and candidate.context.is_located:
            yield candidate.start, word, _shares(candidate.similar, SIMILAR_SHARE)


def weight(candidate: Candidate) -> float:
    """Less than 1 behind "frontière avec", and where nothing shows that a place is meant; 0 of a bearing."""
    context = candidate.context
    if candidate.is_bearing:
        return 0.0
    is_country = any(place.kind == "country" for place in candidate.exact)
    is_beyond = context.widening == "border" or (context.widening == "near" and is_country)
    share = BORDER_SHARE if is_beyond else 1.0
    return share if context.is_located else share * SAME_AGAIN


def meanings(candidate: Candidate) -> tuple[Place, ...]:
    """The places of exactly this name; only divisions behind "province de", none behind "ville".

    A country or own place outdoes towns that are only called so, too: "Mexico" is no Mexico City.
    """
    noun = candidate.context.noun
    if len(candidate.exact) == 1:
        return candidate.exact
    if noun is None:
        return _without_by_names(candidate.exact)
    wanted = ("country", "town", "district") if noun == "town" else DIVISIONS
    meant = [place for place in candidate.exact if place.kind in wanted]
    if (
        noun != "town"
    ):  # "le district de Saïda": not that of Algeria only because Lebanon's is not listed
        listed = {place.iso3 for place in meant}
        meant += [p for p in candidate.exact if p.kind == "town" and p.iso3 not in listed]
    return tuple(meant) or candidate.exact


def _without_by_names(named: tuple[Place, ...]) -> tuple[Place, ...]:
    firm = {p.iso3: fold(p.name) for p in named if p.kind == "country" or p.is_own}
    if not firm:
        return named
    return tuple(
        p
        for p in named
        if p.kind == "country" or p.is_own or firm.get(p.iso3, "") in ("", fold(p.name))
    )


def _shares(places: Sequence[Place], share: float) -> dict[str, float]:
    """The vote of one name, shared among its countries by how well known their place is."""
    if len(places) == 1:
        (place,) = places
        return {place.iso3: share * VOTES[place.kind]} if place.iso3 else {}
    best: dict[str, tuple[float, float]] = {}
    for place in places:
        if place.iso3:
            known = (place.fame, VOTES[place.kind])
            best[place.iso3] = max(best.get(place.iso3, (0.0, 0.0)), known)
    total = sum(fame**2 for fame, _ in best.values())
    return {iso3: share * vote * fame**2 / total for iso3, (fame, vote) in best.items()}
