"""A command run as a user runs it: wall time, processor time and peak memory of all its processes.

Memory is the proportional set size (Linux), so that pages which processes share count once.
"""

import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.1
LEAST_PAUSE = 50
"""Times as long as a look took: at memory of a gigabyte it takes 10 ms, a tenth of a core without this."""
_KB_A_MB = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds and megabytes that a command took."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str | Path]) -> Spent:
    """Run a command to its end; raises CalledProcessError with its stderr where it fails."""
    before, started = _children_cpu(), time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        peak = 0.0
        while process.poll() is None:
            looked = time.thread_time()
            peak = max(peak, sum(map(_memory_mb, _with_children(process.pid))))
            looked = time.thread_time() - looked
            time.sleep(max(SECONDS_BETWEEN_LOOKS, LEAST_PAUSE * looked))
        wall = time.perf_counter() - started
        errors = process.stderr.read() if process.stderr else b""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    return Spent(wall, _children_cpu() - before, peak)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _with_children(int(child))
    except OSError:
        return  # it has ended in the meantime


def _memory_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / _KB_A_MB for line in lines if line.startswith("Pss:")), 0.0)
