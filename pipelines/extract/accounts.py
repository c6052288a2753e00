"""Which figures of an article tell of the same incident or the same running toll.

Figures are gathered in reading order: a part or repeat follows its whole; another day or another
town opens another account; a sentence without either goes on with the account before it. What does not
belong here: the totals and columns of an account (totals, reports).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from pipelines.extract.figures import Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.setting import Setting

_SAME_PLACE_KM = 25  # UCDP where_prec 2: within 25 km of a place
_EARTH_DIAMETER_KM = 12742
_TOWN_PREC = 3  # where_prec up to which a mention names a place rather than a region
_COUNTRY_PREC = 6
_WAR_MEASURES = frozenset({"killed", "injured"})  # summed up over a country rather than a town


@dataclass(slots=True)
class Account:
    """One incident or one toll of an article; `figures` are positions in its list of figures."""

    scope: str
    paragraph: int
    figures: list[int] = field(default_factory=list[int])
    sentences: list[int] = field(default_factory=list[int])
    date: DateMention | None = None
    place: PlaceMention | None = None


def gather(figures: Sequence[Figure], settings: dict[int, Setting]) -> list[Account]:
    """Put every figure into an account; `settings` holds each sentence that has figures."""
    accounts: list[Account] = []
    of_figure: dict[int, Account] = {}
    for i, figure in enumerate(figures):
        setting = settings[figure.sentence]
        account = _inherited(figure, of_figure)
        if account is None:
            date, place = _nearest_date(figure, setting), _nearest_place(figure, setting)
            account = _matching(figure, accounts, setting, date, place)
            if account is None:
                account = _opened(figure, setting, date, place)
                accounts.append(account)
            if setting.paragraph == account.paragraph:
                account.place = _more_precise(account.place, place)
        account.figures.append(i)
        if figure.sentence not in account.sentences:
            account.sentences.append(figure.sentence)
        of_figure[i] = account
    return accounts


def _opened(
    figure: Figure, setting: Setting, date: DateMention | None, place: PlaceMention | None
) -> Account:
    """A new account; what its sentence leaves open is as told before."""
    if date is None and figure.scope == "incident":
        date = setting.date_before
    before = setting.place_before
    if figure.scope == "cumulative" and figure.measure in _WAR_MEASURES:
        before = setting.country or before
    if place is None or (before is not None and _lies_within(before, place)):
        place = before
    return Account(figure.scope, setting.paragraph, date=date, place=place)


def _lies_within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether the first is a place in the country that the second names."""
    return (
        outer.where_prec >= _COUNTRY_PREC - 1
        and outer.latitude is None
        and (inner.iso3 == outer.iso3 and inner.where_prec < outer.where_prec)
    )


def _inherited(figure: Figure, of_figure: dict[int, Account]) -> Account | None:
    earlier = figure.part_of if figure.part_of is not None else figure.repeat_of
    account = of_figure.get(earlier) if earlier is not None else None
    return account if account is not None and account.scope == figure.scope else None


def _nearest_date(figure: Figure, setting: Setting) -> DateMention | None:
    wanted = [d for d in setting.dates if d.is_period == (figure.scope == "cumulative")]
    if not wanted and figure.scope == "cumulative":
        wanted = list(setting.dates)
    return min(wanted, key=lambda d: _distance(figure, setting, d), default=None)


def _distance(figure: Figure, setting: Setting, mention: DateMention | PlaceMention) -> int:
    """Characters between a figure and a mention; one across a semicolon is further than any other."""
    first = min(figure.quote_start, mention.text_start)
    last = max(figure.quote_end, mention.text_end)
    is_parted = any(first < b < last for b in setting.breaks)
    gap = max(mention.text_start - figure.quote_end, figure.quote_start - mention.text_end, 0)
    return gap + (setting.end - setting.start if is_parted else 0)


def _nearest_place(figure: Figure, setting: Setting) -> PlaceMention | None:
    return min(
        setting.places,
        key=lambda p: (p.where_prec > _TOWN_PREC, _distance(figure, setting, p)),
        default=None,
    )


def _matching(
    figure: Figure,
    accounts: Sequence[Account],
    setting: Setting,
    date: DateMention | None,
    place: PlaceMention | None,
) -> Account | None:
    same_scope = [a for a in accounts if a.scope == figure.scope]
    for account in reversed(same_scope):
        if figure.scope == "cumulative" and figure.sentence not in account.sentences:
            is_near = account.paragraph == setting.paragraph
            if not is_near or date is not None or place is not None:
                continue
        if same_days(account.date, date) and _places_agree(account.place, place):
            return account
    return None


def same_days(one: DateMention | None, other: DateMention | None) -> bool:
    """Whether two mentions may mean the same days; one that says nothing may."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return True
    assert one.start and one.end and other.start and other.end  # noqa: S101
    if one.end < other.start or other.end < one.start:
        return False
    is_coarse = one.is_day and other.is_day and (one.end - one.start).days > 2
    return not is_coarse or one.start.weekday() == other.start.weekday()


def _places_agree(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None:
        return True
    if one.iso3 != other.iso3:
        return False
    if max(one.where_prec, other.where_prec) > _TOWN_PREC or one.name == other.name:
        return True
    return _kilometres(one, other) <= _SAME_PLACE_KM


def _kilometres(one: PlaceMention, other: PlaceMention) -> float:
    if one.latitude is None or other.latitude is None:
        return 0.0
    assert one.longitude is not None and other.longitude is not None  # noqa: S101
    lat1, lon1, lat2, lon2 = map(
        radians, (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return _EARTH_DIAMETER_KM * asin(sqrt(chord))


def _more_precise(one: PlaceMention | None, other: PlaceMention | None) -> PlaceMention | None:
    if one is None or other is None:
        return one or other
    return other if other.where_prec < one.where_prec and one.where_prec > _TOWN_PREC else one
