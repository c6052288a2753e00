"""The dateline and the heading of an article: what they say about the day of publication.

Sharpening never leaves the publication interval that is known, and never guesses: without a stated
day the interval stays as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from pipelines.extract.dates import Published, find_dates
from pipelines.extract.model import DateMention
from pipelines.lexicons.date_kinds import KINDS
from pipelines.lexicons.dates import DateWords

HEADING_LENGTH = 300
"""Characters at the beginning of a text in which a dateline or heading may stand."""

CREDIT_WORDS = 8  # "( AFP / Jean DUPONT )", at the end of a caption
CAPTION_WITHIN = 600
"""Characters in which the caption of a picture and the first weekday stand."""

NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+"
COUNTRY = r"\s?\([^)\n]{2,40}\)|, [^\W\d_][\w '’-]{2,30}"
MONTH_NAME = r"[^\W\d_]{3,10}\.?"
DAY = (
    rf"(?:[^\W\d_]{{3,10}},?\s)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s{MONTH_NAME}|{MONTH_NAME}\s\d{{1,2}})"
    r"(?:,?\s\d{4})?"
)
DATELINE = re.compile(
    rf"(?:^|\n)[ \t]*(?P<place>{NAME}(?:[ /]{NAME}){{0,3}})(?:{COUNTRY})?"
    rf",\s?{DAY}\s?(?:\([^)\n]{{2,30}}\)\s?)?[–—:-](?=\s)"
)
"""PLACE[ (Country)], DAY[ (AGENCY)] – as the agencies write it; or with a colon."""

EXACT_RULES = frozenset({"date.day", "date.numeric"})
APPOSITION = re.compile(r"[\s,(]{1,3}")
TIME_OF_DAY = re.compile(r"[\s,.àat-]*[\d:h]{0,5}[\s.)]*")
WORDS_BEFORE_STAMP = 3
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
YEAR_WITHIN = 1500
"""Characters before a day in which a year may be named."""


def dateline(text: str) -> tuple[int, int] | None:
    """Where "BAMAKO, 15 mars (AFP) –" stands at the head of the text, as [start, end); else None."""
    match = DATELINE.search(text, 0, min(len(text), HEADING_LENGTH))
    return (match.start("place"), match.end()) if match else None


def sharpen(text: str, words: DateWords, published: Published) -> Published:
    """The publication interval, narrowed to one day where the article itself names that day.

    Read are the dateline, a full date alone on a line of the heading, and "hier, mardi 13 août".
    """
    if published[0] is not None and published[0] == published[1]:
        return published
    heading = text[:HEADING_LENGTH]
    mentions = find_dates(heading, _lowered(heading), words, published)
    days = (
        _dateline_day(heading, mentions),
        _own_line(heading, mentions),
        _told(heading, mentions, words),
    )
    day = next((day for day in days if day is not None and _is_within(day, published)), None)
    return (day, day) if day is not None else _within_week_of_caption(text, words, published)


def _within_week_of_caption(text: str, words: DateWords, published: Published) -> Published:
    """ "Des policiers à Puno, le 11 janvier 2023 (AFP)", and further on "mercredi", which that day was: the
    article is of the days up to the next such weekday.
    """
    opening = text[:CAPTION_WITHIN]
    mentions = find_dates(opening, _lowered(opening), words, published)
    for told in filter(_exact, mentions):
        credit = opening[told.text_end :].split("\n", 1)[0].split()
        is_caption = bool(YEAR.search(told.text)) and len(credit) <= CREDIT_WORDS
        if told.start is None or not is_caption or not _is_within(told.start, published):
            continue
        own = (told.start, told.start)
        weekdays = (m.text for m in mentions if m.rule_id == "date.weekday")
        read = (find_dates(day, _lowered(day), words, own) for day in weekdays)
        if any(found and (found[0].start, found[0].end) == own for found in read):
            last = told.start + timedelta(days=6)
            return told.start, min(last, published[1]) if published[1] else last
    return published


def not_before(
    text: str, harmed: Sequence[tuple[int, int]], words: DateWords, published: Published
) -> Published:
    """The publication interval without the days before the last one that the article tells of as past.

    `harmed` are the sentences that tell of harm, in order: a day elsewhere may be one to come, unless it
    is "le 19 mai dernier", and one behind another year is of that year.
    """
    first, last = published
    if first is None or last is None or first == last:
        return published
    for mention in filter(_exact, find_dates(text, _lowered(text), words, published)):
        day, behind = mention.start, bisect_right(harmed, (mention.text_start, len(text)))
        is_past = behind > 0 and mention.text_start < harmed[behind - 1][1]
        is_past |= any(_is_last(word, words) for word in mention.text.lower().split())
        if day and first < day <= last and is_past and _is_of_year(mention, text):
            first = day
    return first, last


def _is_last(word: str, words: DateWords) -> bool:
    return word in words.vocabulary and words.vocabulary[word].kind == KINDS["last"]


def _is_of_year(mention: DateMention, text: str) -> bool:
    """Whether the year named last, up to the day itself, is its own; none may be named."""
    years = YEAR.findall(text, max(0, mention.text_start - YEAR_WITHIN), mention.text_end)
    return not years or (mention.start is not None and int(years[-1]) == mention.start.year)


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _exact(mention: DateMention) -> bool:
    return mention.rule_id in EXACT_RULES and mention.start == mention.end is not None


def _dateline_day(heading: str, mentions: list[DateMention]) -> date | None:
    span = dateline(heading)
    if span is None:
        return None
    inside = (m for m in mentions if span[0] <= m.text_start and m.text_end <= span[1])
    return next((m.start for m in inside if _exact(m)), None)


def _own_line(heading: str, mentions: list[DateMention]) -> date | None:
    """A date with its year that ends a short line: "Publié le 15 août 2019", "15 August 2019"."""
    for mention in mentions:
        line_start = heading.rfind("\n", 0, mention.text_start) + 1
        before = heading[line_start : mention.text_start]
        after = heading[mention.text_end :].split("\n", 1)[0]
        if _exact(mention) and re.search(r"\d{4}", mention.text) and _is_stamp(before, after):
            return mention.start
    return None


def _is_stamp(before: str, after: str) -> bool:
    """At most three words before the date, and nothing but a time of day after it."""
    return len(before.split()) <= WORDS_BEFORE_STAMP and bool(TIME_OF_DAY.fullmatch(after))


def _told(heading: str, mentions: list[DateMention], words: DateWords) -> date | None:
    """The day of speaking in "Hier, mardi 13 août" follows from both."""
    for told, exact in pairwise(mentions):
        between = heading[told.text_end : exact.text_start]
        if told.rule_id == "date.relative" and _exact(exact) and APPOSITION.fullmatch(between):
            spoken = find_dates(told.text, _lowered(told.text), words, (exact.start, exact.start))
            if exact.start and spoken and spoken[0].start:
                return exact.start + (exact.start - spoken[0].start)
    return None


def _is_within(day: date, published: Published) -> bool:
    first, last = published
    return (first is None or first <= day) and (last is None or day <= last)
