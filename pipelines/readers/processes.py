"""Several processes of this machine, side by side; they end with the last batch."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import polars as pl

from pipelines.readers import Extracted, Read, read_batch

_AHEAD = 2  # batches per process that are under way or wait, so that none stands idle


def read_side_by_side(batches: Iterator[pl.DataFrame], number_profile: str, workers: int) -> Read:
    """Each batch with what it says, in the order of the batches whoever is done first."""
    waiting: deque[tuple[pl.DataFrame, Future[Extracted]]] = deque()
    # spawned, since a forked process inherits the locks of Polars' threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(read_batch, batch, number_profile)))
            if len(waiting) >= workers * _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        yield from ((first, result.result()) for first, result in waiting)
