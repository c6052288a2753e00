"""Reads the time words of a language (`dates` of seeds/lang/<code>.yaml) into typed, frozen objects.

Here stand the format of that file and the patterns that find its words. What a row of such words
means as a date stands in pipelines/extract/dates/.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.lexicons.date_kinds import ANCHORS, KINDS, MADE_BY_CODE
from pipelines.lexicons.files import read_section

ELIDED = ("'", "-")


class Group(BaseModel):
    """Words of one kind, with example sentences and what they resolve to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[int | str, list[str]] | list[str]
    examples: dict[str, date | str] = Field(min_length=1)
    capital: bool = False

    def entries(self) -> Iterator[tuple[str, int | str]]:
        """Every spelling with its value ("" where the group has none)."""
        groups = self.words if isinstance(self.words, dict) else {"": self.words}
        for value, spellings in groups.items():
            for spelling in spellings:
                yield spelling, value


class DateFile(BaseModel):
    """The file as it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    month_before_day: bool
    bare_day: Literal["number", "ordinal"]
    numeric_orders: list[Literal["day_month", "month_day"]] = Field(min_length=1)
    ordinal_suffixes: list[str]
    decade_suffixes: list[str]
    groups: dict[str, Group]


@dataclass(frozen=True, slots=True)
class Word:
    """What one spelling stands for: its kind (see KINDS), a number or span of numbers, a name."""

    kind: str
    low: int = 0
    high: int = 0
    name: str = ""
    needs_capital: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """The time words of one language, ready for reading."""

    month_before_day: bool
    bare_day: str
    numeric_orders: tuple[str, ...]
    vocabulary: Mapping[str, Word]
    anchor: re.Pattern[str]
    token: re.Pattern[str]
    examples: tuple[tuple[str, str, str], ...]
    """(group, sentence, expected) of every group."""


def load_date_words(path: Path) -> DateWords:
    """The time words of a language file.

    Raises ValueError with file, place and remedy where the file breaks its format.
    """
    file = read_section(path, "dates", DateFile)
    _check_groups(path, file)
    vocabulary = _vocabulary(path, file)
    return DateWords(
        month_before_day=file.month_before_day,
        bare_day=file.bare_day,
        numeric_orders=tuple(file.numeric_orders),
        vocabulary=MappingProxyType(vocabulary),
        anchor=_anchor_pattern(file),
        token=_token_pattern(vocabulary, file),
        examples=tuple(
            (name, sentence, str(expected))
            for name, group in file.groups.items()
            for sentence, expected in group.examples.items()
        ),
    )


def _check_groups(path: Path, file: DateFile) -> None:
    wanted = KINDS.keys() - set(MADE_BY_CODE)
    for name in sorted(wanted - file.groups.keys()):
        raise ValueError(f"{path}: dates.groups.{name}: missing; add it, if need be with words: []")
    for name in sorted(file.groups.keys() - wanted):
        raise ValueError(
            f"{path}: dates.groups.{name}: unknown group; one of {', '.join(sorted(wanted))}"
        )


def _vocabulary(path: Path, file: DateFile) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for name, group in file.groups.items():
        for spelling, value in group.entries():
            place = f"{path}: dates.groups.{name}.words: {spelling!r}"
            if spelling != " ".join(spelling.lower().split()) or "’" in spelling or not spelling:
                raise ValueError(
                    f"{place}: write it in lower case, single spaces, straight apostrophes"
                )
            if spelling in found:
                raise ValueError(f"{place}: also in another group or value; keep one of the two")
            found[spelling] = _word(KINDS[name], value, group.capital)
    return found


def _word(kind: str, value: int | str, needs_capital: bool) -> Word:
    low, slash, high = str(value).partition("/")
    if not low.lstrip("-").isdigit():
        return Word(kind, name=str(value), needs_capital=needs_capital)
    return Word(kind, int(low), int(high) if slash else int(low), "", needs_capital)


def _anchor_pattern(file: DateFile) -> re.Pattern[str]:
    spellings = [s for name in ANCHORS for s, _ in file.groups[name].entries()]
    article = _alternatives(s for s, _ in file.groups["the"].entries() if not s.endswith(ELIDED))
    return re.compile(
        rf"(?<!\w)(?:{_alternatives(spellings)}|(?:19|20)\d\d(?!\d|[.,]\d)"
        rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}(?!\w)|{article}\s\d)"
    )


def _token_pattern(vocabulary: Mapping[str, Word], file: DateFile) -> re.Pattern[str]:
    """Groups: numeric (2019-08-04, 04/08/2019), rank (12th), decade (1990s), word, digits (2019)."""
    ranks = _alternatives(file.ordinal_suffixes)
    decades = _alternatives(file.decade_suffixes) or "(?!)"
    return re.compile(
        r"(?:(?<!\w)|(?=-))(?:"
        r"(?P<numeric>(?<![.,:/-])(?:\d{4}-\d\d-\d\d|\d\d?(?P<dot>[./-])\d\d?(?P=dot)\d{4})(?![\w/-]|[.,]\d))"
        rf"|(?P<rank>(?<![.,:/])\d\d?(?:{ranks})(?!\w))"
        rf"|(?P<decade>(?:19|20)\d0{decades})"
        rf"|(?P<word>{_alternatives(vocabulary)})"
        r"|(?P<digits>(?<![.,:/])\d{1,4}(?![\w%/]|[.,:]\d))"
        r")"
    )


def _alternatives(spellings: Iterable[str]) -> str:
    """The spellings as one pattern, longest first, grouped by first letter so that it is fast."""
    ordered = sorted(set(spellings), key=lambda s: (s[0], -len(s), s))
    groups = (
        first + "(?:" + "|".join(_escaped(s[1:]) for s in group) + ")"
        for first, group in groupby(ordered, key=lambda s: s[0])
    )
    return "(?:" + "|".join(groups) + ")" if ordered else ""


def _escaped(spelling: str) -> str:
    pattern = re.escape(spelling).replace(r"\ ", r"\s{1,3}").replace("'", "['’]")
    return pattern if spelling.endswith(ELIDED) else pattern + r"(?!\w)"
