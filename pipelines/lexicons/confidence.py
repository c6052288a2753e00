"""How sure a reading is: odds of being right, by features of how a figure was read (seeds/confidence.csv).

What belongs here: the table and the arithmetic on it. What does not: which features a figure has
(extract/confidence), and where the odds come from (evaluate/fitting).
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Item = tuple[str, str]
"""A feature and its value, such as voice, passive."""
ALL: Item = ("all", "all")
"""The row that stands for every figure."""
HEADER = ("feature", "value", "n_right", "n_seen", "odds")
_EVEN = 1.0
_DIGITS = 3
_LEAST = 10**-_DIGITS


@dataclass(frozen=True, slots=True)
class Odds:
    """How many figures with a feature were right and seen, and by how much it changes the odds."""

    n_right: int
    n_seen: int
    odds: float


@dataclass(frozen=True, eq=False)
class Confidence:
    """The odds of being right for every figure (ALL), and a factor on them per feature."""

    odds: Mapping[Item, Odds]

    @cached_property
    def _factors(self) -> Mapping[Item, float]:
        return {item: known.odds for item, known in self.odds.items()}

    def of(self, features: Mapping[str, str]) -> float:
        """The probability that a figure with these features is right, to 3 digits; never quite 0 or 1.

        A feature that was never seen leaves the odds as they are; an empty table says one half.
        """
        factors = self._factors
        odds = factors.get(ALL, _EVEN)
        for item in features.items():
            odds *= factors.get(item, _EVEN)
        return min(max(round(odds / (1 + odds), _DIGITS), _LEAST), 1 - _LEAST)

    def strongest(self, features: Mapping[str, str], most: int, *, favour: bool) -> list[str]:
        """The features that weigh most for (or against) it, as "name value", the weightiest first."""
        weights = {item: self._factors.get(item, _EVEN) for item in features.items()}
        found = [i for i, odds in weights.items() if (odds > _EVEN) == favour and odds != _EVEN]
        found.sort(key=lambda item: (-weights[item] if favour else weights[item], item))
        return [f"{name} {value}" for name, value in found[:most]]


def load_confidence(path: Path) -> Confidence:
    """The table of a file; raises ValueError with file, line and remedy for a bad row."""
    odds: dict[Item, Odds] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), start=2):
            try:
                item = (row["feature"], row["value"])
                found = Odds(int(row["n_right"]), int(row["n_seen"]), float(row["odds"]))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{line}: {error!r}; want {','.join(HEADER)}") from error
            if item in odds or not (0 <= found.n_right <= found.n_seen and found.odds > 0):
                raise ValueError(
                    f"{path}:{line}: {','.join(map(str, row.values()))} stands there twice or can't"
                    f" be; leave only the header, then count anew: bilan evaluate --gold FILE --fit {path}"
                )
            odds[item] = found
    return Confidence(odds)


def table_of(confidence: Confidence) -> str:
    """The text of the table, in a fixed order, the row of every figure first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for item in sorted(confidence.odds, key=lambda item: (item != ALL, item)):
        found = confidence.odds[item]
        writer.writerow((*item, found.n_right, found.n_seen, found.odds))
    return text.getvalue()
