"""What Dagster costs: loading the definitions, and a run beside the same work without it."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.articles import MIXED, write
from benchmarks.measures import Measure
from benchmarks.processes import Spent, run

_SIZE = 300
_IMPORTS = """
from time import perf_counter
first = perf_counter()
import dagster
second = perf_counter()
import pipelines.definitions
print(second - first, perf_counter() - second)
"""


def measure(folder: Path, rounds: int) -> list[Measure]:
    """Seconds for the definitions beyond importing dagster, and for a run beyond its work."""
    imports = [_imports() for _ in range(rounds)]
    articles = write(folder / "few.parquet", 0, _SIZE, MIXED)
    overheads = [_overhead(folder, articles) for _ in range(rounds)]
    dagster, own = (median(one[part] for one in imports) for part in (0, 1))
    ratio = median(own / dagster for dagster, own in imports)
    return [
        Measure("import dagster", dagster, "s", rounds),
        Measure("definitions beyond it", own, "s", rounds, "≤ 1.5"),
        Measure("definitions by import dagster", ratio, "times", rounds),
        Measure(
            "Dagster's overhead of a run", median(o.wall for o in overheads), "s", rounds, "≤ 6"
        ),
        Measure(
            "Dagster's overhead of a run, processor", median(o.cpu for o in overheads), "s", rounds
        ),
    ]


def _imports() -> tuple[float, float]:
    command = [sys.executable, "-c", _IMPORTS]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    first, second = answer.stdout.split()
    return float(first), float(second)


def _overhead(folder: Path, articles: Path) -> Spent:
    """What a run takes beyond a process that does its work, which has to import Dagster as well."""
    bilan = [Path(sys.executable).with_name("bilan"), "run", articles, "--quiet", "--fresh"]
    with tempfile.TemporaryDirectory() as output:
        own = [sys.executable, "-m", "benchmarks.dagster_cost", articles, output]
        whole, work = run([*bilan, "--output", folder / "with"]), run(own)
    importing = run([sys.executable, "-c", "import dagster"])
    return Spent(
        whole.wall - (work.wall - importing.wall),
        whole.cpu - (work.cpu - importing.cpu),
        whole.peak_mb - work.peak_mb,
    )


def _work(articles: str, output: Path) -> None:
    """The three steps of a run, called one after the other."""
    from pipelines.assets.dataset import build
    from pipelines.assets.reading import Reading, load
    from pipelines.moments import moment
    from pipelines.publish import publish
    from pipelines.resources import Settings, log_progress
    from pipelines.warehouse import Warehouse

    now = moment("")
    with Warehouse.open(output, now=now) as warehouse:
        load([articles], warehouse, Reading(), log_progress)
        build(warehouse, Settings(inputs=[articles], output=str(output)), log_progress)
        publish(warehouse, output, now=now)


if __name__ == "__main__":
    _work(sys.argv[1], Path(sys.argv[2]))
