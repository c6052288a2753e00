"""The workers of a Dask cluster that is already running; nothing is started here.

Articles and what was read from them go by way of shards; the scheduler passes on names only. A
worker that dies gives its shards to others, and shards read before a stop are not read again.
"""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import polars as pl

from pipelines.lexicons import extractor_version
from pipelines.readers import Read, read_batch
from pipelines.readers.shards import Shards

SECONDS_TO_ANSWER = 10
RETRIES = 2  # of a shard whose folder could not be reached; a lost worker is Dask's own business
_ADDRESS = re.compile(r"inproc://.|(\w+://)?\S+:\d+$")
_AHEAD = 2  # shards per thread of the cluster that are under way or wait


class ClusterError(RuntimeError):
    """The cluster can't be used; the message says why and what to do."""


def read_on_cluster(
    batches: Iterator[pl.DataFrame], number_profile: str, *, scheduler: str, shards: str
) -> Read:
    """Each batch with what it says, in the order of the batches whoever is done first.

    Raises ClusterError where the scheduler does not answer or has no worker.
    """
    folder, version = Shards(shards), extractor_version(profile=number_profile)
    waiting: deque[tuple[pl.DataFrame, str, Any]] = deque()
    with closing(_client(scheduler)) as client:
        limit = _AHEAD * _threads(client, scheduler)
        for batch in batches:
            name = folder.put_articles(batch, version)
            task = client.submit(
                read_shard, shards, name, number_profile, version, pure=False, retries=RETRIES
            )
            waiting.append((batch, name, task))
            if len(waiting) >= limit:
                yield from _first(waiting, folder)
        while waiting:
            yield from _first(waiting, folder)


def read_shard(url: str, name: str, number_profile: str, version: str) -> str:
    """What a worker does: read a shard's articles and write what they say beside them.

    Raises ClusterError where the worker has other words or rules than the machine that asks.
    """
    own = extractor_version(profile=number_profile)
    if own != version:
        raise ClusterError(
            f"the worker reads with version {own}, this machine with {version}; install the same "
            "release of bilan on both"
        )
    folder = Shards(url)
    if folder.extracted(name) is None:
        folder.put_extracted(name, read_batch(folder.articles(name), number_profile))
    return name


def _first(waiting: deque[tuple[pl.DataFrame, str, Any]], folder: Shards) -> Read:
    batch, name, task = waiting.popleft()
    extracted = folder.extracted(task.result())
    if extracted is None:
        raise ClusterError(
            f"{folder.url}: the cluster says that shard {name} was read, but it is not there; "
            "give a --shards that all machines reach"
        )
    yield batch, extracted
    folder.remove(name)


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            f"--scheduler needs Dask ({error}); install bilan with its extra scale"
        ) from error
    if not _ADDRESS.match(scheduler):  # Dask says so too, but waits for what it has begun
        raise ClusterError(f"{scheduler}: no address of a scheduler; write it as tcp://HOST:8786")
    try:
        return Client(scheduler, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"{scheduler}: no Dask scheduler answers there ({error}); start one, or leave out "
            "--scheduler"
        ) from error


def _threads(client: Any, scheduler: str) -> int:
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError as error:
        raise ClusterError(f"{scheduler}: the cluster has no worker; start some") from error
    return sum(client.nthreads().values())
