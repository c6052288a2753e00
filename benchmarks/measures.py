"""A measured number with what it is to reach, several of them as a table and as JSON.

How something is measured stands in the module of each thing measured.
"""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from rich.console import Console
from rich.table import Table

_WHOLE_FROM = 100  # shown without digits behind the point
_RESULTS = "benchmarks/results.json"


@dataclass(frozen=True, slots=True)
class Measure:
    """The median of some runs; `reach` is what the project wants, in words, or empty."""

    name: str
    value: float
    unit: str
    runs: int
    reach: str = ""


def side_by_side(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of every task, one after the other in each round, so that ratios hold."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            started = process_time()
            task()
            seconds[name].append(process_time() - started)
    return seconds


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median over the rounds of one task's seconds by another's in the same round."""
    return median(a / b for a, b in zip(above, below, strict=True))


def show(path: Path) -> None:
    """Print all that is kept as a table."""
    table = Table("measured", "median", "unit", "runs", "to reach", box=None, pad_edge=False)
    for part in kept(path).values():
        for one in part["measures"]:
            digits = 0 if one["value"] >= _WHOLE_FROM else 2
            value = f"{one['value']:,.{digits}f}"
            table.add_row(one["name"], value, one["unit"], str(one["runs"]), one["reach"])
    Console(soft_wrap=True).print(table)


def kept(path: Path) -> dict[str, dict[str, Any]]:
    """The parts of a JSON file, by name; none where it is not there."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def keep(part: str, measures: Sequence[Measure], path: Path) -> None:
    """Write the measures of a part into a JSON file, with commit, machine and how busy it was."""
    found = {
        "commit": commit(),
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[1], 1),
        "measures": [asdict(one) | {"value": round(one.value, 3)} for one in measures],
    }
    parts = kept(path) | ({part: found} if measures else {})
    path.write_text(json.dumps(parts, ensure_ascii=False, indent=2) + "\n", "utf-8")


@cache
def commit() -> str:
    """The commit that is measured; "-dirty" where files other than the results were changed."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{_RESULTS}")
    return _git("rev-parse", "--short", "HEAD") + ("-dirty" if changed else "")


def _git(*command: str) -> str:
    answer = subprocess.run(["git", *command], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return answer.stdout.strip()
