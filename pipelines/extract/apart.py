"""Figures that a day or a town of their own sets apart from those told beside them.

What belongs here: the question about figures of one sentence, or a part and its whole. What does not: which
day and place are a figure's (nearness) and what follows for incidents (accounts).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from pipelines.extract.agreement import (
    ELSEWHERE,
    is_one_place,
    lies_within,
    relation_of_places,
    same_days,
)
from pipelines.extract.dates.of_event import BEGINNINGS
from pipelines.extract.event_types import OUTSIDE_CONFLICT
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Scene, Setting

_HARMED = frozenset({"killed", "injured"})
_ROW = 8  # characters between two towns of a row: ", ", " et à ", " and in "
_LANDS = 24  # between two countries of a row: ", ", " et le nord de la "
_FLOOD_DAYS = 7  # within which parts of one disaster are told by the day; our own bound
_AFTERMATH = timedelta(days=14)  # in which more is told of an incident; our own bound
_OPENS = 8  # characters from the first of a sentence to its day: "On the ", "Dans la "


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
    if here is not None and there is not None and are_two_scenes(there, setting, here, setting):
        return True
    today, then = _day_behind(figure, setting), _day_behind(before, setting)
    return today is not None and then is not None and not same_days(then, today)


def _day_behind(figure: Figure, setting: Setting) -> DateMention | None:
    """The day that stands behind a figure, before the next one's: an incident's own."""
    day = nearest_date(figure, setting) if figure.scope == "incident" else None
    if day is None or not day.is_day or day.text_start < figure.quote_end:
        return None
    behind = bisect_left(setting.quotes, (figure.quote_end,))
    is_free = behind == len(setting.quotes) or setting.quotes[behind][0] >= day.text_start
    return day if is_free else None


def are_two_scenes(one: PlaceMention, there: Setting, other: PlaceMention, here: Setting) -> bool:
    """Whether two towns are told of, two regions, or two events by their places: "the Zamfara attack … that in
    Katsina".
    """
    are_named = _names_event(one, there) and _names_event(other, here)
    are_regions = one.breadth == other.breadth == 1 and relation_of_places(one, other) in ELSEWHERE
    return are_two_towns(one, other) or are_regions or (are_named and not is_one_place(one, other))


def _names_event(place: PlaceMention, setting: Setting) -> bool:
    return any(t.text_start - place.text_end == 1 for t in setting.triggers)


def are_two_towns(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether both are towns or villages, and not the same."""
    return one.is_local and other.is_local and not is_one_place(one, other)


def is_at_one_of_many(figure: Figure, whole: Figure, settings: Mapping[int, Setting]) -> bool:
    """Whether a number is that of one town out of several that a larger one before it counts together: "51 dead
    in raids on Karou and Wata … Twenty died in Karou", "… In Karou 20 died, in Wata 14".
    """
    here, there = settings[figure.sentence], settings[whole.sentence]
    town = nearest_place(figure, here)
    if town is None or not town.is_local or figure.sentence <= whole.sentence or there.places_of:
        return False
    days = nearest_date(whole, there), nearest_date(figure, here)
    if not same_days(*days):
        return False
    if (figure.quote_start, figure.quote_end) in here.places_of:
        own = nearest_place(whole, there)
        row = here.places_of.values()
        return own is None or not own.is_local or any(is_one_place(own, p) for p in row)
    towns = [p for p in there.places if p.is_local and p.role == "scene"]
    rows = (
        (one, other)
        for one, other in pairwise(towns)
        if other.text_start - one.text_end <= _ROW and not is_one_place(one, other)
    )
    return any(is_one_place(p, town) for row in rows for p in row)


def is_in_one_of_many_lands(figure: Figure, whole: Figure, settings: Mapping[int, Setting]) -> bool:
    """Whether a number is that of one country out of several that a larger one before it counts together, or of
    a region whose country has been struck: "175 dead in floods in India and Nepal … In India 73 died".
    """
    here, there = settings[figure.sentence], settings[whole.sentence]
    place, wide = nearest_place(figure, here), nearest_place(whole, there)
    if place is None or wide is None or not _are_of_one_disaster(figure, here, there):
        return False
    if not is_one_place(place, wide) and lies_within(place, wide) and wide.breadth > 1:
        return wide.role == "scene"
    is_behind = figure.sentence > whole.sentence
    lands = [p for p in there.places if p.breadth > 1 and p.role == "scene"]
    lands = [p for p in lands if is_behind or p.text_end <= figure.quote_start]
    rows = (pair for pair in pairwise(lands) if pair[1].text_start - pair[0].text_end <= _LANDS)
    return any(place.iso3 == p.iso3 for row in rows for p in row if row[0].iso3 != row[1].iso3)


def _are_of_one_disaster(figure: Figure, here: Setting, there: Setting) -> bool:
    """Whether both sentences may be of one flood or quake, told of within days."""
    struck = {t.kind for t in (*there.triggers, *there.triggers_told)} & OUTSIDE_CONFLICT
    told = {t.kind for t in here.triggers} & OUTSIDE_CONFLICT
    if not struck or (told and struck.isdisjoint(told)):
        return False
    day = nearest_date(figure, here)
    if day is None or day.start is None or here.published is None:
        return day is None
    return day.is_day and 0 <= (here.published - day.start).days <= _FLOOD_DAYS


def is_of_other_event(figure: Figure, account: Account, settings: Mapping[int, Setting]) -> bool:
    """Whether an event of another day or town than an account's is told of, here or right before."""
    setting = settings[figure.sentence]
    scene = _scene_of(figure, account, settings)
    if scene is not None and _is_in_another_town(figure, setting, scene, account):
        return True
    return is_of_other_day(figure, account, settings)


def is_of_other_day(figure: Figure, account: Account, settings: Mapping[int, Setting]) -> bool:
    """ "Thursday's bomb killed two", "Mercredi, la foule a pris un car. Neuf occupants ont péri": the found and
    those who die later have a day of their event only where the sentence before tells of it.
    """
    setting, scene = settings[figure.sentence], _scene_of(figure, account, settings)
    if scene is not None:
        return scene.day is not None and _is_on_another_day(scene.day, account, settings)
    day = nearest_date(figure, setting)
    if day is None:
        return False
    is_long_ago = figure.repeat_of is None and _are_weeks_apart(account.date, day)
    if (
        not (day.is_day or _opens_week(day, setting) or is_long_ago)
        or figure.scope == "cumulative"
        or figure.is_late
        or figure.is_recovery
    ):
        return False
    is_within = figure.quote_start <= day.text_start < figure.quote_end
    is_told = is_within or day.text_start in setting.anchored or opens(day, setting.start)
    is_beginning = any(
        d.rule_id in BEGINNINGS and d.text_start <= day.text_start < d.text_end
        for d in setting.dates
    )
    is_told |= not is_beginning and _are_weeks_apart(account.date, day)
    return is_told and _is_on_another_day(day, account, settings)


def _opens_week(day: DateMention, setting: Setting) -> bool:
    """ "La semaine dernière, …": a time of its own that is no day."""
    return opens(day, setting.start) and not day.is_period and day.start is not None


def _are_weeks_apart(one: DateMention | None, other: DateMention) -> bool:
    """Whether no account of an incident goes from the one day to the other, wherever they are named; a mere
    weekday is always of the week told of.
    """
    if other.is_day and not any(c.isdigit() for c in other.text):
        return False
    if one is None or None in (one.start, one.end, other.start, other.end):
        return False
    assert one.start and one.end and other.start and other.end  # noqa: S101
    return max(one.start - other.end, other.start - one.end) > _AFTERMATH


def is_one_of_many(
    figure: Figure, account: Account, figures: Sequence[Figure], setting: Setting
) -> bool:
    """ "Two attacks killed 14 people. … A raid on Bani left nine dead", "… The first blast killed nine": an
    incident of its own among those that an account sums up.
    """
    whole = figures[account.figures[0]]
    is_fewer = 0 < (figure.best or 0) < (whole.number or 0) and figure.measure == whole.measure
    if not is_fewer or figure.sentence in account.sentences:
        return False
    if setting.opening == "first" or not whole.is_of_many:
        return setting.opening == "first"
    place = nearest_place(figure, setting)
    return setting.opening == "new" or (place is not None and place.is_local)


def _scene_of(figure: Figure, account: Account, settings: Mapping[int, Setting]) -> Scene | None:
    """What has been brought in since an account was told of, where a figure has no day of its own."""
    setting, last = settings[figure.sentence], settings[account.sentences[-1]]
    scene = setting.scene
    if figure.scope == "cumulative" or scene is None or scene.start < last.end:
        return None
    return None if nearest_date(figure, setting) is not None else scene


def _is_on_another_day(day: DateMention, account: Account, settings: Mapping[int, Setting]) -> bool:
    return _tells_its_day(account, settings) and not same_days(account.date, day)


def opens(day: DateMention, start: int) -> bool:
    """Whether a sentence that starts there begins with its day."""
    return day.text_start - start <= _OPENS


def _is_in_another_town(figure: Figure, setting: Setting, scene: Scene, account: Account) -> bool:
    """Whether the town of a scene is not that of an account, and a figure has none of its own."""
    if scene.town is None or account.place is None or nearest_place(figure, setting) is not None:
        return False
    return are_two_towns(account.place, scene.town)


def _tells_its_day(account: Account, settings: Mapping[int, Setting]) -> bool:
    """Whether the day of an account was told with it, and is not that on which the article's sources spoke."""
    first = settings[account.sentences[0]]
    told = (first.day_told, first.scene.day if first.scene else None)
    if account.date is None:
        return False
    return account.date.text_start >= first.start or account.date in told
