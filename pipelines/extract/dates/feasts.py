"""Movable feasts: the days of Easter, and of the Islamic calendar by its arithmetic.

The Islamic months begin with a moon that is seen or reckoned, so that a feast may lie a day beside the one
reckoned here. What does not belong here: words (seeds/lang) and fixed feasts (points).
"""

from datetime import date, timedelta

from pipelines.extract.dates.calendar import Days, one_day

_ISLAMIC_EPOCH = date(
    622, 7, 19
).toordinal()  # 1 Muharram 1 of the civil reckoning, proleptic Gregorian
_CYCLE_YEARS, _CYCLE_DAYS = 30, 10631
_YEAR_DAYS = 354
_MONTH_PAIR = 59  # days of two months, of 30 and of 29
_SLACK = timedelta(days=1)
_EASTER, _ISLAMIC = "easter", "islamic"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full = moon - (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=full - weekday)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar, months of 30 and 29 days in turn, eleven leap years in thirty."""
    leaps = (3 + 11 * year) // _CYCLE_YEARS
    months = (month - 1) // 2 * _MONTH_PAIR + (month - 1) % 2 * 30
    return date.fromordinal(_ISLAMIC_EPOCH + (year - 1) * _YEAR_DAYS + leaps + months + day - 1)


def is_movable(name: str) -> bool:
    """Whether a name is that of a movable feast: "easter 1", "islamic 10 1"."""
    return name.startswith((_EASTER, _ISLAMIC))


def feast_until(latest: date, name: str) -> Days:
    """The last feast of that name up to a day: "easter -2" is Good Friday, "islamic 10 1" the Eid."""
    kind, *numbers = name.split()
    if kind == _EASTER:
        shift = timedelta(days=int(numbers[0]))
        this_year = easter(latest.year) + shift
        return one_day(this_year if this_year <= latest else easter(latest.year - 1) + shift)
    month, number = map(int, numbers)
    day = islamic(_islamic_year(latest, month, number), month, number)
    return Days(day - _SLACK, day + _SLACK)


def holy_month_until(latest: date, month: int) -> Days:
    """The last such month of the Islamic calendar that has begun."""
    year = _islamic_year(latest, month, 1)
    start, end = islamic(year, month, 1), islamic(year, month + 1, 1)
    return Days(start - _SLACK, end - _SLACK, is_period=True)


def _islamic_year(latest: date, month: int, day: int) -> int:
    """The year in which such a day was the last time."""
    year = (latest.toordinal() - _ISLAMIC_EPOCH) * _CYCLE_YEARS // _CYCLE_DAYS + 1
    return year if islamic(year, month, day) - _SLACK <= latest else year - 1
