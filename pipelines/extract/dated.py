"""The dates that each sentence of an article names, counted from its publication or its chronicle's year.

What belongs here: reading them once per sentence. What does not: days on which something was only said
(reporting), and whose day each is (telling, nearness).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from pipelines.extract.dates import Published, find_dates
from pipelines.extract.dates.heading import not_before, sharpen
from pipelines.extract.dates.of_event import SINCE, days_of_events
from pipelines.extract.model import Article, DateMention
from pipelines.extract.page import Page
from pipelines.extract.places.roles import dateline
from pipelines.lexicons.dates import DateWords

_HEADER = "date"  # "date 2019-08-15" at the head of a text tells of its publication
_HEADER_END = 40  # characters before which such a header stands
_YEAR_LINE = re.compile(r"^[^\w\n]*((?:19|20)\d\d)[^\w\n]*$", re.MULTILINE)
_ENTRY = 60  # characters at the head of a line in which the day of a chronicle's entry stands
_BULLET = 6  # of them, those before the day itself: "  - "
_STAMP_WORDS = 5  # beside a date: "Published on 14 May 2024 by …"
_LAST_DAY = (12, 31)


class Dated:
    """The dates of an article's sentences."""

    def __init__(self, article: Article, page: Page, words: DateWords) -> None:
        self._page, self._words = page, words
        text, told = article.text, (article.published_start, article.published_end)
        harmed = [page.sentences.bounds(sentence) for sentence in page.anchored]
        self.published = not_before(text, harmed, words, sharpen(text, words, told))
        head = dateline(text)
        self._head = head.span() if head else (0, 0)
        self._years = [(m.end(), int(m[1])) for m in _YEAR_LINE.finditer(text)]
        self._found: dict[int, list[DateMention]] = {}

    def dates(self, sentence: int) -> list[DateMention]:
        """The dates that a sentence names."""
        found = self._found.get(sentence)
        if found is None:
            page, (first, last) = self._page, self._head
            read = self._read(*page.sentences.bounds(sentence))
            if any(d.rule_id == SINCE for d in read):
                tokens = page.tokens(sentence)
                read = days_of_events(read, tokens, self.coarse_days, self._read)
            found = self._found[sentence] = [
                d for d in read if not (self._is_header(d) or first <= d.text_start < last)
            ]
            if len(found) == 1 and self._is_stamp(found[0], *page.sentences.bounds(sentence)):
                found.clear()
        return found

    def _is_stamp(self, mention: DateMention, start: int, end: int) -> bool:
        """Whether a sentence is nothing but when and by whom it was published: "14.10.2021, Agence"."""
        is_told = mention.start is not None and (mention.start, mention.end) == self.published
        text = self._page.text
        rest = [*text[start : mention.text_start].split(), *text[mention.text_end : end].split()]
        return is_told and _names_year(mention) and len(rest) <= _STAMP_WORDS

    def heading(self, sentence: int) -> DateMention | None:
        """The day that stands alone on the line above a sentence's paragraph: "July 26, 2019:"."""
        above = self._page.first_beside(sentence) - 1
        days = self.dates(above) if above > 0 else ()
        if len(days) != 1 or not days[0].is_day or self._page.first_beside(above) != above:
            return None
        start, end = self._page.sentences.bounds(above)
        rest = self._page.text[start : days[0].text_start] + self._page.text[days[0].text_end : end]
        return None if any(c.isalnum() for c in rest) else days[0]

    @property
    def coarse_days(self) -> int:
        """By how many days a coarse publication date widens every interval."""
        first, last = self.published
        return (last - first).days if first and last else 0

    def _read(self, start: int, end: int) -> list[DateMention]:
        page, known = self._page, self.published
        if self._years and (year := self._year_at(start)):
            line = page.text.rfind("\n", 0, start) + 1
            entry = self._opening(line, min(line + _ENTRY, len(page.text)), year)
            known = year if entry else known
        return find_dates(page.text, page.folded, self._words, known, start, end)

    def _opening(self, line: int, end: int, year: Published) -> Sequence[DateMention]:
        """The day with which a line opens, if it names no year of its own."""
        page = self._page
        read = find_dates(page.text, page.folded, self._words, year, line, end)[:1]
        return [d for d in read if d.text_start - line <= _BULLET and not _names_year(d)]

    def _year_at(self, start: int) -> Published | None:
        """The last day of the year that stands alone on a line above: what a chronicle's entries are of."""
        above = bisect_right(self._years, (start, 0)) - 1
        last = self.published[1]
        if above < 0 or (last is not None and self._years[above][1] > last.year):
            return None
        end = date(self._years[above][1], *_LAST_DAY)
        end = min(end, last) if last else end
        return end, end

    def _is_header(self, mention: DateMention) -> bool:
        is_near = mention.text_start < _HEADER_END
        before = self._page.folded[: mention.text_start] if is_near else ""
        return before.strip() == _HEADER


def _names_year(mention: DateMention) -> bool:
    return bool(re.search(r"\d{4}", mention.text))
