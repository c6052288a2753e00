"""bilan.duckdb: a copy of the work database that DuckDB 1.4 and newer can open."""

from pathlib import Path

import duckdb

# Files of DuckDB 2's default format can't be read by 1.5 and older.
STORAGE_VERSION = "v1.4.0"
ROW_GROUP_SIZE = 20_480
"""Rows that are held in memory until they are written; DuckDB's own 122,880 are 500 MB of articles."""


def copy(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy all of the connection's database, with comments, views and macros, to a new file."""
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
