"""The generic words for actors of one language: `actors` of seeds/lang/<code>.yaml, checked and frozen.

Here stand the format of that file and the index of its phrases. Names of actors stand in actors.py;
what a row of such words means stands in pipelines/extract/actors/.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.lexicons.actors import Index, Noun, Spelling, Spellings, by_second, tokens_of
from pipelines.lexicons.files import read_section
from pipelines.lexicons.notation import spell_out

CUES: Mapping[str, str] = MappingProxyType(
    {
        "by": "before the one who did it",
        "of": "joins a noun to a name",
        "between": "before the first of two parties",
        "and": "joins equals",
        "versus": "before the second of two parties",
        "against": "before the target",
        "attack": "noun of an attack",
        "clash": "noun of a fight with two sides",
        "clashed": "verb of a fight with two sides",
        "death": "noun before the dead",
        "harmed": "past form of a violent verb, active or passive",
        "harms": "form of a violent verb that is only active",
        "died": "verb of dying",
        "claimed": "verb of claiming an attack",
        "blames": "verb of blaming one for an attack",
        "compound": "words about an actor that name none: military source, police station",
        "be": "auxiliary of the passive",
        "have": "auxiliary of the active past",
        "ends_clause": "after a reduced passive: in, on, when",
        "not_violent": "past form before 'by' that is no violence: announced, held",
        "relative": "who, which",
        "skipped": "determiners, numbers and adverbs that may stand between a cue and an actor",
        "modifier": "adjectives that belong to the name of an actor: suspected, unidentified",
        "held": "things of an actor that are attacked: base of, patrol of",
        "former": "before those who are no actors any more",
        "part": "nouns that mean part of a group: members of",
    }
)
"""The groups of cues that every language file must have."""

CIVILIANS = 7
GENERIC: Mapping[str, int] = MappingProxyType(
    {
        "Government": 1,
        "Military": 1,
        "Security forces": 1,
        "Police": 1,
        "Gendarmerie": 1,
        "Prison guards": 1,
        "Rebels": 2,
        "Jihadists": 2,
        "Separatists": 2,
        "Unidentified armed group": 3,
        "Bandits": 3,
        "Gang": 3,
        "Militia": 3,
        "Communal militia": 4,
        "Rioters": 5,
        "Protesters": 6,
        "Civilians": CIVILIANS,
        "Peacekeepers": 8,
        "Coalition": 8,
    }
)
"""The generic actors that nouns stand for, the same in every language, with ACLED's inter codes."""

Role = Literal["agent", "patient", "party", "none"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NounEntry(_Strict):
    """Nouns for one generic actor; `name` is a key of GENERIC.

    `only_acting` ones count only where they act.
    """

    name: str
    only_acting: bool = False
    words: list[str]
    example: str


class CueEntry(_Strict):
    """Words of one cue, with sentences and the role → words of the actor that they must give."""

    words: list[str]
    examples: dict[str, dict[Role, str]] = Field(min_length=1)


class SpeakerEntry(_Strict):
    """Words of sources that speak for the state, with an example that holds one."""

    words: list[str]
    example: str


class ActorFile(_Strict):
    """The file as it stands."""

    reduced_passive: bool
    adverb_ending: str
    nouns: list[NounEntry]
    cues: dict[str, CueEntry]
    organisations: dict[int, list[str]]
    state_speakers: SpeakerEntry


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The actor words of one language, ready for reading.

    `reduced_passive`: a bare past form is passive ("soldats tués"); else it may be active
    ("soldiers killed two men"). `noun_starts` are the first words of nouns for those who fight or
    protest.
    """

    file: ActorFile
    index: Index
    noun_starts: frozenset[str]
    organisations: Mapping[str, int]
    state_speakers: tuple[str, ...]

    @property
    def reduced_passive(self) -> bool:
        """Whether a bare past form is passive."""
        return self.file.reduced_passive


def load_actor_words(path: Path) -> ActorWords:
    """The actor words of a language file.

    Raises ValueError with file, place and remedy where the file breaks its format.
    """
    file = read_section(path, "actors", ActorFile)
    _check(path, file)
    organisations = {w: code for code, listed in file.organisations.items() for w in listed}
    index = _index(path, file)
    return ActorWords(
        file,
        MappingProxyType(index),
        frozenset(
            w
            for w, found in index.items()
            if any(p.noun and p.noun.inter != CIVILIANS for known in found.values() for p in known)
        ),
        MappingProxyType(organisations),
        tuple(s for word in file.state_speakers.words for s in spell_out(word)),
    )


def _check(path: Path, file: ActorFile) -> None:
    for name in CUES.keys() ^ file.cues.keys():
        raise ValueError(f"{path}: actors.cues.{name}: write exactly the groups {', '.join(CUES)}")
    for noun in file.nouns:
        if noun.name not in GENERIC:
            raise ValueError(f"{path}: actors.nouns: {noun.name!r} is none of {', '.join(GENERIC)}")


def _index(path: Path, file: ActorFile) -> dict[str, Spellings]:
    found: dict[tuple[str, ...], Spelling] = {}
    for notation, kind, noun in _entries(file):
        for spelling in spell_out(notation):
            forms = tokens_of(spelling)
            if not forms or spelling != spelling.lower():
                raise ValueError(f"{path}: {spelling!r}: write it in lower case")
            if found.setdefault(forms, Spelling(forms[1:], kind, noun=noun)).kind != kind:
                other = found[forms].kind
                raise ValueError(
                    f"{path}: {spelling!r}: in {other} and {kind}; keep one of the two"
                )
    index: dict[str, list[Spelling]] = {}
    for forms, phrase in found.items():
        index.setdefault(forms[0], []).append(phrase)
    return {w: by_second(sorted(p, key=lambda p: (-len(p.rest), p.rest))) for w, p in index.items()}


def _entries(file: ActorFile) -> Iterator[tuple[str, str, Noun | None]]:
    for entry in file.nouns:
        noun = Noun(entry.name, GENERIC[entry.name], entry.only_acting)
        yield from ((word, "noun", noun) for word in entry.words)
    for kind, cue in file.cues.items():
        yield from ((word, kind, None) for word in cue.words)
