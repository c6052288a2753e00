"""Readers beside publishings see one release at a time; a second run beside a first one is told so."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import duckdb
import polars as pl
import pytest
from command import ARTICLES, bilan
from generated import FIGURES, article, write
from released import faults

from pipelines.assets.dataset import build
from pipelines.assets.reading import Reading, load
from pipelines.lock import WAIT_SECONDS
from pipelines.moments import moment
from pipelines.publish import publish
from pipelines.resources import Settings, log_progress
from pipelines.warehouse import Warehouse

HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from pipelines.lock import hold
with hold(Path(sys.argv[1]) / "lock", now=datetime(2026, 1, 1)):
    print("held", flush=True)
    time.sleep(600)
"""
SECONDS_TO_FAIL = 2.0


def read_on(output: Path, is_over: Event) -> tuple[int, list[str]]:
    """Look at the release again and again: how often, and what was wrong."""
    looks, wrong = 0, list[str]()
    while not is_over.is_set():
        try:
            wrong += faults(output, figures_per_article=FIGURES)[1]
        except (duckdb.Error, OSError, ValueError) as error:
            wrong.append(f"{type(error).__name__}: {error}")
        looks += 1
    return looks, wrong


def publish_often(output: Path, source: Path, times: int) -> None:
    """So many releases, each with an article more."""
    for n in range(1, times + 1):
        write(source, map(article, range(n)))
        with Warehouse.open(output, now=moment(f"2020-01-01T12:{n:02d}Z")) as warehouse:
            load([str(source)], warehouse, Reading(), log_progress)
            build(warehouse, Settings(output=str(output)), log_progress)
            # those that look at a release may take long: none that they hold is swept away
            publish(warehouse, output, now=warehouse.now, keep=times)


def test_readers_see_one_release_at_a_time(
    tmp_path: Path, size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    times, readers, output = size(2, 20), size(3, 8), tmp_path / "out"
    publish_often(output, tmp_path / "a.jsonl", 1)
    is_over = Event()
    with ThreadPoolExecutor(readers) as pool:
        reading: list[Future[tuple[int, list[str]]]] = [
            pool.submit(read_on, output, is_over) for _ in range(readers)
        ]
        try:
            publish_often(output, tmp_path / "a.jsonl", times)
        finally:
            is_over.set()
    seen = [future.result() for future in reading]
    assert [fault for _, wrong in seen for fault in wrong] == []
    assert len(list((output / "releases").iterdir())) == times
    looks = sum(n for n, _ in seen)
    assert looks >= readers
    tell(f"{readers} readers, {times} publishings: {looks:,} looks, 0 errors, 0 mixed")


@pytest.fixture
def holder(tmp_path: Path):
    """A run of another process that holds the folder."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_fails_soon_and_names_the_holder(
    tmp_path: Path, holder: subprocess.Popen[str], tell: Callable[[str], None]
) -> None:
    from pipelines.cli import execution  # noqa: F401  its import is no part of the waiting

    began = time.monotonic()
    second = bilan("run", ARTICLES / "ghat-2019-06.txt", "--output", tmp_path)
    waited = time.monotonic() - began
    assert second.exit_code == 2
    assert f"pid {holder.pid}, started 2026-01-01" in second.stderr
    assert len(second.stderr.splitlines()) == 1
    assert WAIT_SECONDS <= SECONDS_TO_FAIL / 2
    tell(f"code 2 after {waited:.1f} s: {second.stderr.strip().replace(str(tmp_path), 'DIR')}")


def test_files_of_a_release_that_is_no_longer_current_can_be_read(tmp_path: Path) -> None:
    publish_often(tmp_path / "out", tmp_path / "a.jsonl", 1)
    old = (tmp_path / "out" / "current").resolve()
    publish_often(tmp_path / "out", tmp_path / "a.jsonl", 2)
    assert (tmp_path / "out" / "current").resolve() != old
    assert len(pl.read_parquet(old / "exports" / "articles.parquet")) == 1
