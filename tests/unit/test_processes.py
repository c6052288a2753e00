import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path

import pytest

from pipelines.processes import side_by_side, start

PARENT = """
import os
from pipelines.processes import start

if __name__ == "__main__":
    pool = start(1)
    print(pool.submit(os.getpid).result(), flush=True)
    input()
"""
SECONDS_TO_END = 30


def test_results_come_in_the_order_of_the_pieces():
    pieces = [0.3, 0.2, 0.1, 0.0]
    assert [piece for piece, _ in side_by_side(time.sleep, pieces, workers=2)] == pieces


def pace(_: str) -> tuple[int, int, int]:
    return gc.get_threshold()


def test_other_processes_look_for_unused_cycles_as_seldom_as_this_one():
    own = gc.get_threshold()
    gc.set_threshold(123_456, 7, 8)
    try:
        assert list(side_by_side(pace, ["piece"], workers=1)) == [("piece", (123_456, 7, 8))]
    finally:
        gc.set_threshold(*own)


def test_no_process_waits_for_work_once_its_parent_was_killed(tmp_path: Path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    end = time.monotonic() + SECONDS_TO_END
    while is_running(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether there is such a process that is no mere entry of one that has ended."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):  # the latter where it ends while it is read
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_ctrl_c_ends_a_process_without_a_word(capfd: pytest.CaptureFixture[str]):
    pool = start(1)
    child = pool.submit(os.getpid).result()
    pool.submit(import_module, "polars").exception()  # which listens to Ctrl-C itself
    os.kill(child, signal.SIGINT)
    with pytest.raises(BrokenProcessPool):
        pool.submit(time.sleep, SECONDS_TO_END).result()
    assert capfd.readouterr().err == ""
