"""Text → rows of time tokens, written as one character per token so that rules can be patterns.

What a row means stands in date_points.py and date_spans.py.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.lexicons.dates import KINDS, DateWords, Word

FIRST_YEAR, LAST_YEAR = 1900, 2099
LAST_DAY_OF_MONTH = 31
DASHES = frozenset("-–—")
PARAGRAPH = 2
"""Line breaks that end a paragraph; a single one may only wrap the line."""
DASH_AS_TO = Word(KINDS["to"])
GAPS = {name: Word(KINDS[name]) for name in ("comma", "stop", "word")}
GAP_PARTS = re.compile(
    r"(?P<comma>,)|(?P<stop>[.;:!?()\n«»“”\"])|(?P<word>[^\s.,;:!?()«»“”\"][^.,;:!?()\n«»“”\"]*)"
)


class Token(NamedTuple):
    """A word of time, a number or a gap, with its place in the text."""

    word: Word
    text: str
    start: int
    end: int


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
        kinds = {KINDS[name] for name in names}
        return [token.word for token in self.tokens if token.word.kind in kinds]

    def word(self, *names: str) -> Word:
        """The first word of these kinds; IndexError where a rule promised one and has none."""
        return self.words(*names)[0]

    def split(self, *names: str) -> tuple["Phrase", "Phrase"]:
        """What stands before and after the last token of these kinds."""
        at = max(self.kinds.rfind(KINDS[name]) for name in names)
        return self.part(0, at), self.part(at + 1, len(self.kinds))


def read_phrase(text: str, lowered: str, words: DateWords, start: int, end: int) -> Phrase:
    """All time tokens of text[start:end], with a gap token wherever other words stand between."""
    tokens: list[Token] = []
    last = start
    for match in words.token.finditer(lowered, start, end):
        word = _word(match, text, words)
        if word is None:
            continue
        if tokens:
            tokens.extend(_gap(lowered, last, match.start()))
        tokens.append(Token(word, match[0], match.start(), match.end()))
        last = match.end()
    tokens.extend(_gap(lowered, last, end))
    return Phrase("".join([token.word.kind for token in tokens]), tokens)


def _word(match: re.Match[str], text: str, words: DateWords) -> Word | None:
    group = match.lastgroup
    if group == "word":
        found = words.vocabulary[" ".join(match[0].replace("’", "'").split())]
        return None if found.needs_capital and not text[match.start()].isupper() else found
    if group == "digits":
        return _digits(match[0])
    if group in ("rank", "decade"):
        number = int(re.sub(r"\D", "", match[0]))
        return Word(KINDS[group], number, number)
    return Word(KINDS["numeric"], name=" ".join(words.numeric_orders))


def _digits(written: str) -> Word:
    number = int(written)
    if len(written) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return Word(KINDS["year"], number, number)
    kind = "digits" if 1 <= number <= LAST_DAY_OF_MONTH and len(written) <= 2 else "amount"
    return Word(KINDS[kind], number, number)


def _gap(text: str, start: int, end: int) -> Iterator[Token]:
    """Words that say nothing of time, commas and stops; a tight dash ("4-9 mai") is a "to"."""
    gap = text[start:end]
    if gap in ("", " ", "'") or (gap.isspace() and gap.count("\n") < PARAGRAPH):
        return
    if gap in DASHES:
        yield Token(DASH_AS_TO, text[start:end], start, end)
        return
    for part in GAP_PARTS.finditer(text, start, end):
        yield Token(GAPS[part.lastgroup or "word"], part[0], part.start(), part.end())
