"""Who publishes a toll: names and acronyms of one organisation made one (seeds/organisations.csv).

An organisation that the table does not know is known by the words of its name.
"""

import csv
import re
from functools import cache
from pathlib import Path

from pipelines.lexicons.place_names import fold
from pipelines.linking.sources import SEEDS

_SMALL_WORDS = frozenset(
    "le la les l un une du de des d et en au aux the a an of for and its their our own same meme "
    "selon according to by in on count bilan decompte comptage toll chiffre chiffres".split()
)
_WORD = re.compile(r"[^\W_]+")


@cache
def _known(folder: Path = SEEDS) -> tuple[tuple[str, str], ...]:
    """(folded name, organisation), the longest name first."""
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(_words(row["name"]), row["organisation"]) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row)))


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
    for name, organisation in _known():
        if f" {name} " in padded:
            return frozenset({organisation})
    return frozenset(word for word in padded.split() if word not in _SMALL_WORDS)
