"""What was published can be read by older and other programs; an older work database by this one."""

import json
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from command import INPUTS, NOW, bilan
from pyarrow import parquet
from test_determinism import digests

from schemas import TABLES

OLD = "1.4.4"
"""The last DuckDB of the oldest line for which releases are written."""
COUNT = """
import json, sys
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as database:
    tables = json.loads(sys.argv[2])
    counts = {t: database.execute(f"select count(*) from {t}").fetchone()[0] for t in tables}
    macro = database.execute("select count(*) from incidents_as_of(date '2030-01-01')").fetchone()
print(json.dumps([duckdb.__version__, counts, macro[0]]))
"""
OLDER = (
    "alter table core.extraction_log drop column outcome",
    "alter table core.figures drop column confidence",
    "alter table core.quarantine drop column article_id",
)


def counts(database: Path) -> dict[str, int]:
    with duckdb.connect(database, read_only=True) as connection:
        found = {t: connection.execute(f"select count(*) from {t}").fetchall() for t in TABLES}
    return {table: rows[0][0] for table, rows in found.items()}


def test_database_is_written_for_duckdb_1_4(published: Path, tell: Callable[[str], None]) -> None:
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        [(tags,)] = connection.execute(
            "select tags from duckdb_databases() where not internal"
        ).fetchall()
    assert str(tags["storage_version"]).startswith("v1.4")
    tell(f"storage version {tags['storage_version']}")


def test_duckdb_1_4_opens_the_database(
    tmp_path: Path, published: Path, tell: Callable[[str], None]
) -> None:
    venv.create(tmp_path / "old", with_pip=True)
    python = tmp_path / "old" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--only-binary=:all:", f"duckdb=={OLD}"]
    if subprocess.run(install, capture_output=True, timeout=300, check=False).returncode:
        pytest.skip(f"duckdb {OLD} can't be had from here")
    command = [python, "-c", COUNT, published / "bilan.duckdb", json.dumps(list(TABLES))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    version, found, _ = json.loads(done.stdout)
    assert version == OLD
    assert found == counts(published / "bilan.duckdb")
    tell(f"duckdb {version}: {len(found)} tables and views, {sum(found.values()):,} rows the same")


def test_parquet_is_read_alike_by_pyarrow_polars_and_duckdb(
    published: Path, tell: Callable[[str], None]
) -> None:
    files = [published / "exports" / f"{table.split('.')[1]}.parquet" for table in TABLES]
    for path in files:
        by_arrow = pl.DataFrame(parquet.read_table(path))
        assert by_arrow.equals(pl.read_parquet(path))
        assert by_arrow.equals(duckdb.connect().sql(f"from read_parquet('{path}')").pl())
    tell(f"{len(files)} files the same in pyarrow, Polars and DuckDB")


def test_an_older_work_database_is_carried_over(
    tmp_path: Path, published: Path, tell: Callable[[str], None]
) -> None:
    """Columns that it lacks are added; what can be read again is."""
    shutil.copytree(published, tmp_path / "out", symlinks=True)
    with duckdb.connect(tmp_path / "out" / "work.duckdb") as database:
        for change in OLDER:
            database.execute(change)
    run = bilan("run", *INPUTS, "--output", tmp_path / "out", "--now", NOW, "--quiet")
    assert run.exit_code == 0, run.stderr
    assert digests(tmp_path / "out") == digests(published)
    tell(f"{len(OLDER)} columns fewer: carried over, {len(digests(published))} files the same")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "alter table raw.articles rename column text to body",
            "raw.articles differs in body, text",
        ),
        ("alter table core.incident_ledger add column new text", "core.incident_ledger differs in"),
    ],
)
def test_a_work_database_that_can_t_be_carried_over_is_refused_in_one_line(
    change: str, said: str, tmp_path: Path, published: Path
) -> None:
    shutil.copytree(published, tmp_path / "out", symlinks=True)
    with duckdb.connect(tmp_path / "out" / "work.duckdb") as database:
        database.execute(change)
    before = (tmp_path / "out" / "work.duckdb").read_bytes()
    run = bilan("run", *INPUTS, "--output", tmp_path / "out", "--quiet")
    assert run.exit_code == 1
    assert said in run.stderr
    assert "use another --output" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert digests(tmp_path / "out") == digests(published)
    assert (tmp_path / "out" / "work.duckdb").read_bytes() == before


def test_a_work_database_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "work.duckdb").write_bytes(b"no database at all" * 1000)
    run = bilan("run", *INPUTS, "--output", tmp_path, "--quiet")
    assert run.exit_code == 1
    assert "work.duckdb" in run.stderr
    assert len(run.stderr.splitlines()) == 1
