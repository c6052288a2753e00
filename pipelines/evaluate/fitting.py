"""How far each feature of a reading tells whether it is right: the table seeds/confidence.csv.

The odds are those of a logistic regression with a ridge penalty. Measured on articles left out in
turn, a naive Bayes product said too much (0.968 where 0.955 was right) and a backed-off table told right
from wrong less well; this one says on average what is right, for every feature by itself, too.

Confidences are no part of the fitting, so a table never rests on the one before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from math import exp
from pathlib import Path

import polars as pl

from pipelines.evaluate import Evaluation, evaluate
from pipelines.evaluate.gold import GoldArticle
from pipelines.evaluate.readings import Row
from pipelines.extract import extract
from pipelines.extract.confidence import features
from pipelines.extract.model import Article
from pipelines.lexicons import Seeds
from pipelines.lexicons.confidence import ALL, Confidence, Item, Odds, table_of

PENALTY = 1.0
"""Ridge penalty on the logarithm of a feature's odds: the best of 0.3, 0.5, 1, 2, 3 and 10 by the log loss
of articles left out in turn (ten parts of the open French development articles)."""
_SWEEPS = 200
_STILL = 1e-7  # a step of the logarithm of odds below which nothing moves any more
_DIGITS = 4
_COLUMNS = [field.name for field in fields(Article)]

Example = tuple[tuple[Item, ...], bool]
"""The features of a figure, ALL first, and whether it is right."""


def fitted(gold: Sequence[GoldArticle], articles: pl.DataFrame, seeds: Seeds, path: Path) -> Seeds:
    """The seeds with confidences fitted on the open articles; writes the table to `path`."""
    evaluation = evaluate(gold, articles, seeds, "open")
    confidence = fit(list(examples(evaluation, articles, seeds)))
    path.write_text(table_of(confidence), "utf-8")
    return replace(seeds, confidence=confidence)


def examples(evaluation: Evaluation, articles: pl.DataFrame, seeds: Seeds) -> Iterator[Example]:
    """Every figure of the evaluated articles, which `articles` (rows of raw.articles) hold."""
    known = dict(_features(articles, seeds))
    for article in evaluation.articles:
        for row, is_right in zip(article.rows, article.is_right, strict=True):
            yield known[row["source_ref"], row["position"]], is_right


def fit(figures: Sequence[Example], penalty: float = PENALTY) -> Confidence:
    """The odds of every feature seen; one right and one wrong figure are thought to be there, too."""
    logarithms = _log_odds(figures, penalty)
    seen = Counter(item for items, _ in figures for item in items)
    right = Counter(item for items, is_right in figures if is_right for item in items)
    return Confidence(
        {i: Odds(right[i], seen[i], round(exp(logarithms[i]), _DIGITS)) for i in logarithms}
    )


def article_of(row: Row) -> Article:
    """The article of a row of raw.articles, as extraction takes it."""
    return Article(**{name: row[name] for name in _COLUMNS})


def _features(
    articles: pl.DataFrame, seeds: Seeds
) -> Iterator[tuple[tuple[str, int], tuple[Item, ...]]]:
    """The features of each figure, by source_ref and position."""
    for row in articles.iter_rows(named=True):
        article = article_of(row)
        for position, figure in enumerate(extract(article, seeds).figures, start=1):
            found = features(figure, article.language)
            yield (article.source_ref, position), (ALL, *found.items())


def _log_odds(figures: Sequence[Example], ridge: float) -> Mapping[Item, float]:
    """Newton's method, one feature at a time in a fixed order, until nothing moves."""
    everything: list[Example] = [*figures, ((ALL,), True), ((ALL,), False)]
    members: defaultdict[Item, list[int]] = defaultdict(list)
    for number, (items, _) in enumerate(everything):
        for item in items:
            members[item].append(number)
    rights = [is_right for _, is_right in everything]
    sums = [0.0] * len(everything)
    logarithms = dict.fromkeys(sorted(members), 0.0)
    for _ in range(_SWEEPS):
        largest = 0.0
        for item, numbers in sorted(members.items()):
            penalty = 0.0 if item == ALL else ridge
            step = _step(logarithms[item], penalty, [(sums[n], rights[n]) for n in numbers])
            logarithms[item] += step
            for n in numbers:
                sums[n] += step
            largest = max(largest, abs(step))
        if largest < _STILL:
            break
    return logarithms


def _step(logarithm: float, penalty: float, figures: Iterable[tuple[float, bool]]) -> float:
    """How far to move the logarithm of a feature's odds, given those of its figures as a whole."""
    slope, bend = -penalty * logarithm, penalty
    for log_odds, is_right in figures:
        chance = 1 / (1 + exp(-log_odds))
        slope += is_right - chance
        bend += chance * (1 - chance)
    return slope / bend
