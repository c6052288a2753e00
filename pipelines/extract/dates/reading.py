"""One time expression of a row of tokens: by which rule it is read, and the days that it means.

What belongs here: from a row to a mention, given the publication and the day told of before. What does
not: which day that is (antecedents).
"""

from collections.abc import Iterator
from datetime import date

from pipelines.extract.dates.calendar import Days, Moment
from pipelines.extract.dates.counted import ANAPHORIC, counts_from_publication
from pipelines.extract.dates.patterns import expressions, inner_points
from pipelines.extract.dates.phrases import Phrase
from pipelines.extract.dates.points import POINTS
from pipelines.extract.dates.spans import SPANS
from pipelines.extract.model import DateMention
from pipelines.lexicons.dates import DateWords

Published = tuple[date | None, date | None]

RESOLVERS = {**POINTS, **SPANS}
UNKNOWN = (date(1951, 2, 3), date(2048, 11, 28))
"""Two days of publication that differ in all: what resolves equally from both needs neither."""

LONGEST = {1: 1, 2: 6, 3: 7, 4: 31}
"""UCDP date_prec and the most days it allows; longer is 5."""
VAGUE = 5
_SINCE_THEN = "since_then"
_BOUNDS = frozenset({"from", "until"})
_POSSESSIVES = ("'s", "’s")
DAY_AND_NIGHT = 2


def read_expressions(phrase: Phrase, words: DateWords) -> Iterator[tuple[str, Phrase, str]]:
    """The rule, the words and the kind of the word behind of each expression."""
    pattern = expressions(words.month_before_day, words.bare_day)
    for match in pattern.finditer(phrase.kinds):
        behind = phrase.kinds[match.end() : match.end() + 1]
        yield match.lastgroup or "", phrase.part(*match.span()), behind


def owned(text: str, rule: str, part: Phrase) -> tuple[str, Phrase]:
    """ "The toll from Thursday's air strike", "hit by Friday's blast": a day, not a period."""
    if rule not in _BOUNDS or not text.startswith(_POSSESSIVES, part.tokens[-1].end):
        return rule, part
    day = part.part(1, len(part.kinds))
    match = inner_points().fullmatch(day.kinds)
    return (match.lastgroup, day) if match is not None and match.lastgroup else (rule, part)


def read(
    text: str, rule: str, phrase: Phrase, published: Published, day: Published | None
) -> DateMention | None:
    """None where the words name no date, such as 31 February."""
    if rule in ANAPHORIC and day is None and not counts_from_publication(rule, phrase):
        is_period = rule == _SINCE_THEN
        unknown = Days(None, published[1] if is_period else None, is_period)
        return _mention(text, rule, phrase, unknown, is_day=False)
    try:
        first, last = _moments(published, day)
        early = RESOLVERS[rule](phrase, first)
        late = early if first == last else RESOLVERS[rule](phrase, last)
    except (ValueError, OverflowError):
        return None
    is_day = not early.is_period and _is_day(early) and _is_day(late)
    return _mention(text, rule, phrase, _joined(early, late, published), is_day=is_day)


def _moments(published: Published, antecedent: Published | None) -> tuple[Moment, Moment]:
    """The earliest and the latest from which the words may have been written."""
    first, last = published
    if first is None or last is None:
        days = latest = UNKNOWN
    else:
        days, latest = (first, last), (last, last)
    bases = antecedent or days
    early = Moment(days[0], latest[0], bases[0] or days[0])
    return early, Moment(days[1], latest[1], bases[1] or days[1])


def _is_day(days: Days) -> bool:
    return bool(days.start and days.end and (days.end - days.start).days < DAY_AND_NIGHT)


def _joined(early: Days, late: Days, published: Published) -> Days:
    """All days possible; nothing told of the past reaches beyond the publication."""
    if None in published:
        start = early.start if early.start == late.start else None
        return late._replace(start=start, end=early.end if early.end == late.end else None)
    start, end, last = early.start, late.end, published[1]
    is_clipped = last and end and not late.is_future and end > last and (not start or start <= last)
    return late._replace(start=start, end=last if is_clipped else end)


def _mention(text: str, rule: str, phrase: Phrase, days: Days, *, is_day: bool) -> DateMention:
    first, last = phrase.tokens[0].start, phrase.tokens[-1].end
    return DateMention(
        text=text[first:last],
        text_start=first,
        text_end=last,
        start=days.start,
        end=days.end,
        precision=_precision(days),
        is_period=days.is_period,
        rule_id=f"date.{rule}",
        is_day=is_day,
    )


def _precision(days: Days) -> int:
    """UCDP's date_prec: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer or unknown."""
    if days.start is None or days.end is None:
        return VAGUE
    width = (days.end - days.start).days + 1
    return next((code for code, most in LONGEST.items() if width <= most), VAGUE)
