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
from pathlib import Path
from statistics import median
from time import process_time

from rich.console import Console
from rich.table import Table


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


def show(measures: Sequence[Measure]) -> None:
    """Print all measures as a table."""
    table = Table("measured", "median", "unit", "runs", "to reach", box=None, pad_edge=False)
    for one in measures:
        digits = 0 if one.value >= 100 else 2
        table.add_row(one.name, f"{one.value:,.{digits}f}", one.unit, str(one.runs), one.reach)
    Console(soft_wrap=True).print(table)


def keep(measures: Sequence[Measure], path: Path) -> None:
    """Write all measures to a JSON file, with commit, machine and how busy it was."""
    found = {
        "commit": _commit(),
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[1], 1),
        "measures": [asdict(one) | {"value": round(one.value, 3)} for one in measures],
    }
    path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return answer.stdout.strip()
