"""The whole way, from files to a release: what is promised of it as a whole, on small input."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from command import ARTICLES, INPUTS, bilan
from dagster import DagsterInstance, DagsterRunStatus

from pipelines.assets.reading import Reading, UnreachableFeedError, load
from pipelines.moments import moment
from pipelines.warehouse import Warehouse, checking
from pipelines.warehouse.checking import Check

BILAN = Path(sys.executable).with_name("bilan")
ARTICLE = ARTICLES / "ghat-2019-06.txt"
ALWAYS_FAILS = Check(
    name="never",
    table="core.figures",
    family="orphans",
    rule="no figure is ever read",
    remedy="take this rule away",
    query="select figure_id from core.figures order by figure_id",
)


def digests(exports: Path) -> dict[str, str]:
    """Hash of every exported file, by its name."""
    files = sorted(path for path in exports.rglob("*") if path.is_file())
    return {
        str(path.relative_to(exports)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def count(output: Path, query: str) -> int:
    """The one number that a query on the published database gives."""
    with duckdb.connect(output / "bilan.duckdb", read_only=True) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_twin_of_the_seed_article_gives_its_nine_figures(published: Path) -> None:
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        figures = connection.execute(
            "select measure, coalesce(value_best, value_low) from core.figures"
            " where source_ref = 'libye-2019-08' order by all"
        ).fetchall()
    killed = [value for measure, value in figures if measure == "killed"]
    assert killed == [2, 6, 7, 13, 1093]
    assert len(figures) == 9


def test_every_article_read_is_accepted_known_or_quarantined(tmp_path: Path) -> None:
    broken = ARTICLES / "broken"
    result = bilan("run", ARTICLE, broken, "--output", tmp_path, "--json", "--quiet")
    told = json.loads(result.stdout)
    assert told["articles_read"] == told["accepted"] + told["known_already"] + told["quarantined"]
    assert told["quarantined"] > 0
    assert "warning: " in result.stderr
    assert count(tmp_path, "select count(*) from core.quarantine") == told["quarantined"]


def test_same_input_gives_same_bytes(published: Path, tmp_path: Path) -> None:
    """Another moment, other batches and another order: only recorded_at differs."""
    first, second = reversed(INPUTS)
    for name in (first, second):
        assert bilan("run", name, "--output", tmp_path, "--quiet").exit_code == 0
    assert digests(tmp_path / "exports") == digests(published / "exports")


def test_fresh_run_forgets_what_was_read(published: Path, tmp_path: Path) -> None:
    assert bilan("run", ARTICLE, "--output", tmp_path, "--quiet").exit_code == 0
    fresh = bilan("run", *INPUTS, "--output", tmp_path, "--fresh", "--quiet")
    assert fresh.exit_code == 0
    assert digests(tmp_path / "exports") == digests(published / "exports")


def test_broken_rule_stops_publishing_and_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bilan("run", ARTICLE, "--output", tmp_path, "--quiet").exit_code == 0
    release, rules = (tmp_path / "current").readlink(), checking.checks()
    monkeypatch.setattr(checking, "checks", lambda: [*rules, ALWAYS_FAILS])
    failed = bilan("run", *INPUTS, "--output", tmp_path, "--quiet")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "core.figures: no figure is ever read" in failed.stderr
    assert "take this rule away" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    assert (tmp_path / "current").readlink() == release
    with Warehouse.open(tmp_path, now=moment("")) as warehouse:
        assert len(warehouse.frame("core.figures")) == count(
            tmp_path, "select count(*) from core.figures"
        )
    monkeypatch.undo()
    assert bilan("run", *INPUTS, "--output", tmp_path, "--quiet").exit_code == 0
    assert (tmp_path / "current").readlink() != release


def test_killed_run_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    run = subprocess.Popen([BILAN, "run", ARTICLES, "--output", tmp_path, "--quiet"])
    deadline = time.monotonic() + 60
    while not (tmp_path / "work.duckdb").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert bilan("run", ARTICLE, "--output", tmp_path, "--quiet").exit_code == 0
    with DagsterInstance.from_config(str(tmp_path / "dagster")) as instance:
        assert [run.status for run in instance.get_runs()] == [
            DagsterRunStatus.SUCCESS,
            DagsterRunStatus.FAILURE,
        ]


def test_text_of_articles_stays_out_of_the_logs(tmp_path: Path) -> None:
    result = bilan("run", *INPUTS, "--output", tmp_path, "--verbose")
    assert result.exit_code == 0
    with duckdb.connect(tmp_path / "bilan.duckdb", read_only=True) as connection:
        texts = connection.execute("select text from raw.articles").fetchall()
    kept = b"".join(p.read_bytes() for p in (tmp_path / "dagster").rglob("*") if p.is_file())
    for (text,) in texts:
        for words in (text[-60:], text[len(text) // 2 :][:60]):
            assert words not in result.stderr
            assert words.encode() not in kept
            assert json.dumps(words)[1:-1].encode() not in kept


def test_feed_that_does_not_answer_is_tried_again_then_quarantined(tmp_path: Path) -> None:
    feeds = ["http://feed.invalid/rss"]
    reading = Reading()
    with Warehouse.open(tmp_path, now=moment("")) as warehouse:
        with pytest.raises(UnreachableFeedError, match=r"feed\.invalid"):
            load(feeds, warehouse, reading, lambda *_: None, may_retry=True)
        assert reading == Reading()
        load(feeds, warehouse, reading, lambda *_: None)
        assert (reading.read, reading.quarantined) == (1, 1)
        assert len(warehouse.frame("core.quarantine")) == 1


def test_processes_side_by_side_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    run = [BILAN, "run", *INPUTS, "--output", tmp_path, "--workers", "2", "--quiet"]
    assert subprocess.run(run, env={**os.environ}, check=False).returncode == 0
    assert digests(tmp_path / "exports") == digests(published / "exports")
