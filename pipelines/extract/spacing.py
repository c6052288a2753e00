"""How far words of a sentence stand from each other, and what parts them.

What belongs here: counting characters and breaks. What does not: which day or place is a figure's (nearness).
All lists are in the order of the text, so that a long row of figures and days is no work of its square.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from pipelines.extract.event_types import Trigger
from pipelines.extract.figures import Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.setting import CLAUSE, Setting

M = TypeVar("M", DateMention, PlaceMention, Trigger)

_NEAREST = 12  # mentions on either side of a figure
_FIGURES = 3  # on either side of a mention: one may end where the next does
_START, _QUOTE = attrgetter("text_start"), attrgetter("quote_start")


def around(mentions: Sequence[M], figure: Figure) -> Sequence[M]:
    """The nearest mentions before and behind a figure: of a row of hundreds, none further off is its own."""
    at = bisect_left(mentions, figure.quote_start, key=_START)
    return mentions[max(0, at - _NEAREST) : at + _NEAREST]


def gap(figures: Sequence[Figure], setting: Setting, mention: Trigger) -> int:
    """The distance from a mention to the nearest of some figures, which stand in the order of the text."""
    at = bisect_left(figures, mention.text_start, key=_QUOTE)
    return min(
        distance(f, setting, mention) for f in figures[max(0, at - _FIGURES) : at + _FIGURES]
    )


def is_beside(mention: DateMention | PlaceMention, figure: Figure, setting: Setting) -> bool:
    """Whether both tell of the same event, or of the one before; places of the next sentence do so, too."""
    turn = setting.other_from
    is_after = turn <= mention.text_start < setting.end
    return is_after == (turn <= figure.quote_start < setting.end)


def distance(
    figure: Figure, setting: Setting, mention: DateMention | PlaceMention | Trigger
) -> int:
    """Characters between a figure and a mention; what parts clauses lengthens the way."""
    gap = max(mention.text_start - figure.quote_end, figure.quote_start - mention.text_end, 0)
    first = min(figure.quote_end, mention.text_end)
    last = max(figure.quote_start, mention.text_start)
    return gap + sum(length for _, length in breaks_between(first, last, setting))


def is_clause_between(start: int, end: int, setting: Setting) -> bool:
    """Whether a clause begins there."""
    return any(worth == CLAUSE for _, worth in breaks_between(start, end, setting))


def breaks_between(start: int, end: int, setting: Setting) -> Sequence[tuple[int, int]]:
    """What parts the sentence from one place in the text up to another."""
    first = bisect_left(setting.breaks, (start,))
    return setting.breaks[first : bisect_left(setting.breaks, (end,), lo=first)]
