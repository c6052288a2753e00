"""The shape of `figures` in seeds/lang/<code>.yaml: what it may hold and must.

What does not belong here: how its words are compiled for reading (language).
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Measure = Literal["killed", "injured", "missing", "displaced", "abducted", "detained"]
Victims = Literal[
    "civilians",
    "security_forces",
    "armed_group",
    "aid_or_un",
    "journalists",
    "children",
    "women",
    "mixed",
    "unspecified",
]
Form = Literal[
    "participle",
    "perfect",
    "finite",
    "gerund",
    "infinitive",
    "counted",
    "nominal",
    "among",
    "zero_only",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NumberWords(_Strict):
    """Number words: what they are worth and how they join."""

    words: dict[str, int]
    multipliers: dict[str, int]
    collectives: dict[str, int]
    joiner: str
    joined_after: Literal["tens", "hundred"]
    joined: list[str] = []
    half: list[str]
    decimal: Literal[".", ","]


class Words(_Strict):
    """Words of one meaning with a sentence that holds one of them."""

    words: list[str]
    example: str


class SensedWords(Words):
    """Words that qualify a number."""

    sense: str


class VagueWords(Words):
    """Vague quantities; `profile` is their key in number_profiles.csv."""

    profile: str


class PeopleWords(Words):
    """Nouns for people, with the class of victims they name; `proper` ones are nouns only with a capital."""

    victims: Victims
    proper: bool = False


SourceType = Literal[
    "government",
    "security_forces",
    "armed_group",
    "un_or_igo",
    "ngo",
    "medical",
    "local_official",
    "witness",
    "none",
    "media",
]


class SourceWords(_Strict):
    """Words that show who says so, and what kind of source that is."""

    according: list[str]
    of_source: list[str]
    said: list[str]
    said_by_pronoun: list[str]
    reported: list[str] = []
    citing: list[str] = []
    pronoun: list[str]
    generic_source: list[str]
    told_behind: list[str] = []
    of_the_harmed: list[str] = []
    capitals: list[str] = []
    types: dict[SourceType, list[str]]


WEAK = 100
"""Ranks of trigger words from here on are weak ones."""


class EventWords(Words):
    """Words that show what kind of event it was, as an ACLED sub-event type.

    Weak ones ("attaque", "explosion") leave the kind to stronger words nearby, if there are any. In `mutual`
    ones both sides fight; a `shock` is one event, wherever it is felt.
    """

    type: str
    weak: bool = False
    mutual: bool = False
    shock: bool = False


class HarmWords(_Strict):
    """A verb or noun that says what happened to people."""

    measure: Measure
    takes: Literal["object", "subject"]
    verb: list[str] = []
    forms: dict[Form, list[str]] = {}
    needs: list[str] = []
    negated: bool = False
    part: bool = False
    treated: bool = False
    of_things: bool = False
    of_places: bool = False
    example: str


class LanguageFile(_Strict):
    """The shape of `figures` in seeds/lang/<code>.yaml."""

    elisions: list[str]
    clitics: list[str]
    adverb_endings: list[str] = []
    thing_endings: list[str] = []
    head_last: bool = False
    abbreviations: list[str]
    acronyms: list[str] = []
    numbers: NumberWords
    quantifiers: list[SensedWords]
    vague: list[VagueWords]
    people: list[PeopleWords]
    households: Words
    victim_hints: dict[Victims, list[str]]
    things: Words
    calendar: Words
    function: dict[str, list[str]]
    paradigms: dict[str, dict[Form, list[str]]]
    harms: list[HarmWords]
    sources: SourceWords
    events: list[EventWords]
