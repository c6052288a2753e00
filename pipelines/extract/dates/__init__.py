"""Time expressions in text → intervals of days, by a grammar of our own shared by all languages.

How words become tokens stands in phrases.py, the rules in patterns.py, their meaning in
points.py, months.py, feasts.py, counted.py and spans.py. Whose a date is is not decided here.
"""

from collections.abc import Iterator
from datetime import date

from pipelines.extract.dates.calendar import Days, Moment
from pipelines.extract.dates.counted import (
    ANAPHORIC,
    LONG_UNITS,
    counts_from_publication,
    looks_back,
)
from pipelines.extract.dates.patterns import expressions, inner_points
from pipelines.extract.dates.phrases import Phrase, read_phrase
from pipelines.extract.dates.points import POINTS
from pipelines.extract.dates.spans import SPANS
from pipelines.extract.model import DateMention
from pipelines.lexicons.date_kinds import KINDS
from pipelines.lexicons.dates import DateWords

Published = tuple[date | None, date | None]

RESOLVERS = {**POINTS, **SPANS}
LOOK_BACK = 1500
"""Characters before the sentence in which "la veille" finds its day."""

UNKNOWN = (date(1951, 2, 3), date(2048, 11, 28))
"""Two days of publication that differ in all: what resolves equally from both needs neither."""

LONGEST = {1: 1, 2: 6, 3: 7, 4: 31}
"""UCDP date_prec and the most days it allows; longer is 5."""
MONTH, VAGUE = 4, 5
_BARE_DAY, _AFTER, _ANAPHOR, _SINCE_THEN = "bare_day", "after", "anaphor", "since_then"
_BOUNDS = frozenset({"from", "until"})
_NAMING = (KINDS["of"], KINDS["the"])
"""What names the event from whose day "la veille de l'attaque", "the day before the raid" counts."""

_POSSESSIVES = ("'s", "’s")
COUNTED_FROM_MONTHS = frozenset(
    {"shifted", "adjacent", "that_unit", "month_of_that_year", "day_of_that_year"}
)
"""Rules by which "un an plus tôt" or "le mois précédent" goes back from a month: "en novembre"."""

_YEARS = frozenset({"date.year", "date.year_of"})

DAY_AND_NIGHT = 2


def find_dates(
    text: str,
    lowered: str,
    words: DateWords,
    published: Published,
    start: int = 0,
    end: int | None = None,
) -> list[DateMention]:
    """All time expressions of text[start:end], in reading order.

    `lowered` is the text in lower case and of equal length. A publication interval wider than a
    day gives intervals of all days possible; without one, what depends on it has no days.
    """
    end = len(text) if end is None else end
    if len(lowered) != len(text):
        return []
    phrase = read_phrase(text, lowered, words, start, end)
    found: list[DateMention] = []
    day: Published | None = None
    event: Published | None = None
    month: Published | None = None
    year: Published | None = None
    for rule, part, behind in _expressions(phrase, words):
        rule, part = _owned(text, rule, part)
        told = day
        if _counts_months(rule, part):
            told = (year or month) if _counts_years(rule, part) else month
        if rule == _BARE_DAY:
            if month is None and start:
                month = _month_before(text, lowered, words, published, start)
            told = (month[0], month[0]) if month is not None else told  # "En avril … Le 13, …"
        if rule == _SINCE_THEN:
            told = told or month or year
        if rule in ANAPHORIC and told == published and not looks_back(part):
            told = event  # "…, a annoncé vendredi le ministre. Le lendemain …": not of the telling
        if rule == _AFTER or (rule == _ANAPHOR and behind in _NAMING):
            told = _first_told(text, lowered, words, published, start) or told
        if rule in ANAPHORIC and told is None and start:
            told = _told_before(text, lowered, words, published, start, (rule, part))
        mention = _read(text, rule, part, published, told)
        if mention is not None:
            found.append(mention)
            day = (mention.start, mention.end) if mention.is_day else day
            event = day if day != published else event
            if _is_day_or_month(mention):
                month, year = (mention.start, mention.end), None
            elif _is_year(mention):
                year = (mention.start, mention.end)
    return found


def _expressions(phrase: Phrase, words: DateWords) -> Iterator[tuple[str, Phrase, str]]:
    """The rule, the words and the kind of the word behind of each expression."""
    pattern = expressions(words.month_before_day, words.bare_day)
    for match in pattern.finditer(phrase.kinds):
        behind = phrase.kinds[match.end() : match.end() + 1]
        yield match.lastgroup or "", phrase.part(*match.span()), behind


def _owned(text: str, rule: str, part: Phrase) -> tuple[str, Phrase]:
    """ "The toll from Thursday's air strike", "hit by Friday's blast": a day, not a period."""
    if rule not in _BOUNDS or not text.startswith(_POSSESSIVES, part.tokens[-1].end):
        return rule, part
    day = part.part(1, len(part.kinds))
    match = inner_points().fullmatch(day.kinds)
    return (match.lastgroup, day) if match is not None and match.lastgroup else (rule, part)


def _counts_months(rule: str, part: Phrase) -> bool:
    """Whether whole months or years are counted, back from a month if one was told of last."""
    return rule in COUNTED_FROM_MONTHS and part.word("unit", "units").name in LONG_UNITS


def _counts_years(rule: str, part: Phrase) -> bool:
    """Whether "the year before" goes back from a year as from a day: "in 2016"."""
    return _counts_months(rule, part) and part.words("unit", "units")[-1].name == "year"


def _is_year(mention: DateMention) -> bool:
    return mention.rule_id in _YEARS and mention.start is not None


def _is_day_or_month(mention: DateMention) -> bool:
    is_month = not mention.is_period and mention.precision == MONTH
    return mention.is_day or (is_month and mention.start is not None)


def _told_before(
    text: str,
    lowered: str,
    words: DateWords,
    published: Published,
    start: int,
    asked: tuple[str, Phrase],
) -> Published | None:
    """The nearest day told before the sentence; a chain of "la veille" is not followed further."""
    phrase = read_phrase(text, lowered, words, max(0, start - LOOK_BACK), start)
    for rule, part, _ in reversed(list(_expressions(phrase, words))):
        mention = None if rule in ANAPHORIC else _read(text, rule, part, published, None)
        if mention is None or mention.start is None:
            continue
        if (mention.start, mention.end) == published and not looks_back(asked[1]):
            continue
        is_open = asked[0] == _SINCE_THEN
        counts_months = is_open or _counts_months(*asked)
        if mention.is_day or (counts_months and _is_day_or_month(mention)):
            return mention.start, mention.end
        if (is_open or _counts_years(*asked)) and _is_year(mention):
            return mention.start, mention.end
    return None


def _month_before(
    text: str, lowered: str, words: DateWords, published: Published, start: int
) -> Published | None:
    """The day or month told last before the sentence; a day of publication tells of no month."""
    phrase = read_phrase(text, lowered, words, max(0, start - LOOK_BACK), start)
    for rule, part, _ in reversed(list(_expressions(phrase, words))):
        mention = None if rule in ANAPHORIC else _read(text, rule, part, published, None)
        if mention is not None and mention.start is not None and _is_day_or_month(mention):
            return mention.start, mention.end
    return None


def _first_told(
    text: str, lowered: str, words: DateWords, published: Published, end: int
) -> Published | None:
    """The story's own day, "The massacre came a day after …": the first told, save the publication."""
    phrase = read_phrase(text, lowered, words, 0, min(end, LOOK_BACK))
    for rule, part, _ in _expressions(phrase, words):
        mention = None if rule in ANAPHORIC else _read(text, rule, part, published, None)
        if mention is not None and mention.is_day and (mention.start, mention.end) != published:
            return mention.start, mention.end
    return None


def _read(
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
