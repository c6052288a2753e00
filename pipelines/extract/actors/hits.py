"""Which words of a sentence name an actor, a country or a cue: one look-up per word.

What the rows of hits mean stands in phrases.py (who is named) and roles.py (who does
what). Spellings are found by their first word, the longest first, so reading takes linear time.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipelines.lexicons.actor_words import ActorWords
from pipelines.lexicons.actors import (
    SHORTEST_TITLE_CASE_ACRONYM,
    TOKEN,
    Actors,
    Index,
    Spelling,
    Spellings,
)

Hit = Spelling
"""A spelling found in the text, or one of the plain ones below; its `kind` is what it does."""

CLAUSE_ENDS = frozenset(".;:!?…\n")
_WORD = Hit((), "word")
_ADVERB = Hit((), "skipped")
_MARKS = {mark: Hit((), mark) for mark in CLAUSE_ENDS | frozenset(',()«»"“”—–')}


class Tokens(NamedTuple):
    """The words and marks of a span with their offsets in the article's text."""

    text: str
    starts: list[int]
    forms: list[str]

    def bounds(self, at: int, after: int) -> tuple[int, int]:
        """Where tokens [at, after) begin and end in the text."""
        last = after - 1
        return self.starts[at], self.starts[last] + len(self.forms[last])

    def part(self, start: int, end: int) -> "Tokens":
        """Those of text[start:end]."""
        first, after = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Tokens(self.text, self.starts[first:after], self.forms[first:after])


def tokenise(text: str, folded: str) -> Tokens:
    """The words and marks of a text; `folded` is pipelines.extract.text.fold(text)."""
    parts = TOKEN.split(folded)
    starts = list(accumulate(map(len, parts)))
    return Tokens(text, starts[:-1:2], parts[1::2])


def find_hits(tokens: Tokens, actors: Actors, words: ActorWords) -> tuple[list[Hit], list[int]]:
    """One hit per word, mark or phrase, the longest phrases first, and the token of each.

    The list of tokens is one longer: it ends with the number of tokens.
    """
    forms, ending = tokens.forms, words.file.adverb_ending
    cues, starts, introduced = words.index, actors.starts, actors.introduced
    hits: list[Hit] = []
    begins: list[int] = []
    at = 0
    while at < len(forms):
        form = forms[at]
        begins.append(at)
        if form in starts or form in introduced:
            hit = _longer(_name_at(tokens, at, actors), _cue_at(forms, at, cues))
        elif form in cues:
            hit = _cue_at(forms, at, cues)
        else:
            hit = _MARKS.get(form) or (_ADVERB if form.endswith(ending) else _WORD)
        hit = hit or _WORD
        hits.append(hit)
        at += 1 + len(hit.rest)
    begins.append(at)
    return hits, begins


def find_names(tokens: Tokens, actors: Actors) -> Iterator[tuple[Hit, int]]:
    """The names of actors and countries alone, those inside longer ones too, with their tokens."""
    starts = actors.starts
    for at, form in enumerate(tokens.forms):
        if form in starts:
            hit = _name_at(tokens, at, actors)
            if hit is not None:
                yield hit, at


def may_name(forms: list[str], actors: Actors, words: ActorWords) -> bool:
    """Whether any of these words begins a name or a noun; else there is nothing to read."""
    return not (
        words.noun_starts.isdisjoint(forms)
        and actors.starts.isdisjoint(forms)
        and actors.introduced.keys().isdisjoint(forms)
    )


def _longer(name: Hit | None, cue: Hit | None) -> Hit | None:
    """The longer of the two; a single word that is no acronym ("IS") is rather a noun or cue."""
    if name is None or cue is None:
        return name or cue
    is_strong = bool(name.rest) or name.case in ("caps", "introduced")
    return name if len(name.rest) + is_strong > len(cue.rest) else cue


def _cue_at(forms: list[str], at: int, cues: Index) -> Hit | None:
    known = cues.get(forms[at])
    return next(iter(_spelled_out(known, forms, at)), None) if known else None


def _name_at(tokens: Tokens, at: int, actors: Actors) -> Hit | None:
    """The longest name that begins at a word; one that the article introduces comes first."""
    return _name_in(actors.introduced, tokens, at) or _name_in(actors.index, tokens, at)


def _name_in(index: Index, tokens: Tokens, at: int) -> Hit | None:
    known = index.get(tokens.forms[at])
    for hit in _spelled_out(known, tokens.forms, at) if known else ():
        start, end = tokens.bounds(at, at + 1 + len(hit.rest))
        if _is_so_written(hit, tokens.text[start:end]):
            return hit
    return None


def _spelled_out(known: Spellings, forms: list[str], at: int) -> Sequence[Hit]:
    """Those of the spellings of one first word that the words behind it complete."""
    after = at + 1
    if after == len(forms) or forms[after] not in known:
        return known[""]
    return [
        hit
        for hit in known[forms[after]]
        if not (rest := hit.rest) or rest == tuple(forms[after : after + len(rest)])
    ]


def _is_so_written(spelling: Spelling, written: str) -> bool:
    """Capitals in a seed are binding; "JNIM" may be "Jnim", but "IS" is never "is" or "Is"."""
    if spelling.case == "any":
        return True
    if spelling.case == "capital":
        return written[0].isupper()
    is_long = len(written) >= SHORTEST_TITLE_CASE_ACRONYM and not spelling.rest
    return written.isupper() or (is_long and written[0].isupper())
