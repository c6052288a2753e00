"""The index of a language's phrases while its file is read: what each may mean, by its first two words.

What belongs here: phrases, their meanings, and what one takes over from the words it is made of. What does
not: which words of the file mean what (language).
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from sys import intern
from typing import Literal, NamedTuple

from pipelines.lexicons.language_file import Form, HarmWords, Measure
from pipelines.lexicons.notation import spell_out

ARMED_GROUP = "armed_group"
_CIVILIANS = "civilians"
_ACCENTED_INITIAL = re.compile(r"\b[éèê](?=\w{2})")
_UNDER_ARMS = ("security_forces", ARMED_GROUP)
_NO_ARMED = (_CIVILIANS, "unspecified")
_INHERITED = frozenset({"participle", "counted", "have", "be", "been"})
_MAY_INHERIT = frozenset({"event", *_INHERITED})


@dataclass(frozen=True, slots=True)
class Harm:
    """One form of a harm word: what it counts and where the people stand.

    `is_part` marks words that tell some of the harmed apart ("dans le coma"), `negated` those that
    harm by their negation ("n'a pas survécu"), `of_things` those that befall things too ("enlever"),
    `of_places` those that befall towns ("Goma est tombée", "Sirte was seized"), `is_treated` what is done with
    some of those counted ("hospitaliser", "placer en garde à vue");
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
    is_treated: bool = False
    otherwise: "Harm | None" = None


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


def with_bare_capitals(phrases: list[str]) -> list[str]:
    """And as written with capitals that bear no accent: "état islamique" is also "Etat islamique"."""
    bare = (_ACCENTED_INITIAL.sub("e", phrase) for phrase in phrases)
    return list(dict.fromkeys((*phrases, *bare)))


class PhraseIndex:
    """Phrases by their first word while the file is being read."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._meanings: dict[tuple[str, ...], Meanings] = defaultdict(dict)

    def add(self, listed: list[str], tag: str, value: object) -> set[str]:
        """Add spelled-out phrases under a tag; the first value stays, of harms with their `needs` all do."""
        added: set[str] = set()
        for notation in listed:
            for phrase in with_bare_capitals(spell_out(notation.lower())):
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
    marks = (entry.negated, entry.part, entry.of_things, entry.of_places, entry.treated)
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
