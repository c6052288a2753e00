"""How sure a reading is: odds of being right, by features of how a figure was read (seeds/confidence.csv).

What belongs here: the table and the arithmetic on it. What does not: which features a figure has
(extract/confidence), and how the table is counted (evaluate/fitting).
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from pathlib import Path

ALL = ("all", "all")
"""The row of the table that counts all figures together."""
HEADER = ("feature", "value", "n_right", "n_seen")
PRIOR = (1.0, 2.0)
"""Laplace's rule of succession: before anything is seen, one right of two."""
WEIGHT = 10.0
"""A feature counts as if it had been seen this many times more at the overall odds."""
_DIGITS = 3

Features = Mapping[str, str]
Counts = Mapping[tuple[str, str], tuple[int, int]]
"""(feature, value) → how many figures were right and how many were seen."""


@dataclass(frozen=True, eq=False)
class Confidence:
    """The share of right readings by feature, put together as in a naive Bayes classifier."""

    counts: Counts

    def of(self, features: Features) -> float:
        """The probability from 0 to 1 that a figure with these features is right, to 3 digits.

        The overall odds times one factor for each feature; one never seen has the factor 1.
        """
        factors = self._factors
        odds = self._prior + sum(factors.get(item, 0.0) for item in features.items())
        return round(1 / (1 + exp(-odds)), _DIGITS)

    @cached_property
    def _share(self) -> float:
        right, seen = self.counts.get(ALL, (0, 0))
        return (right + PRIOR[0]) / (seen + PRIOR[1])

    @cached_property
    def _prior(self) -> float:
        return _log_odds(self._share)

    @cached_property
    def _factors(self) -> dict[tuple[str, str], float]:
        """What each feature adds to the logarithm of the odds; few sightings add little."""
        return {
            item: _log_odds((right + WEIGHT * self._share) / (seen + WEIGHT)) - self._prior
            for item, (right, seen) in self.counts.items()
            if item != ALL
        }


def load_confidence(path: Path) -> Confidence:
    """The table of a file; raises ValueError with file, line and remedy for a bad row.

    A table of the header alone knows nothing: every figure has a confidence of one half.
    """
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), start=2):
            try:
                item, found = (
                    (row["feature"], row["value"]),
                    (int(row["n_right"]), int(row["n_seen"])),
                )
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{line}: {error!r}; want {','.join(HEADER)}") from error
            if item in counts or not 0 <= found[0] <= found[1]:
                raise ValueError(
                    f"{path}:{line}: {'/'.join(item)} stands there twice or has more right than seen;"
                    " write the table anew with: bilan evaluate --fit"
                )
            counts[item] = found
    return Confidence(counts)


def table_of(counts: Counts) -> str:
    """The counts as the text of a table, in a fixed order, that of all figures first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for item in sorted(counts, key=lambda item: (item != ALL, item)):
        writer.writerow((*item, *counts[item]))
    return text.getvalue()


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))
