"""The day, month or year told of before, from which "la veille", "un an plus tôt" or "le 13" count.

What does not belong here: what such words mean then (points, counted).
"""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.extract.dates.counted import ANAPHORIC, LONG_UNITS, looks_back
from pipelines.extract.dates.phrases import Phrase, read_phrase
from pipelines.extract.dates.reading import Published, read, read_expressions
from pipelines.extract.model import DateMention
from pipelines.lexicons.dates import DateWords

LOOK_BACK = 1500
"""Characters before the sentence in which "la veille" finds its day."""

COUNTED_FROM_MONTHS = frozenset(
    {"shifted", "adjacent", "that_unit", "month_of_that_year", "day_of_that_year"}
)
"""Rules by which "un an plus tôt" or "le mois précédent" goes back from a month: "en novembre"."""

_MONTH = 4  # UCDP date_prec
_SINCE_THEN = "since_then"
SAME_SPAN = "same_span"
"""The rule of "over the same period last year": a span told of, not a day."""
_RANGE = "date.range"
_YEARS = frozenset({"date.year", "date.year_of"})


def counts_months(rule: str, part: Phrase) -> bool:
    """Whether whole months or years are counted, back from a month if one was told of last."""
    return rule in COUNTED_FROM_MONTHS and part.word("unit", "units").name in LONG_UNITS


def counts_years(rule: str, part: Phrase) -> bool:
    """Whether "the year before" goes back from a year as from a day: "in 2016"."""
    return counts_months(rule, part) and part.words("unit", "units")[-1].name == "year"


def is_year(mention: DateMention) -> bool:
    """Whether a year is told of."""
    return mention.rule_id in _YEARS and mention.start is not None


def is_day_or_month(mention: DateMention) -> bool:
    """Whether a day or a month is told of, from which months may be counted."""
    is_month = not mention.is_period and mention.precision == _MONTH
    return mention.is_day or (is_month and mention.start is not None)


def is_span(mention: DateMention) -> bool:
    """Whether more than a day is told of from its beginning to its end."""
    return not mention.is_day and None not in (mention.start, mention.end)


def told_before(
    text: str,
    lowered: str,
    words: DateWords,
    published: Published,
    start: int,
    asked: tuple[str, Phrase],
) -> Published | None:
    """The nearest day told before the sentence; a chain of "la veille" is not followed further."""
    is_open = asked[0] == _SINCE_THEN
    has_months = is_open or counts_months(*asked)
    has_years = is_open or counts_years(*asked)
    for mention in _before(text, lowered, words, published, start):
        days = mention.start, mention.end
        if mention.start is None or (days == published and not looks_back(asked[1])):
            continue
        if asked[0] == SAME_SPAN:
            if is_span(mention):
                return days
        elif (
            mention.is_day
            or (has_months and is_day_or_month(mention))
            or (has_years and is_year(mention))
        ):
            return days
    return None


def of_told_length(
    text: str,
    lowered: str,
    words: DateWords,
    published: Published,
    lasting: DateMention,
    part: Phrase,
) -> DateMention | None:
    """So many days as the span told before: "from 7 to 11 May … over the four days"; without such a span these
    are none, and "in four days" are the last ones.
    """
    if not (lasting.start and lasting.end):
        return lasting
    days = (lasting.end - lasting.start).days
    for mention in _before(text, lowered, words, published, lasting.text_start):
        if mention.rule_id == _RANGE and mention.start and mention.end:
            if (mention.end - mention.start).days in (days - 1, days):
                return replace(lasting, start=mention.start, end=mention.end, is_period=False)
            break
    return None if part.has("during") else lasting


def month_before(
    text: str, lowered: str, words: DateWords, published: Published, start: int
) -> Published | None:
    """The day or month told last before the sentence; a day of publication tells of no month."""
    for mention in _before(text, lowered, words, published, start):
        if mention.start is not None and is_day_or_month(mention):
            return mention.start, mention.end
    return None


def _before(
    text: str, lowered: str, words: DateWords, published: Published, start: int
) -> Iterator[DateMention]:
    """What is told before a sentence without counting from another day, the nearest first."""
    phrase = read_phrase(text, lowered, words, max(0, start - LOOK_BACK), start)
    for rule, part, _ in reversed(list(read_expressions(phrase, words))):
        mention = None if rule in ANAPHORIC else read(text, rule, part, published, None)
        if mention is not None:
            yield mention


def first_told(
    text: str, lowered: str, words: DateWords, published: Published, end: int
) -> Published | None:
    """The story's own day, "The massacre came a day after …": the first told, save the publication."""
    phrase = read_phrase(text, lowered, words, 0, min(end, LOOK_BACK))
    for rule, part, _ in read_expressions(phrase, words):
        mention = None if rule in ANAPHORIC else read(text, rule, part, published, None)
        if mention is not None and mention.is_day and (mention.start, mention.end) != published:
            return mention.start, mention.end
    return None
