"""What points of time mean that are counted from another day: "il y a deux ans", "two days later".

One function per rule of patterns.POINTS, under the same name; the others stand in
points.py. Each reads its phrase from one Moment; ValueError says that the words name no day.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pipelines.extract.dates import calendar
from pipelines.extract.dates.calendar import Days, Moment, one_day, shifted
from pipelines.extract.dates.phrases import Phrase
from pipelines.lexicons.date_kinds import KINDS

Resolver = Callable[[Phrase, Moment], Days]

A_DAY = timedelta(days=1)
LAST_DAY = KINDS["last"] + KINDS["unit"]
LESS = -1
"""The value of "less than" among the words that qualify a number."""

COUNTS = ("digits", "number", "amount")
RECENT = {"hour": 24, "day": 6, "week": 4, "month": 6, "year": 5, "decade": 2}
"""How far "ces derniers jours" or "in recent weeks" is taken to reach back, in its own unit."""


LONG_UNITS = frozenset({"month", "year"})
HALVES = {
    "day": ("hour", 12),
    "week": ("day", 3),
    "month": ("day", 15),
    "year": ("month", 6),
    "decade": ("year", 5),
}
"""What "and a half" adds to a count of units."""


def counted_back(phrase: Phrase, moment: Moment, default: int = 1) -> Days:
    """The period of so many units, or of the default number of them, up to now."""
    counts = phrase.words(*COUNTS)
    count = counts[0].high if counts else default
    unit = phrase.word("unit", "units").name
    start = shifted(moment.reference, unit, -count)
    if phrase.has("half") and unit in HALVES:
        part, more = HALVES[unit]
        start = shifted(start, part, -more)
    return Days(start, moment.reference, is_period=True)


def _rolling(phrase: Phrase, moment: Moment) -> Days:
    unit = phrase.word("unit", "units").name
    if unit == "day" and phrase.kinds.endswith(LAST_DAY) and not phrase.has("in", "during"):
        raise ValueError("the last day of what?")
    if not (phrase.has("lasts", "last", "past") or unit in LONG_UNITS):
        raise ValueError("of those days: of which?")
    recent = RECENT.get(unit, 1)
    return counted_back(phrase, moment, recent if phrase.has("units", "lasts") else 1)


def _duration(phrase: Phrase, moment: Moment) -> Days:
    days = counted_back(phrase, moment)
    if phrase.word("unit", "units").name == "day" and days.end and days.end - A_DAY == days.start:
        raise ValueError("in a single day: on which?")
    return days


def _warred(phrase: Phrase, moment: Moment) -> Days:
    """As in "ten weeks of fighting", "the two-year war", "la guerre, dans sa quatrième année": up to now."""
    if not phrase.has("ordinal", "rank"):
        return counted_back(phrase, moment)
    rank, unit = phrase.word("ordinal", "rank").low, phrase.word("unit").name
    start = shifted(moment.reference, unit, -max(rank - 1, 1))
    return Days(start, moment.reference, is_period=True)


def _firsts(phrase: Phrase, moment: Moment) -> Days:
    units = [word.name for word in phrase.words("unit", "units")]
    if not phrase.has("of") and units[0] != "month":
        raise ValueError("the first days of what?")
    if phrase.has("ordinal") and phrase.word("ordinal").low != 1:
        raise ValueError("only the first ones count from the start")
    year = phrase.word("year").low if phrase.has("year") else moment.reference.year
    year -= phrase.has("last") and units[-1] == "year"
    base = date(year, 1, 1)
    if phrase.has("month", "weak_month"):
        month = phrase.word("month", "weak_month").low
        is_told = phrase.has("year")
        base = date(year, month, 1) if is_told else calendar.month_until(moment.latest, month)
    elif len(units) > 1 and not phrase.has("year", "last"):
        base = calendar.calendar_unit(moment.reference, units[1]).start or base
    return Days(base, shifted(base, units[0], phrase.word(*COUNTS).low) - A_DAY, is_period=True)


def _ago(phrase: Phrase, moment: Moment) -> Days:
    """So many days or weeks ago is a day; months and years ago are the calendar's whole ones."""
    count, unit = phrase.word(*COUNTS), phrase.word("unit", "units").name
    if phrase.has("to_the_day"):
        return one_day(shifted(moment.reference, unit, -count.high))
    if _is_less(phrase):
        return _within(moment.reference, unit, count.high)
    if unit == "week":
        ends = (shifted(moment.reference, unit, -n) for n in (count.high, count.low))
        return Days(next(ends), next(ends))
    return _calendar_units(moment.reference, unit, -count.high, -count.low)


def _calendar_units(day: date, unit: str, first: int, last: int) -> Days:
    """The whole weeks, months or years from `first` to `last` units after a day."""
    start = calendar.calendar_unit(shifted(day, unit, first), unit).start
    return Days(start, calendar.calendar_unit(shifted(day, unit, last), unit).end)


def _shifted(phrase: Phrase, moment: Moment) -> Days:
    unit, sign = phrase.word("unit", "units").name, phrase.word("shift", "after").low
    counts = phrase.words(*COUNTS)
    low, high = (counts[0].low, counts[0].high) if counts else (1, 1)  # "the day after, …"
    first, last = sorted((sign * low, sign * high))
    if unit in ("hour", "day", "week"):
        return Days(shifted(moment.antecedent, unit, first), shifted(moment.antecedent, unit, last))
    return _calendar_units(moment.antecedent, unit, first, last)


def _is_less(phrase: Phrase) -> bool:
    """Whether fewer than so many units are meant: "moins d'une semaine après"."""
    return any(word.low == LESS for word in phrase.words("only"))


def _within(day: date, unit: str, count: int) -> Days:
    """From so many units before a day to the one before it."""
    start = shifted(day, unit, -count)
    return Days(min(start, day - A_DAY), day - A_DAY)


def _after(phrase: Phrase, moment: Moment) -> Days:
    """As in "deux jours après l'attaque", told on the day of the account: the attack came before."""
    counts = phrase.words(*COUNTS)
    unit = "day" if phrase.has("day_after") else phrase.word("unit", "units").name
    low, high = (1, RECENT[unit]) if phrase.has("units") else (1, 1)
    if counts:
        low, high = counts[0].low, counts[0].high
    elif unit == "hour":
        low = high = 0  # "hours after the blast": of one day
    if _is_less(phrase):
        return _within(moment.antecedent, unit, high)
    if unit == "year":
        return _calendar_units(moment.antecedent, unit, -high, -low)
    return Days(shifted(moment.antecedent, unit, -high), shifted(moment.antecedent, unit, -low))


def _adjacent(phrase: Phrase, moment: Moment) -> Days:
    """As in "la semaine précédente", "the following month", "the two previous years"."""
    unit, sign = phrase.word("unit", "units").name, phrase.word("shift").low
    counts = phrase.words(*COUNTS)
    ends = sorted((sign, sign * counts[0].low if counts else sign))
    return _calendar_units(moment.antecedent, unit, *ends)


def _that_unit(phrase: Phrase, moment: Moment) -> Days:
    return calendar.calendar_unit(moment.antecedent, phrase.word("unit").name)


def _same_span(phrase: Phrase, moment: Moment) -> Days:
    """As in "over the same period last year": each end of the span told of last, in that year."""
    day, back = moment.antecedent, 0
    if phrase.has("year"):
        back = day.year - phrase.word("year").low
    elif phrase.has("last", "shift"):
        back = phrase.words(*COUNTS)[-1].low if phrase.has(*COUNTS) else 1
    start = shifted(day, "year", -back)
    return Days(start, start, is_period=True)


def _ahead(phrase: Phrase, moment: Moment) -> Days:
    count, unit = phrase.words(*COUNTS), phrase.word("unit", "units").name
    low, high = (count[0].low, count[0].high) if count else (1, 1)
    ends = [shifted(moment.reference, unit, n) for n in (low, high)]
    return Days(ends[0], ends[1], is_future=True)


def _so_far(phrase: Phrase, moment: Moment) -> Days:
    start = date(phrase.word("year").low, 1, 1) if phrase.has("year") else None
    return Days(start, moment.reference, is_period=True)


COUNTED: Mapping[str, Resolver] = {
    "rolling": _rolling,
    "warred": _warred,
    "firsts": _firsts,
    "ago": _ago,
    "shifted": _shifted,
    "after": _after,
    "adjacent": _adjacent,
    "that_unit": _that_unit,
    "same_span": _same_span,
    "duration": _duration,
    "ahead": _ahead,
    "so_far": _so_far,
}
ANAPHORIC = frozenset(
    {
        *("anaphor", "shifted", "after", "adjacent", "that_unit", "since_then", "weekday_beside"),
        *("month_of_that_year", "day_of_that_year", "same_span"),
    }
)
"""Rules that count from an earlier day of the text."""


def looks_back(phrase: Phrase) -> bool:
    """Whether a day before the one told of is meant: "la veille", not "ce jour-là" nor "le lendemain"."""
    return all(word.low < 0 for word in phrase.words("anaphor", "shift"))


def counts_from_publication(rule: str, phrase: Phrase) -> bool:
    """Whether, with no earlier day in the text, the publication may stand in: looking back only."""
    ahead = any(word.low > 0 for word in phrase.words("anaphor", "shift"))
    return not ahead and rule not in (
        "that_unit",
        "since_then",
        "month_of_that_year",
        "day_of_that_year",
        "same_span",
    )
