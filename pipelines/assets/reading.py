"""raw/articles: what is to be read is read and kept. What an article says is of no concern here."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from dagster import (
    AssetCheckResult,
    AssetExecutionContext,
    Backoff,
    MaterializeResult,
    ResourceParam,
    RetryPolicy,
    multi_asset,
)

from pipelines import checks
from pipelines.assets.previews import preview
from pipelines.assets.specs import ARTICLES, key, table_spec
from pipelines.quarantine import split
from pipelines.resources import LOG, Progress, Settings
from pipelines.warehouse import Warehouse

STAGE = "read"
RETRY = RetryPolicy(max_retries=2, delay=3, backoff=Backoff.EXPONENTIAL)
"""For feeds, which may answer in a moment. Nothing else of this step gets better by waiting."""
_UNREACHABLE = "url_is_reachable"
_LINES_LOGGED = 20  # of what can't be read; core.quarantine has them all


_log = logging.getLogger(LOG)


class UnreachableFeedError(Exception):
    """A feed could not be fetched and is to be tried again."""


@dataclass(slots=True)
class Reading:
    """Articles of a run: read = accepted + known + quarantined; and lines on what is wrong."""

    read: int = 0
    accepted: int = 0
    known: int = 0
    quarantined: int = 0
    complaints: list[str] = field(default_factory=list[str])


@multi_asset(
    name="read_articles",
    specs=[table_spec(ARTICLES)],
    check_specs=checks.specs([ARTICLES]),
    retry_policy=RETRY,
)
def read_articles(
    context: AssetExecutionContext,
    settings: Settings,
    warehouse: ResourceParam[Warehouse],
    progress: ResourceParam[Progress],
) -> Iterator[MaterializeResult[Any] | AssetCheckResult]:
    """Read files and feeds that are not known yet; what can't be read goes to quarantine."""
    reading = Reading()
    progress(STAGE, 0)
    feeds, files = _feeds_and_files(settings.inputs)
    with warehouse.transaction():
        load(feeds, warehouse, reading, progress, context.retry_number < RETRY.max_retries)
    load(files, warehouse, reading, progress)
    warehouse.relate_articles()
    _complain(reading.complaints)
    found = checks.run(warehouse.connection, [ARTICLES])
    rejected = checks.rejected_rows(warehouse.connection)
    examples = checks.rejected_examples(warehouse.connection)
    yield from checks.results(found, rejected, [ARTICLES], examples)
    checks.require(found)
    yield MaterializeResult(
        asset_key=key(ARTICLES),
        metadata={
            "dagster/row_count": checks.row_count(warehouse.connection, ARTICLES),
            "read": reading.read,
            "accepted": reading.accepted,
            "known already": reading.known,
            "quarantined": reading.quarantined,
            "preview": preview(warehouse.connection, ARTICLES),
        },
    )


def _feeds_and_files(inputs: Sequence[str]) -> tuple[list[str], list[str]]:
    from pipelines.articles.sources import WEB

    feeds = [name for name in inputs if name.lower().startswith(WEB)]
    return feeds, [name for name in inputs if name not in feeds]


def load(
    inputs: Sequence[str],
    warehouse: Warehouse,
    reading: Reading,
    progress: Progress,
    may_retry: bool = False,
) -> None:
    """Read files and feeds into the warehouse and count them in `reading`.

    Raises UnreachableFeedError where a feed does not answer and `may_retry`.
    """
    # The readers of web pages take a second to import, which Dagster's own start need not pay.
    from pipelines.articles import read_batches

    for batch in read_batches(inputs, now=warehouse.now):
        away = batch.rejected.filter(pl.col("rule") == _UNREACHABLE)
        if may_retry and not away.is_empty():
            raise UnreachableFeedError("; ".join(away["error"]))
        gate = split(ARTICLES, batch.articles, stage=STAGE, now=warehouse.now)
        rejected = pl.concat([batch.rejected, gate.rejected])
        n = len(batch.articles) + len(batch.rejected) + batch.n_repeated
        accepted = warehouse.append_articles(gate.accepted, rejected, n_repeated=batch.n_repeated)
        reading.read += n
        reading.accepted += accepted
        reading.quarantined += len(rejected)
        reading.known += n - accepted - len(rejected)
        reading.complaints += [*rejected["error"], *batch.warnings]
        progress(STAGE, reading.read)


def _complain(lines: Sequence[str]) -> None:
    for line in lines[:_LINES_LOGGED]:
        _log.warning("%s", line)
    if len(lines) > _LINES_LOGGED:
        _log.warning("%d more; all stand in core.quarantine", len(lines) - _LINES_LOGGED)
