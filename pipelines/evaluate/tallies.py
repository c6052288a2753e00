"""Counting what is right: precision, recall, F1, shares, and how sure they are.

What belongs here: arithmetic on counts. What does not: what counts as right.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SEED = 7
_SAMPLES = 1000
_TAIL = 0.025  # left out at each end of a 95 % interval


def share(part: int, whole: int) -> float | None:
    """A part of a whole from 0 to 1; None where there is nothing to be a part of."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right, how many rows there are and how many there should be."""

    right: int = 0
    rows: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.rows + other.rows, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """Share of the rows that are right."""
        return share(self.right, self.rows)

    @property
    def recall(self) -> float | None:
        """Share of what should be there that is there."""
        return share(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return share(2 * self.right, self.rows + self.gold)


def total(scores: Sequence[Score]) -> Score:
    """The sum of scores."""
    return sum(scores, Score())


def interval(scores: Sequence[Score]) -> tuple[float, float] | None:
    """The 95 % interval of F1, by drawing as many articles with replacement, again and again.

    The draws are the same each time; None where no draw holds a figure.
    """
    if not scores:
        return None
    draw = random.Random(_SEED)  # noqa: S311
    samples = (total(draw.choices(scores, k=len(scores))).f1 for _ in range(_SAMPLES))
    drawn = sorted(f1 for f1 in samples if f1 is not None)
    if not drawn:
        return None
    return drawn[int(_TAIL * len(drawn))], drawn[int((1 - _TAIL) * len(drawn)) - 1]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each attribute was looked at, and how often it was right."""

    right: Counter[str] = field(default_factory=Counter[str])
    seen: Counter[str] = field(default_factory=Counter[str])

    def add(self, name: str, is_right: bool) -> None:
        """Count one more look at an attribute."""
        self.seen[name] += 1
        self.right[name] += is_right

    def update(self, other: "Tally") -> None:
        """Count all that another tally has counted."""
        self.seen.update(other.seen)
        self.right.update(other.right)

    def shares(self) -> Mapping[str, tuple[float, int]]:
        """Attribute → share right and how often seen, in the order first seen."""
        return {name: (self.right[name] / n, n) for name, n in self.seen.items()}
