"""Arithmetic of days, weeks, months and years for time expressions; no words, no text.

Every span of days is inclusive. "Latest" functions look into the past, as news does.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12
HOURS_PER_DAY = 24
YEARS_PER_DECADE = 10
DAYS_OF = {"day": 1, "week": DAYS_PER_WEEK, "fortnight": 2 * DAYS_PER_WEEK}
MONTHS_OF = {
    "month": 1,
    "year": MONTHS_PER_YEAR,
    "decade": MONTHS_PER_YEAR * YEARS_PER_DECADE,
    "half_century": MONTHS_PER_YEAR * YEARS_PER_DECADE * 5,
}
SATURDAY = 6
THIRDS = 3
HALF_OF_A_MONTH = 15
LEAP_CYCLE = 8
"""Years within which every 29 February comes round."""


class Days(NamedTuple):
    """A reading of an expression: its first and last day (None: not said) and what kind it is."""

    start: date | None
    end: date | None
    is_period: bool = False
    is_future: bool = False


class Moment(NamedTuple):
    """From where an expression is read.

    `reference` is the day of publication supposed, `latest` the last day on which it may have been,
    `antecedent` the nearest earlier day of the text.
    """

    reference: date
    latest: date
    antecedent: date


def one_day(day: date) -> Days:
    """The span of a single day."""
    return Days(day, day)


def shifted(day: date, unit: str, count: int) -> date:
    """The day `count` units later (earlier where negative); the month's last day where shorter."""
    if unit == "hour":
        return day + timedelta(days=int(count / HOURS_PER_DAY))
    if unit in DAYS_OF:
        return day + timedelta(days=count * DAYS_OF[unit])
    months = count * MONTHS_OF[unit]
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_unit(day: date, unit: str) -> Days:
    """The week (from Monday), month, year or decade in which the day lies."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=DAYS_PER_WEEK - 1))
    if unit == "month":
        return whole_months(day.year, day.month, 1)
    if unit == "year":
        return whole_months(day.year, 1, MONTHS_PER_YEAR)
    if unit == "decade":
        first = day.year - day.year % YEARS_PER_DECADE
        return whole_months(first, 1, YEARS_PER_DECADE * MONTHS_PER_YEAR)
    return one_day(day)


def whole_months(year: int, month: int, count: int) -> Days:
    """`count` whole months from this one on."""
    start = date(year, month, 1)
    return Days(start, shifted(start, "month", count) - timedelta(days=1))


def third(days: Days, name: str) -> Days:
    """The early, mid or late third of a span ("début mars" is 1 to 10 March)."""
    if days.start is None or days.end is None:
        return days
    width = (days.end - days.start).days + 1
    if width < THIRDS:
        return days
    cut, rest = days.start + timedelta(days=width // 3), days.start + timedelta(days=2 * width // 3)
    a_day = timedelta(days=1)
    if name == "early":
        return Days(days.start, cut - a_day)
    return Days(cut, rest - a_day) if name == "mid" else Days(rest, days.end)


def half(days: Days, *, is_first: bool) -> Days:
    """The first or second half of a month: to the 15th, or from the 16th on."""
    if days.start is None or days.end is None:
        return days
    middle = days.start.replace(day=HALF_OF_A_MONTH)
    return Days(days.start, middle) if is_first else Days(middle + timedelta(days=1), days.end)


def week_of(days: Days, rank: int | None) -> Days:
    """The week of that rank of a month, counted from its first day; None for the last seven days."""
    if days.start is None or days.end is None:
        return days
    if rank is None:
        return Days(days.end - timedelta(days=DAYS_PER_WEEK - 1), days.end)
    start = days.start + timedelta(days=DAYS_PER_WEEK * (rank - 1))
    if start > days.end:
        raise ValueError(f"no month has {rank} weeks")
    return Days(start, min(start + timedelta(days=DAYS_PER_WEEK - 1), days.end))


def weekday_until(day: date, weekday: int) -> date:
    """The latest such weekday (1 Monday … 7 Sunday) up to and including the day."""
    return day - timedelta(days=(day.isoweekday() - weekday) % DAYS_PER_WEEK)


def weekday_after(day: date, weekday: int) -> date:
    """The next such weekday after the day."""
    return weekday_until(day + timedelta(days=DAYS_PER_WEEK), weekday)


def day_of_year_until(day: date, month: int, number: int) -> date:
    """The latest such day of the year up to the day; ValueError where no year has it."""
    years = range(day.year, day.year - LEAP_CYCLE - 1, -1)
    return next(_days_of_years(years, month, number, date.min, day))


def day_of_year_after(day: date, month: int, number: int) -> date:
    """The next such day of the year after the day; ValueError where no year has it."""
    years = range(day.year, day.year + LEAP_CYCLE + 1)
    return next(_days_of_years(years, month, number, day + timedelta(days=1), date.max))


def _days_of_years(
    years: range, month: int, number: int, first: date, last: date
) -> Iterator[date]:
    for year in years:
        if number <= monthrange(year, month)[1] and first <= date(year, month, number) <= last:
            yield date(year, month, number)
    raise ValueError(f"no day {number} in month {month}")


def day_of_month_until(day: date, number: int) -> date:
    """The latest such day of a month up to the day; ValueError where no month has it."""
    return next(d for d in _days_of_month(day, number, -1) if d <= day)


def _days_of_month(day: date, number: int, step: int) -> Iterator[date]:
    """Such days of the months from that of the day on, forwards or back."""
    for months in range(MONTHS_PER_YEAR):
        month = shifted(day.replace(day=1), "month", step * months)
        if number <= monthrange(month.year, month.month)[1]:
            yield month.replace(day=number)
    raise ValueError(f"no month has a day {number}")


def month_until(day: date, month: int) -> date:
    """The first day of the latest such month that has begun by the day."""
    return date(day.year if month <= day.month else day.year - 1, month, 1)


def day_of_month_after(day: date, number: int) -> date:
    """The next such day of a month from the day on; ValueError where no month has it."""
    return next(d for d in _days_of_month(day, number, 1) if d >= day)
