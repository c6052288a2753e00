"""make bench: every measurement as a table, kept in results.json; --only and --rounds for a part."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import dagster_cost, extraction, loading, whole_runs
from benchmarks.measures import keep, show

ROUNDS = 5
SIZES = (1_000, 10_000, 100_000)
RESULTS = Path(__file__).parent / "results.json"


def main(
    only: Annotated[str, typer.Option(help="extraction, loading, dagster or runs")] = "",
    rounds: Annotated[int, typer.Option(min=1, help="Medians of how many rounds.")] = ROUNDS,
    largest: Annotated[int, typer.Option(help="No archive larger than this.")] = SIZES[-1],
    results: Annotated[Path, typer.Option(help="Where the JSON goes.")] = RESULTS,
) -> None:
    """Measure, print a table and keep it as JSON."""
    sizes = [size for size in SIZES if size <= largest]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {
            "extraction": lambda: extraction.measure(folder, rounds),
            "loading": lambda: loading.measure(folder, rounds),
            "dagster": lambda: dagster_cost.measure(folder, rounds),
            "runs": lambda: whole_runs.measure(folder, rounds, sizes),
        }
        wanted = [part for key, part in parts.items() if only in ("", key)]
        measures = [one for part in wanted for one in part()]
    show(measures)
    keep(measures, results)


if __name__ == "__main__":
    typer.run(main)
