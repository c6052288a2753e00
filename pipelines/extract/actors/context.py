"""What an article as a whole says about its actors: the acronyms it introduces, the countries it names.

"Armée nationale libyenne (ANL)" and "National Liberation Army, or ELN" bind the acronym for the
rest of the article. Read once per article; the reading of a sentence stands in actors.py.
"""

import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

from pipelines.extract.actors.hits import Hit, Tokens, find_names
from pipelines.extract.actors.phrases import choose_actor
from pipelines.lexicons.actor_words import ActorWords
from pipelines.lexicons.actors import Actor, Actors, Spelling, Spellings, by_second, tokens_of

_ACRONYM = re.compile(r"(?: ?\(|, (?:or|ou) | [-–] )(?P<acronym>[A-Z][A-Za-z0-9-]{1,9})(?=[),.; ])")
_PART = re.compile(r"[^\s'’-]+")
_PHRASE_END = re.compile(r"[.,;:!?()«»\"“”\n]")
_LEAST_CAPITALS = 2
_LONGEST_NAME = 9  # words
_WINDOW = 120  # characters before an acronym in which its name must begin


def in_article(
    tokens: Tokens, actors: Actors, words: ActorWords, year: int | None = None
) -> Actors:
    """`actors` with what an article of these words says; `year` is its year of publication, if known."""
    names = list(find_names(tokens, actors))
    actors = replace(actors, votes=MappingProxyType(_votes(names)), year=year)
    return replace(actors, introduced=MappingProxyType(_introduced(tokens, names, actors, words)))


def _votes(names: list[tuple[Hit, int]]) -> dict[str, int]:
    """How often each country is named, by itself, a demonym or a group that has but one meaning."""
    votes: Counter[str] = Counter()
    for hit, _ in names:
        is_sure = hit.kind != "actor" or (hit.case != "caps" and len(hit.actors) == 1)
        if is_sure:
            votes.update(code for actor in hit.actors for code in actor.iso3)
    return dict(votes)


def _introduced(
    tokens: Tokens, names: list[tuple[Hit, int]], actors: Actors, words: ActorWords
) -> dict[str, Spellings]:
    """The acronyms that the article explains, and the names of groups that actors.csv lacks."""
    text = tokens.text
    by_end = {
        tokens.bounds(at, at + 1 + len(hit.rest))[1]: hit
        for hit, at in names
        if hit.kind == "actor"
    }
    found: dict[str, Spellings] = {}
    for match in _ACRONYM.finditer(text):
        acronym = match["acronym"]
        if sum(c.isupper() for c in acronym) < _LEAST_CAPITALS:
            continue
        known = by_end.get(match.start())
        actor = (
            choose_actor(known, actors)
            if known
            else _unknown(_phrase_before(text, match.start()), acronym, words)
        )
        if actor is not None:
            for name in (acronym, *(() if known else (actor.name,))):
                first, *rest = tokens_of(name)
                case = "introduced" if name is acronym else "capital"
                spelling = Spelling(tuple(rest), "actor", case, (actor,))
                found.setdefault(first, by_second((spelling,)))
    return found


def _phrase_before(text: str, end: int) -> str:
    """The words before an offset, back to the nearest mark."""
    return _PHRASE_END.split(text[max(end - _WINDOW, 0) : end])[-1]


def _unknown(name: str, acronym: str, words: ActorWords) -> Actor | None:
    """A group that actors.csv lacks, if its name is abbreviated so and begins or ends as groups do."""
    spelled = _abbreviated(name, acronym)
    if spelled is None:
        return None
    forms = tokens_of(spelled)
    inter = next((words.organisations[f] for f in forms if f in words.organisations), None)
    return None if inter is None else Actor(spelled, inter)


def _abbreviated(name: str, acronym: str) -> str | None:
    """The shortest ending of `name` whose words yield the letters of the acronym in order."""
    parts = list(_PART.finditer(name))
    wanted = [c.lower() for c in acronym if c.isalpha()]
    for first in reversed(parts[-_LONGEST_NAME:]):
        if first[0][0].lower() == wanted[0] and first[0][0].isupper():
            rest = [p[0][0].lower() for p in parts if p.start() >= first.start()]
            if _holds_in_order(rest, wanted):
                return name[first.start() :]
    return None


def _holds_in_order(initials: list[str], wanted: list[str]) -> bool:
    remaining = iter(initials)
    return all(letter in remaining for letter in wanted)
