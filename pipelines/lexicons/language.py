"""A language's words as figures are read with: `figures` of seeds/lang/<code>.yaml, checked and frozen.

What belongs here: the spelling out of endings and paradigms, the index of phrases. What does not: the shape of
the file (language_file), grammar (pipelines/extract) and the words themselves (the file).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Literal, NamedTuple

import ahocorasick_rs

from pipelines.lexicons.files import read_section
from pipelines.lexicons.language_file import (
    WEAK,
    Form,
    HarmWords,
    LanguageFile,
    Measure,
    NumberWords,
)
from pipelines.lexicons.notation import spell_out
from pipelines.lexicons.tokens import word_pattern

_PARTS = ("of_them", "belongs", "takes_up")  # some of those harmed in the sentences before
_CIVILIANS = "civilians"
_ARMED_GROUP = "armed_group"
_ACCENTED_INITIAL = re.compile(r"\b[éèê](?=\w{2})")
_UNDER_ARMS = ("security_forces", _ARMED_GROUP)
_NO_ARMED = (_CIVILIANS, "unspecified")
_INHERITED = frozenset({"participle", "counted", "have", "be", "been"})
_MAY_INHERIT = frozenset({"event", *_INHERITED})


@dataclass(frozen=True, slots=True)
class Harm:
    """One form of a harm word: what it counts and where the people stand.

    `is_part` marks words that tell some of the harmed apart ("dans le coma"), `negated` those that
    harm by their negation ("n'a pas survécu"), `of_things` those that befall things too ("enlever"),
    `of_places` those that befall towns ("Goma est tombée", "Sirte was seized");
    `otherwise` is what the form says without the words it needs.
    """

    rule: str
    measure: Measure
    takes: Literal["object", "subject"]
    needs: frozenset[str]
    negated: bool
    is_part: bool = False
    of_things: bool = False
    of_places: bool = False
    otherwise: "Harm | None" = None


_CUES = (
    *("according", "of_source", "said", "said_by_pronoun", "pronoun", "generic_source"),
    *("reported", "citing"),
)

Meanings = dict[str, object]


class Phrase(NamedTuple):
    """One or more words with everything they may mean: tag → value (True where there is none)."""

    rest: tuple[str, ...]
    meanings: Meanings


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that begin with one word: itself alone, and longer ones by their second word."""

    alone: Phrase | None
    by_second: dict[str, tuple[Phrase, ...]]


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
    index = _PhraseIndex(pattern)
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
        w: phrases[w] for p in proper for w in _with_bare_capitals(spell_out(p)) if w in phrases
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
        for word in _with_bare_capitals(hints)
    ]
    known = {word for word, _ in listed}
    return (*listed, *((name, _ARMED_GROUP) for name in armed if name not in known))


def _add_words(index: "_PhraseIndex", file: LanguageFile) -> None:
    for people in file.people:
        index.add(people.words, "person", people.victims)
    index.add(file.households.words, "household", True)
    index.add(file.things.words, "thing", True)
    index.add(file.calendar.words, "thing", True)
    index.add([file.numbers.half], "half", True)
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


def _with_bare_capitals(phrases: list[str]) -> list[str]:
    """And as written with capitals that bear no accent: "état islamique" is also "Etat islamique"."""
    bare = (_ACCENTED_INITIAL.sub("e", phrase) for phrase in phrases)
    return list(dict.fromkeys((*phrases, *bare)))


def _participles(said: list[str], auxiliaries: list[str]) -> list[str]:
    """ "affirmé" of "a affirmé": what may stand apart from its auxiliary."""
    spelled = dict.fromkeys(words for notation in said for words in spell_out(notation))
    parted = (words.partition(" ") for words in spelled)
    alone = (rest for first, _, rest in parted if first in auxiliaries and " " not in rest)
    return list(dict.fromkeys(rest for rest in alone if rest))


class _PhraseIndex:
    """Phrases by their first word while the file is being read."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._meanings: dict[tuple[str, ...], Meanings] = defaultdict(dict)

    def add(self, listed: list[str], tag: str, value: object) -> set[str]:
        """Add spelled-out phrases under a tag; the first value stays, of harms with their `needs` all do."""
        added: set[str] = set()
        for notation in listed:
            for phrase in _with_bare_capitals(spell_out(notation.lower())):
                meanings = self._meanings[tuple(map(intern, self._pattern.findall(phrase)))]
                known = meanings.setdefault(tag, value)
                if isinstance(known, Harm) and isinstance(value, Harm) and known is not value:
                    meanings[tag] = _either(known, value)
                added.add(phrase)
        return added

    def add_harm(self, entry: HarmWords, paradigms: dict[str, dict[Form, list[str]]]) -> set[str]:
        """Add every form of a harm word; returns the phrases that anchor the search."""
        triggers: set[str] = set()
        for form, listed in entry.forms.items():
            rule = f"{entry.measure}.{listed[0].partition('(')[0].strip()}"
            triggers |= self.add(
                listed,
                form,
                _harm(entry, rule),
            )
        for verb in entry.verb:
            stem, _, paradigm = verb.partition("+")
            harm = _harm(entry, f"{entry.measure}.{stem}{paradigm}")
            for form, endings in paradigms[_paradigm(paradigm, paradigms)].items():
                triggers |= self.add([stem + e for e in endings], form, harm)
        return triggers

    def name_sources(self) -> None:
        """A phrase for people is a source of the kind that its last words are: "rights activists"."""
        for forms, meanings in self._meanings.items():
            ends = (self._meanings.get(forms[i:], {}) for i in range(1, len(forms)))
            last = next((end for end in ends if "source" in end), {})
            if "person" in meanings and "source" in last and "source" not in meanings:
                meanings |= {t: last[t] for t in ("source", "generic_source") if t in last}
                if meanings["person"] in _UNDER_ARMS and meanings.pop("generic_source", False):
                    meanings["source"] = meanings["person"]  # "intelligence officials"
            head = forms.index("of") if "of" in forms else len(forms)  # "superintendent of police"
            if "person" in meanings and "plural" in self._meanings.get(forms[head - 1 : head], {}):
                meanings["plural"] = True

    def name_events(self) -> None:
        """A phrase of harm that begins like a trigger is one: "poignardé à mort"."""
        for forms, meanings in self._meanings.items():
            first = self._meanings.get(forms[:1], {})
            is_harm = any(isinstance(meaning, Harm) for meaning in meanings.values())
            if is_harm and "event" in first and "event" not in meanings:
                meanings["event"] = first["event"]

    def name_occasions(self, *, head_last: bool) -> None:
        """A phrase for an event is one that can be counted if its noun is: "suicide attacks"."""
        for forms, meanings in self._meanings.items():
            noun = forms[-1:] if head_last else forms[:1]
            if "event" in meanings and "event_noun" in self._meanings.get(noun, {}):
                meanings["event_noun"] = True
                if not head_last and noun[0].endswith("s"):
                    meanings["plural"] = True  # "attentats à la bombe"

    def name_harms(self) -> None:
        """A trigger that begins with a word of harm or an auxiliary means it, too: "tué par balle"."""
        for forms, meanings in self._meanings.items():
            own = {m.measure for m in meanings.values() if isinstance(m, Harm)}
            is_noun = "counted" in meanings or not own
            if len(forms) == 1 or not is_noun or not _MAY_INHERIT.issuperset(meanings):
                continue
            for tag, value in self._meanings.get(forms[:1], {}).items():
                is_same = not own or (isinstance(value, Harm) and value.measure in own)
                if tag in _INHERITED and is_same:
                    meanings.setdefault(tag, value)

    def name_officials(self) -> None:
        """An office whose first word is a person without arms: "gouverneur militaire", "chef du groupement"."""
        for forms, meanings in self._meanings.items():
            first = self._meanings.get(forms[:1], {})
            is_office = len(forms) > 1 and meanings.keys() == {"source"}
            if is_office and first.get("person") in _NO_ARMED:
                meanings["person"] = _CIVILIANS

    def frozen(self) -> dict[str, Phrases]:
        """Phrases by first word, then by second, the longest first."""
        by_first: dict[str, list[Phrase]] = defaultdict(list)
        told: dict[tuple[tuple[str, object], ...], Meanings] = {}  # most mean what others do
        for forms, meanings in self._meanings.items():
            same = told.setdefault(tuple(meanings.items()), meanings)
            by_first[forms[0]].append(Phrase(forms[1:], same))
        return {first: _phrases(found) for first, found in by_first.items()}


def _either(first: Harm, second: Harm) -> Harm:
    """One form's harms, one after the other as the file names them; what needs no word ends the row."""
    if not first.needs:
        return first
    rest = _either(first.otherwise, second) if first.otherwise else second
    return replace(first, otherwise=rest)


def _harm(entry: HarmWords, rule: str) -> Harm:
    needs = frozenset(w for n in entry.needs for w in spell_out(n))
    marks = (entry.negated, entry.part, entry.of_things, entry.of_places)
    return Harm(rule, entry.measure, entry.takes, needs, *marks)


def _phrases(found: list[Phrase]) -> Phrases:
    by_second: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(found, key=lambda p: (-len(p.rest), p.rest)):
        if phrase.rest:
            by_second[phrase.rest[0]].append(phrase)
    alone = next((p for p in found if not p.rest), None)
    return Phrases(alone, {second: tuple(longer) for second, longer in by_second.items()})


def _paradigm(name: str, paradigms: dict[str, dict[Form, list[str]]]) -> str:
    if name not in paradigms:
        raise ValueError(f"no paradigm {name!r}; there are {', '.join(paradigms)}")
    return name
