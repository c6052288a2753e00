"""exports/: a Parquet and a CSV file per table, the data package and the data dictionary.

The same rows give the same bytes: every file has a total order and holds no moment of recording.
"""

import hashlib
import json
from pathlib import Path

import duckdb
import polars as pl

from pipelines.publish import report
from schemas import TABLES, polars_schema
from schemas.dictionary import data_dictionary, data_package, exported_columns

# OWASP, "CSV Injection": cells that spreadsheets would take for a formula get an apostrophe first.
_FORMULA_START = r"^[=+\-@\t\r]"
_VERSION_DIGITS = 8


def write(connection: duckdb.DuckDBPyConnection, folder: Path, *, with_text: bool = False) -> str:
    """Write all tables of core and out, and the articles, into an empty folder.

    The version of the data comes back: a hash of the files, which changes only with them.
    """
    for table in TABLES:
        _write_table(connection, table, folder, with_text)
    version = _content_hash(folder)[:_VERSION_DIGITS]
    report.write(connection, folder, version=version)
    package = data_package(list(TABLES), version=version, with_text=with_text)
    _add_hashes(package, folder)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")
    dictionary = data_dictionary(list(TABLES), with_text=with_text)
    (folder / "data-dictionary.md").write_text(dictionary, "utf-8")
    return version


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name}\0{_sha256(path)}\0".encode())
    return digest.hexdigest()


def _write_table(
    connection: duckdb.DuckDBPyConnection, table: str, folder: Path, with_text: bool
) -> None:
    stem = table.split(".")[1]
    columns = exported_columns(table, with_text=with_text)
    for ending, cells, options in (
        ("parquet", [f'"{name}"' for name in columns], "format parquet, compression zstd"),
        ("csv", _csv_cells(table, columns), "format csv, header"),
    ):
        connection.execute(
            f"copy (select {', '.join(cells)} from {table} order by {_order(table, columns)})"  # noqa: S608
            f" to $path ({options})",
            {"path": str(folder / f"{stem}.{ending}")},
        )


def _csv_cells(table: str, columns: tuple[str, ...]) -> list[str]:
    types = polars_schema(table)
    return [_guarded(name) if types[name] == pl.String else f'"{name}"' for name in columns]


def _guarded(name: str) -> str:
    cell = f'"{name}"'
    return f"if(regexp_matches({cell}, '{_FORMULA_START}'), '''' || {cell}, {cell}) as {cell}"


def _order(table: str, columns: tuple[str, ...]) -> str:
    named = TABLES[table]
    rest = named.key or columns
    order = dict.fromkeys((*named.order_by, *rest))
    return ", ".join(f'{table}."{name}" asc nulls last' for name in order)


def _add_hashes(package: dict[str, object], folder: Path) -> None:
    resources = package["resources"]
    assert isinstance(resources, list)  # noqa: S101
    for resource in resources:
        path = folder / resource["path"]
        resource["bytes"] = path.stat().st_size
        resource["hash"] = f"sha256:{_sha256(path)}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
