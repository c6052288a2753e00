"""The published database, opened to read; nobody who reads it stands in the way of a run."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.cli.options import stop


@contextmanager
def published(output: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the current release; the command ends where there is none."""
    path = output / "bilan.duckdb"
    if not path.exists():
        stop(f"{path}: nothing is published here; start with: bilan run seeds/articles")
    # resolved, so that a release published meanwhile does not change what is being read
    connection = duckdb.connect(path.resolve(), read_only=True)
    try:
        yield connection
    finally:
        connection.close()
