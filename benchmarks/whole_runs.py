"""`bilan run` as a whole: archives of growing size, then 100 new articles onto each of them."""

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from dagster import DagsterInstance

from benchmarks.articles import MIXED, write
from benchmarks.measures import Measure
from benchmarks.processes import Spent, run

WORKERS = 2
ADDED = 100
PUBLISHING = "publish_release"
BILAN = Path(sys.executable).with_name("bilan")


def measure(folder: Path, rounds: int, sizes: Sequence[int]) -> list[Measure]:
    """Wall and processor time, peak memory and exponent; and what the additions cost."""
    found: list[Measure] = []
    wholes: dict[int, Spent] = {}
    additions: dict[int, float] = {}
    for size in sizes:
        archive = write(folder / f"{size}.parquet", 0, size, MIXED)
        output = folder / f"output-{size}"
        wholes[size] = _median([_run(archive, output, "--fresh") for _ in range(rounds)])
        new = [_added(folder, output, size + n * ADDED) for n in range(rounds)]
        additions[size] = median(spent.wall - publishing for spent, publishing in new)
        found += _rows(size, wholes[size], rounds)
        added = median(spent.wall for spent, _ in new)
        found.append(Measure(f"{ADDED} onto {size:,}", added, "s", rounds, "≤ 10"))
    least, most = min(sizes), max(sizes)
    times = additions[most] / additions[least]
    name = f"{ADDED} onto {most:,} by onto {least:,}, without publishing"
    found.append(Measure(name, times, "times", rounds, "≤ 1.5"))
    found.append(Measure("exponent of processor time", exponent(wholes), "", rounds, "≤ 1.1"))
    return found


def exponent(wholes: dict[int, Spent]) -> float:
    """How processor time grows from the second-largest archive to the largest: 1 is in proportion."""
    first, second = sorted(wholes)[-2:]
    return math.log(wholes[second].cpu / wholes[first].cpu) / math.log(second / first)


def _run(articles: Path, output: Path, *options: str) -> Spent:
    workers = ("--workers", str(WORKERS))
    return run([BILAN, "run", articles, "--output", output, "--quiet", *workers, *options])


def _added(folder: Path, output: Path, first: int) -> tuple[Spent, float]:
    """100 articles more: what the run spent, and the seconds of it that went into publishing."""
    spent = _run(write(folder / "new.parquet", first, first + ADDED, MIXED), output)
    return spent, step_seconds(output).get(PUBLISHING, 0.0)


def step_seconds(output: Path) -> dict[str, float]:
    """Seconds of each step of the last run of an output folder."""
    with DagsterInstance.from_config(str(output / "dagster")) as instance:
        [last] = instance.get_runs(limit=1)
        return {
            step.step_key: step.end_time - step.start_time
            for step in instance.get_run_step_stats(last.run_id)
            if step.end_time and step.start_time
        }


def _median(runs: Sequence[Spent]) -> Spent:
    return Spent(
        median(one.wall for one in runs),
        median(one.cpu for one in runs),
        median(one.peak_mb for one in runs),
    )


def _rows(size: int, spent: Spent, rounds: int) -> list[Measure]:
    is_large = size >= 100_000
    return [
        Measure(f"{size:,} articles", spent.wall, "s", rounds, "≤ 120" if is_large else ""),
        Measure(f"{size:,} articles, processor", spent.cpu, "s", rounds),
        Measure(f"{size:,} articles, peak memory", spent.peak_mb, "MB", rounds, "≤ 1,024"),
    ]
