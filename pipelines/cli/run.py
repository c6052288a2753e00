"""bilan run: the assets of Dagster in this process, with no server, recorded where the UI looks."""

from datetime import UTC, datetime
from pathlib import Path

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop
from pipelines.cli.run_options import (
    AsJson,
    AsOf,
    Corrections,
    DryRun,
    Fresh,
    Inputs,
    Keep,
    KeepDays,
    Now,
    NumberProfile,
    Paths,
    Quiet,
    Scheduler,
    Shards,
    Verbose,
    Workers,
)


def run(
    paths: Paths = None,
    inputs: Inputs = None,
    output: Output = DEFAULT_OUTPUT,
    fresh: Fresh = False,
    now: Now = "",
    as_of: AsOf = "",
    number_profile: NumberProfile = "literal",
    corrections: Corrections = None,
    keep: Keep = None,
    keep_days: KeepDays = 0,
    dry_run: DryRun = False,
    workers: Workers = 1,
    scheduler: Scheduler = "",
    shards: Shards = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Read articles, make the dataset and publish it into the output folder."""
    named = [*(paths or []), *(inputs or [])]
    if not named:
        stop("nothing to read; name files, folders or feeds, as in: bilan run seeds/articles")
    _require_output(output, dry_run=dry_run)
    _require_usable(named, now, as_of, number_profile, corrections)
    _require_cluster(scheduler, shards)
    _prepare_readers(number_profile, 1 if scheduler else workers)
    # Dagster takes a second to import; wrong usage is said before that.
    from pipelines.cli.dry_run import folder_of
    from pipelines.cli.execution import execute
    from pipelines.cli.rows import show_rows
    from pipelines.cli.summary import show
    from pipelines.warehouse import AnotherRunError

    settings = {
        "inputs": named,
        "now": now,
        "as_of": as_of,
        "fresh": fresh,
        "number_profile": number_profile,
        "corrections": str(corrections or ""),
        "keep_days": keep_days,
        "workers": workers,
        "scheduler": scheduler,
        "shards": shards,
        **({"keep": keep} if keep else {}),
    }
    with folder_of(output, dry_run=dry_run) as folder:
        try:
            made_in = settings | {"output": str(folder)}
            outcome = execute(folder, made_in, quiet=quiet, verbose=verbose)
        except AnotherRunError as error:
            stop(str(error))
        if outcome.error:
            stop(outcome.error, outcome.code)
        if as_json or not quiet:
            show(outcome.made, None if dry_run else output, as_json=as_json)
        if not (as_json or quiet):
            show_rows(folder, named)


def _prepare_readers(number_profile: str, workers: int) -> None:
    """Let other processes begin: they load words while this one loads Dagster."""
    from pipelines.readers import prepare

    prepare(number_profile, workers)


def _require_free(output: Path) -> None:
    """Stop at once where another run is at work; the lock is taken for good when this one begins."""
    from pipelines.lock import AnotherRunError, hold

    try:
        with hold(output / "lock", now=datetime.now(UTC)):
            pass
    except AnotherRunError as error:
        stop(str(error))


def _require_usable(
    named: list[str], now: str, as_of: str, number_profile: str, corrections: Path | None
) -> None:
    from pipelines.articles.items import Rejection
    from pipelines.articles.sources import expand
    from pipelines.lexicons import SEEDS
    from pipelines.lexicons.profiles import load_profiles
    from pipelines.moments import day, moment

    for name in named:
        first = next(iter(expand([name])), None)
        if isinstance(first, Rejection):
            stop(first.error)
    _require_corrections(corrections)
    for option, parsed, text in (("--now", moment, now), ("--as-of", day, as_of)):
        try:
            parsed(text)
        except ValueError as error:
            stop(f"{option} {error}")
    try:
        profiles = load_profiles(SEEDS / "number_profiles.csv")
    except ValueError as error:
        stop(str(error))
    if number_profile not in profiles:
        stop(f"--number-profile {number_profile} is not known; use {' or '.join(profiles)}")


def _require_cluster(scheduler: str, shards: str) -> None:
    if shards and not scheduler:
        stop("--shards is the folder of a cluster; name it with --scheduler, or leave out --shards")


def _require_corrections(path: Path | None) -> None:
    from pipelines.lexicons.corrections import CORRECTIONS, load_corrections

    try:
        load_corrections(path or CORRECTIONS)
    except OSError as error:
        stop(f"--corrections {path}: {error.strerror}; check the path")
    except ValueError as error:
        stop(str(error))


def _require_output(output: Path, *, dry_run: bool) -> None:
    _require_writable(output)
    if not dry_run:
        _require_free(output)


def _require_writable(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "lock").touch()
    except OSError as error:
        stop(f"{output}: can't be written to: {error.strerror}; use another --output")
