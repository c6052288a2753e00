"""A language's words around place names: `places` of seeds/lang/<code>.yaml, checked and frozen.

Here stands the shape of the file; how the words are applied stands in pipelines/extract/places/
and the names of places stand in the gazetteer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from pipelines.lexicons.files import read_section
from pipelines.lexicons.place_names import fold

Sense = Literal[
    "near", "outside", "part", "border", "road", "sea", "region", "district", "town",
    "unit", "number", "title", "organisation",
]  # fmt: skip
Group = Literal[
    Sense, "locative", "at", "owner", "appositive", "connector", "conjunction", "companion", "never",
    "elsewhere", "foreign", "departed", "fled", "fleeing", "toward", "street", "agent", "origin",
    "village_of", "village_behind", "village_at", "quality", "definite", "inside", "count",
    "when", "deed", "gathering", "harmed",
    "between", "other_name", "government", "power",
    "office", "abroad", "seat", "capital", "bare_capital", "no_capital", "soil", "incident", "telling",
    "town_again", "this_town", "region_again", "country_again", "quarter", "building", "of_country",
    "home",
]  # fmt: skip

_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'‑]+"
NAME = rf"{_CAPITALISED}(?:[ -](?:(?:[ae]l|d[aeiou]|la|le)[ -])?{_CAPITALISED}){{0,3}}"
"""What a name that no list holds may look like."""

_OF_PLACE: tuple[Group, ...] = ("locative", "near", "part", "unit", "foreign")
"""Words that stand between a village and another name: "village près de Gao", "village natal de Traoré"."""

_SHORTEST_QUALITY = 4  # letters of "peul", "voisin"; prepositions are shorter

_WORD = re.compile(r"\w+'|\d[\d.,]*|\w[\w.-]*|[^\w\s]")


class WordGroup(BaseModel):
    """Words of one use, alone or by the number they stand for, with sentences that a test reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    words: list[str] | dict[float, list[str]]
    examples: dict[str, dict[str, int]]


class CuesFile(BaseModel):
    """The shape of `places` of seeds/lang/<code>.yaml; an example maps names to their where_prec."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: dict[Group, WordGroup]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase tells of the name that it stands before or behind."""

    sense: Sense
    value: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a phrase in lower case, an elided word on its own, and what they tell."""

    words: tuple[str, ...]
    cue: Cue


@dataclass(frozen=True)
class LanguageCues:
    """The compiled words of one language; made by `load_place_cues`.

    `phrases` (by their last word, longest first) widen a place or tell what bears the name;
    `locatives` only show that a place is meant, `at` even of an unknown name; `owners` stand between a
    body and the name that it bears; `connectors` may stand between, `appositives` too where another place
    follows; `conjunctions` hand the words before on to the next name; `between` opens a stretch from one
    place to another, `other_names` stand before a second name of one; `governments` sit in the town behind
    them, `powers` act for the capital behind them. `companions` and `never` are folded single words.
    `elsewhere` lead to where people were taken or spoke, unless one of `origins` follows, `foreign` to
    where they come from, `departed` too if one does; `fled` lead elsewhere where one of `toward` follows;
    `fleeing` before what they fled; a state behind one of `agents` acts; a name before one of `streets` is
    an address, before one of `offices` whose holder is named; the people beside one of `abroad` are far
    from home; `seats` ("chef-lieu de") are another place than the name behind them. `villages` finds names
    beside words for a village (groups before, after); behind one of `qualities` a name tells what sort it is
    ("an Idlib village"), and behind "the" where another follows ("the Idlib village of X"). `gatherings` lead
    elsewhere unless one of `harmed` stands before them. `strangers` names (group name) behind words for
    where: `counts` are numbers and harms before those (with `whens` between), `deeds` what a name before
    them did, `incident` the beginning, in lower case, of a sentence that goes on with one, `incident_told`
    one behind "said". `soil` beside a people's name is its country. `inside` stands between a town and the
    name that holds it. `towns_again`, `regions_again` and `countries_again` come back to one
    named before: "dans cette ville", "dans l'ouest du pays".
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    locatives: frozenset[str]
    owners: frozenset[str]
    appositives: frozenset[str]
    connectors: frozenset[str]
    conjunctions: frozenset[str]
    between: frozenset[str]
    other_names: frozenset[tuple[str, ...]]
    governments: frozenset[str]
    powers: frozenset[str]
    companions: frozenset[str]
    never: frozenset[str]
    quarters: frozenset[str]
    buildings: frozenset[str]
    of_country: frozenset[str]
    homes: frozenset[str]
    at: frozenset[str]
    elsewhere: frozenset[str]
    foreign: frozenset[str]
    departed: frozenset[str]
    fled: frozenset[str]
    fleeing: frozenset[str]
    toward: frozenset[str]
    streets: frozenset[str]
    agents: frozenset[str]
    offices: frozenset[str]
    abroad: frozenset[str]
    seats: frozenset[str]
    origins: frozenset[str]
    villages: re.Pattern[str]
    strangers: re.Pattern[str]
    inside: frozenset[str]
    qualities: frozenset[str]
    gatherings: frozenset[str]
    harmed: frozenset[str]
    counts: frozenset[str]
    whens: frozenset[str]
    deeds: frozenset[str]
    capitals: re.Pattern[str]
    bare_capitals: tuple[str, ...]
    no_capital: frozenset[str]
    soil: re.Pattern[str]
    incident: re.Pattern[str]
    incident_told: re.Pattern[str]
    towns_again: re.Pattern[str]
    regions_again: re.Pattern[str]
    countries_again: re.Pattern[str]
    village_words: frozenset[str]
    file: CuesFile

    def may_name_village(self, text: str) -> bool:
        """Whether one of the words is in the text without which `villages` finds nothing: a cheap question."""
        lowered = text.lower().replace("’", "'")
        return any(word in lowered for word in self.village_words)


def phrase_words(text: str) -> list[str]:
    """Words and signs in lower case; "d'" and a possessive are words of their own: "près d'" → près, d'."""
    return _WORD.findall(text.lower().replace("’", "'").replace("'s ", " s "))


def load_place_cues(path: Path) -> LanguageCues:
    """A language file's words around places; ValueError (file, place, remedy) where they are wrong."""
    file = read_section(path, "places", CuesFile)
    if missing := set(get_args(Group)) - set(file.groups):
        raise ValueError(
            f"{path}: places.groups: {', '.join(sorted(missing))} missing; add words for it"
        )
    return LanguageCues(
        phrases=_phrases(path, file),
        locatives=_plain(file, "locative"),
        owners=_plain(file, "owner"),
        appositives=_plain(file, "appositive"),
        connectors=_plain(file, "connector"),
        conjunctions=_plain(file, "conjunction"),
        between=_plain(file, "between"),
        other_names=frozenset(tuple(phrase_words(w)) for w in _words(file, "other_name")),
        governments=_plain(file, "government"),
        powers=_plain(file, "power"),
        companions=frozenset(map(fold, _words(file, "companion"))),
        never=frozenset(map(fold, _words(file, "never"))),
        quarters=frozenset(_words(file, "quarter")),
        buildings=frozenset(_words(file, "building")),
        of_country=_plain(file, "of_country"),
        homes=_plain(file, "home"),
        at=_plain(file, "at"),
        elsewhere=_plain(file, "elsewhere"),
        foreign=_plain(file, "foreign"),
        departed=_plain(file, "departed"),
        fled=_plain(file, "fled"),
        fleeing=_plain(file, "fleeing"),
        toward=_plain(file, "toward"),
        streets=frozenset(map(fold, _words(file, "street"))),
        agents=_plain(file, "agent"),
        offices=frozenset(map(fold, _words(file, "office"))),
        abroad=_plain(file, "abroad"),
        seats=_plain(file, "seat"),
        origins=_plain(file, "origin"),
        villages=_villages(file),
        village_words=_village_words(file),
        strangers=re.compile(
            rf"(?i:\b(?:{_any_of(_words(file, 'village_at'))}))\s(?P<name>{NAME})"
        ),
        inside=_plain(file, "inside"),
        qualities=_plain(file, "quality"),
        gatherings=_plain(file, "gathering"),
        harmed=_plain(file, "harmed"),
        counts=_plain(file, "count"),
        whens=_plain(file, "when"),
        deeds=_plain(file, "deed"),
        capitals=re.compile(rf"\b(?:{_any_of(_words(file, 'capital'))})\b"),
        bare_capitals=tuple(sorted(_plain(file, "bare_capital"))),
        no_capital=_plain(file, "no_capital"),
        soil=re.compile(rf"\b(?:{_any_of(_words(file, 'soil'))})\b"),
        incident=re.compile(rf"\W*(?:{_any_of(_words(file, 'incident'))})\b"),
        incident_told=re.compile(
            rf"\b(?:{_any_of(_words(file, 'telling'))})\s?(?:{_any_of(_words(file, 'incident'))})\b"
        ),
        towns_again=_again(file, "town_again", "this_town"),
        regions_again=_again(file, "region_again"),
        countries_again=_again(file, "country_again"),
        file=file,
    )


def _village_words(file: CuesFile) -> frozenset[str]:
    """The longest word of each phrase that stands beside a village, to look for before the phrase."""
    phrases = (*_words(file, "village_of"), *_words(file, "village_behind"))
    return frozenset(max(phrase.lower().split(), key=len) for phrase in phrases)


def _again(file: CuesFile, group: Group, pointing: Group | None = None) -> re.Pattern[str]:
    """A town or region without a name of its own: not "dans la ville voisine de Gao", "in the town of Gao";
    behind a word that points it may tell what holds it: "cette commune de la province du Séno".
    """
    of = rf"(?:\s[a-zà-ÿ]+)?\s(?:{_any_of(_words(file, 'owner'))})(?:\b|(?<=['’]))"
    again = rf"(?:{_in_both_cases(_words(file, group))})\b(?!{of})"
    if pointing is not None:
        again += rf"|(?:{_in_both_cases(_words(file, pointing))})\b"
    return re.compile(rf"\b(?:{again})(?!\s{_CAPITALISED})")


def _in_both_cases(words: list[str]) -> str:
    return _any_of([*words, *(word.capitalize() for word in words)])


def _plain(file: CuesFile, group: Group) -> frozenset[str]:
    return frozenset(map(_phrase, _words(file, group)))


def _any_of(words: list[str]) -> str:
    """The longest of the words that fits; none is tried where none begins with the letter at hand."""
    longest_first = sorted(words, key=len)[::-1]
    spelled = "|".join(re.escape(word).replace("'", "['’]") for word in longest_first)
    letters = "".join(sorted({re.escape(word[0]) for word in words}))
    return rf"(?=[{letters}])(?:{spelled})"


def _villages(file: CuesFile) -> re.Pattern[str]:
    """Names beside words for a village: group `after` in "village (voisin) de X", `before` in "X village" and
    "X, where".
    """
    before, behind = _words(file, "village_of"), _words(file, "village_behind")
    place = "|".join(
        word for group in _OF_PLACE for word in map(re.escape, sorted(_plain(file, group)))
    )
    quality = rf"(?-i:(?:\s(?!(?:{place})\b)[^\W\d_A-Z]{{{_SHORTEST_QUALITY},}}){{0,2}})"
    nouns, ends = zip(*(word.rsplit(" ", 1) for word in before if " " in word), strict=True)
    of = rf"\b(?:{_any_of([*{*nouns}])}){quality}\s(?:{_any_of([*{*ends}])})"
    of += "".join(rf"|\b{word}\b" for word in before if " " not in word)  # "au lieu-dit X"
    after = rf"(?i:{of})\s?['\"«“]?\s?(?P<after>{NAME})"
    named = rf"(?P<before>{NAME})(?:\s|(?=,))(?:{_any_of(behind)})\b"
    for the in _words(file, "definite"):
        named = rf"(?:(?P<{the}>\b{the}\s)|(?<!\b{the}\s)){named}(?({the})(?!\s(?:{_any_of([*{*ends}])})\b))"
    sorts = "".join(rf"(?<!\b{word}\s)" for word in _words(file, "quality"))
    return re.compile(f"{after}|{sorts}{named}")


def _phrases(path: Path, file: CuesFile) -> dict[str, tuple[Phrase, ...]]:
    cues: dict[tuple[str, ...], Cue] = {}
    for words, cue in _spelled(file):
        if (other := cues.setdefault(words, cue)) != cue:
            phrase = " ".join(words)
            raise ValueError(f"{path}: {phrase!r} is in {other.sense} and in {cue.sense}; drop one")
    by_last: defaultdict[str, list[Phrase]] = defaultdict(list)
    for words in sorted(cues, key=lambda words: (-len(words), words)):
        by_last[words[-1]].append(Phrase(words, cues[words]))
    return {last: tuple(phrases) for last, phrases in by_last.items()}


def _spelled(file: CuesFile) -> Iterator[tuple[tuple[str, ...], Cue]]:
    for sense in get_args(Sense):
        words = file.groups[sense].words
        valued = words if isinstance(words, dict) else {0.0: words}
        for value, spellings in valued.items():
            yield from ((tuple(phrase_words(word)), Cue(sense, value)) for word in spellings)


def _words(file: CuesFile, group: Group) -> list[str]:
    words = file.groups[group].words
    return words if isinstance(words, list) else [word for row in words.values() for word in row]


def _phrase(words: str) -> str:
    return " ".join(phrase_words(words))
