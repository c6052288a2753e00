"""Whether confidences keep their word: of what says 0.9, nine in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from pipelines.evaluate import Evaluation
from pipelines.evaluate.tallies import share

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Bounds of the bands; narrow where most figures are. The last band holds its upper bound."""

Judged = tuple[float, bool]
"""The confidence of a figure, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Band:
    """Figures whose confidence lies in [low, high): how many, what they say, how many are right."""

    low: float
    high: float
    seen: int
    said: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right, to be compared with `said`, the mean confidence."""
        return self.right / self.seen


def judged(evaluation: Evaluation) -> list[Judged]:
    """Every figure read, with its confidence and whether it is right."""
    return [
        (row["confidence"], is_right)
        for article in evaluation.articles
        for row, is_right in zip(article.rows, article.is_right, strict=True)
    ]


def bands(figures: Sequence[Judged]) -> list[Band]:
    """The bands that hold figures, from the least confidence to the greatest."""
    found: list[Band] = []
    for low, high in pairwise(EDGES):
        inside = [f for f in figures if low <= f[0] < high or f[0] == high == EDGES[-1]]
        if inside:
            say = [confidence for confidence, _ in inside]
            said = min(max(fmean(say), min(say)), max(say))  # rounding may leave what was averaged
            found.append(Band(low, high, len(inside), said, sum(right for _, right in inside)))
    return found


def brier(figures: Iterable[Judged]) -> float | None:
    """The mean square of what confidences are wrong by (Brier 1950): 0 is best, None without any."""
    squares = [(confidence - is_right) ** 2 for confidence, is_right in figures]
    return sum(squares) / len(squares) if squares else None


def brier_of_share(figures: Sequence[Judged]) -> float | None:
    """The Brier score of giving every figure the overall share of right ones: to be beaten."""
    overall = share(sum(right for _, right in figures), len(figures))
    return None if overall is None else overall * (1 - overall)
