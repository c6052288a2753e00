"""Who publishes a toll: names and acronyms of one organisation made one (seeds/organisations.csv).

An organisation that the table does not know is known by the words of its name. One that is part of another
(WHO, of the UN) is known by both, so that "the UN" may go on with its toll, as "the ministry" with that of the
health ministry.
"""

import csv
import re
from functools import cache
from pathlib import Path

from pipelines.lexicons.place_names import fold
from pipelines.linking.sources import SEEDS, load_source_rules

_WORD = re.compile(r"[^\W_]+")


SHORT_ACRONYM = 3
"""Acronyms of so few letters are common words in other letters: UN and "un", WHO and "who"."""


@cache
def _known(folder: Path = SEEDS) -> tuple[tuple[str, frozenset[str], bool], ...]:
    """(folded name, organisation and whose it is, whether it is an acronym), the longest name first."""
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (
                _words(row["name"]),
                frozenset([*row["organisation"].split(), *row["part_of"].split()]),
                row["name"].isupper(),
            )
            for row in csv.DictReader(file)
            if not row["name"].islower() or " " in row["name"]
        ]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def _in_english(folder: Path = SEEDS) -> dict[str, str]:
    """The rows of a single common word: "ministère" → "ministry"."""
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], row["organisation"]) for row in csv.DictReader(file)]
    return {fold(name): word for name, word in rows if name.islower() and " " not in name}


def _acronyms(text: str) -> set[str]:
    """The folded words written as acronyms: OMS, Ocha."""
    words = _WORD.findall(text)
    return {
        fold(word)
        for word in words
        if word.isupper() or (word[0].isupper() and len(word) > SHORT_ACRONYM)
    }


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.replace("'", " ").replace("’", " "))))


@cache
def organisation_words(stated_by: str | None) -> frozenset[str]:
    """The words that tell an organisation: its key where it is known, else those of its name.

    Empty where nobody, or nothing but "the agency's own count", is named.
    """
    if stated_by is None:
        return frozenset()
    padded = f" {_words(stated_by)} "
    plain = load_source_rules().words["plain_word"]
    acronyms = _acronyms(stated_by)
    for name, organisation, is_acronym in _known():
        if name in acronyms if is_acronym else f" {name} " in padded:
            return organisation
    told, english = (word for word in padded.split() if word not in plain), _in_english()
    return frozenset(english.get(word, word) for word in told)
