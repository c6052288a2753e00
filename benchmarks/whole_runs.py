"""`bilan run` as a whole: archives of growing size, then 100 new articles onto each of them."""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from dagster import DagsterInstance

from benchmarks.articles import MIXED, write
from benchmarks.measures import Measure, kept
from benchmarks.processes import Spent, run

WORKERS = 2
ADDED = 100
_LARGE = 100_000
PUBLISHING = "publish_release"
BILAN = Path(sys.executable).with_name("bilan")


def of_size(size: int) -> Callable[[Path, int], list[Measure]]:
    """The measuring of an archive of so many articles and of additions to it."""
    return partial(_measure, size)


def _measure(size: int, folder: Path, rounds: int) -> list[Measure]:
    """Wall and processor time and peak memory of a whole run; and what 100 more articles cost."""
    archive, output = write(folder / "archive.parquet", 0, size, MIXED), folder / "output"
    whole = _median([_run(archive, output, "--fresh") for _ in range(rounds)])
    new = [_added(folder, output, size + n * ADDED) for n in range(rounds)]
    is_large = size >= _LARGE
    return [
        Measure(f"{size:,} articles", whole.wall, "s", rounds, "≤ 120" if is_large else ""),
        Measure(_processor(size), whole.cpu, "s", rounds),
        Measure(f"{size:,} articles, peak memory", whole.peak_mb, "MB", rounds, "≤ 1,024"),
        Measure(f"{ADDED} onto {size:,}", median(s.wall for s, _ in new), "s", rounds, "≤ 10"),
        Measure(_unpublished(size), median(s.wall - p for s, p in new), "s", rounds),
    ]


def growth(results: Path, sizes: Sequence[int]) -> list[Measure]:
    """How the runs kept for these sizes grow; nothing where fewer than two are kept."""
    values = {m["name"]: m["value"] for part in kept(results).values() for m in part["measures"]}
    seconds = {size: values[_processor(size)] for size in sizes if _processor(size) in values}
    if len(seconds) <= 1:
        return []
    least, most = min(seconds), max(seconds)
    times = values[_unpublished(most)] / values[_unpublished(least)]
    return [
        Measure(f"{_unpublished(most)}, by onto {least:,}", times, "times", 1, "≤ 1.5"),
        Measure("exponent of processor time", exponent(seconds), "", 1, "≤ 1.1"),
    ]


def exponent(seconds: Mapping[int, float]) -> float:
    """How processor time grows from the second-largest archive to the largest: 1 is in proportion."""
    first, second = sorted(seconds)[-2:]
    return math.log(seconds[second] / seconds[first]) / math.log(second / first)


def _processor(size: int) -> str:
    return f"{size:,} articles, processor"


def _unpublished(size: int) -> str:
    return f"{ADDED} onto {size:,}, without publishing"


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
