"""How far each feature tells that a figure belongs to an account: the table seeds/grouping.csv.

Each annotated figure found in an open article stands beside the accounts that its annotator had opened
before it; belonging to one of them or not is what the odds are fitted on. What does not belong here: the
regression (fitting) and the features (extract/bonds).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.evaluate.fitting import Example, article_of, fit
from pipelines.evaluate.gold import GoldArticle, in_split
from pipelines.evaluate.matching import match
from pipelines.evaluate.readings import Row
from pipelines.extract import read_related
from pipelines.extract.accounts import add
from pipelines.extract.accounts.bonds import bonds
from pipelines.extract.accounts.openings import opened, settle
from pipelines.extract.figures import Account, Figure
from pipelines.extract.setting import Setting
from pipelines.lexicons import Seeds
from pipelines.lexicons.confidence import ALL, table_of

PENALTY = 2.0
"""Ridge penalty: of 0.5, 1, 2 and 4 the best by the log loss of articles left out in turn (six parts)."""


def fitted_grouping(
    gold: Sequence[GoldArticle], articles: pl.DataFrame, seeds: Seeds, path: Path
) -> Seeds:
    """The seeds with the odds of grouping fitted on the open articles; writes the table to `path`."""
    rows = {row["source_ref"]: row for row in articles.iter_rows(named=True)}
    found: list[Example] = []
    for article in gold:
        if in_split(article.id, "open") and article.id in rows:
            found += examples(article, rows[article.id], seeds)
    grouping = fit(found, PENALTY)
    path.write_text(table_of(grouping), "utf-8")
    return replace(seeds, grouping=grouping)


def examples(gold: GoldArticle, row: Row, seeds: Seeds) -> Iterator[Example]:
    """The figures of an article beside the accounts before them, and whether they belong there.

    `row` is the article's row of raw.articles.
    """
    if row["language"] not in seeds.languages:
        return
    draft = read_related(article_of(row), seeds)
    if draft is None:
        return
    figures, settings = draft.figures, draft.surroundings.settings
    accounts: dict[tuple[str, str], Account] = {}
    for i, event in _events(gold, figures).items():
        figure = figures[i]
        key = (event, figure.scope)
        if figure.part_of is None and figure.repeat_of is None:
            before = [a for a in accounts.values() if a.scope == figure.scope]
            for account in before:
                items = bonds(figure, account, before, figures, settings).items()
                yield (ALL, *items), accounts.get(key) is account
        _put(accounts, key, i, figure, settings[figure.sentence])


def _put(
    accounts: dict[tuple[str, str], Account],
    key: tuple[str, str],
    i: int,
    figure: Figure,
    setting: Setting,
) -> None:
    """Put a figure where the annotator put it."""
    account = accounts.get(key)
    if account is None:
        account = accounts[key] = opened(figure, setting)
    if figure.part_of is None and figure.repeat_of is None:
        settle(account, figure, setting)
    add(account, i, figure, setting)


def _events(gold: GoldArticle, figures: Sequence[Figure]) -> Mapping[int, str]:
    """The annotated event of each figure that was found, by its position."""
    matched = match(gold, [_row(figure) for figure in figures])
    events = {j: gold.figures[i].event for i, j in matched.items()}
    return {j: event for j, event in sorted(events.items()) if event is not None}


def _row(figure: Figure) -> Row:
    return {
        "measure": figure.measure,
        "quote_start": figure.quote_start,
        "quote_end": figure.quote_end,
        "value_low": figure.low,
        "value_best": figure.best,
        "value_high": figure.high,
    }
