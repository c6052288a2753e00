"""A number with its bounds, and how bounds are added and compared. What is counted is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """How many: low ≤ best ≤ high where known; high None with low set is open-ended."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def point(self) -> int:
        """The number to compare by: the best one, else the low or the high one."""
        if self.best is not None:
            return self.best
        return self.low if self.low is not None else self.high or 0

    @property
    def top(self) -> int:
        """The greatest number named, whether or not the value is open above it."""
        return self.point if self.high is None else self.high

    @property
    def is_known(self) -> bool:
        """Whether any number is named."""
        return not (self.low is None and self.best is None and self.high is None)


NOBODY = Value(0, 0, 0)


def total(values: Sequence[Value]) -> Value:
    """Bound by bound; a bound that one of them lacks is lacking in the sum."""
    return Value(
        _sum([v.low for v in values]),
        _sum([v.best for v in values]),
        _sum([v.high for v in values]),
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def less(value: Value, n: int) -> Value:
    """Every bound lowered by n, to no less than nobody."""

    def lowered(bound: int | None) -> int | None:
        return None if bound is None else max(0, bound - n)

    return Value(lowered(value.low), lowered(value.best), lowered(value.high))


def spread(values: Sequence[Value], best: int | None) -> Value:
    """The least and the greatest of rival values around a chosen best; open where the greatest is."""
    lows = [v.low if v.low is not None else v.best for v in values]
    known = [n for n in lows if n is not None]
    top = max(v.top for v in values)
    is_open = any(v.high is None and v.top == top for v in values)
    return Value(min(known, default=None), best, None if is_open else top)
