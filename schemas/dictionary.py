"""What the models say, as text: comments, DDL, the data dictionary and the data package.

Nothing is described here; descriptions stand with the columns, codes in codelists.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl

from schemas import TABLES, polars_schema
from schemas.licence import LICENCE, SOURCES

# Polars type → DuckDB type, and type of a Data Package field.
_TYPES: dict[pl.DataType, tuple[str, str]] = {
    pl.String(): ("VARCHAR", "string"),
    pl.Int64(): ("BIGINT", "integer"),
    pl.Float64(): ("DOUBLE", "number"),
    pl.Boolean(): ("BOOLEAN", "boolean"),
    pl.Date(): ("DATE", "date"),
    pl.Datetime("us"): ("TIMESTAMP", "datetime"),
}
# Statistics of a Pandera check → constraint of a Data Package field.
_CONSTRAINTS = {"min_value": "minimum", "max_value": "maximum", "pattern": "pattern"}
# The second heading of hashtags is none of the rows.
_HXL_DIALECT = {"dialect": {"commentRows": [2]}}
_PROFILES = "https://datapackage.org/profiles/2.0"
_HEADING = """# Data dictionary

In the CSV files a text that a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or a line
end) has an apostrophe before it; the Parquet files hold it as it is.

"""


def table_comment(table: str) -> str:
    """One line that says what a row of the table is."""
    return TABLES[table].grain


def column_comments(table: str) -> dict[str, str]:
    """What each column means, in column order."""
    return {name: str(column.description) for name, column in columns(table).items()}


def columns(table: str) -> dict[str, Any]:
    """Pandera's column objects of the table, in order."""
    return TABLES[table].model.to_schema().columns


def duckdb_type(table: str, column: str) -> str:
    """The type of a column in the database."""
    return _TYPES[polars_schema(table)[column]][0]


def row_rules(table: str) -> dict[str, str]:
    """The rules between the columns of a row: name → sentence."""
    checks: list[Any] = TABLES[table].model.to_schema().checks or []
    return {check.name: check.description for check in checks}


def codes(table: str) -> dict[str, dict[str | int, str]]:
    """The coded columns of the table, each with its code → meaning."""
    return {
        name: column.metadata["codes"]
        for name, column in columns(table).items()
        if "codes" in (column.metadata or {})
    }


def database_only(table: str) -> frozenset[str]:
    """Columns that are not exported: they would differ between runs over the same input."""
    return frozenset(
        name
        for name, column in columns(table).items()
        if "database_only" in (column.metadata or {})
    )


def exported_columns(table: str, *, with_text: bool = False) -> tuple[str, ...]:
    """The columns of the table's files; the articles' text only where asked for (licences)."""
    hidden = database_only(table)
    if table == "raw.articles" and not with_text:
        hidden |= {"text"}
    return tuple(name for name in columns(table) if name not in hidden)


def ddl(table: str) -> str:
    """CREATE TABLE IF NOT EXISTS for DuckDB, columns in order, NOT NULL where the model says so.

    Keys are not declared: an index would get in the way of replacing rows within a transaction.
    They are checked by SQL before anything is published.
    """
    lines = [
        f'    "{name}" {_TYPES[dtype][0]}{"" if columns(table)[name].nullable else " not null"}'
        for name, dtype in polars_schema(table).items()
    ]
    return f"create table if not exists {table} (\n" + ",\n".join(lines) + "\n)"


def data_package(
    tables: Sequence[str],
    *,
    version: str,
    with_text: bool = False,
    formats: Sequence[str] = ("csv", "parquet"),
    hxl: bool = False,
) -> dict[str, object]:
    """Data Package v2 descriptor of the exports: for each table its file of each format.

    No date of creation: the same input gives the same bytes. Sizes and hashes of files are for
    whoever writes them to add, by `path`.
    """
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "bilan",
        "title": "Casualties and displacement in armed conflict, read from news articles",
        "version": version,
        "licenses": [LICENCE],
        "sources": list(SOURCES),
        "resources": [
            _resource(table, file_format, tables, with_text)
            | (_HXL_DIALECT if hxl and file_format == "csv" else {})
            for table in tables
            for file_format in formats
        ],
    }


def _resource(
    table: str, file_format: str, tables: Sequence[str], with_text: bool
) -> dict[str, object]:
    stem = table.split(".")[1]
    names = exported_columns(table, with_text=with_text)
    foreign_keys = [
        _foreign_key(column, target, file_format, is_own=target == table)
        for column, target in TABLES[table].references.items()
        if target in tables
    ]
    csv_only = {"mediatype": "text/csv", "encoding": "utf-8"} if file_format == "csv" else {}
    return {
        "name": _resource_name(table, file_format),
        "type": "table",
        "path": f"{stem}.{file_format}",
        "title": table,
        "description": table_comment(table),
        "format": file_format,
        **csv_only,
        "schema": _table_schema(table, names)
        | ({"foreignKeys": foreign_keys} if foreign_keys else {}),
    }


def _resource_name(table: str, file_format: str) -> str:
    return f"{table.split('.')[1]}-{file_format}".replace("_", "-")


def _foreign_key(column: str, target: str, file_format: str, *, is_own: bool) -> dict[str, object]:
    # the empty name for the same table is read by consumers of version 1 of the standard, too
    resource = "" if is_own else _resource_name(target, file_format)
    key = list(TABLES[target].key)
    return {"fields": [column], "reference": {"resource": resource, "fields": key}}


def _table_schema(table: str, names: Sequence[str]) -> dict[str, object]:
    found, key = columns(table), TABLES[table].key
    schema: dict[str, object] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(found[name], polars_schema(table)[name]) for name in names],
        "missingValues": [""],
    }
    if not key:
        return schema
    # a primary key may not be NULL; a unique key may
    if any(found[name].nullable for name in key):
        return schema | {"uniqueKeys": [list(key)]}
    return schema | {"primaryKey": list(key)}


def _field(column: Any, dtype: pl.DataType) -> dict[str, object]:
    constraints: dict[str, object] = {} if column.nullable else {"required": True}
    for check in column.checks:
        if check.name == "str_length":
            constraints["minLength"] = check.statistics["min_value"]
        elif check.name == "isin":
            constraints["enum"] = list(check.statistics["allowed_values"])
        else:
            constraints |= {
                _CONSTRAINTS[name]: value
                for name, value in check.statistics.items()
                if name in _CONSTRAINTS
            }
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[dtype][1],
        "description": column.description,
    }
    # DuckDB writes "2019-08-31 23:59:59", with a blank
    form = {"format": "any"} if field["type"] == "datetime" else {}
    return field | form | ({"constraints": constraints} if constraints else {})


def data_dictionary(tables: Sequence[str], *, with_text: bool = False) -> str:
    """The tables in Markdown: grain, key, columns with types and meanings, rules and codes."""
    return _HEADING + "\n".join(_section(table, with_text) for table in tables)


def _section(table: str, with_text: bool) -> str:
    key = TABLES[table].key
    lines = [f"## {table}", "", table_comment(table), ""]
    lines += [f"A row is named by: {', '.join(key)}", ""] if key else []
    lines += ["| column | type | NULL | meaning |", "| --- | --- | --- | --- |"]
    for name in exported_columns(table, with_text=with_text):
        column, target = columns(table)[name], TABLES[table].references.get(name)
        kind = duckdb_type(table, name)
        points = f" (→ {target})" if target else ""
        null = "yes" if column.nullable else "no"
        lines.append(f"| {name} | {kind} | {null} | {column.description}{points} |")
    if rules := row_rules(table):
        lines += ["", "Rules:", "", *(f"- {name}: {text}" for name, text in rules.items())]
    for name, meanings in codes(table).items():
        listed = "; ".join(f"{code} = {meaning}" for code, meaning in meanings.items())
        lines += ["", f"Codes of {name}: {listed}"]
    return "\n".join(lines) + "\n"
