"""Past one machine: a Dask cluster gives the bytes that one process gives, though a worker dies."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ARTICLES, NOW, bilan
from test_pipeline import digests

from pipelines.assets import extraction

distributed = pytest.importorskip("distributed", reason="needs Dask: install the extra scale")

INPUTS = sorted(ARTICLES.glob("*.jsonl"))
ARTICLES_A_SHARD = 5
MINUTES = 180.0  # seconds to wait at most, on a machine with much else to do


class Cluster:
    """A scheduler and two workers, each a process of its own on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes = [self._start("scheduler", "--port", "0", "--no-dashboard")]
        self.address = self._wait_for_address(folder / "scheduler.json")
        for name in ("a", "b"):
            options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name]
            self.processes.append(self._start("worker", self.address, *options))
        with distributed.Client(self.address, timeout=MINUTES) as client:
            client.wait_for_workers(2, timeout=MINUTES)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        host = ["--host", "127.0.0.1"]
        if command[0] == "scheduler":
            host += ["--scheduler-file", str(self.folder / "scheduler.json")]
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command, *host],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{command[0]}.log").open("ab"),
            env=os.environ | {"PYTHONPATH": str(ARTICLES.parents[1])},
        )

    def _wait_for_address(self, file: Path) -> str:
        deadline = time.monotonic() + MINUTES
        while not file.exists() or not file.read_text("utf-8").endswith("}"):
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.1)
        return json.loads(file.read_text("utf-8"))["address"]

    def kill_a_worker_once(self, shard_is_read: "threading.Event") -> None:
        """Kill the first worker, with no chance to say so, when the event is set."""
        shard_is_read.wait(MINUTES)
        self.processes[1].send_signal(signal.SIGKILL)

    def stop(self) -> None:
        """End what is still running."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    yield running
    running.stop()


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "BATCH_SIZE", ARTICLES_A_SHARD)
    loaded: list[int] = []
    first_is_loaded = threading.Event()
    replace = extraction.Warehouse.replace_extracted

    def count(self: object, article_ids: list[str], *rest: object, **named: object) -> None:
        loaded.append(len(article_ids))
        if len(loaded) == 1:
            first_is_loaded.set()
            killer.join()
        replace(self, article_ids, *rest, **named)  # pyright: ignore

    monkeypatch.setattr(extraction.Warehouse, "replace_extracted", count)
    killer = threading.Thread(target=cluster.kill_a_worker_once, args=[first_is_loaded])
    killer.start()
    shards = (tmp_path / "shards").as_uri()
    result = bilan(
        *("run", *INPUTS, "--output", tmp_path / "cluster", "--now", NOW, "--quiet"),
        *("--scheduler", cluster.address, "--shards", shards),
    )
    assert result.exit_code == 0, result.stderr
    assert cluster.processes[1].wait(MINUTES) == -signal.SIGKILL
    assert len(loaded) > 2 * len(cluster.processes), "the worker died after most of the work"
    assert cluster.processes[2].poll() is None
    assert not list((tmp_path / "shards").rglob("*.parquet")), "shards that were loaded are deleted"

    alone = bilan("run", *INPUTS, "--output", tmp_path / "alone", "--now", NOW, "--quiet")
    assert alone.exit_code == 0, alone.stderr
    assert digests(tmp_path / "cluster" / "exports") == digests(tmp_path / "alone" / "exports")


def test_what_is_no_address_of_a_scheduler_is_told_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = bilan("run", INPUTS[0], "--output", tmp_path, "--quiet", "--scheduler", "nonsense")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "nonsense: no address of a scheduler; write it as tcp://HOST:8786\n"
    )
    assert "Traceback" not in capfd.readouterr().err


def test_without_a_scheduler_there_is_one_clear_line_and_no_release(tmp_path: Path) -> None:
    result = bilan(
        *("run", *INPUTS, "--output", tmp_path, "--quiet", "--scheduler", "tcp://127.0.0.1:1")
    )
    assert result.exit_code == 1
    assert "no Dask scheduler answers there" in result.stderr
    assert not (tmp_path / "current").exists()
