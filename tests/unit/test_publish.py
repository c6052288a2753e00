import csv
import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from warehouse_rows import NOW, loaded

from pipelines.publish import Release, publish, release
from pipelines.publish.database import copy
from pipelines.warehouse import STORAGE_VERSION, Warehouse
from schemas import TABLES

DAY = {"date_start": NOW.date(), "date_end": NOW.date(), "killed_low": 13, "killed_best": 13}
STORY: dict[str, Any] = {
    "articles": {"a1": {"title": '=HYPERLINK("http://wire.example")', "publisher": "-30-"}},
    "incidents": {f"i{n:03}": DAY | {"admin1": f"Region {n % 7}"} for n in range(200)},
    "history": [{"incident_id": "i000", "measure": "killed", "low": 13, "best": 13, "as_of": NOW}],
}


def released(
    folder: Path, story: dict[str, Any] = STORY, *, threads: int = 2, days: int = 0, **options: Any
) -> Release:
    """A release of the folder's warehouse, loaded with the story where there is none yet."""
    if not (folder / "work.duckdb").exists():
        with loaded(folder, story, threads=threads):
            pass
    with Warehouse.open(folder, now=NOW, threads=threads) as warehouse:
        return publish(warehouse, folder, now=NOW + timedelta(days=days), **options)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def read(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(path, read_only=True) as reader:
        return reader.sql(query).fetchall()


def test_a_release_has_the_database_and_two_files_per_table(tmp_path: Path):
    published = released(tmp_path)
    names = {f"{table.split('.')[1]}.{ending}" for table in TABLES for ending in ("csv", "parquet")}
    beside = {"datapackage.json", "data-dictionary.md", "data-dictionary.html"}
    beside |= {"incidents_geo.parquet", "report/index.html"}
    assert set(contents(tmp_path / "exports")) == names | beside
    assert (tmp_path / "current").resolve() == published.folder.resolve()
    assert (tmp_path / "bilan.duckdb").resolve() == published.database.resolve()


def test_database_and_files_hold_the_same_rows(tmp_path: Path):
    released(tmp_path)
    for table in TABLES:
        found = read(tmp_path / "bilan.duckdb", f"select count(*) from {table}")
        stem = table.split(".")[1]
        assert pl.read_parquet(tmp_path / "exports" / f"{stem}.parquet").height == found[0][0]
        with (tmp_path / "exports" / f"{stem}.csv").open(newline="") as file:
            assert len(list(csv.reader(file))) - 1 == found[0][0]


def test_the_database_keeps_texts_comments_views_and_macros(tmp_path: Path):
    database = released(tmp_path).database
    assert read(database, "select count(*) from raw.articles where text is not null") == [(1,)]
    assert read(database, "select count(*) from out.acled_events") == [(200,)]
    day = f"'{NOW:%Y-%m-%d}'"
    assert read(database, f"select incident_id from incidents_as_of({day})") == [("i000",)]
    toll = f"select cumulative_best from cumulative_casualties_as_of({day}) where admin1 is null"
    assert read(database, toll) == [(13,)]
    comments = "select count(*) from duckdb_tables() where comment is null"
    assert read(database, comments) == [(0,)]


def test_the_database_can_be_read_by_older_duckdb(tmp_path: Path):
    tags = read(
        released(tmp_path).database, "select tags from duckdb_databases() where not internal"
    )
    assert "v1.4" in str(tags[0][0]["storage_version"])


def test_a_work_database_of_the_newer_format_is_written_anew(tmp_path: Path):
    with loaded(tmp_path, STORY):
        pass
    older = (tmp_path / "work.duckdb").rename(tmp_path / "older.duckdb")
    with duckdb.connect(tmp_path / "work.duckdb") as newer:
        newer.execute(f"attach '{older}' as older (read_only)")
        newer.execute("copy from database older to work")
        [(kind,)] = newer.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = 'work'"
        ).fetchall()
    assert "v1.4" not in kind
    test_the_database_can_be_read_by_older_duckdb(tmp_path)
    test_the_database_keeps_texts_comments_views_and_macros(tmp_path)


def test_room_that_deleted_rows_left_is_not_published(tmp_path: Path):
    stored = {"storage_compatibility_version": STORAGE_VERSION}
    with duckdb.connect(tmp_path / "work.duckdb", config=stored) as work:
        work.execute("create table gone as select random() as number from range(1000000)")
        work.execute("create table left_over as select 1 as number")
        work.execute("checkpoint")
        copy(work, tmp_path / "full.duckdb")
        work.execute("drop table gone")
        copy(work, tmp_path / "without.duckdb")
    full, without = (tmp_path / f"{name}.duckdb" for name in ("full", "without"))
    assert without.stat().st_size < full.stat().st_size / 2
    assert read(without, "from left_over") == read(full, "from left_over") == [(1,)]


def test_exports_tell_neither_the_moment_nor_the_text(tmp_path: Path):
    released(tmp_path)
    articles = pl.read_parquet(tmp_path / "exports" / "articles.parquet")
    assert {"text", "recorded_at"} & set(articles.columns) == set()
    released(tmp_path, days=1, with_text=True)
    assert "text" in pl.read_parquet(tmp_path / "exports" / "articles.parquet").columns


def test_cells_that_a_spreadsheet_would_run_get_an_apostrophe_in_csv_only(tmp_path: Path):
    released(tmp_path)
    with (tmp_path / "exports" / "articles.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["publisher"]) == ('\'=HYPERLINK("http://wire.example")', "'-30-")
    kept = pl.read_parquet(tmp_path / "exports" / "articles.parquet")
    assert kept["publisher"].to_list() == ["-30-"]


@pytest.mark.parametrize("threads", [1, 4])
def test_the_same_rows_give_the_same_bytes_on_any_day_with_any_threads(
    tmp_path: Path, threads: int
):
    first = contents(released(tmp_path / "first").exports)
    assert contents(released(tmp_path / "second", threads=threads, days=9).exports) == first


def test_the_data_package_knows_size_and_hash_of_every_file(tmp_path: Path):
    exports = released(tmp_path).exports
    package = json.loads((exports / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert resource["bytes"] == (exports / resource["path"]).stat().st_size
        assert resource["hash"].startswith("sha256:")


def test_the_same_content_at_the_same_moment_is_the_same_release(tmp_path: Path):
    first, second, later = released(tmp_path), released(tmp_path), released(tmp_path, days=1)
    assert first == second
    assert later.release_id != first.release_id
    assert later.release_id.split("-")[1] == first.release_id.split("-")[1]


def test_a_release_can_be_checked_by_its_sums(tmp_path: Path):
    folder = released(tmp_path).folder
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {name for name in contents(folder) if name != "SHA256SUMS"}
    assert set(sums) == found
    assert all(hashlib.sha256((folder / n).read_bytes()).hexdigest() == s for n, s in sums.items())


def test_younger_releases_stay_however_many_they_are(tmp_path: Path):
    ids = [released(tmp_path, days=day, keep=1, keep_days=2).release_id for day in range(4)]
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ids[1:]


def test_old_releases_stay_up_to_a_number(tmp_path: Path):
    ids = [released(tmp_path, days=day, keep=3).release_id for day in range(4)]
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ids[1:]


def test_when_building_fails_the_old_release_stays_and_the_next_one_sweeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = released(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(release.database, "STORAGE_VERSION", "v0.0.0")
        with pytest.raises(duckdb.Error):
            released(tmp_path, days=1)
    assert (tmp_path / "current").resolve() == old.folder.resolve()
    assert len(list((tmp_path / "releases").glob(".tmp-*"))) == 1
    new = released(tmp_path, days=1)
    assert not list((tmp_path / "releases").glob(".tmp-*"))
    assert (tmp_path / "current").resolve() == new.folder.resolve()


def test_readers_of_the_old_release_hold_nothing_up_and_read_on(tmp_path: Path):
    released(tmp_path)
    with duckdb.connect(tmp_path / "bilan.duckdb", read_only=True) as reader:
        more = STORY | {"incidents": STORY["incidents"] | {"i999": DAY}}
        (tmp_path / "work.duckdb").unlink()
        released(tmp_path, more, days=1)
        count = "select count(*) from core.incidents"
        assert reader.sql(count).fetchall() == [(200,)]
        assert read((tmp_path / "bilan.duckdb").resolve(), count) == [(201,)]


def test_what_bilan_did_not_make_is_not_replaced(tmp_path: Path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "mine.csv").write_text("1")
    with pytest.raises(FileExistsError, match="exports: not made by bilan"):
        released(tmp_path)
    assert (tmp_path / "exports" / "mine.csv").read_text() == "1"
