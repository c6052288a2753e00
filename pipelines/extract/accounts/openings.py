"""A new account: its day and place, and how later figures make the place more precise.

What does not belong here: which figures it gets (accounts), and its other columns (reports).
"""

from pipelines.extract.agreement import kilometres, lies_within
from pipelines.extract.figures import Account, Figure
from pipelines.extract.lead_days import SPOKEN
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.nearness import is_anothers, nearest_date, nearest_place
from pipelines.extract.setting import LEAD_SENTENCES, Scene, Setting

_TOWN_PREC = 3  # where_prec up to which a mention names a place rather than a region
_WITHIN_KM = (
    300  # from the middle of what is told coarsely to what may be meant by it; our own bound
)
_AROUND_KM = 100  # from a town to what may be meant by "off" or "on the road to" it; our own bound
_FEW_DAYS = 7  # over which people are counted town by town; our own bound
_NO_SCENE = Scene(-1, None, None)
_WAR_MEASURES = frozenset({"killed", "injured"})  # summed up over a country rather than a town


def settle(account: Account, figure: Figure, setting: Setting) -> None:
    """Let a figure's place make that of its account more precise, and its day stand where none was told."""
    is_open = account.date is None or account.date.rule_id == SPOKEN
    if is_open and account.scope == "incident" and not account.is_before:
        account.date = nearest_date(figure, setting) or setting.day_told or account.date
    place = nearest_place(figure, setting)
    is_first = not account.paragraphs or setting.paragraph == account.paragraphs[0]
    is_again = figure.repeat_of is not None and account.scope == "incident"
    is_closer = is_again and _is_town_of(place, account.place)
    if is_first or is_closer:
        account.place = _more_precise(account.place, place)


def _is_town_of(place: PlaceMention | None, whole: PlaceMention | None) -> bool:
    return place is not None and whole is not None and place.is_local and lies_within(place, whole)


def opened(figure: Figure, setting: Setting) -> Account:
    """A new account; what its sentence leaves open is as told before."""
    date, place = nearest_date(figure, setting), nearest_place(figure, setting)
    scene = setting.scene or _NO_SCENE
    if figure.is_late:
        return Account(figure.scope, date=date or scene.day, place=place or scene.town)
    is_before = figure.event_before is not None
    named = scene if scene.start == setting.start else _NO_SCENE  # "The toll from the bombing …"
    if date is None and figure.scope == "incident" and not is_before:
        date = named.day or setting.date_before
    before = named.town or setting.place_before
    if before is not None and is_anothers(figure, setting, before):
        before = None
    is_of_war = figure.scope == "cumulative" and figure.measure in _WAR_MEASURES
    if is_of_war and not _is_of_few_days(date, setting):
        before = setting.country or before
    if place is None or (before is not None and _is_told_closer(figure, before, place)):
        place = before
    return Account(figure.scope, date=date, place=place, is_before=is_before)


def _is_of_few_days(day: DateMention | None, setting: Setting) -> bool:
    """ "Since Friday the protests have left 14 dead": where the article tells of them."""
    if day is None or day.start is None or day.end is None:
        return False
    return day.is_period and (day.end - day.start).days - setting.coarse_days <= _FEW_DAYS


def _is_told_closer(figure: Figure, before: PlaceMention, place: PlaceMention) -> bool:
    """Whether an incident of "the north of Mali" is that of a town told of; the lead's, in a region too."""
    is_open = place.breadth > 1 or figure.sentence < LEAD_SENTENCES
    return figure.scope == "incident" and is_open and lies_within(before, place)


def _more_precise(one: PlaceMention | None, other: PlaceMention | None) -> PlaceMention | None:
    if one is None or other is None:
        return one or other
    reach = _AROUND_KM if one.is_local else _WITHIN_KM
    is_coarse = one.where_prec > _TOWN_PREC and kilometres(one, other) <= reach
    return other if is_coarse and other.where_prec < one.where_prec else one
