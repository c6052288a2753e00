"""When an article was published: what is written about it → an interval of days and a moment.

Dates inside the text belong to extraction; here is only the date of publication: of a header, a
key, a page or a feed.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from functools import lru_cache

FIRST_YEAR = 1605
"""The year of the first printed newspaper (Relation, Strasbourg): an earlier date is a slip."""

DAY_END = time(23, 59, 59)
"""What is known only to the day or the month counts from the end of it."""

_HEADER = re.compile(
    r"\s*date\s*:?\s+(\d{4}(?:-\d{1,2}){0,2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?)(?=\s|$)"
)
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_ISO = re.compile(r"\d{4}-?[\dW]")
_CLOCK = re.compile(r"\d[:h]\d\d")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Publication:
    """First and last day on which the article may have appeared, and the moment it counts from.

    The days are those of the place of publication, `at` is UTC without a time zone.
    """

    start: date
    end: date
    at: datetime


def header(text: str) -> re.Match[str] | None:
    """A header such as " date 2019-08 " at the very beginning; group 1 is the date as written."""
    return _HEADER.match(text)


@lru_cache(maxsize=4096)
def read_publication(written: str, language: str | None) -> Publication | None:
    """The interval that `written` stands for, None where it is no possible date.

    Read are a year, a month, a day or a moment of ISO 8601, RFC 822 as in feeds, and dates in the
    words or the order of day and month of `language`. A moment without a time zone is taken as UTC.
    """
    written = written.strip()
    try:
        found = _year_or_month(written) or _iso(written) or _other(written, language)
    except (ValueError, OverflowError):
        return None
    return found if found and found.start.year >= FIRST_YEAR else None


def _year_or_month(written: str) -> Publication | None:
    if _YEAR.fullmatch(written):
        return _days(date(int(written), 1, 1), date(int(written), 12, 31))
    if month := _MONTH.fullmatch(written):
        first = date(int(month[1]), int(month[2]), 1)
        return _days(first, first.replace(day=monthrange(first.year, first.month)[1]))
    return None


def _iso(written: str) -> Publication | None:
    if not _ISO.match(written):
        return None
    moment = datetime.fromisoformat(written)
    return _moment(moment) if _is_moment(written) else _days(moment.date(), moment.date())


def _other(written: str, language: str | None) -> Publication | None:
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        moment = _in_words(written, language)
    if moment is None:
        return None
    return _moment(moment) if _is_moment(written) else _days(moment.date(), moment.date())


def _in_words(written: str, language: str | None) -> datetime | None:
    """A full date such as "15 août 2019"; 04/08/2019 is clear only where days come first."""
    numeric = _NUMERIC.match(written)
    if language is None or (numeric and language != "fr" and _is_ambiguous(numeric)):
        return None
    from dateparser import parse

    try:
        return parse(
            written,
            languages=[language],
            settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
        )
    except ValueError:
        return None


def _is_ambiguous(numeric: re.Match[str]) -> bool:
    first, second = int(numeric[1]), int(numeric[2])
    return first <= _MONTHS and second <= _MONTHS and first != second


def _is_moment(written: str) -> bool:
    return _CLOCK.search(written) is not None or re.search(r"\dT\d", written) is not None


def _days(start: date, end: date) -> Publication:
    return Publication(start, end, datetime.combine(end, DAY_END))


def _moment(moment: datetime) -> Publication:
    in_utc = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return Publication(moment.date(), moment.date(), in_utc)
