"""What months, seasons and years mean as points of time: "fin mars 2019", "in 2014", "last summer".

One function per rule of patterns.POINTS, under the same name; days and weeks stand in points.py.
"""

import re
from collections.abc import Mapping
from datetime import date

from pipelines.extract.dates import calendar
from pipelines.extract.dates.calendar import Days, Moment, shifted
from pipelines.extract.dates.counted import Resolver
from pipelines.extract.dates.phrases import Phrase
from pipelines.lexicons.date_kinds import KINDS

HALF_MONTH = 0
"""The months in "quinzaine": less than one."""

YEAR_OF_EVENT = re.compile(f"[^{KINDS['unit']}]{KINDS['the']}{KINDS['year']}$")
"""As in "jailed for the 2019 attack"."""

ROUND_COUNT = 50


def _part_of_month(phrase: Phrase, moment: Moment) -> Days:
    """As in "la dernière semaine d'août", "the second half of June"."""
    month = phrase.word("month", "weak_month").low
    year = phrase.word("year").low if phrase.has("year") else None
    first = date(year, month, 1) if year else calendar.month_until(moment.latest, month)
    days = calendar.whole_months(first.year, month, 1)
    rank = phrase.word("ordinal", "rank").low if phrase.has("ordinal", "rank") else None
    if phrase.has("fraction"):
        return calendar.half(days, is_first=rank == 1)
    if phrase.word("unit").name != "week":
        raise ValueError("only weeks and halves part a month")
    return calendar.week_of(days, rank)


def narrowed(phrase: Phrase, days: Days) -> Days:
    """The span, or its early, mid or late third; a period where the words say "during" or "alone"."""
    if phrase.has("phase"):
        for word in reversed(phrase.words("phase")):
            days = calendar.third(days, word.name)
        return days
    return days._replace(is_period=phrase.has("during", "only", "here"))


def _month(phrase: Phrase, moment: Moment) -> Days:
    month = phrase.word("month", "weak_month").low
    if phrase.has("year"):
        return narrowed(phrase, calendar.whole_months(phrase.word("year").low, month, 1))
    start = calendar.month_until(moment.latest, month)
    if phrase.has("next") and start <= moment.latest:
        start = shifted(start, "year", 1)
        return narrowed(phrase, calendar.whole_months(start.year, month, 1))._replace(
            is_future=True
        )
    if phrase.has("last") and (start.year, month) == (moment.latest.year, moment.latest.month):
        start = shifted(start, "year", -1)
    return narrowed(phrase, calendar.whole_months(start.year, month, 1))


def _month_of_named_year(phrase: Phrase, moment: Moment) -> Days:
    """As in "March last year", "en octobre de cette année"."""
    year = moment.reference.year - phrase.has("last")
    return _month_of(phrase, year)


def _month_of_that_year(phrase: Phrase, moment: Moment) -> Days:
    """As in "in October that year", "en octobre de la même année": the year told of last."""
    return _month_of(phrase, moment.antecedent.year)


def _month_of(phrase: Phrase, year: int) -> Days:
    if phrase.words("unit")[-1].name != "year":
        raise ValueError("a month has a year only")
    month = phrase.word("month", "weak_month").low
    days = calendar.whole_months(year, month, 1)
    return narrowed(phrase, days) if phrase.has("phase", "during") else days


def _season(phrase: Phrase, moment: Moment) -> Days:
    month, length = phrase.word("season").low, 3
    if phrase.has("year"):
        year = phrase.word("year").low
        return calendar.whole_months(year - (month == calendar.MONTHS_PER_YEAR), month, length)
    start = calendar.month_until(moment.latest, month)
    if phrase.has("last") and shifted(start, "month", length) > moment.latest:
        start = shifted(start, "year", -1)
    return calendar.whole_months(start.year, month, length)


def _year(phrase: Phrase, _: Moment) -> Days:
    year = calendar.whole_months(phrase.word("year").low, 1, calendar.MONTHS_PER_YEAR)
    return year if YEAR_OF_EVENT.search(phrase.kinds) else narrowed(phrase, year)


def _year_of(phrase: Phrase, moment: Moment) -> Days:
    """As in "l'accord de 2016", "the 2014 attack"; a round number may be a count ("de 2000")."""
    if phrase.word("year").low % ROUND_COUNT == 0:
        raise ValueError("may be a count")
    return _year(phrase, moment)


def _decade(phrase: Phrase, _: Moment) -> Days:
    year = phrase.word("year", "decade").low
    if phrase.has("units") and phrase.word("units").name != "year":
        raise ValueError("only years make a decade")
    return narrowed(phrase, calendar.calendar_unit(date(year, 1, 1), "decade"))


def _fraction(phrase: Phrase, moment: Moment) -> Days:
    length = phrase.word("fraction").low
    if length == HALF_MONTH:
        raise ValueError("half of which month?")
    if phrase.has("last", "shift"):
        month = moment.reference.month - (moment.reference.month - 1) % length
        start = shifted(date(moment.reference.year, month, 1), "month", -length)
        return calendar.whole_months(start.year, start.month, length)._replace(is_period=True)
    month = (phrase.word("ordinal", "rank").low - 1) * length + 1
    if month > calendar.MONTHS_PER_YEAR or not phrase.has("in", "during", "to", "of", "year"):
        raise ValueError("no part of a year")
    year = calendar.month_until(moment.reference, month).year
    year = phrase.word("year").low if phrase.has("year") else year
    return calendar.whole_months(year, month, length)._replace(is_period=True)


MONTHS: Mapping[str, Resolver] = {
    "part_of_month": _part_of_month,
    "month_of_year": _month,
    "month_of_named_year": _month_of_named_year,
    "month_of_that_year": _month_of_that_year,
    "month": _month,
    "season": _season,
    "year": _year,
    "year_of": _year_of,
    "decade": _decade,
    "fraction": _fraction,
    "bare_month": _month,
    "bare_year": _year,
}
