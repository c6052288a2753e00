"""Who reads articles: this process, several on this machine, or the workers of a Dask cluster.

All three call the same extract_batch and give its frames in the order of the batches, so that a
dataset does not depend on who read it. What an article says is decided in extract.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice

import polars as pl

from pipelines.collecting import seldom
from pipelines.lexicons import load_seeds
from pipelines.processes import side_by_side, start
from schemas import frame

Extracted = Mapping[str, pl.DataFrame]
Read = Iterator[tuple[pl.DataFrame, Extracted]]
_prepared: list[tuple[ProcessPoolExecutor, Future[None]]] = []


def prepare(number_profile: str, workers: int) -> None:
    """Have another process load words and rules, while this one is busy, for the next `read`."""
    if workers > 1:
        pool = start(workers)
        _prepared.append((pool, pool.submit(_load, number_profile)))


def read(
    batches: Iterable[pl.DataFrame],
    number_profile: str,
    *,
    workers: int = 1,
    scheduler: str = "",
    shards: str = "",
) -> Read:
    """Batches of raw.articles, each with the frames of its figures, reports and toll statements.

    `scheduler` is the address of a Dask cluster and `shards` the URL of a folder that its workers
    and this machine can reach. A single batch can't be shared out and is read here, unless a process
    stands prepared.
    """
    batches = iter(batches)
    if scheduler:
        from pipelines.readers.cluster import read_on_cluster

        yield from read_on_cluster(batches, number_profile, scheduler=scheduler, shards=shards)
        return
    first = list(islice(batches, 2))
    pool, loaded = _prepared.pop() if _prepared else (None, None)
    if loaded and len(first) == 1:  # handed over earlier, it would start one more process
        loaded.result()
    if pool is None and (workers == 1 or len(first) <= 1):
        for batch in chain(first, batches):
            yield batch, read_batch(batch, number_profile)
        return
    read_one = partial(read_batch, number_profile=number_profile)
    yield from side_by_side(read_one, chain(first, batches), workers, pool)


def read_batch(articles: pl.DataFrame, number_profile: str) -> Extracted:
    """What one batch says, read in the process that calls this."""
    # loaded on first use: a process that only hands out work needs neither rules nor words
    from pipelines.extract.tables import extract_batch

    with seldom():  # workers of a cluster and runs that Dagster starts look as often as Python does
        return extract_batch(articles, load_seeds(profile=number_profile))


def _load(number_profile: str) -> None:
    read_batch(frame("raw.articles", []), number_profile)
