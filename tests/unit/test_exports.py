import csv
import json
from pathlib import Path
from struct import Struct
from typing import Any
from zipfile import ZipFile

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from pipelines.publish import exports, tables
from schemas import TABLES
from schemas.dictionary import exported_columns
from schemas.dictionary_page import data_dictionary_page
from schemas.hxl import hashtags

WKB_POINT = Struct("<bIdd")
"""Byte order, kind of geometry (1: point), x and y: OGC's well-known binary."""


def exported(published: Path, folder: Path, **options: Any) -> Path:
    """The files of the published sample in a new folder."""
    folder.mkdir()
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        exports.write(connection, folder, **options)
    return folder


def test_only_the_formats_asked_for_are_written(published: Path, tmp_path: Path) -> None:
    folder = exported(published, tmp_path / "xlsx", formats=["xlsx"], version="v")
    about = {"datapackage.json", "data-dictionary.md", "data-dictionary.html", "report"}
    assert {path.name for path in folder.iterdir()} == about | {"bilan.xlsx"}


@pytest.mark.parametrize("hxl", [False, True], ids=["plain", "hxl"])
def test_the_data_package_is_valid_and_the_files_keep_to_it(
    published: Path, tmp_path: Path, hxl: bool
) -> None:
    folder = exported(published, tmp_path / "all", hxl=hxl)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert not list(Package.metadata_validate(descriptor))
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    descriptor["resources"] = [r for r in descriptor["resources"] if r.get("format") == "csv"]
    with system.use_context(trusted=True):
        package = Package.from_descriptor(descriptor, basepath=str(folder))
        report = package.validate()
    assert report.flatten(["path", "rowNumber", "fieldName", "note"]) == []


def test_files_say_version_source_and_licence(published: Path, tmp_path: Path) -> None:
    folder = exported(published, tmp_path / "all", version="v7")
    for table in TABLES:
        said = pq.read_metadata(folder / f"{table.split('.')[1]}.parquet").metadata
        assert said[b"version"] == b"v7"
        assert b"GeoNames" in said[b"source"] and b"CC-BY-4.0" in said[b"licence"]
        assert said[b"description"].startswith(table.encode())


def test_geoparquet_has_a_point_for_every_incident_with_a_place(
    published: Path, tmp_path: Path
) -> None:
    path = exported(published, tmp_path / "all") / "incidents_geo.parquet"
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    column, frame = geo["columns"][geo["primary_column"]], pl.read_parquet(path)
    assert geo["version"] == "1.0.0"
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    placed = frame.filter(pl.col("geometry").is_not_null())
    assert [WKB_POINT.unpack(value)[2:] for value in placed["geometry"]] == [
        *placed.select("longitude", "latitude").iter_rows()
    ]
    west, south, east, north = column["bbox"]
    assert placed["longitude"].is_between(west, east).all() and len(placed) > 0
    assert placed["latitude"].is_between(south, north).all()
    assert frame["geometry"].is_null().to_list() == frame["latitude"].is_null().to_list()


def test_the_second_heading_names_columns_as_hxl_does(published: Path, tmp_path: Path) -> None:
    folder = exported(published, tmp_path / "all", hxl=True)
    with (folder / "incidents.csv").open(newline="") as file:
        names, tags, *rows = csv.reader(file)
    assert tags == hashtags(names)
    found = dict(zip(names, tags, strict=True))
    assert found["killed_low"] == "#affected+killed+min"
    assert found["iso3"] == "#country+code+v_iso3"
    assert len(rows) == len(pl.read_parquet(folder / "incidents.parquet"))


def test_a_workbook_has_a_sheet_per_table_and_runs_nothing(published: Path, tmp_path: Path) -> None:
    first = exported(published, tmp_path / "a", formats=["xlsx"], version="v") / "bilan.xlsx"
    again = exported(published, tmp_path / "b", formats=["xlsx"], version="v") / "bilan.xlsx"
    assert first.read_bytes() == again.read_bytes()
    with ZipFile(first) as book:
        sheets = book.read("xl/workbook.xml").decode()
        assert all(f'name="{table.split(".")[1]}"' in sheets for table in TABLES)
        pages = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in book.read(name) for name in pages)


def test_a_table_larger_than_a_sheet_is_refused(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_ROWS_OF_A_SHEET", 1)
    with pytest.raises(ValueError, match="more than a sheet; use parquet"):
        exported(published, tmp_path / "xlsx", formats=["xlsx"], version="v")


def test_the_dictionary_page_names_every_table_and_column() -> None:
    page = data_dictionary_page(list(TABLES))
    assert all(f'<h2 id="{table}">' in page for table in TABLES)
    assert all(f"<td>{name}</td>" in page for name in exported_columns("core.figures"))
