"""Dagster's own records of a run, written through connections that stay open while the run lasts.

Its SQLite log opens its file and compiles its statement anew for each of 1,200 statements of a run. What is
recorded, and how, stays Dagster's; runs that the UI starts do without this.
"""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Lock
from typing import Any

from dagster import DagsterInstance
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import Connection, Engine, create_engine, event

_INDEX = "index"
_SECONDS_TO_WAIT = 30
"""For a UI that writes to the same file; Dagster's own SQLITE_BUSY_TIMEOUT_SECONDS."""


_PAGES_AHEAD = 250
"""Of 4 kB, until the write-ahead log is folded in; SQLite's own 1,000 outgrow the data of a small dataset."""


@contextmanager
def connections_kept(instance: DagsterInstance) -> Generator[None]:
    """Keep a connection to each file of the log while the block runs; other logs stay as they are."""
    log = instance.event_log_storage
    if not isinstance(log, SqliteEventLogStorage):
        yield
        return
    with ExitStack() as kept:
        files = _Files(log, kept)
        # the two public methods by which Dagster's class reaches its files
        setattr(log, "run_connection", files.connection)  # noqa: B010
        setattr(log, "index_connection", partial(files.connection, _INDEX))  # noqa: B010
        kept.callback(delattr, log, "run_connection")
        kept.callback(delattr, log, "index_connection")
        yield


class _Files:
    """An engine per file of the log, made by Dagster's class if it is not there yet."""

    def __init__(self, log: SqliteEventLogStorage, kept: ExitStack) -> None:
        self._log, self._kept = log, kept
        self._own = log.run_connection
        self._engines: dict[str, Engine] = {}
        self._lock = Lock()

    @contextmanager
    def connection(self, shard: str) -> Generator[Connection]:
        """A transaction on the file of a run or on the index; one at a time, as in Dagster's class."""
        with self._lock:
            if shard not in self._engines:
                self._engines[shard] = self._engine(shard)
            with self._engines[shard].begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        with self._own(shard):  # which makes the tables of a new file
            pass
        engine = create_engine(
            self._log.conn_string_for_shard(shard),
            connect_args={"timeout": _SECONDS_TO_WAIT},
        )
        event.listen(engine, "connect", _settings)
        self._kept.callback(engine.dispose)
        return engine


def _settings(connection: Any, _: object) -> None:
    # with a write-ahead log a power cut may lose the last records of a run, and breaks no file
    connection.execute("pragma synchronous = normal")
    connection.execute(f"pragma wal_autocheckpoint = {_PAGES_AHEAD}")
