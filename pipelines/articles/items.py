"""What reading hands on: drafts of articles, and rejections that say what is wrong and why.

Here stand plain records only; which bytes become a draft stands in the module of each format.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

EXCERPT_CHARACTERS = 500
"""How much of a broken line a rejection shows; the file itself keeps the rest."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as the input gives it, before its date is read and its ids are made.

    `source_path` is the file or URL it stands in, `place` the file with line, row or entry.
    Every other field but `text` is None where the input says nothing.
    """

    text: str
    source_ref: str
    source_path: str
    place: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    publisher: str | None = None


class RefusedError(Exception):
    """Something can't be read: which rule it breaks, why, and what to do about it."""

    def __init__(self, rule: str, reason: str, remedy: str, column: str | None = None) -> None:
        super().__init__(rule, reason, remedy, column)  # as it is sent to other processes
        self.rule = rule
        self.column = column
        self._said = f"{reason}; {remedy}"

    def __str__(self) -> str:
        """Why, and what to do about it."""
        return self._said


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row of the quarantine in the making; `row` is what was there, as far as it is known."""

    place: str
    source_ref: str
    refused: RefusedError
    row: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def error(self) -> str:
        """One line: the place, the reason and the remedy."""
        return " ".join(f"{self.place}: {self.refused}".split())


Items = Iterator[Draft | Rejection]


def excerpt(content: str) -> str:
    """The beginning of `content`, at most EXCERPT_CHARACTERS long and fit to be written."""
    return content[:EXCERPT_CHARACTERS].encode("utf-8", "backslashreplace").decode("utf-8")
