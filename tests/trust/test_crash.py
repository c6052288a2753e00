"""SIGKILL at random moments: readers find one whole release, the old one or the new one."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("killing.py")


@pytest.mark.parametrize(("phase", "kills"), [("load", 300), ("publish", 200)])
def test_a_killed_run_leaves_one_whole_release_and_nothing_in_the_way(
    phase: str,
    kills: int,
    tmp_path: Path,
    size: Callable[[int, int], int],
    tell: Callable[[str], None],
) -> None:
    command = [sys.executable, PROGRAM, phase, str(size(4, kills)), tmp_path, "17"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["old"] + found["new"] == found["runs"] >= found["kills"] == size(4, kills)
    tell(
        f"{found['kills']} kills in {found['runs']} runs: {found['old']} old and {found['new']} new"
        f" releases, 0 unreadable, 0 mixed, 0 leftovers"
    )
