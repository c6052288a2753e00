"""A language's words as figures are read with: `figures` of seeds/lang/<code>.yaml, checked and frozen.

What belongs here: the spelling out of endings and paradigms, the index of phrases. What does not: the shape of
the file (language_file), grammar (pipelines/extract) and the words themselves (the file).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import ahocorasick_rs

from pipelines.lexicons.files import read_section
from pipelines.lexicons.language_file import (
    WEAK,
    LanguageFile,
    NumberWords,
)
from pipelines.lexicons.notation import spell_out
from pipelines.lexicons.phrases import (
    ARMED_GROUP,
    Meanings,
    PhraseIndex,
    Phrases,
    with_bare_capitals,
)
from pipelines.lexicons.tokens import word_pattern

_PARTS = ("of_them", "belongs", "takes_up")  # some of those harmed in the sentences before


_CUES = (
    *("according", "of_source", "said", "said_by_pronoun", "pronoun", "generic_source"),
    *("reported", "citing"),
)


@dataclass(frozen=True)
class Language:
    """The compiled words of one language; see `load_language`."""

    file: LanguageFile
    pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    phrases: dict[str, Phrases]
    number_words: dict[str, int]
    collectives: dict[str, int]
    plural_collectives: frozenset[str]
    triggers: tuple[str, ...]
    hints: tuple[tuple[str, str], ...]
    adverb_endings: tuple[str, ...] = field(default=())
    thing_endings: tuple[str, ...] = field(default=())
    acronyms: frozenset[str] = field(default=frozenset())
    in_small_letters: dict[str, Meanings] = field(default_factory=dict[str, Meanings])
    """What words mean in small letters: "un imam canadien" is an adjective, "who" no health organization."""

    @cached_property
    def hint_finder(self) -> ahocorasick_rs.AhoCorasick:
        """Finds all of `hints` in one pass, by their position."""
        return ahocorasick_rs.AhoCorasick([word for word, _ in self.hints])

    @cached_property
    def numbers(self) -> NumberWords:
        """The rules by which number words join."""
        return self.file.numbers


def load_language(path: Path, armed: Sequence[str] = ()) -> Language:
    """Read and compile the words of figures in a language file; `armed` are names of armed groups.

    Raises ValueError with the file, the place in it and what is wrong.
    """
    file = read_section(path, "figures", LanguageFile)
    try:
        return _compile(file, armed)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _compile(file: LanguageFile, armed: Sequence[str]) -> Language:
    pattern = word_pattern(tuple(file.elisions), tuple(file.clitics))
    index = PhraseIndex(pattern)
    triggers: set[str] = set()
    for entry in file.harms:
        triggers |= index.add_harm(entry, file.paradigms)
    parts = (w for tag in _PARTS for noted in file.function.get(tag, ()) for w in spell_out(noted))
    triggers |= {w for w in parts if " " in w}
    _add_words(index, file)
    phrases = index.frozen()
    return Language(
        file=file,
        pattern=pattern,
        abbreviations=frozenset(file.abbreviations),
        phrases=phrases,
        number_words=file.numbers.words | file.numbers.multipliers,
        collectives={w: v for k, v in file.numbers.collectives.items() for w in spell_out(k)},
        plural_collectives=frozenset(w for k in file.numbers.collectives for w in spell_out(k)[1:]),
        triggers=tuple(sorted(triggers)),
        hints=_hints(file, armed),
        adverb_endings=tuple(file.adverb_endings),
        thing_endings=tuple(file.thing_endings),
        acronyms=frozenset(file.acronyms),
        in_small_letters=_in_small_letters(file, phrases),
    )


def _in_small_letters(file: LanguageFile, phrases: Mapping[str, Phrases]) -> dict[str, Meanings]:
    proper = [w.lower() for people in file.people if people.proper for w in people.words]
    known = {
        w: phrases[w] for p in proper for w in with_bare_capitals(spell_out(p)) if w in phrases
    }
    adjectives = {
        word: {"demonym" if tag == "person" else tag: v for tag, v in found.alone.meanings.items()}
        for word, found in known.items()
        if found.alone is not None
    }
    spelled = {word: phrases[word].alone for word in file.acronyms if word in phrases}
    words = {
        word: {tag: v for tag, v in alone.meanings.items() if tag != "source"}
        for word, alone in spelled.items()
        if alone is not None
    }
    return adjectives | words


def _hints(file: LanguageFile, armed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    listed = [
        (word, str(victims))
        for victims, hints in file.victim_hints.items()
        for word in with_bare_capitals(hints)
    ]
    known = {word for word, _ in listed}
    return (*listed, *((name, ARMED_GROUP) for name in armed if name not in known))


def _add_words(index: "PhraseIndex", file: LanguageFile) -> None:
    for people in file.people:
        index.add(people.words, "person", people.victims)
    index.add(file.households.words, "household", True)
    index.add(file.things.words, "thing", True)
    index.add(file.calendar.words, "thing", True)
    index.add(file.numbers.half, "half", True)
    index.add([*file.numbers.words, *file.numbers.multipliers], "number", True)
    index.add(list(file.numbers.collectives), "number", True)
    for quantifier in file.quantifiers:
        index.add(quantifier.words, quantifier.sense, True)
    for vague in file.vague:
        index.add(vague.words, "vague", vague.profile)
    sources = file.sources
    for tag in _CUES:
        index.add(getattr(sources, tag), tag, True)
    index.add(_participles(sources.said, file.function["have"]), "said_participle", True)
    for rank, event in enumerate(file.events):
        index.add(event.words, "event", (rank + WEAK * event.weak, event.type))
        if event.mutual:
            index.add(event.words, "mutual", True)
        if event.shock:
            index.add(event.words, "shock", True)
    for kind, listed in sources.types.items():
        index.add(listed, "source", kind)
    for tag, listed in file.function.items():
        index.add(listed, tag, True)
    index.name_events()
    index.name_occasions(head_last=file.head_last)
    if file.head_last:
        index.name_sources()
    else:
        index.name_harms()
        index.name_officials()


def _participles(said: list[str], auxiliaries: list[str]) -> list[str]:
    """ "affirmé" of "a affirmé": what may stand apart from its auxiliary."""
    spelled = dict.fromkeys(words for notation in said for words in spell_out(notation))
    parted = (words.partition(" ") for words in spelled)
    alone = (rest for first, _, rest in parted if first in auxiliaries and " " not in rest)
    return list(dict.fromkeys(rest for rest in alone if rest))
