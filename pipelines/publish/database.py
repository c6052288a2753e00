"""bilan.duckdb: a copy of the work database that DuckDB 1.4 and newer can open."""

import shutil
from pathlib import Path

import duckdb

from pipelines.warehouse import STORAGE_VERSION

ROW_GROUP_SIZE = 20_480
"""Rows that are held in memory until they are written; DuckDB's own 122,880 are 500 MB of articles."""
MOST_FREE = 1 / 4
"""Share of a file's blocks that may lie empty in a release; beyond it the rows are written anew."""
_FILE = """
select databases.path
from duckdb_databases() as databases
inner join pragma_database_size() as size on databases.database_name = size.database_name
where
    databases.database_name = current_database()
    and starts_with(databases.tags['storage_version'], $version)
    and size.free_blocks <= $most_free * size.total_blocks
"""


def copy(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy all of the connection's database, with comments, views and macros, to a new file.

    Nothing may write to it meanwhile. Its file is copied as it is, unless it is in memory, of another
    version, or has too much room to spare. Closing the file gives up DuckDB's own lock on it: the lock
    of the output folder must be held.
    """
    connection.execute("checkpoint")
    bounds = {"version": STORAGE_VERSION, "most_free": MOST_FREE}
    found = connection.execute(_FILE, bounds).fetchone()
    if found and found[0]:
        shutil.copyfile(found[0], path)
    else:
        _write_anew(connection, path)


def _write_anew(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    [(source,)] = connection.execute("select current_database()").fetchall()
    target = str(path).replace("'", "''")
    connection.execute(
        f"attach '{target}' as release (storage_version '{STORAGE_VERSION}',"
        f" row_group_size {ROW_GROUP_SIZE})"
    )
    try:
        connection.execute(f"copy from database {source} to release")
    finally:
        connection.execute("detach release")
