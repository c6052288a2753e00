"""How well articles are read: extraction beside what annotators took from the same articles.

The order of the steps stands here and nothing else. What belongs in this package: scores, misses,
reliability of confidences and their fitting. What does not: reading itself (extract).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.evaluate.gold import GoldArticle, Split, in_split
from pipelines.evaluate.readings import Reading, readings
from pipelines.evaluate.scoring import ArticleScore, score
from pipelines.evaluate.tallies import Score, Tally, total
from pipelines.lexicons import Seeds


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Annotated articles, each scored."""

    articles: Sequence[ArticleScore]

    def part(self, split: Split) -> "Evaluation":
        """The articles of one part."""
        return Evaluation([a for a in self.articles if in_split(a.article.id, split)])

    def figures(self, measure: str | None = None) -> Score:
        """How many figures were found, of one measure or of all."""
        return total([article.figures(measure) for article in self.articles])

    @property
    def incidents(self) -> Score:
        """How many incidents were read with the totals of a careful reader."""
        return total([article.incidents for article in self.articles])

    @property
    def attributes(self) -> Tally:
        """How often each attribute of the figures found is right."""
        tally = Tally()
        for article in self.articles:
            tally.update(article.attributes)
        return tally


def evaluate(
    gold: Sequence[GoldArticle], articles: pl.DataFrame, seeds: Seeds, split: Split | None = None
) -> Evaluation:
    """Read rows of raw.articles and score them against annotations with the same source_ref."""
    wanted = {article.id: article for article in gold if in_split(article.id, split)}
    found = readings(articles.filter(pl.col("source_ref").is_in(list(wanted))), seeds)
    return Evaluation([score(a, found.get(a.id, Reading())) for a in wanted.values()])
