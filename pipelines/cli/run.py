"""bilan run: the assets of Dagster in this process, with no server, recorded where the UI looks."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Files, folders, globs, URLs of articles and feeds."),
    ] = None,
    inputs: Annotated[
        list[str] | None, typer.Option("--input", help="The same as PATH; may be repeated.")
    ] = None,
    output: Output = DEFAULT_OUTPUT,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was read before and start anew.")
    ] = False,
    now: Annotated[
        str, typer.Option(metavar="MOMENT", help="Moment to record, such as 2019-08-15T10:00Z.")
    ] = "",
    number_profile: Annotated[
        str, typer.Option(metavar="NAME", help="How vague words become bounds.")
    ] = "literal",
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Reviewers' corrections (seeds/corrections.yaml)."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that extract side by side.")] = 1,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Dask cluster that extracts instead: tcp://…")
    ] = "",
    shards: Annotated[
        str, typer.Option(metavar="URL", help="Folder that the cluster reaches: s3://…, file://…")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Dagster's own log.")] = False,
) -> None:
    """Read articles, make the dataset and publish it into the output folder."""
    named = [*(paths or []), *(inputs or [])]
    _require_usable(named, now, number_profile, corrections)
    _require_writable(output)
    # Dagster takes a second to import; wrong usage is said before that.
    from pipelines.cli.execution import execute
    from pipelines.cli.summary import show
    from pipelines.warehouse import AnotherRunError

    settings = {
        "inputs": named,
        "output": str(output),
        "now": now,
        "fresh": fresh,
        "number_profile": number_profile,
        "corrections": str(corrections or ""),
        "workers": workers,
        "scheduler": scheduler,
        "shards": shards,
    }
    try:
        outcome = execute(output, settings, quiet=quiet, verbose=verbose)
    except AnotherRunError as error:
        stop(str(error))
    if outcome.error:
        stop(outcome.error, outcome.code)
    if as_json or not quiet:
        show(outcome.made, output, as_json=as_json)


def _require_usable(
    named: list[str], now: str, number_profile: str, corrections: Path | None
) -> None:
    if not named:
        stop("nothing to read; name files, folders or feeds, as in: bilan run seeds/articles")
    from pipelines.articles.items import Rejection
    from pipelines.articles.sources import expand
    from pipelines.lexicons import SEEDS
    from pipelines.lexicons.profiles import load_profiles
    from pipelines.moments import moment

    for name in named:
        first = next(iter(expand([name])), None)
        if isinstance(first, Rejection):
            stop(first.error)
    _require_corrections(corrections)
    try:
        moment(now)
    except ValueError as error:
        stop(f"--now {error}")
    profiles = load_profiles(SEEDS / "number_profiles.csv")
    if number_profile not in profiles:
        stop(f"--number-profile {number_profile} is not known; use {' or '.join(profiles)}")


def _require_corrections(path: Path | None) -> None:
    from pipelines.lexicons.corrections import CORRECTIONS, load_corrections

    try:
        load_corrections(path or CORRECTIONS)
    except OSError as error:
        stop(f"--corrections {path}: {error.strerror}; check the path")
    except ValueError as error:
        stop(str(error))


def _require_writable(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "lock").touch()
    except OSError as error:
        stop(f"{output}: can't be written to: {error.strerror}; use another --output")
