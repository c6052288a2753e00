"""make bench: every part measured, printed as a table and kept; PART="runs-1000 loading" for some of them.

A part that is kept for this commit is not measured again unless it is named, so a stopped run goes on.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import dagster_cost, extraction, linking, loading, report, whole_runs
from benchmarks.measures import Measure, commit, keep, kept, show
from pipelines.collecting import OBJECTS_BETWEEN_COLLECTIONS

ROUNDS = 5
SIZES = (1_000, 10_000, 100_000)
RESULTS = Path(__file__).parent / "results.json"
Part = Callable[[Path, int], list[Measure]]
PARTS: Mapping[str, Part] = {
    "extraction": extraction.measure,
    "loading": loading.measure,
    "linking": linking.measure,
    "dagster": dagster_cost.measure,
    "report": report.measure,
    **{f"runs-{size}": whole_runs.of_size(size) for size in SIZES},
}


def main(
    parts: Annotated[list[str] | None, typer.Argument(help=", ".join(PARTS))] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Medians of how many rounds.")] = ROUNDS,
    results: Annotated[Path, typer.Option(help="Where the JSON goes.")] = RESULTS,
) -> None:
    """Measure the parts named, else those not yet kept for this commit; ends with 1 where one failed."""
    if unknown := set(parts or ()) - set(PARTS):
        raise typer.BadParameter(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    done = {name for name, part in kept(results).items() if part["commit"] == commit()}
    wanted = parts or [part for part in PARTS if part not in done]
    failed = [part for part in wanted if not _ran(part, rounds, results)]
    keep("growth", whole_runs.growth(results, SIZES), results)
    show(results)
    sys.exit(bool(failed))


def _ran(part: str, rounds: int, results: Path) -> bool:
    """Measure and keep one part; False where a command of it failed, which is then said."""
    print(f"{part} …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            keep(part, PARTS[part](Path(folder), rounds), results)
        except subprocess.CalledProcessError as error:
            print(f"{part}: {error}: {error.stderr.decode()}", file=sys.stderr, flush=True)
            return False
    return True


if __name__ == "__main__":
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)  # as the command does
    typer.run(main)
