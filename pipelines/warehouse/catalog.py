"""The tables of work.duckdb: made from the models, described by them, filled from frames."""

from pathlib import Path

import duckdb
import polars as pl

from pipelines.warehouse import migration, scripts
from schemas import TABLES, polars_schema
from schemas.dictionary import column_comments, ddl, table_comment

LAYERS = ("raw", "core", "out")
HOUSEHOLD_SIZES = Path(__file__).parents[2] / "seeds" / "household_sizes.csv"
_BATCH = "incoming_rows"


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what is missing: the layers, the loaded tables, the tables of the warehouse's own.

    Raises ValueError where what is there was made by a version that this one can't go on from.
    """
    for layer in LAYERS:
        connection.execute(f"create schema if not exists {layer}")
    migration.migrate(connection)
    for table in TABLES:
        if not table.startswith("out."):
            connection.execute(ddl(table))
    scripts.run(connection, *scripts.STANDING_TABLES)
    connection.execute("delete from core.household_sizes")
    connection.execute(
        "insert into core.household_sizes select iso3, year, size, source from read_csv($path)",
        {"path": str(HOUSEHOLD_SIZES)},
    )
    describe(connection, [table for table in TABLES if not table.startswith("out.")])


def describe(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    """Put the models' descriptions on tables and columns; CREATE OR REPLACE has dropped them."""
    for table in tables:
        kind = "view" if TABLES[table].is_view else "table"
        connection.execute(f"comment on {kind} {table} is {_literal(table_comment(table))}")
        for column, comment in column_comments(table).items():
            connection.execute(f'comment on column {table}."{column}" is {_literal(comment)}')


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame, condition: str = "true"
) -> int:
    """Append the rows that meet the condition; the number written.

    Raises TypeError where columns or types are not those of the table's model.
    """
    if rows.schema != polars_schema(table):
        wrong = set(rows.schema.items()) ^ set(polars_schema(table).items())
        names = ", ".join(sorted({name for name, _ in wrong})) or "order of columns"
        raise TypeError(f"{table}: rows of another shape ({names}); make them with schemas.frame")
    if rows.is_empty():
        return 0
    connection.register(_BATCH, rows)
    try:
        written = connection.execute(
            f"insert into {table} select * from {_BATCH} as new where {condition}"  # noqa: S608
        ).fetchall()
    finally:
        connection.unregister(_BATCH)
    return sum(count for (count,) in written)


def assign(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, column: str, values: pl.DataFrame
) -> None:
    """Set one column of the table from a frame of key and column; rows not named stay."""
    connection.register(_BATCH, values.select(key, column))
    try:
        connection.execute(
            f"update {table} as old set {column} = new.{column} from {_BATCH} as new"  # noqa: S608
            f" where old.{key} = new.{key} and old.{column} is distinct from new.{column}"
        )
    finally:
        connection.unregister(_BATCH)


def _literal(text: str) -> str:
    """A SQL string; COMMENT ON takes no bound parameters."""
    return "'" + text.replace("'", "''") + "'"
