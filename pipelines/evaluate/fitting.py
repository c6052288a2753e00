"""Counting how often readings with each feature are right: the table seeds/confidence.csv.

Confidences are no part of the counting, so a table never rests on the one before it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

import polars as pl

from pipelines.evaluate import Evaluation, evaluate
from pipelines.evaluate.gold import GoldArticle
from pipelines.extract import extract
from pipelines.extract.confidence import features
from pipelines.extract.model import Article
from pipelines.lexicons import Seeds
from pipelines.lexicons.confidence import ALL, Confidence, Counts, Features, table_of

_COLUMNS = [field.name for field in fields(Article)]


def fitted(gold: Sequence[GoldArticle], articles: pl.DataFrame, seeds: Seeds, path: Path) -> Seeds:
    """The seeds with confidences counted on the open articles; writes the table to `path`."""
    counts = count(evaluate(gold, articles, seeds, "open"), articles, seeds)
    path.write_text(table_of(counts), "utf-8")
    return replace(seeds, confidence=Confidence(counts))


def count(evaluation: Evaluation, articles: pl.DataFrame, seeds: Seeds) -> Counts:
    """Right and seen of every feature, over the figures of the evaluated articles.

    `articles` are the rows of raw.articles that were evaluated, or more.
    """
    known = dict(_features(articles, seeds))
    right: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for article in evaluation.articles:
        for row, is_right in zip(article.rows, article.is_right, strict=True):
            for item in (ALL, *known[row["source_ref"], row["position"]].items()):
                seen[item] += 1
                right[item] += is_right
    return {item: (right[item], n) for item, n in seen.items()}


def _features(articles: pl.DataFrame, seeds: Seeds) -> Iterator[tuple[tuple[str, int], Features]]:
    """The features of each figure, by source_ref and position."""
    for values in articles.select(_COLUMNS).iter_rows():
        article = Article(*values)
        for position, figure in enumerate(extract(article, seeds).figures, start=1):
            yield (article.source_ref, position), features(figure, article.language)
