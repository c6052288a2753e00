"""Where: the places that an article names, resolved, and the country that it speaks of.

Here stand the order of the steps and the finished records. Every place is given, those of speakers
and datelines too: which of them is the place of an incident is decided where incidents are grouped.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.extract.model import COUNTRY_PREC, PlaceMention, Role
from pipelines.extract.places.capitals import capitals
from pipelines.extract.places.choice import Choice, choose, held
from pipelines.extract.places.context import moved, where_prec
from pipelines.extract.places.holders import mark_holders
from pipelines.extract.places.named_again import named_again
from pipelines.extract.places.roles import dateline, is_home, owns, role_of
from pipelines.extract.places.scan import Candidate, scan
from pipelines.extract.places.soil import soils
from pipelines.extract.places.unlisted import merged, unlisted
from pipelines.extract.places.votes import (
    VOTES,
    PeopleCue,
    Voter,
    count_votes,
    find_peoples,
    name_voters,
    people_voters,
    weight,
)
from pipelines.lexicons.place_cues import LanguageCues
from pipelines.lexicons.place_names import fold
from pipelines.lexicons.place_records import Kind
from pipelines.lexicons.places import Places

FAMOUS_TOWN = 250_000
"""People from which a town needs no word for its country where "in" or "at" stands before it."""

BETTER_KNOWN = 10
"""How many times as many people a town has as others of its name that nobody means; our own bound."""

_REGION = 4  # UCDP where_prec of a first-level division
TITLE_END = "\n\n"


@dataclass(frozen=True)
class Survey:
    """All that an article says of places.

    `mentions` stand in the order of the text, those of the title at offsets below 0.
    `votes` are countries (iso3) with the weight of the words that speak for them, greatest first;
    `main_country` is the first of them as a whole, with the first word that speaks for it;
    `peoples` the demonyms and armed groups with their spans, for clauses without a place.
    """

    mentions: tuple[PlaceMention, ...]
    peoples: tuple[PeopleCue, ...]
    votes: Mapping[str, float]
    main_country: PlaceMention | None

    @property
    def country(self) -> str | None:
        """The article's main country (iso3), None where nothing speaks for any."""
        return next(iter(self.votes), None)

    @property
    def datelines(self) -> list[PlaceMention]:
        """Where the article was filed."""
        return [mention for mention in self.mentions if mention.role == "dateline"]

    def between(self, start: int, end: int) -> tuple[PlaceMention, ...]:
        """The mentions that begin in text[start:end]."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, first, key=_start)]


def survey_places(text: str, places: Places, cues: LanguageCues, title: str = "") -> Survey:
    """Read every place of `title` and `text`: candidates, votes of countries, choice, precision."""
    head = f"{title}{TITLE_END}" if title else ""
    text, shift = head + text, len(head)
    candidates = list(scan(text, places, cues))
    peoples = find_peoples(text, places, cues)
    others = list(people_voters(text, peoples))
    first = count_votes([*others, *name_voters(text, candidates, not peoples)])
    chosen = held(text, choose(text, candidates, first, cues), cues)
    choices = _credible(text, chosen, peoples, shift, cues)
    named = _mentions(text, choices, shift, cues)
    away = {m.text_start for m in named if m.role == "elsewhere"}  # "a coalition led by Riyadh"
    there = [c for c in choices if c.candidate.start not in away]
    votes = count_votes([*others, *_settled(text, there or choices)])
    main = _main_country(text, next(iter(votes), None), named, peoples, places)
    villages = unlisted(text, named, main, places, cues)
    meant = list(capitals(text, named, peoples, next(iter(votes), None), places, cues))
    on_soil = soils(text, peoples, places, cues)
    found = sorted([*merged(named, villages), *meant, *on_soil], key=_start)
    found = _as_in_text(found, shift)
    mark_holders(text, found, cues)
    if again := list(named_again(text, found, meant, main, cues)):
        found = sorted([*found, *again], key=_start)
        mark_holders(text, found, cues)
    if main is not None and not any(main is mention for mention in found):
        _move(main, -shift)
    for mention in found:
        _put_in_country(mention, main, peoples, places)
        _move(mention, -shift)
    return Survey(
        tuple(found),
        tuple(PeopleCue(p.iso3, p.start - shift, p.end - shift) for p in peoples),
        votes,
        main,
    )


def _credible(
    text: str,
    choices: Sequence[Choice],
    peoples: Sequence[PeopleCue],
    shift: int,
    cues: LanguageCues,
) -> list[Choice]:
    """Without towns of countries that nothing else speaks of: "Karma, au Burkina Faso" is not that of
    India. Capitals, great towns and own places need no other word. A town of the title needs "in" or
    a colon: all words may have capitals there.
    """
    wide = [c for c in choices if c.place.kind not in ("town", "district")]
    named = {
        c.place.iso3
        for c in wide
        if owns(text, c.candidate) or role_of(text, c.candidate, None, cues) == "scene"
    }
    named |= {c.place.iso3 for c in choices if c.place.is_capital}
    spoken = named | {people.iso3 for people in peoples}
    return [
        choice
        for choice in choices
        if choice.place.kind not in ("town", "district")
        or (
            (
                not spoken
                or choice.place.iso3 in spoken
                or _is_famous(choice)
                or (not named and _is_of_one_country(choice))
            )
            and (choice.candidate.start >= shift or _is_marked(text, choice.candidate))
        )
    ]


def _is_of_one_country(choice: Choice) -> bool:
    """ "Russian shells killed nine in Kherson", "a Frenchman was killed in Kidal": whose shells or who they
    were does not say where; the name does, unless places of several countries are as well known by it.
    """
    others = choice.candidate.exact or choice.candidate.similar
    meant, most = choice.place, choice.place.population / BETTER_KNOWN
    is_alone = all(p.iso3 == meant.iso3 or p.population < most for p in others)
    return choice.candidate.context.is_located and is_alone


def _is_famous(choice: Choice) -> bool:
    place = choice.place
    is_known = place.is_own or place.population >= FAMOUS_TOWN
    return place.is_capital or (is_known and choice.candidate.context.is_located)


def _is_marked(text: str, candidate: Candidate) -> bool:
    behind = text[candidate.end : candidate.end + 2].strip(" \u00a0")
    return candidate.context.is_located or behind.startswith(":")


def _settled(text: str, choices: Sequence[Choice]) -> Iterator[Voter]:
    for choice in choices:
        if choice.place.iso3:
            worth = weight(choice.candidate) * VOTES[choice.place.kind]
            yield choice.candidate.start, choice.place.name, {choice.place.iso3: worth}


def _mentions(
    text: str, choices: Sequence[Choice], shift: int, cues: LanguageCues
) -> list[PlaceMention]:
    head = dateline(text, shift)
    return [
        _mention(
            text,
            choice,
            role_of(text, choice.candidate, head, cues),
            is_home(text, choice.candidate.start, cues),
        )
        for choice in choices
    ]


def _main_country(
    text: str,
    iso3: str | None,
    mentions: Sequence[PlaceMention],
    peoples: Sequence[PeopleCue],
    places: Places,
) -> PlaceMention | None:
    """The country as a whole, with the words that name it, its people or else a place of it."""
    whole = [
        m for m in mentions if m.iso3 == iso3 and m.where_prec >= COUNTRY_PREC and not m.latitude
    ]
    if whole or iso3 is None:
        return whole[0] if whole else None
    spans = [(p.start, p.end) for p in peoples if p.iso3 == iso3]
    spans += [(m.text_start, m.text_end) for m in mentions if m.iso3 == iso3]
    name = next(c.name for c in places.countries if c.iso3 == iso3)
    start, end = spans[0]
    return PlaceMention(text[start:end], start, end, name, name, iso3, None, None, None, 6)


def _put_in_country(
    mention: PlaceMention,
    main: PlaceMention | None,
    peoples: Sequence[PeopleCue],
    places: Places,
) -> None:
    """A sea or an area across borders counts for the people beside it ("Kurdistan irakien"), else for the
    article's country.
    """
    if mention.iso3 is not None or main is None or mention.latitude is None:
        return
    start, end = mention.text_start, mention.text_end
    own = next((p.iso3 for p in peoples if max(p.start - end, start - p.end) == 1), main.iso3)
    mention.iso3, mention.country = own, next(c.name for c in places.countries if c.iso3 == own)


def _as_in_text(mentions: list[PlaceMention], shift: int) -> list[PlaceMention]:
    """A title's name is what the text says: "Kunduz base attack" above "in Kunduz province" names no town."""
    told = [m for m in mentions if m.text_start >= shift]
    towns = {fold(m.text) for m in told if m.where_prec < _REGION}
    regions = {fold(m.text): m for m in told if m.where_prec == _REGION}
    kept: list[PlaceMention] = []
    for m in mentions:
        region = regions.get(fold(m.text)) if m.text_start < shift else None
        if region is None or fold(m.text) in towns or m.where_prec >= _REGION:
            kept.append(m)
        else:
            span = {"text_start": m.text_start, "text_end": m.text_end}
            kept.append(replace(region, text=m.text, role=m.role, **span))
    return kept


def _start(mention: PlaceMention) -> int:
    return mention.text_start


def _move(mention: PlaceMention, by: int) -> None:
    mention.text_start += by
    mention.text_end += by


def find_places(
    text: str,
    places: Places,
    cues: LanguageCues,
    spans: Sequence[tuple[int, int]] | None = None,
) -> list[PlaceMention]:
    """The places named in `text`, in its order; with `spans`, those that lie within one of them.

    The whole text decides what a name means, whichever spans are asked for.
    """
    mentions = survey_places(text, places, cues).mentions
    if spans is None:
        return list(mentions)
    return [
        mention
        for mention in mentions
        if any(start <= mention.text_start and mention.text_end <= end for start, end in spans)
    ]


def country_votes(mentions: Sequence[PlaceMention]) -> dict[str, int]:
    """How often each country (iso3) is meant by these mentions, most often first."""
    counts: dict[str, int] = {}
    for mention in mentions:
        if mention.iso3:
            counts[mention.iso3] = counts.get(mention.iso3, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _mention(text: str, choice: Choice, role: Role, is_home: bool) -> PlaceMention:
    candidate, place = choice.candidate, choice.place
    latitude, longitude = moved(place.latitude, place.longitude, candidate.context)
    return PlaceMention(
        text[candidate.start : candidate.end], candidate.start, candidate.end,
        place.name, place.country, place.iso3, place.admin1, latitude, longitude,
        where_prec(place.kind, candidate.context),
        is_local=_is_local(place.kind, candidate.context.noun),
        role=role, is_home=is_home,
    )  # fmt: skip


def _is_local(kind: Kind, noun: str | None) -> bool:
    """Whether a town or district is meant: not Donetsk in "l'oblast de Donetsk"."""
    return kind == "district" or (noun != "region" if kind == "town" else noun == "district")
