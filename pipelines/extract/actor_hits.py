"""Which words of a sentence name an actor, a country or a cue: one look-up per word.

What the rows of hits mean stands in actor_phrases.py (who is named) and actor_roles.py (who does
what). Spellings are found by their first word, the longest first, so reading takes linear time.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.lexicons.actor_words import ActorWords, Noun
from pipelines.lexicons.actors import SHORTEST_TITLE_CASE_ACRONYM, TOKEN, Actor, Actors, Spelling

CLAUSE_ENDS = frozenset(".;:!?…\n")
_MARKS = CLAUSE_ENDS | frozenset(',()«»"“”—–')


class Hit(NamedTuple):
    """Words text[start:end] that mean something.

    `kind` is "actor", "demonym", "country", "noun", a cue, a mark itself or "word" for the rest;
    plain words carry no offsets. `is_acronym`: one that the article itself does not explain.
    """

    kind: str
    start: int = 0
    end: int = 0
    noun: Noun | None = None
    actors: tuple[Actor, ...] = ()
    is_acronym: bool = False


class Tokens(NamedTuple):
    """The words of a span with their offsets, and the article's text."""

    text: str
    spans: list[re.Match[str]]
    forms: list[str]


_WORD = Hit("word")
_ADVERB = Hit("skipped")


def tokenise(text: str, folded: str, start: int, end: int) -> Tokens:
    """The words and marks of text[start:end]."""
    spans = list(TOKEN.finditer(folded, start, end))
    return Tokens(text, spans, [span[0] for span in spans])


def find_hits(tokens: Tokens, actors: Actors, words: ActorWords) -> list[Hit]:
    """One hit per word, mark or phrase, the longest phrases first, in reading order."""
    forms = tokens.forms
    nouns, names, introduced = words.index, actors.index, actors.introduced
    ending = words.file.adverb_ending
    hits: list[Hit] = []
    at = 0
    while at < len(forms):
        form = forms[at]
        if form in nouns or form in names or form in introduced:
            hit, at = _hit(tokens, at, actors, words)
            hits.append(hit)
        else:
            hits.append(_plain(tokens, at, ending))
            at += 1
    return hits


def find_names(tokens: Tokens, actors: Actors) -> Iterator[Hit]:
    """The names of actors and countries alone, those inside longer ones too."""
    for at, form in enumerate(tokens.forms):
        if form in actors.starts:
            named = _named(tokens, at, actors)
            if named is not None:
                yield named[0]


def may_name(folded: str, start: int, end: int, actors: Actors, words: ActorWords) -> bool:
    """Whether any word there begins a name or a noun; else there is nothing to read."""
    forms = TOKEN.findall(folded, start, end)
    return not (
        words.noun_starts.isdisjoint(forms)
        and actors.starts.isdisjoint(forms)
        and actors.introduced.keys().isdisjoint(forms)
    )


def _plain(tokens: Tokens, at: int, adverb_ending: str) -> Hit:
    form = tokens.forms[at]
    if form in _MARKS:
        return Hit(form, *tokens.spans[at].span())
    return _ADVERB if form.endswith(adverb_ending) else _WORD


def _hit(tokens: Tokens, at: int, actors: Actors, words: ActorWords) -> tuple[Hit, int]:
    named = _named(tokens, at, actors)
    for phrase in words.index.get(tokens.forms[at], ()):
        after = at + 1 + len(phrase.rest)
        if _follows(phrase.rest, tokens.forms, at):
            if named is not None and named[1] > after:
                return named
            start, end = tokens.spans[at].start(), tokens.spans[after - 1].end()
            return Hit(phrase.kind, start, end, phrase.noun), after
    return named or (_WORD, at + 1)


def _named(tokens: Tokens, at: int, actors: Actors) -> tuple[Hit, int] | None:
    """The longest name that begins at a word, and the word behind it."""
    form = tokens.forms[at]
    for index in (actors.introduced, actors.index):
        for spelling in index.get(form, ()):
            if not _follows(spelling.rest, tokens.forms, at):
                continue
            after = at + 1 + len(spelling.rest)
            start, end = tokens.spans[at].start(), tokens.spans[after - 1].end()
            if _is_so_written(spelling, tokens.text[start:end]):
                is_open = spelling.case == "caps" and index is actors.index
                return Hit(spelling.kind, start, end, None, spelling.actors, is_open), after
    return None


def _follows(rest: tuple[str, ...], forms: list[str], at: int) -> bool:
    if not rest:
        return True
    after = at + 1
    if after >= len(forms) or forms[after] != rest[0]:
        return False
    return len(rest) == 1 or tuple(forms[after : after + len(rest)]) == rest


def _is_so_written(spelling: Spelling, written: str) -> bool:
    """Capitals in a seed are binding; "JNIM" may be "Jnim", but "IS" is never "is" or "Is"."""
    if spelling.case == "any":
        return True
    if spelling.case == "capital":
        return written[0].isupper()
    return written.isupper() or (
        len(written) >= SHORTEST_TITLE_CASE_ACRONYM and written[0].isupper() and not spelling.rest
    )
