"""Text → rows of time tokens, written as one character per token so that rules can be patterns.

What a row means stands in points.py and spans.py.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipelines.lexicons.date_kinds import KINDS
from pipelines.lexicons.dates import DateWords, Word

FIRST_YEAR, LAST_YEAR = 1900, 2099
LAST_DAY_OF_MONTH = 31
NO_GAP = frozenset(("", " ", "'"))
BEFORE, AFTER, JOIN = 35, 16, 40
"""Characters around an anchor in which its words are looked for, and between joined windows."""
DASHES = frozenset("-–—")
HYPHENED = {(KINDS["digits"], KINDS[month]) for month in ("month", "weak_month")} | {
    (KINDS[unit], KINDS["prison"]) for unit in ("unit", "units")
}
"""What a hyphen makes one: "le 7-Octobre", "a decades-old rebellion"."""

GAP_MARKS = re.compile(r"[.,;:!?()«»“”\"–—-]|\n\s*\n")
GAP_PARTS = re.compile(
    r"(?P<comma>,)|(?P<stop>[.;:!?()«»“”\"]|\n\s*\n)|(?P<word>[^\s.,;:!?()«»“”\"][^.,;:!?()«»“”\"\n]*)"
)


ENTRY = re.compile(r"\s{0,2}[:–—-]\s")
"""What stands behind the year of a chronicle's entry: "2013: 28 personnes tuées à Kano"."""
BULLET, BULLET_WITHIN = " \t•*–—-", 6


class Token(NamedTuple):
    """A word of time, a number or a gap, with its place in the text."""

    word: Word
    text: str
    start: int
    end: int


def _without_place(kind: str) -> tuple[Token, ...]:
    return (Token(Word(KINDS[kind]), "", 0, 0),)


DASH_AS_TO = _without_place("to")
GAPS = {kind: _without_place(kind) for kind in ("comma", "stop", "word")}
"""Rules never begin or end with a gap, so its place is not kept."""


class Phrase(NamedTuple):
    """A row of tokens and the same row as characters."""

    kinds: str
    tokens: list[Token]

    def part(self, start: int, end: int) -> "Phrase":
        """The tokens [start, end)."""
        return Phrase(self.kinds[start:end], self.tokens[start:end])

    def has(self, *names: str) -> bool:
        """Whether a token of one of these kinds is in it."""
        return any(KINDS[name] in self.kinds for name in names)

    def words(self, *names: str) -> list[Word]:
        """The words of these kinds, in the order of the text."""
        wanted = [KINDS[name] for name in names]
        return [token.word for kind, token in zip(*self, strict=True) if kind in wanted]

    def word(self, *names: str) -> Word:
        """The first word of these kinds; an error where a rule promised one and has none."""
        if len(names) == 1:
            return self.tokens[self.kinds.index(KINDS[names[0]])].word
        return self.words(*names)[0]

    def split(self, *names: str) -> tuple["Phrase", "Phrase"]:
        """What stands before and after the last token of these kinds."""
        at = max(self.kinds.rfind(KINDS[name]) for name in names)
        return self.part(0, at), self.part(at + 1, len(self.kinds))


def read_phrase(text: str, lowered: str, words: DateWords, start: int, end: int) -> Phrase:
    """The time tokens around the anchors of text[start:end], with gap tokens for other words."""
    tokens: list[Token] = []
    for first, last in _windows(lowered, words, start, end):
        tokens.extend(_tokens(text, lowered, words, first, last))
        tokens.extend(GAPS["word" if last < end else "stop"])
    return Phrase("".join([token.word.kind for token in tokens]), tokens)


def _windows(lowered: str, words: DateWords, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole words around the anchors, in order and apart from each other."""
    first = last = -1
    for match in words.anchor.finditer(lowered, start, end):
        if last < 0 or match.start() - BEFORE - JOIN > last:
            if last >= 0:
                yield first, last
            first = max(match.start() - BEFORE, start)
        last = lowered.find(" ", match.end() + AFTER, end)
        if last < 0:
            last = end
    if last >= 0:
        yield first, last


def _tokens(text: str, lowered: str, words: DateWords, start: int, end: int) -> Iterator[Token]:
    last, kind = -1, ""
    for match in words.token.finditer(lowered, start, end):
        word = _word(match, text, words)
        if word is None:
            continue
        at, after = match.span()
        gap = lowered[last:at] if last >= 0 else ""
        if gap not in NO_GAP and not (gap == "-" and (kind, word.kind) in HYPHENED):
            yield from _gap(gap)
        if word.kind == KINDS["year"] and ENTRY.match(text, after) and _opens_line(text, at):
            yield Token(Word(KINDS["in"]), "", at, at)
        yield Token(word, match[0], at, after)
        last, kind = after, word.kind
    if last >= 0:
        yield from _gap(lowered[last:end])


def _opens_line(text: str, at: int) -> bool:
    before = text[max(0, at - BULLET_WITHIN) : at].rstrip(BULLET)
    return before.endswith("\n") or (not before and at < BULLET_WITHIN)


def _word(match: re.Match[str], text: str, words: DateWords) -> Word | None:
    group = match.lastgroup
    if group == "word":
        found = words.vocabulary.get(match[0])
        if found is None:
            found = words.vocabulary[" ".join(match[0].replace("’", "'").split())]
        return None if found.needs_capital and not text[match.start()].isupper() else found
    if group == "digits":
        return _digits(match[0])
    if group in ("rank", "decade"):
        number = int(re.sub(r"\D", "", match[0]))
        return Word(KINDS[group], number, number)
    return Word(KINDS["numeric"], name=" ".join(words.numeric_orders))


@lru_cache(1024)
def _digits(written: str) -> Word:
    number = int(written)
    if len(written) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return Word(KINDS["year"], number, number)
    kind = "digits" if 1 <= number <= LAST_DAY_OF_MONTH and len(written) <= 2 else "amount"
    return Word(KINDS[kind], number, number)


def _gap(gap: str) -> tuple[Token, ...]:
    """Words that say nothing of time, commas and stops; a tight dash ("4-9 mai") is a "to"."""
    if GAP_MARKS.search(gap) is None:
        return GAPS["word"] if gap.strip() else ()
    if gap in DASHES:
        return DASH_AS_TO
    parts = (part.lastgroup or "word" for part in GAP_PARTS.finditer(gap))
    return tuple(token for name in parts for token in GAPS[name])
