"""Time expressions in text → intervals of days, by a grammar of our own shared by all languages.

How words become tokens stands in phrases.py, the rules in patterns.py, their meaning in
points.py, months.py, feasts.py, counted.py and spans.py; reading.py makes a mention of one, and
antecedents.py finds the day from which it counts. Whose a date is is not decided here.
"""

import re
from dataclasses import dataclass

from pipelines.extract.dates.antecedents import (
    SAME_SPAN,
    counts_months,
    counts_years,
    first_told,
    is_day_or_month,
    is_span,
    is_year,
    month_before,
    of_told_length,
    told_before,
)
from pipelines.extract.dates.counted import ANAPHORIC, looks_back
from pipelines.extract.dates.phrases import Phrase, read_phrase
from pipelines.extract.dates.reading import Published, owned, read, read_expressions
from pipelines.extract.model import DateMention
from pipelines.lexicons.date_kinds import KINDS
from pipelines.lexicons.dates import DateWords

_BARE_DAY, _AFTER, _ANAPHOR, _SINCE_THEN = "bare_day", "after", "anaphor", "since_then"
_DURATION, _UNTIL = "duration", "date.until"
_WEEKDAY, _BRACKET = "weekday", " ("
_NARROWING = frozenset({"day", "month", "weekday"})
_DATED = ("year", "last", "this", "next")
_APPOSED = re.compile(r"\s*[,(]\s*")
"""What stands between a year and the day of it that is told next."""
_OPENS = 8  # characters before the day with which a sentence begins: "Also on "
_NAMING = (KINDS["of"], KINDS["the"])
"""What names the event from whose day "la veille de l'attaque", "the day before the raid" counts."""


@dataclass(slots=True)
class _Last:
    """What was told last of each kind: a day, one that is not of the publication, a month, a year, a span."""

    day: Published | None = None
    event: Published | None = None
    month: Published | None = None
    year: Published | None = None
    span: Published | None = None

    def keep(self, mention: DateMention, published: Published) -> None:
        days = mention.start, mention.end
        self.span = days if is_span(mention) else self.span
        if mention.is_day:
            self.day = days
        elif mention.rule_id == _UNTIL and mention.end:
            self.day = mention.end, mention.end  # "by Tuesday, a day after the wreck"
        self.event = self.day if self.day != published else self.event
        if is_day_or_month(mention):
            self.month, self.year = days, None
        elif is_year(mention):
            self.year = days


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
    last = _Last()
    for rule, part, behind in read_expressions(phrase, words):
        rule, part = owned(text, rule, part)
        told = last.day
        if counts_months(rule, part):
            told = (last.year or last.month) if counts_years(rule, part) else last.month
        if rule == SAME_SPAN:
            told = last.span
        if rule == _BARE_DAY:
            if last.month is None and start:
                last.month = month_before(text, lowered, words, published, start)
            told = (
                (last.month[0], last.month[0]) if last.month is not None else told
            )  # "En avril … Le 13, …"
        if rule == _SINCE_THEN:
            told = told or last.month or last.year
        if rule in ANAPHORIC and told == published and not looks_back(part):
            told = (
                last.event
            )  # "…, a annoncé vendredi le ministre. Le lendemain …": not of the telling
        if rule == _AFTER or (rule == _ANAPHOR and behind in _NAMING):
            is_own = rule == _AFTER and bool(found) and _opens(found[0], start)
            told = (
                (told if is_own else None)
                or first_told(text, lowered, words, published, start)
                or told
            )
        if rule in ANAPHORIC and told is None and start:
            told = told_before(text, lowered, words, published, start, (rule, part))
        mention = read(text, rule, part, published, told)
        if mention is not None and rule == _DURATION:
            mention = of_told_length(text, lowered, words, published, mention, part)
        if mention is not None:
            last.keep(_with_last(text, found, mention, rule, part), published)
    return found


def _with_last(
    text: str, found: list[DateMention], mention: DateMention, rule: str, part: Phrase
) -> DateMention:
    """Add a day to those found, in place of the last one where both tell of one; what was added comes back."""
    if found and _explains(text, found[-1], mention, rule):
        found.pop()  # "hier (vendredi)", said by who spoke on Saturday
    if found and (narrower := _within_last(text, found[-1], rule, part)):
        mention = narrower
        found.pop()
    found.append(mention)
    return mention


def _explains(text: str, last: DateMention, mention: DateMention, rule: str) -> bool:
    """ "Yesterday (Friday)": whether a weekday in brackets says which day another word means."""
    is_told = rule == _WEEKDAY and last.is_day and mention.is_day
    return is_told and text[last.text_end : mention.text_start] == _BRACKET


def _opens(mention: DateMention, start: int) -> bool:
    """ "Also Saturday, a soldier died, one day after …": whether a sentence begins with its day."""
    return mention.is_day and mention.text_start - start <= _OPENS


def _within_last(text: str, last: DateMention, rule: str, part: Phrase) -> DateMention | None:
    """ "Un an plus tôt, le 8 octobre, …", "last year, on October 8, …": a day of the year told before it."""
    if rule not in _NARROWING or last.is_period or last.is_day or part.has(*_DATED):
        return None
    if not _APPOSED.fullmatch(text, last.text_end, part.tokens[0].start):
        return None
    inner = read(text, rule, part, (last.end, last.end), None) if last.start else None
    is_within = inner and inner.start and last.start and last.start <= inner.start
    return inner if is_within and inner and inner.precision < last.precision else None
