"""Who somebody is whom a sentence only names: by the office, the body or the full name told before.

What belongs here: looking back for who was introduced. What does not: who speaks where a sentence names
nobody (speakers).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile, takewhile

from pipelines.extract.attribution import sources
from pipelines.extract.attribution.kinds import is_bare
from pipelines.extract.attribution.phrases import Source, source_over
from pipelines.extract.lexed import Token
from pipelines.extract.page import Page

_LOOK_BACK = 3  # sentences in which "the group" finds of whom it tells
_MEMORY = 20_000  # characters: who was introduced further back is forgotten, so that time grows with length
_INTRODUCTIONS = 6  # earlier mentions of a name that are looked at
_ACRONYM = 3  # letters, at least
_TITLE = 8  # tokens before or behind a name that may say what he is
BY_DEFAULT = "witness"  # what a name is of which nothing is known
_OFFICIALS = frozenset({"government", "local_official", "security_forces", "medical", "ngo"})
_BODIES = frozenset({"armed_group", "ngo", "un_or_igo"})
_ARTICLES = ("definite_singular", "definite_plural", "indefinite_singular")
_NEVER = (None, 0)
OF_HARM = ("finite", "participle", "counted")


class Introductions:
    """Finds what texts of one language told of a source before."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def of(self, page: Page, sentence: int) -> list[Source]:
        """The sources that a sentence itself names."""
        named = sources(page.tokens(sentence), self._known)
        return [self.introduced(page, source, sentence) for source in named]

    def introduced(self, page: Page, source: Source, sentence: int) -> Source:
        """A source known only by name, or as "the source", with the type by which it was introduced."""
        word = source.known_by
        first = max(0, page.sentences.starts[sentence] - _MEMORY)
        kind, first_told = self._kind_before(page, str(word), first, sentence) if word else _NEVER
        if kind is None and source.kind == BY_DEFAULT:
            noun = _office_of(page.tokens(sentence)[source.at : source.after])
            kind = self._kind_before(page, noun, first, sentence)[0] if noun else None
        if kind is not None:
            return replace(source, kind=kind)
        if (
            word
            and source.kind == BY_DEFAULT
            and page.text[: source.end].endswith(str(word).upper())
        ):
            kind = self._spelled_out(page, str(word), first, page.sentences.starts[sentence])
            return replace(source, kind=kind) if kind else source
        if word and source.kind == BY_DEFAULT and _is_full_name(page, first_told, str(word)):
            return self._unnamed_before(page, source, first_told)
        if word and (kind := self._of_body_before(page, source, sentence)) is not None:
            return replace(source, kind=kind)
        before = self._whose(page, source, sentence) if source.is_of_another else []
        kind = before[-1].kind if before else self._group_before(page, source, sentence)
        return replace(source, kind=kind) if kind else source

    def _kind_before(
        self, page: Page, word: str, first: int, sentence: int
    ) -> tuple[str | None, int]:
        """The type that an earlier sentence gives to a word, and the first one that was looked at."""
        at, first_told = page.sentences.starts[sentence], sentence
        for _ in range(_INTRODUCTIONS):
            at = page.folded.rfind(word, first, at)
            if at < 0:
                break
            kind = self._kind_at(page, at, word)
            if kind is not None:
                return kind, first_told
            first_told = page.sentences.index_at(at)
        return None, first_told

    def _spelled_out(self, page: Page, word: str, first: int, end: int) -> str | None:
        """The type of "the HRC" by the full name told before, whose initials it has."""
        found = _initials(word).search(page.text, first, end) if len(word) >= _ACRONYM else None
        if found is None:
            return None
        tokens = page.tokens(page.sentences.index_at(found.start()))
        within = [i for i, t in enumerate(tokens) if found.start() <= t.start < found.end()]
        named = source_over(tokens, self._known, within[0], within[-1] + 1) if within else None
        return named.kind if named and named.kind != BY_DEFAULT else None

    def _whose(self, page: Page, source: Source, sentence: int) -> list[Source]:
        """Of which source "its director" is: the one that its sentence names before, or the sentence before."""
        tokens = page.tokens(sentence)
        words, own = tokens[source.at : source.after], tokens[: source.at]
        is_office = words[0].has("possessive") and any(t.has("generic_source") for t in words)
        named = [i for i, t in enumerate(own) if t.has("source") and not t.has("generic_source")]
        here = (
            source_over(own, self._known, named[-1], named[-1] + 1) if is_office and named else None
        )
        return [here] if here else self.of(page, sentence - 1) if sentence else []

    def _group_before(self, page: Page, source: Source, sentence: int) -> str | None:
        """The type of "the group", "le mouvement" by the last group or body that is named before."""
        nouns = page.tokens(sentence)[source.at : source.after]
        if not any(t.has("organisation") and t.form == source.known_by for t in nouns):
            return None
        possible = _BODIES | {source.kind}
        here = (t.meanings.get("source") for t in page.tokens(sentence)[: source.at])
        own = next((kind for kind in here if kind in _BODIES), None)
        if own is not None and source.kind in _BODIES:
            return str(own)  # "L'ONU a envoyé des soldats, a déclaré l'organisation"
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _LOOK_BACK), -1):
            told = [s.kind for s in self.of(page, earlier)]
            named = (t for t in page.tokens(earlier) if not t.has("generic_source", "organisation"))
            kinds = (*told, *(t.meanings.get("source") for t in named))
            if (kind := next((k for k in kinds if k in possible), None)) is not None:
                return str(kind)
        return None

    def _of_body_before(self, page: Page, source: Source, sentence: int) -> str | None:
        """ "Al-Shabab claimed the raid. The group said …": the type of the body that spoke last."""
        tokens = page.tokens(sentence)
        noun = tokens[min(source.after, len(tokens)) - 1]
        is_office = source.kind in _OFFICIALS - {"ngo"}
        if is_office or not noun.has("generic_source") or noun.has("person"):
            return None
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _LOOK_BACK), -1):
            told = [s.kind for s in sources(page.tokens(earlier), self._known)]
            if bodies := [kind for kind in told if kind != BY_DEFAULT]:
                return bodies[-1] if source.kind != "ngo" or bodies[-1] in _BODIES else None
        return None

    def _unnamed_before(self, page: Page, source: Source, sentence: int) -> Source:
        """ "…, the governor said. … Serhiy Lysak wrote": a name without a title is his who spoke before."""
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _LOOK_BACK), -1):
            tokens = page.tokens(earlier)
            told = [s for s in sources(tokens, self._known) if _is_of_office(tokens, s)]
            if told and not _has_name(tokens, told[-1]):
                return replace(source, kind=told[-1].kind)
        return source

    def _kind_at(self, page: Page, at: int, word: str) -> str | None:
        """The type that an earlier sentence gives to a word of it."""
        tokens = page.tokens(page.sentences.index_at(at))
        for source in sources(tokens, self._known):
            if source.start <= at < source.end and source.known_by is None:
                return source.kind
            if source.start <= at < source.end and source.is_of_another:
                return self._introduced_by_office(page, source, page.sentences.index_at(at))
        here = next((i for i, t in enumerate(tokens) if t.start <= at < t.end), None)
        if here is None:
            return None
        if tokens[here].form != word:  # "a security official", told of again as "the official"
            is_longer = tokens[here].form.endswith(f" {word}")
            return (
                str(tokens[here].meanings["source"])
                if is_longer and "source" in tokens[here].meanings
                else None
            )
        return _title(tokens, here)

    def _introduced_by_office(self, page: Page, source: Source, sentence: int) -> str:
        """The type of the body before of which "Spokesperson Liz Moor" is, when a sentence introduces her."""
        before = self._whose(page, source, sentence)
        return (
            before[-1].kind if before and before[-1].kind in _BODIES | _OFFICIALS else source.kind
        )


@lru_cache(maxsize=1000)
def _initials(acronym: str) -> re.Pattern[str]:
    """What "hrc" abbreviates: "Human Rights Commission", small words between them left out."""
    words = (rf"[{letter}{letter.upper()}][\w-]+" for letter in map(re.escape, acronym[1:]))
    between = r"['’\s](?:[\w'’]{1,3}['’\s]){0,2}"
    return re.compile(rf"\b{re.escape(acronym[0].upper())}[\w-]+{between}" + between.join(words))


def _office_of(words: Sequence[Token]) -> str | None:
    """The noun of "the chief, Musa Bala": by which he may have been told of before his name was."""
    is_named = len(words) > 1 and words[0].has("definite_singular") and is_bare(words[-1])
    return words[1].form if is_named and words[1].has("generic_source") else None


def _title(tokens: list[Token], name: int) -> str | None:
    """What the words just before a name, or in an apposition behind it, say that it is."""
    before = tokens[max(0, name - _TITLE) : name]
    while before and before[-1].is_capital and not before[-1].meanings:
        before.pop()
    is_opening = name <= _TITLE and not any(t.has("said", "have", "be", *OF_HARM) for t in before)
    if before and before[-1].form == "," and is_opening:
        before.pop()  # "le ministre de la Santé, Firass Abiad a annoncé"
    for token in reversed(before):
        if token.has("source") and not token.has("generic_source"):
            return str(token.meanings["source"])
        if token.form == "," or token.has("said", "have", "be", "preposition"):
            break
    if tokens[name + 1 : name + 2] and tokens[name + 1].form == ",":
        for token in tokens[name + 2 : name + 2 + _TITLE]:
            if token.has("source") and not token.has("generic_source"):
                return str(token.meanings["source"])
            if token.form == "," or token.has("said", "have", "be"):
                break
    return None


def _is_of_office(tokens: list[Token], source: Source) -> bool:
    """ "the mayor", "a spokesman for the UN": whose name may follow."""
    words = tokens[source.at : source.after]
    is_spokesman = any(t.has("generic_source") and t.has("person") for t in words)
    return source.kind in _OFFICIALS or (source.kind in _BODIES and is_spokesman)


def _is_full_name(page: Page, sentence: int, surname: str) -> bool:
    """Whether a sentence gives a name in full, and nothing of who it is: no age, no "my"."""
    tokens = page.tokens(sentence)
    at = next((i for i, t in enumerate(tokens) if t.form == surname), 0)
    if at == 0 or not tokens[at - 1].is_capital or tokens[at - 1].meanings:
        return False
    is_described = any(t.form == "," for t in tokens[at + 1 : at + 2])
    return not is_described and not any(t.has("first_person") for t in tokens)


def _has_name(tokens: list[Token], source: Source) -> bool:
    """Whether a name stands in a source's words, but that of a place: "the governor of Norte de Santander", "a
    Geneva-based spokesman".
    """
    words = tokens[source.at : source.after]
    if words[0].has(*_ARTICLES):
        words = dropwhile(lambda t: not t.has("source"), words)
    return any(map(is_bare, takewhile(lambda t: not t.has("of", "preposition"), words)))
