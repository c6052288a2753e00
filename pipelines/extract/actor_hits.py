"""Which words of a sentence name an actor, a country or a cue: one look-up per word.

What the rows of hits mean stands in actor_phrases.py (who is named) and actor_roles.py (who does
what). Spellings are found by their first word, the longest first, so reading takes linear time.
"""

import re
from typing import NamedTuple

from pipelines.lexicons.actor_words import ActorWords, Noun
from pipelines.lexicons.actors import SHORTEST_TITLE_CASE_ACRONYM, TOKEN, Actor, Actors, Spelling

MARKS = frozenset('.,;:!?…()«»"“”\n—–')
_CLAUSE_ENDS = frozenset(".;:!?…\n")


class Hit(NamedTuple):
    """Tokens [at, after) that mean something; `kind` is a cue, "noun", "actor", "mark" or "word".

    `is_acronym`: an acronym that the article itself does not explain.
    """

    kind: str
    at: int
    after: int
    start: int
    end: int
    noun: Noun | None = None
    actors: tuple[Actor, ...] = ()
    is_acronym: bool = False


def find_hits(
    text: str, folded: str, start: int, end: int, actors: Actors, words: ActorWords
) -> list[Hit]:
    """Every token of text[start:end], longest phrases first; offsets count from the text's start."""
    tokens = list(TOKEN.finditer(folded, start, end))
    forms = [token[0] for token in tokens]
    hits: list[Hit] = []
    at = 0
    while at < len(forms):
        hit = _hit(text, tokens, forms, at, actors, words)
        hits.append(hit)
        at = hit.after
    return hits


def is_clause_end(hit: Hit, text: str) -> bool:
    """Whether a full stop, colon or the like stands there."""
    return hit.kind == "mark" and text[hit.start] in _CLAUSE_ENDS


def _hit(
    text: str,
    tokens: list[re.Match[str]],
    forms: list[str],
    at: int,
    actors: Actors,
    words: ActorWords,
) -> Hit:
    form, token = forms[at], tokens[at]
    begin, finish = token.span()
    if form in MARKS:
        return Hit("mark", at, at + 1, begin, finish)
    named = _named(text, tokens, forms, at, actors)
    phrase = next((p for p in words.index.get(form, ()) if _follows(p.rest, forms, at)), None)
    if phrase and (named is None or len(phrase.rest) >= named.after - at):
        after = at + 1 + len(phrase.rest)
        return Hit(phrase.kind, at, after, begin, tokens[after - 1].end(), phrase.noun)
    return named or Hit("word", at, at + 1, begin, finish)


def _named(
    text: str, tokens: list[re.Match[str]], forms: list[str], at: int, actors: Actors
) -> Hit | None:
    begin, form = tokens[at].start(), forms[at]
    for index in (actors.introduced, actors.index):
        for spelling in index.get(form, ()):
            if not _follows(spelling.rest, forms, at):
                continue
            after = at + 1 + len(spelling.rest)
            end = tokens[after - 1].end()
            if _is_so_written(spelling, text[begin:end]):
                is_open = spelling.case == "caps" and index is actors.index
                return Hit(spelling.kind, at, after, begin, end, None, spelling.actors, is_open)
    return None


def _follows(rest: tuple[str, ...], forms: list[str], at: int) -> bool:
    return not rest or tuple(forms[at + 1 : at + 1 + len(rest)]) == rest


def _is_so_written(spelling: Spelling, written: str) -> bool:
    """Capitals in a seed are binding; "JNIM" may be "Jnim", but "IS" is never "is" or "Is"."""
    if spelling.case == "any":
        return True
    if spelling.case == "capital":
        return written[0].isupper()
    return written.isupper() or (
        len(written) >= SHORTEST_TITLE_CASE_ACRONYM and written[0].isupper() and not spelling.rest
    )
