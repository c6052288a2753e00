"""Figures that a day or a town of their own sets apart from those told beside them.

What belongs here: the question about figures of one sentence, or a part and its whole. What does not: which
day and place are a figure's (nearness) and what follows for incidents (accounts).
"""

from pipelines.extract.figures import Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.nearness import is_one_place, nearest_date, nearest_place, same_days
from pipelines.extract.setting import Setting

_HARMED = frozenset({"killed", "injured"})


def is_of_one_day(figure: Figure, setting: Setting) -> bool:
    """ "92 dead in April, 31 of them in the raid of 11 April": an incident within the month's toll."""
    day = nearest_date(figure, setting) if figure.scope == "incident" else None
    is_told = day is not None and day.is_day and day.start != setting.published
    return is_told and figure.measure in _HARMED and (figure.best or 0) > 1


def is_placed_apart(before: Figure, figure: Figure, setting: Setting) -> bool:
    """Whether two figures of one sentence count the same at two towns, "nine died in Kadauri, four in Bini", or
    on two days: "nine died on Monday, two more on Friday".
    """
    if before.sentence != figure.sentence or before.measure != figure.measure:
        return False
    here, there = nearest_place(figure, setting), nearest_place(before, setting)
    if here is not None and there is not None and are_two_towns(there, here):
        return True
    today, then = _day_behind(figure, setting), _day_behind(before, setting)
    return today is not None and then is not None and not same_days(then, today)


def _day_behind(figure: Figure, setting: Setting) -> DateMention | None:
    """The day that stands behind a figure, before the next one's: an incident's own."""
    day = nearest_date(figure, setting) if figure.scope == "incident" else None
    if day is None or not day.is_day or day.text_start < figure.quote_end:
        return None
    between = (start for start, _ in setting.quotes if figure.quote_end <= start < day.text_start)
    return day if next(between, None) is None else None


def are_two_towns(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether both are towns or villages, and not the same."""
    return one.is_local and other.is_local and not is_one_place(one, other)
