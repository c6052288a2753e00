"""A work database of an earlier version → the tables of this one, or one line on why that can't be.

What can be made again (figures, incidents) is read anew from the articles kept; what can't (articles, the
ledger of ids, the quarantine) is carried over. Derived tables are made anew by every run.
"""

import duckdb

from schemas import TABLES, polars_schema
from schemas.dictionary import columns, ddl

MADE_AGAIN = frozenset(
    {
        *("core.incident_reports", "core.toll_statements", "core.figures"),
        *("core.incidents", "core.incident_links", "core.incident_history"),
    }
)

ONCE_VIEWS = ("core.displacement_statements", "core.incident_counts")
"""Derived tables that were views: CREATE OR REPLACE TABLE does not replace a view."""


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring tables of another shape to that of their models; to be called in a transaction.

    Raises ValueError where rows would be lost on the way.
    """
    for (view,) in connection.execute(
        "select schema_name || '.' || view_name from duckdb_views() where not internal"
    ).fetchall():
        if view in ONCE_VIEWS:
            connection.execute(f"drop view {view}")
    standing = _standing(connection)
    changed = [table for table in standing if _columns(connection, table)]
    for table in changed:
        if table in MADE_AGAIN:
            connection.execute(f"drop table {table}")
        else:
            _carry_over(connection, table)
    if MADE_AGAIN.intersection(changed):
        for table in MADE_AGAIN.intersection(standing) - set(changed):
            connection.execute(f"delete from {table}")  # noqa: S608
        connection.execute("delete from core.extraction_log")
        connection.execute(
            "delete from core.quarantine where list_contains($tables, table_name)",
            {"tables": sorted(MADE_AGAIN)},
        )


def _standing(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not internal"
    ).fetchall()
    there = {name for (name,) in found}
    return [table for table in TABLES if table in there and not table.startswith("out.")]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns in which a table is not its model: missing, added or of another type."""
    found, wanted = connection.sql(f"from {table} limit 0").pl().schema, polars_schema(table)
    wrong = [name for name in wanted | found if found.get(name) != wanted.get(name)]
    return wrong or ([] if list(found) == list(wanted) else list(wanted))


def _carry_over(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    found = connection.sql(f"from {table} limit 0").pl().schema
    models, wanted = columns(table), polars_schema(table)
    lost = [name for name in found if wanted.get(name) != found[name]]
    lacking = [name for name in wanted if name not in found and not models[name].nullable]
    if lost or lacking:
        names = ", ".join(lost + lacking)
        raise ValueError(
            f"work.duckdb was made by another version of bilan: {table} differs in {names};"
            " go on with that version, or use another --output"
        )
    schema, name = table.split(".")
    kept = ", ".join(f'"{column}"' for column in found)
    connection.execute(f"alter table {table} rename to {name}_before")
    connection.execute(ddl(table))
    connection.execute(
        f"insert into {table} ({kept}) select {kept} from {schema}.{name}_before"  # noqa: S608
    )
    connection.execute(f"drop table {schema}.{name}_before")
