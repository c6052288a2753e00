"""A table as a file: Parquet, CSV, GeoParquet, or a sheet of a workbook.

Every file has a total order and holds no moment of recording: the same rows give the same bytes.
"""

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from schemas import TABLES, polars_schema
from schemas.dictionary import columns as table_columns
from schemas.dictionary import exported_columns, table_comment
from schemas.hxl import hashtags
from schemas.licence import file_metadata

LOCATED = "core.incidents"
# OWASP, "CSV Injection": cells that spreadsheets would take for a formula get an apostrophe first.
_FORMULA_START = r"^[=+\-@\t\r\n＝＋－＠]"
# Rejected articles without their words: where a text may not be passed on, its pieces may not either.
_WITHOUT_TEXT = """case
    when table_name <> 'raw.articles' then "row"
    when json_valid("row") then json_merge_patch("row", '{"text": null, "line": null}')::text
    else '{}'
end as "row\""""
_POINT = "('POINT(' || longitude || ' ' || latitude || ')')::geometry('OGC:CRS84') as geometry"
_ROWS_OF_A_SHEET = 1_048_575  # of Excel's 1,048,576, one is the heading
_MADE = datetime(2000, 1, 1)  # a workbook states when it was made; the clock would change its bytes


def write_parquet(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, *, version: str, with_text: bool
) -> None:
    """The table as Parquet; version, sources and licence stand in the file's metadata."""
    _copy(connection, table, _cells(table, with_text), path, _parquet(table, version))


def write_csv(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, *, with_text: bool, hxl: bool
) -> None:
    """The table as CSV; with `hxl`, a second heading of HXL hashtags."""
    names = exported_columns(table, with_text=with_text)
    _copy(connection, table, _csv_cells(table, with_text), path, "format csv, header")
    if hxl:
        _insert_hashtags(path, names)


def write_geoparquet(connection: duckdb.DuckDBPyConnection, path: Path, *, version: str) -> None:
    """The incidents as GeoParquet: points on WGS 84, NULL where no place is known."""
    names = [f'"{name}"' for name in exported_columns(LOCATED)]
    _copy(connection, LOCATED, [*names, _POINT], path, _parquet(LOCATED, version))


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[str],
    path: Path,
    *,
    version: str,
    with_text: bool,
    hxl: bool,
) -> None:
    """All tables as the sheets of one workbook, their columns described on the first sheet.

    Raises ValueError where a table has more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook

    # texts stay texts: no formulas, links or numbers are made of them
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(path, plain | {"default_date_format": "yyyy-mm-dd"}) as book:
        said = file_metadata(version, "Casualties and displacement, read from news articles")
        book.set_properties({"title": said["title"], "comments": str(said), "created": _MADE})
        _describe(book.add_worksheet("about"), said, tables, with_text)
        for table in tables:
            frame = connection.sql(_select(table, _cells(table, with_text))).pl()
            if len(frame) > _ROWS_OF_A_SHEET:
                raise ValueError(f"{table} has {len(frame):,} rows, more than a sheet; use parquet")
            _fill(book.add_worksheet(table.split(".")[1]), frame, hxl)


def _describe(
    sheet: object, said: Mapping[str, str], tables: Sequence[str], with_text: bool
) -> None:
    rows = [*said.items(), (), ("table", "column", "meaning")]
    for table in tables:
        rows.append((table, "", table_comment(table)))
        for name in exported_columns(table, with_text=with_text):
            rows.append((table, name, table_columns(table)[name].description))
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)  # pyright: ignore[reportAttributeAccessIssue]


def _fill(sheet: object, frame: pl.DataFrame, hxl: bool) -> None:
    heads = [frame.columns, *([hashtags(frame.columns)] if hxl else [])]
    for number, row in enumerate([*heads, *frame.iter_rows()]):
        sheet.write_row(number, 0, row)  # pyright: ignore[reportAttributeAccessIssue]
    sheet.freeze_panes(len(heads), 0)  # pyright: ignore[reportAttributeAccessIssue]


def _copy(
    connection: duckdb.DuckDBPyConnection, table: str, cells: Sequence[str], path: Path, form: str
) -> None:
    connection.execute(f"copy ({_select(table, cells)}) to $path ({form})", {"path": str(path)})


def _select(table: str, cells: Sequence[str]) -> str:
    return f"select {', '.join(cells)} from {table} order by {_order(table)}"  # noqa: S608


def _order(table: str) -> str:
    named = TABLES[table]
    order = dict.fromkeys((*named.order_by, *(named.key or exported_columns(table))))
    return ", ".join(f'{table}."{name}" asc nulls last' for name in order)


def _parquet(table: str, version: str) -> str:
    said = file_metadata(version, f"{table}: {table_comment(table)}")
    pairs = (f"{name}: '{value.replace(chr(39), chr(39) * 2)}'" for name, value in said.items())
    return f"format parquet, compression zstd, kv_metadata {{{', '.join(pairs)}}}"


def _cells(table: str, with_text: bool) -> list[str]:
    hides = table == "core.quarantine" and not with_text
    return [
        _WITHOUT_TEXT if hides and name == "row" else f'"{name}"'
        for name in exported_columns(table, with_text=with_text)
    ]


def _csv_cells(table: str, with_text: bool) -> list[str]:
    types, names = polars_schema(table), exported_columns(table, with_text=with_text)
    return [
        _guarded(name) if types[name] == pl.String and cell == f'"{name}"' else cell
        for name, cell in zip(names, _cells(table, with_text), strict=True)
    ]


def _guarded(name: str) -> str:
    cell = f'"{name}"'
    return f"if(regexp_matches({cell}, '{_FORMULA_START}'), '''' || {cell}, {cell}) as {cell}"


def _insert_hashtags(path: Path, names: Sequence[str]) -> None:
    aside = path.with_suffix(".tagged")
    with path.open("rb") as source, aside.open("wb") as target:
        target.write(source.readline() + (",".join(hashtags(names)) + "\n").encode())
        shutil.copyfileobj(source, target)
    aside.replace(path)
