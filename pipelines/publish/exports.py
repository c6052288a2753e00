"""exports/: the tables as files, the report, the data package and the data dictionary.

How a table becomes a file stands in tables.py; what belongs into a release in release.py.
"""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from pipelines.publish import report, tables
from schemas import TABLES
from schemas.dictionary import data_dictionary, data_package
from schemas.dictionary_page import data_dictionary_page

FORMATS = ("parquet", "csv", "geoparquet", "xlsx")
RELEASED = ("parquet", "csv", "geoparquet")
"""What every release holds; a workbook is made on demand."""
GEOPARQUET, WORKBOOK = "incidents_geo.parquet", "bilan.xlsx"
_OTHER_FILES = {
    GEOPARQUET: "The incidents as points on WGS 84 (GeoParquet)",
    WORKBOOK: "All tables as sheets of a workbook",
    "report/index.html": "The report, to be opened in a browser",
}
_VERSION_DIGITS = 8


def write(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    with_text: bool = False,
    formats: Sequence[str] = RELEASED,
    hxl: bool = False,
    version: str | None = None,
) -> str:
    """Write all tables of core and out, and the articles, into an empty folder.

    The version of the data comes back: the one given, else a hash of the CSV files, which changes
    only with what they hold. Raises ValueError where a table is too large for a format.
    """
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:
        # DuckDB writes files without Python, in which most of the report is made
        reading = beside.submit(report.read, cursor)
        version = _write_tables(connection, folder, with_text, formats, hxl, version)
        report.write(reading.result(), folder, version=version)
    _describe(folder, formats, version=version, with_text=with_text, hxl=hxl)
    return version


def _write_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    with_text: bool,
    formats: Sequence[str],
    hxl: bool,
    version: str | None,
) -> str:
    if version is None or "csv" in formats:
        for table in TABLES:
            path = _path(folder, table, "csv")
            tables.write_csv(connection, table, path, with_text=with_text, hxl=hxl)
        version = version or _content_hash(folder)[:_VERSION_DIGITS]
    if "parquet" in formats:
        for table in TABLES:
            path = _path(folder, table, "parquet")
            tables.write_parquet(connection, table, path, version=version, with_text=with_text)
    if "geoparquet" in formats:
        tables.write_geoparquet(connection, folder / GEOPARQUET, version=version)
    if "xlsx" in formats:
        book = folder / WORKBOOK
        tables.write_workbook(
            connection, list(TABLES), book, version=version, with_text=with_text, hxl=hxl
        )
    return version


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _path(folder: Path, table: str, ending: str) -> Path:
    return folder / f"{table.split('.')[1]}.{ending}"


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(f"{path.name}\0{sha256(path)}\0".encode())
    return digest.hexdigest()


def _describe(
    folder: Path, formats: Sequence[str], *, version: str, with_text: bool, hxl: bool
) -> None:
    names = list(TABLES)
    described = [name for name in ("csv", "parquet") if name in formats]
    package = data_package(names, version=version, with_text=with_text, formats=described, hxl=hxl)
    _add_files(package, folder)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")
    for ending, page in (("md", data_dictionary), ("html", data_dictionary_page)):
        path = folder / f"data-dictionary.{ending}"
        path.write_text(page(names, with_text=with_text), "utf-8")


def _add_files(package: dict[str, object], folder: Path) -> None:
    """Files that are no table of their own become resources; all get their size and hash."""
    resources = package["resources"]
    assert isinstance(resources, list)  # noqa: S101
    for name, title in _OTHER_FILES.items():
        if (folder / name).exists():
            resources.append(
                {"name": Path(name).stem.replace("_", "-"), "path": name, "title": title}
            )
    for resource in resources:
        path = folder / resource["path"]
        resource["bytes"] = path.stat().st_size
        resource["hash"] = f"sha256:{sha256(path)}"
