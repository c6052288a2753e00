"""Articles not read yet → rows of the extracted tables, in one process or several side by side.

Which rows an article gives is decided in extract, which of them pass in quarantine.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import polars as pl

from pipelines.lexicons import load_seeds
from pipelines.quarantine import admit
from pipelines.resources import Progress, Settings
from pipelines.warehouse import Warehouse

STAGE = "extract"
BATCH_SIZE = 200
"""Articles handed to a process at once: about a second's work, so that progress can be seen."""
_AHEAD = 2  # batches per process that wait for it, so that none stands idle
Extracted = Mapping[str, pl.DataFrame]


def extract_pending(warehouse: Warehouse, settings: Settings, progress: Progress) -> int:
    """Read every article that these words and rules have not read; the number of rejected rows."""
    version = load_seeds(profile=settings.number_profile).version
    total, done, quarantined = _pending(warehouse, version), 0, 0
    progress(STAGE, done, total)
    batches = warehouse.pending_articles(version, BATCH_SIZE)
    for articles, extracted in _extract(_wanted(batches, settings), settings):
        admitted = admit(extracted, now=warehouse.now)
        warehouse.replace_extracted(
            articles["article_id"].to_list(),
            admitted.accepted,
            admitted.rejected,
            version=version,
            n_read=sum(map(len, extracted.values())),
        )
        done, quarantined = done + len(articles), quarantined + len(admitted.rejected)
        progress(STAGE, done, total)
    return quarantined


def _wanted(batches: Iterable[pl.DataFrame], settings: Settings) -> Iterator[pl.DataFrame]:
    """Batches without the articles in languages not asked for, which go on waiting."""
    for batch in batches:
        if settings.languages:
            batch = batch.filter(pl.col("language").is_in(settings.languages))
        yield batch


def _extract(
    batches: Iterable[pl.DataFrame], settings: Settings
) -> Iterator[tuple[pl.DataFrame, Extracted]]:
    """Each batch with what it says, in the order of the batches whoever is done first."""
    if settings.workers == 1:
        yield from ((batch, _read(batch, settings.number_profile)) for batch in batches)
        return
    waiting: deque[tuple[pl.DataFrame, Future[Extracted]]] = deque()
    # spawned, since a forked process inherits the locks of Polars' threads
    with ProcessPoolExecutor(settings.workers, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(_read, batch, settings.number_profile)))
            if len(waiting) > settings.workers * _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        yield from ((first, result.result()) for first, result in waiting)


def _read(articles: pl.DataFrame, number_profile: str) -> Extracted:
    from pipelines.extract.tables import extract_batch

    return extract_batch(articles, load_seeds(profile=number_profile))


def _pending(warehouse: Warehouse, version: str) -> int:
    row = warehouse.connection.execute(
        "select (select count(*) from raw.articles)"
        " - (select count(*) from core.extraction_log where extractor_version = $version)",
        {"version": version},
    ).fetchone()
    return row[0] if row else 0
