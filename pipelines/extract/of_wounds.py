"""When and where those were hurt who died later: "two of those wounded on Saturday in Bourem have died".

What belongs here: which days and places of a sentence are those of being hurt. What does not: telling such
deaths, and the stretches of a sentence that tell of them (accounts.late_deaths).
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pipelines.extract.figures import Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.setting import Setting

M = TypeVar("M", DateMention, PlaceMention)


def day_of_wounds(figure: Figure, setting: Setting) -> DateMention | None:
    """A day between the figure's words, behind its death, or of a noun for the attack."""
    days = [d for d in setting.dates if d.is_day]
    hung = (d for d in days if d.text_start in setting.anchored)
    between = next(_between(setting.dates, figure), None)
    return between or next(_behind(days, figure, setting), None) or next(hung, None)


def place_of_wounds(figure: Figure, setting: Setting) -> PlaceMention | None:
    """A place between the figure's words or behind its death, where it is not that of the hospital."""
    between = next(_between(setting.places, figure), None)
    return between or next(_behind(setting.places, figure, setting), None)


def _between(mentions: Sequence[M], figure: Figure) -> Iterator[M]:
    return (m for m in mentions if figure.quote_start <= m.text_start < figure.quote_end)


def _behind(mentions: Sequence[M], figure: Figure, setting: Setting) -> Iterator[M]:
    """ "died on Monday of wounds suffered on Saturday at Bourem": up to the next comma; what is told of the
    death itself has been left out.
    """
    stops = (at for at, _ in setting.breaks if at >= figure.quote_end)
    end = min(stops, default=setting.end)
    return (m for m in mentions if figure.quote_end <= m.text_start < end)
