"""What a single point of time means: "mercredi", "last week", "il y a deux ans", "12 March".

One function per rule of patterns.POINTS, under the same name. Each reads its phrase from one
Moment; ValueError says that the words name no day ("31 février", "the end of the day").
"""

from collections.abc import Mapping
from datetime import date, timedelta

from pipelines.extract.dates import calendar
from pipelines.extract.dates.calendar import Days, Moment, one_day, shifted
from pipelines.extract.dates.counted import COUNTED, Resolver, counted_back
from pipelines.extract.dates.feasts import feast_until, holy_month_until, is_movable
from pipelines.extract.dates.months import MONTHS, narrowed
from pipelines.extract.dates.patterns import inner_points
from pipelines.extract.dates.phrases import Phrase
from pipelines.lexicons.date_kinds import KINDS

A_DAY = timedelta(days=1)
CLOCK_SLACK = A_DAY
"""Publication and event may lie in different time zones."""

OF_NO_CALENDAR = frozenset({"fortnight", "half_century"})
_RECENT = timedelta(days=92)
NUMBERS = ("digits", "rank", "ordinal", "number")


def resolve_point(phrase: Phrase, moment: Moment) -> Days:
    """The longest end of the phrase that is a point of time; ValueError where there is none."""
    for start in range(len(phrase.kinds)):
        match = inner_points().fullmatch(phrase.kinds, start)
        if match is not None and match.lastgroup is not None:
            return POINTS[match.lastgroup](phrase.part(start, len(phrase.kinds)), moment)
    raise ValueError(f"no point of time in {phrase.kinds!r}")


def _named_after(_phrase: Phrase, _moment: Moment) -> Days:
    """As in "boulevard du 30 juin", "the April 6 Youth Movement"."""
    raise ValueError("a name")


def _numeric(phrase: Phrase, _: Moment) -> Days:
    """2019-08-04, or 04/08/2019 in every order that the language allows."""
    token = phrase.tokens[0]
    first, second, third = (
        int(part) for part in token.text.replace("/", "-").replace(".", "-").split("-")
    )
    if len(token.text.split("-")[0]) == 4:
        return one_day(date(first, second, third))
    orders = {"day_month": (second, first), "month_day": (first, second)}
    read = [orders[name] for name in token.word.name.split()]
    days = sorted(
        date(third, month, day) for month, day in read if month <= calendar.MONTHS_PER_YEAR
    )
    return Days(days[0], days[-1]) if days else one_day(date(third, second, first))


def _day(phrase: Phrase, moment: Moment) -> Days:
    month, number = phrase.word("month", "weak_month").low, phrase.word(*NUMBERS).low
    if phrase.has("year"):
        return one_day(date(phrase.word("year").low, month, number))
    if phrase.has("unit"):
        return one_day(date(_named_year(phrase, moment), month, number))
    if phrase.has("next"):
        day = calendar.day_of_year_after(moment.latest, month, number)
        return one_day(day)._replace(is_future=True)
    return one_day(calendar.day_of_year_until(moment.latest + CLOCK_SLACK, month, number))


def _named_year(phrase: Phrase, moment: Moment) -> int:
    """That of "15 avril de l'année dernière", "April 15 this year"."""
    if phrase.word("unit").name != "year":
        raise ValueError("a day of the year has a year only")
    return moment.reference.year - phrase.has("last")


def _weekday(phrase: Phrase, moment: Moment) -> Days:
    weekday = phrase.word("weekday").low
    if phrase.has("next"):
        return one_day(calendar.weekday_after(moment.reference, weekday))._replace(is_future=True)
    start = moment.reference - A_DAY if phrase.has("last") else moment.reference
    return one_day(calendar.weekday_until(start, weekday))


def _weekday_of_week(phrase: Phrase, moment: Moment) -> Days:
    if phrase.word("unit").name != "week":
        raise ValueError("a weekday has a week only")
    back = -1 if phrase.has("last") else 0
    monday = calendar.calendar_unit(shifted(moment.reference, "week", back), "week").start
    return one_day((monday or moment.reference) + (phrase.word("weekday").low - 1) * A_DAY)


def _weekday_beside(phrase: Phrase, moment: Moment) -> Days:
    """As in "le jeudi précédent", "the following Thursday": the one before or after a day told."""
    weekday, day = phrase.word("weekday").low, moment.antecedent
    if phrase.word("shift").low > 0:
        return one_day(calendar.weekday_after(day, weekday))
    return one_day(calendar.weekday_until(day - A_DAY, weekday))


def _week_of_day(phrase: Phrase, moment: Moment) -> Days:
    """As in "la semaine du 5 août", "the week to 11 August"; "le jour du 5 août" is that day."""
    at = phrase.kinds.index(KINDS["unit"]) + 1
    day = _day(phrase.part(at, len(phrase.kinds)), moment).start
    name = phrase.word("unit").name
    if day is None or name not in ("day", "week"):
        raise ValueError("a day begins or ends a week")
    others = A_DAY * (calendar.DAYS_PER_WEEK - 1 if name == "week" else 0)
    return Days(day - others, day) if phrase.kinds[at] == KINDS["to"] else Days(day, day + others)


def _bare_day(phrase: Phrase, moment: Moment) -> Days:
    """ "En avril … Le 13, …": of the month told of before, where that has not long passed."""
    number = phrase.word(*NUMBERS).low
    following = calendar.day_of_month_after(moment.antecedent, number)
    is_near = moment.latest - moment.antecedent <= _RECENT
    if moment.antecedent != moment.reference and is_near and following <= moment.latest:
        return one_day(following)
    return one_day(calendar.day_of_month_until(moment.latest, number))


def _named_day(phrase: Phrase, moment: Moment) -> Days:
    """12-25 is the last Christmas, 2023-10-07 that one day; others are movable feasts."""
    name, latest = phrase.word("named_day").name, moment.latest
    if is_movable(name):
        year = phrase.word("year").low if phrase.has("year") else latest.year
        return feast_until(min(latest, date(year, calendar.MONTHS_PER_YEAR, 31)), name)
    *years, month, number = map(int, name.split("-"))
    if phrase.has("year"):
        years = [phrase.word("year").low]
    if years and date(years[0], month, number) <= latest:
        return one_day(date(years[0], month, number))
    return one_day(calendar.day_of_year_until(latest, month, number))


def _holy_month(phrase: Phrase, moment: Moment) -> Days:
    """As in "pendant le ramadan", "since the start of Ramadan"."""
    return holy_month_until(moment.latest, phrase.word("holy_month").low)


def _relative(phrase: Phrase, moment: Moment) -> Days:
    if not phrase.has("relative"):
        return one_day(moment.reference)
    word = phrase.word("relative")
    days = Days(moment.reference + word.low * A_DAY, moment.reference + word.high * A_DAY)
    return days._replace(is_future=word.low > 0)


def _anaphor(phrase: Phrase, moment: Moment) -> Days:
    word = phrase.word("anaphor")
    return Days(moment.antecedent + word.low * A_DAY, moment.antecedent + word.high * A_DAY)


def _day_of_that_year(phrase: Phrase, moment: Moment) -> Days:
    """As in "on March 10 that year", "le 10 mars de la même année": the year told of last."""
    if phrase.words("unit")[-1].name != "year":
        raise ValueError("a day of the year has a year only")
    month, number = phrase.word("month", "weak_month").low, phrase.word(*NUMBERS).low
    return one_day(date(moment.antecedent.year, month, number))


def _weekend(phrase: Phrase, moment: Moment) -> Days:
    if phrase.has("next"):
        start = calendar.weekday_after(moment.reference, calendar.SATURDAY)
        return Days(start, start + A_DAY, is_future=True)
    start = calendar.weekday_until(moment.reference, calendar.SATURDAY)
    if phrase.has("last") and moment.reference <= start + A_DAY:
        start -= timedelta(days=calendar.DAYS_PER_WEEK)
    return Days(start, start + A_DAY)


def _this_unit(phrase: Phrase, moment: Moment) -> Days:
    unit = phrase.word("unit").name
    days = calendar.calendar_unit(moment.reference, unit)
    if unit == "day" and not phrase.has("this"):
        raise ValueError("the end of the day is no date")
    if phrase.kinds[:1] == KINDS["of"] and unit != "year":
        raise ValueError("of the month, of the week: of any")
    if unit == "day" or phrase.has("phase"):
        return narrowed(phrase, days)
    return Days(days.start, moment.reference, is_period=not phrase.has("shift"))


def _last_unit(phrase: Phrase, moment: Moment) -> Days:
    unit = phrase.word("unit").name
    if unit == "day":
        raise ValueError("the last day is no date")
    if unit in OF_NO_CALENDAR:
        return counted_back(phrase, moment)
    return narrowed(phrase, calendar.calendar_unit(shifted(moment.reference, unit, -1), unit))


def _next_unit(phrase: Phrase, moment: Moment) -> Days:
    unit = phrase.word("unit").name
    days = calendar.calendar_unit(shifted(moment.reference, unit, 1), unit)
    return narrowed(phrase, days)._replace(is_future=True)


POINTS: Mapping[str, Resolver] = {
    **COUNTED,
    **MONTHS,
    "numeric": _numeric,
    "named_after": _named_after,
    "day": _day,
    "week_of_day": _week_of_day,
    "weekday_beside": _weekday_beside,
    "weekday_of_week": _weekday_of_week,
    "weekday": _weekday,
    "bare_day": _bare_day,
    "named_day": _named_day,
    "holy_month": _holy_month,
    "relative": _relative,
    "anaphor": _anaphor,
    "day_of_that_year": _day_of_that_year,
    "weekend": _weekend,
    "this_unit": _this_unit,
    "last_unit": _last_unit,
    "next_unit": _next_unit,
    "bare_number": _bare_day,
}
