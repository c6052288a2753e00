"""Very long texts → parts that are read one after the other, and their readings joined again.

So the time of reading grows with the length of a text and never faster, whatever it holds: all that
looks back and forth in an article stays within a part. Nothing of the text is left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.accounts.reports import Report
from pipelines.extract.figures import Figure
from pipelines.extract.text import last_cut

LONGEST_PART = 50_000
"""Characters; newspaper articles are shorter, the longest reports of magazines about as long."""


def parts(text: str) -> list[int]:
    """Where the parts of a text begin: behind a paragraph, a line or a full stop, if there is one."""
    starts = [0]
    while len(text) - starts[-1] > LONGEST_PART:
        starts.append(
            last_cut(text, starts[-1], starts[-1] + LONGEST_PART, "\n\n", "\n", ". ", " ")
        )
    return starts


def moved(figures: Sequence[Figure], offset: int, number: int) -> list[Figure]:
    """Figures of a part that begins at `offset`, behind `number` figures of the parts before it."""
    return [
        replace(
            figure,
            quote_start=figure.quote_start + offset,
            quote_end=figure.quote_end + offset,
            phrase_start=figure.phrase_start + offset,
            phrase_end=figure.phrase_end + offset,
            people_end=figure.people_end + offset,
            part_of=_later(figure.part_of, number),
            repeat_of=_later(figure.repeat_of, number),
        )
        for figure in figures
    ]


def behind(reports: Sequence[Report], number: int) -> list[Report]:
    """Accounts of a part, with their figures counted from the article's first."""
    return [replace(r, figures=tuple(i + number for i in r.figures)) for r in reports]


def _later(position: int | None, number: int) -> int | None:
    return None if position is None else position + number
