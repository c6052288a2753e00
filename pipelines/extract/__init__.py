"""An article → figures, incident reports and toll statements, by pure functions.

The order of the steps stands here and nothing else: `extract` is the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipelines.extract.accounts import gather
from pipelines.extract.accounts.breakdown import relate_within
from pipelines.extract.accounts.periods import complete_periods
from pipelines.extract.accounts.relations import (
    carry_scope,
    first_mentions,
    name_victims,
    relate,
)
from pipelines.extract.accounts.reports import Report, report
from pipelines.extract.accounts.summaries import relate_accounts
from pipelines.extract.figures import Figure
from pipelines.extract.model import Article
from pipelines.extract.parts import behind, moved, parts
from pipelines.extract.reader import Reader
from pipelines.extract.reading import read_figures
from pipelines.extract.statements import statements
from pipelines.extract.surroundings import Surroundings
from pipelines.lexicons import Seeds


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: its figures in order, and the accounts to which they belong."""

    figures: Sequence[Figure]
    reports: Sequence[Report]


_LOOK_BACK = 8  # figures among which "dix-sept étaient des enseignants" finds its whole
NOTHING = Extraction((), ())


def extract(article: Article, seeds: Seeds) -> Extraction:
    """Read one article; one in a language without words, or without figures, gives nothing.

    A very long one is read in parts, each by itself.
    """
    if article.language not in seeds.languages:
        return NOTHING
    starts = parts(article.text)
    if len(starts) == 1:
        return _read(article, seeds)
    figures: list[Figure] = []
    reports: list[Report] = []
    for start, end in pairwise([*starts, len(article.text)]):
        found = _read(replace(article, text=article.text[start:end]), seeds)
        reports += behind(found.reports, len(figures))
        figures += moved(found.figures, start, len(figures))
    return Extraction(figures, reports)


def _read(article: Article, seeds: Seeds) -> Extraction:
    figures, surroundings = read_related(article, seeds)
    if surroundings is None:
        return NOTHING
    accounts, lead = gather(figures, surroundings.settings, seeds.grouping), surroundings.lead
    for account in accounts:
        relate_within(figures, account.figures)
    since, published = surroundings.since, article.published_end
    complete_periods(accounts, figures, surroundings.settings, since, lead.date, published)
    relate_accounts(figures, accounts, surroundings.settings)
    name_victims(figures)
    return Extraction(
        figures,
        [report(a, figures, surroundings.settings, lead, surroundings.actors(a)) for a in accounts],
    )


def read_related(article: Article, seeds: Seeds) -> tuple[list[Figure], Surroundings | None]:
    """The figures of an article, related but not yet in accounts, and what stands around them."""
    reader = _reader(article.language, seeds)
    page = reader.page(article.text)
    if page is None:
        return [], None
    surroundings: Surroundings | None = None
    figures: list[Figure] = []
    for sentence in page.anchored:
        if not figures and not reader.tells_harm(page, sentence):
            continue
        clause = reader.clause(page, sentence)
        found = statements(clause, [f.statement for f in figures[-_LOOK_BACK:]])
        if not found:
            continue
        surroundings = surroundings or Surroundings(article, page, reader, seeds)
        sources = reader.sources(page, clause, sentence)
        setting = surroundings.add(sentence, clause, sources, found)
        figures += read_figures(page, clause, found, sources, setting, sentence, reader.language)
    if surroundings is None:
        return [], None
    figures = first_mentions(figures)
    carry_scope(figures, surroundings.settings)
    relate(figures, surroundings.settings)
    return figures, surroundings


@lru_cache(maxsize=16)
def _reader(code: str, seeds: Seeds) -> Reader:
    return Reader(seeds.languages[code], seeds.profile, seeds.speakers)
