"""Where: the places that an article names, resolved, and the country that it speaks of.

Here stand the order of the steps and the finished records. Every place is given, those of speakers
and datelines too: which of them is the place of an incident is decided where incidents are grouped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.model import PlaceMention
from pipelines.extract.place_choice import Choice, choose
from pipelines.extract.place_context import where_prec
from pipelines.extract.place_scan import scan
from pipelines.extract.place_votes import (
    VOTES,
    PeopleCue,
    count_votes,
    find_peoples,
    name_voters,
    people_voters,
    weight,
)
from pipelines.lexicons.place_cues import LanguageCues
from pipelines.lexicons.places import Places


@dataclass(frozen=True, slots=True)
class Survey:
    """All that an article says of places.

    `votes` are countries (iso3) with the weight of the words that speak for them, greatest first;
    `peoples` the demonyms and armed groups with their spans, for clauses without a place.
    """

    mentions: tuple[PlaceMention, ...]
    peoples: tuple[PeopleCue, ...]
    votes: Mapping[str, float]

    @property
    def country(self) -> str | None:
        """The article's main country (iso3), None where nothing speaks for any."""
        return next(iter(self.votes), None)


def survey_places(text: str, places: Places, cues: LanguageCues) -> Survey:
    """Read every place of `text`: candidates, votes of countries, choice, precision."""
    candidates = list(scan(text, places, cues))
    peoples = find_peoples(text, places)
    others = list(people_voters(text, peoples))
    first = count_votes([*others, *name_voters(text, candidates, not peoples)])
    choices = choose(text, candidates, first)
    settled = [
        (
            choice.candidate.start,
            choice.place.name,
            {choice.place.iso3: weight(choice.candidate) * VOTES[choice.place.kind]},
        )
        for choice in choices
        if choice.place.iso3
    ]
    mentions = tuple(_mention(text, choice) for choice in choices)
    return Survey(mentions, tuple(peoples), count_votes([*others, *settled]))


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


def _mention(text: str, choice: Choice) -> PlaceMention:
    candidate, place = choice.candidate, choice.place
    return PlaceMention(
        text[candidate.start : candidate.end], candidate.start, candidate.end,
        place.name, place.country, place.iso3, place.admin1, place.latitude, place.longitude,
        where_prec(place.kind, candidate.context),
    )  # fmt: skip
