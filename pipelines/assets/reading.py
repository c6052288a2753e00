"""raw/articles: what is to be read is read and kept. What an article says is of no concern here."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
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
from pipelines.assets.failures import readable
from pipelines.assets.previews import preview
from pipelines.assets.specs import ARTICLES, key, table_spec
from pipelines.moments import day
from pipelines.quarantine import split
from pipelines.resources import LOG, Progress, Settings
from pipelines.warehouse import Warehouse

STAGE = "read"
RETRY = RetryPolicy(max_retries=2, delay=3, backoff=Backoff.EXPONENTIAL)
"""For feeds, which may answer in a moment. Nothing else of this step gets better by waiting."""
_UNREACHABLE = "url_is_reachable"
_LINES_LOGGED = 20  # of what can't be read; core.quarantine has them all
_LEFT = "%d articles were published after %s or on no known day, and are not read"
_LATER_HELD = (
    "the output folder holds {later:,} articles published after {day} or on no known day; name another"
    " output, start anew with fresh, or ask the dataset there is: from incidents_as_of(date '{day}')"
)

_log = logging.getLogger(LOG)


class UnreachableFeedError(Exception):
    """A feed could not be fetched and is to be tried again."""


@dataclass(slots=True)
class Reading:
    """Articles of a run: read = accepted + known + quarantined; and lines on what is wrong.

    `later`: left unread, since they were not published by `as_of`, the day whose state is wanted.
    """

    as_of: date | None = None
    read: int = 0
    accepted: int = 0
    known: int = 0
    quarantined: int = 0
    later: int = 0
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
    progress(STAGE, 0)
    with readable():
        may_retry = context.retry_number < RETRY.max_retries
        reading = read_inputs(settings, warehouse, progress, may_retry=may_retry)
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
            "published later": reading.later,
            "preview": preview(warehouse.connection, ARTICLES),
        },
    )


def read_inputs(
    settings: Settings, warehouse: Warehouse, progress: Progress, *, may_retry: bool = False
) -> Reading:
    """Read all inputs into the warehouse, relate articles to each other, and tell what went wrong.

    Raises ValueError where the folder holds articles published after the day that is wanted, and
    UnreachableFeedError where a feed does not answer and `may_retry`.
    """
    reading = Reading(as_of=day(settings.as_of))
    _require_nothing_later(warehouse, reading.as_of)
    feeds, files = _feeds_and_files(settings.inputs)
    with warehouse.transaction():
        load(feeds, warehouse, reading, progress, may_retry)
    load(files, warehouse, reading, progress, workers=settings.workers)
    if settings.workers > 1:  # whose memory is needed at the same time
        _forget_model()
    warehouse.relate_articles()
    _complain(reading.complaints)
    if reading.later:
        _log.warning(_LEFT, reading.later, reading.as_of)
    return reading


def _forget_model() -> None:
    from pipelines.articles.languages import forget_model

    forget_model()


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
    workers: int = 1,
) -> None:
    """Read files and feeds into the warehouse and count them in `reading`.

    Raises UnreachableFeedError where a feed does not answer and `may_retry`.
    """
    # The readers of web pages take a second to import, which Dagster's own start need not pay.
    from pipelines.articles import read_batches

    for batch in read_batches(inputs, now=warehouse.now, workers=workers):
        away = batch.rejected.filter(pl.col("rule") == _UNREACHABLE)
        if may_retry and not away.is_empty():
            raise UnreachableFeedError("; ".join(away["error"]))
        articles = _known_on(reading.as_of, batch.articles)
        reading.later += len(batch.articles) - len(articles)
        gate = split(ARTICLES, articles, stage=STAGE, now=warehouse.now)
        rejected = pl.concat([batch.rejected, gate.rejected])
        n = len(articles) + len(batch.rejected) + batch.n_repeated
        accepted = warehouse.append_articles(gate.accepted, rejected, n_repeated=batch.n_repeated)
        reading.read += n
        reading.accepted += accepted
        reading.quarantined += len(rejected)
        reading.known += n - accepted - len(rejected)
        reading.complaints += [*rejected["error"], *batch.warnings]
        progress(STAGE, reading.read)


def _require_nothing_later(warehouse: Warehouse, as_of: date | None) -> None:
    if as_of is None:
        return
    [(later,)] = warehouse.connection.execute(
        "select count(*) from raw.articles where published_at::date > $day or published_at is null",
        {"day": as_of},
    ).fetchall()
    if later:
        raise ValueError(_LATER_HELD.format(later=later, day=as_of))


def _known_on(as_of: date | None, articles: pl.DataFrame) -> pl.DataFrame:
    if as_of is None:
        return articles
    return articles.filter(pl.col("published_at").dt.date() <= as_of)


def _complain(lines: Sequence[str]) -> None:
    for line in lines[:_LINES_LOGGED]:
        _log.warning("%s", line)
    if len(lines) > _LINES_LOGGED:
        _log.warning("%d more; all stand in core.quarantine", len(lines) - _LINES_LOGGED)
