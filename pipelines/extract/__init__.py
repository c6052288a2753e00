"""Articles → figures, incident reports and toll statements, by pure functions.

The order of the steps stands here and nothing else: STATING, RELATING and REPORTING are the method.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from pipelines.extract.accounts.reports import Report
from pipelines.extract.draft import Draft
from pipelines.extract.figures import Figure
from pipelines.extract.model import Article
from pipelines.extract.parts import behind, moved, parts
from pipelines.extract.reader import Reader
from pipelines.lexicons import Seeds

STATING = (Draft.cut_harmful, Draft.read_clauses, Draft.find_statements)
RELATING = (
    Draft.cut_all,
    Draft.find_places,
    Draft.find_dates,
    Draft.find_sources,
    Draft.find_settings,
    Draft.read_figures,
    Draft.relate_figures,
)
REPORTING = (
    Draft.gather_accounts,
    Draft.relate_accounts,
    Draft.find_actors,
    Draft.report,
)
SIDE_BY_SIDE = 100_000
"""Characters of articles that are read side by side, each step for all of them before the next: so the
processor's caches hold the code of a step while it works, and memory stays bounded.
"""


Parts = list[tuple[int, Draft]]
"""Those of one article that hold a word of harm, each with where it begins in the text."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: its figures in order, and the accounts to which they belong."""

    figures: Sequence[Figure]
    reports: Sequence[Report]


def extract(article: Article, seeds: Seeds) -> Extraction:
    """Read one article; one in a language without words, or without figures, gives nothing."""
    return next(extract_all([article], seeds))


def extract_all(articles: Iterable[Article], seeds: Seeds) -> Iterator[Extraction]:
    """Read articles, each by itself; what they say comes in their order.

    A very long one is read in parts, as if each were an article.
    """
    waiting: list[Parts] = []
    length = 0
    for article in articles:
        waiting.append(_parts(article, seeds))
        length += sum(len(draft.page.text) for _, draft in waiting[-1])
        if length >= SIDE_BY_SIDE:
            yield from _read(waiting)
            waiting, length = [], 0
    yield from _read(waiting)


def read_related(article: Article, seeds: Seeds) -> Draft | None:
    """An article with its figures related, but not yet in accounts; None where there are none."""
    draft = _draft(article, seeds)
    related = _take(RELATING, _stating([draft] if draft else []))
    return next(iter(related), None)


def _parts(article: Article, seeds: Seeds) -> Parts:
    if article.language not in seeds.languages:
        return []
    cuts = pairwise([*parts(article.text), len(article.text)])
    texts = ((start, article.text[start:end]) for start, end in cuts)
    drafts = ((start, _draft(replace(article, text=text), seeds)) for start, text in texts)
    return [(start, draft) for start, draft in drafts if draft is not None]


def _draft(article: Article, seeds: Seeds) -> Draft | None:
    reader = _reader(article.language, seeds)
    page = reader.page(article.text)
    return Draft(article, page, reader, seeds) if page is not None else None


def _read(waiting: Sequence[Parts]) -> Iterator[Extraction]:
    drafts = [draft for opened in waiting for _, draft in opened]
    drafts = _stating(sorted(drafts, key=attrgetter("language")))  # whose patterns are large, too
    _take(RELATING + REPORTING, drafts)
    yield from map(_joined, waiting)


def _stating(drafts: Sequence[Draft]) -> list[Draft]:
    """Those of the articles that state anything; most of them do not."""
    return [draft for draft in _take(STATING, drafts) if draft.told]


def _take(steps: Sequence[Callable[[Draft], None]], drafts: Sequence[Draft]) -> Sequence[Draft]:
    for step in steps:
        for draft in drafts:
            step(draft)
    return drafts


def _joined(opened: Parts) -> Extraction:
    if len(opened) == 1 and not opened[0][0]:
        ((_, draft),) = opened
        return Extraction(draft.figures, draft.reports)
    figures: list[Figure] = []
    reports: list[Report] = []
    for start, draft in opened:
        reports += behind(draft.reports, len(figures))
        figures += moved(draft.figures, start, len(figures))
    return Extraction(figures, reports)


@lru_cache(maxsize=16)
def _reader(code: str, seeds: Seeds) -> Reader:
    return Reader(seeds.languages[code], seeds.profile, seeds.speakers)
