"""Cutting folded text into words, by a pattern that a language's file shapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark: its place in the text and its folded form."""

    start: int
    end: int
    form: str


def word_pattern(elisions: tuple[str, ...], clitics: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a language's words: numbers, ordinals, clock times, elided words, the rest."""
    elided = "|".join(re.escape(e) for e in sorted(elisions, key=len, reverse=True))
    endings = "|".join(re.escape(c) for c in clitics)
    parts = [
        r"\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)",
        r"\d{1,2} ?h ?\d{0,2}(?!\w)|\d{1,2}:\d{2}(?!\d)",
        r"\d+(?:ers?|[èe]res?|ndes?|nds?|es?|[èe]mes?|th|st|rd)(?!\w)",
        r"\d+(?:-[^\W\d_]+)+",
        r"\d{1,2}(?:,\d\d)+,\d{3}(?!\d)",
        r"\d{1,3}(?:[.,'\u00a0\u202f\u2009 ]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?",
        rf"(?<!\w)(?:{elided})" if elided else "",
        rf"(?:{endings})(?!\w)" if endings else "",
        r"[^\W\d_][^\W_]*(?:[-‑]\w+)*",
        r"\.\.\.|-{2,}|[^\w\s]|\w",
    ]
    return re.compile("|".join(p for p in parts if p))


def words(folded: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Word]:
    """The words of folded[start:end]."""
    for match in pattern.finditer(folded, start, end):
        yield Word(match.start(), match.end(), match[0])
