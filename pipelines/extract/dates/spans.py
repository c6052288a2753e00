"""What expressions made of points mean: "de lundi à mercredi", "depuis début avril", "until May".

One function per rule of patterns.SPANS, under the same name; see points.py for points.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from pipelines.extract.dates import calendar
from pipelines.extract.dates.calendar import MONTHS_PER_YEAR, Days, Moment, shifted
from pipelines.extract.dates.counted import COUNTS, Resolver, counted_back
from pipelines.extract.dates.patterns import inner_points
from pipelines.extract.dates.phrases import Phrase
from pipelines.extract.dates.points import NUMBERS, resolve_point
from pipelines.lexicons.date_kinds import KINDS

LONGEST_OPERATION = timedelta(days=7)
"""A longer range is a period over which tolls accumulate, not one battle or raid."""

SEPARATORS = re.compile("[" + re.escape(KINDS["comma"] + KINDS["and"]) + "]")
LENGTH = re.compile(
    rf"[{KINDS['only']}]?[{''.join(KINDS[k] for k in COUNTS)}]{KINDS['half']}?"
    rf"[{KINDS['unit']}{KINDS['units']}]{KINDS['half']}?"
)
NUMBER_ONLY = re.compile(
    rf"{KINDS['the']}?[{KINDS['digits']}{KINDS['rank']}](?:{KINDS['comma']}?{KINDS['year']})?"
)


def _since(phrase: Phrase, moment: Moment) -> Days:
    if phrase.kinds[-1:] == KINDS["named_war"]:
        start = date.fromisoformat(phrase.word("named_war").name)
        return Days(start, max(start, moment.reference), is_period=True)
    point = phrase.part(1, len(phrase.kinds))
    return counted_back(point, moment) if LENGTH.fullmatch(point.kinds) else _from(point, moment)


def _from(point: Phrase, moment: Moment) -> Days:
    start = resolve_point(point, moment).start
    if start is None:
        raise ValueError("since when?")
    return Days(start, max(start, moment.reference), is_period=True)


def _launched(phrase: Phrase, moment: Moment) -> Days:
    """As in "a campaign launched in March", "l'opération lancée dimanche": from then until now."""
    return _from(phrase.split("launched")[1], moment)


def _began(phrase: Phrase, moment: Moment) -> Days:
    """As in "the war broke out on 3 May", "began its insurgency in 1984": until now, unless days ago."""
    point = resolve_point(phrase, moment)
    is_long_ago = point.start and moment.reference - point.start > LONGEST_OPERATION
    return _from(phrase, moment) if is_long_ago else point


def _couped(phrase: Phrase, moment: Moment) -> Days:
    """As in "le putsch du 25 octobre", "the October 25 coup": what is told of beside it goes on since."""
    before, behind = phrase.split("coup")
    return _began(behind if behind.kinds else before, moment)


def _since_then(_: Phrase, moment: Moment) -> Days:
    return Days(moment.antecedent, max(moment.antecedent, moment.reference), is_period=True)


def _window(phrase: Phrase, moment: Moment) -> Days:
    """As in "the six months to June", "la semaine close le 5 mai": so long before the end of it."""
    length, point = phrase.split("to", "ending")
    end = resolve_point(point, moment).end
    if end is None:
        raise ValueError("to when?")
    counts, unit = length.words(*COUNTS), length.word("unit", "units").name
    start = shifted(end + timedelta(days=1), unit, -(counts[0].high if counts else 1))
    return Days(start, end, is_period=True)


def _until(phrase: Phrase, moment: Moment) -> Days:
    return Days(None, resolve_point(phrase.part(1, len(phrase.kinds)), moment).end, is_period=True)


def _between(first: Phrase, last: Phrase, moment: Moment) -> Days:
    """From the first point to the last; the one without a month or year takes it from the other."""
    if NUMBER_ONLY.fullmatch(last.kinds):
        if last.has("year"):  # "between November 17 and 19, 2017"
            moment = moment._replace(latest=date(last.word("year").low, MONTHS_PER_YEAR, 31))
        start = resolve_point(first, moment).start
        end = calendar.day_of_month_after(start, last.word(*NUMBERS).low) if start else None
    else:
        right = resolve_point(last, moment)
        end = right.end
        if right.start is not None and not first.has("relative"):
            moment = moment._replace(reference=right.start, latest=right.start)
        start = resolve_point(first, moment).start
    if start is None or end is None:
        raise ValueError("a range needs two ends")
    start, end = min(start, end), max(start, end)
    return Days(start, end, is_period=end - start > LONGEST_OPERATION)


def _range(phrase: Phrase, moment: Moment) -> Days:
    if phrase.has("between"):
        return _between(*phrase.split("and"), moment)
    return _between(*phrase.split("to", "until"), moment)


def _list(phrase: Phrase, moment: Moment) -> Days:
    first = SEPARATORS.search(phrase.kinds, _first_point(phrase))
    before = phrase.part(0, first.start() if first else len(phrase.kinds))
    return _between(before, phrase.split("and")[1], moment)


def _lasting(phrase: Phrase, moment: Moment) -> Days:
    """As in "erupted on Friday and went on until Monday", "began on Friday and continued through Monday"."""
    return _between(phrase.split("and")[0], phrase.split("until", "ending", "to")[1], moment)


def _ended(phrase: Phrase, moment: Moment) -> Days:
    """As in "the three-day siege ended on Sunday": so many days up to and with that one."""
    length, last = phrase.split("ending")
    end, count = resolve_point(last, moment).end, length.word(*COUNTS).high
    if end is None or length.word("unit", "units").name != "day":
        raise ValueError("so many days up to when?")
    start = end - timedelta(days=count - 1)
    return Days(start, end, is_period=end - start > LONGEST_OPERATION)


def _first_point(phrase: Phrase) -> int:
    """Where the first item ends at the earliest: "mardi, 4 mai et …" has a comma of its own."""
    match = inner_points().match(phrase.kinds)
    return match.end() if match else 0


def _night(phrase: Phrase, moment: Moment) -> Days:
    if len(phrase.kinds) == 1:
        return Days(moment.reference - timedelta(days=1), moment.reference)
    evening = resolve_point(phrase.part(1, len(phrase.kinds)), moment)
    if phrase.has("to") and evening.start is not None:
        return Days(evening.start - timedelta(days=1), evening.end)
    return evening._replace(end=evening.end + timedelta(days=1)) if evening.end else evening


SPANS: Mapping[str, Resolver] = {
    "since": _since,
    "since_then": _since_then,
    "range": _range,
    "lasting": _lasting,
    "ended": _ended,
    "launched": _launched,
    "began": _began,
    "couped": _couped,
    "list": _list,
    "night": _night,
    "from": _since,
    "window": _window,
    "until": _until,
}
