"""One run of the job in this process: what it made, or one line on what went wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dagster import (
    DagsterExecutionInterruptedError,
    DagsterInstance,
    ExecuteInProcessResult,
)
from sqlalchemy.exc import OperationalError

from pipelines.cli import home
from pipelines.cli.event_log import connections_kept
from pipelines.cli.options import ExitCode
from pipelines.cli.progress import shown
from pipelines.definitions import build_definitions
from pipelines.lock import hold
from pipelines.triggers import JOB
from pipelines.warehouse import AnotherRunError

TAGS = {"bilan/started_by": "bilan run"}
"""Whoever looks at the runs in the UI sees which came from the command."""
SAID_IN_FULL = (
    "BrokenRulesError",
    "AnotherRunError",
    "ClusterError",
    "ValueError",
    "FileExistsError",
)
"""Errors whose message is written for the analyst: what is wrong, where, and what to do."""
OF_FILES = ("IOException", "OSError", "PermissionError", "OperationalError")
"""DuckDB's, Python's and SQLite's names for a disk that is full or can't be written to."""
_INTERRUPTS = (DagsterExecutionInterruptedError.__name__, KeyboardInterrupt.__name__)
STOPPED = "stopped; nothing was published"
_REPORT = "more with --verbose; report it"
_HELD = "Conflicting lock"
"""How DuckDB says that another program has a database open."""
_CLOSE = "close the database there, or wait until that program has ended"
_SPACE = "see whether the disk is full, broken or read-only, or use another --output"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Metadata of the assets made, by asset key; or the exit code and a line on what failed."""

    code: ExitCode = ExitCode.DONE
    error: str | None = None
    made: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])


def execute(output: Path, settings: Mapping[str, Any], *, quiet: bool, verbose: bool) -> Outcome:
    """Run the job with these settings and record it in the output folder's DAGSTER_HOME.

    Raises AnotherRunError where another run holds the folder.
    """
    folder = home.prepare(output)
    os.environ["DAGSTER_HOME"] = str(folder)
    config = {
        "resources": {"settings": {"config": dict(settings)}},
        "loggers": {"console": {"config": {"log_level": "INFO" if verbose else "CRITICAL"}}},
    }
    try:
        result = _run(output, folder, config, quiet=quiet)
    except (KeyboardInterrupt, DagsterExecutionInterruptedError):
        return Outcome(ExitCode.NOT_PUBLISHED, STOPPED)
    except OperationalError as error:  # Dagster's own records, before the run has begun
        told = f"{folder}: {error.orig}"
        return Outcome(ExitCode.NOT_PUBLISHED, f"nothing was published: {told} ({_SPACE})")
    return Outcome(made=_made(result)) if result.success else _failure(result)


def _run(
    output: Path, folder: Path, config: Mapping[str, Any], *, quiet: bool
) -> ExecuteInProcessResult:
    with DagsterInstance.from_config(str(folder)) as instance:
        with hold(output / "lock", now=datetime.now(UTC)):
            home.close_lost_runs(instance)
        with connections_kept(instance), shown(quiet) as bars:
            job = build_definitions({"progress": bars}).resolve_job_def(JOB)
            return job.execute_in_process(
                run_config=config, instance=instance, raise_on_error=False, tags=TAGS
            )


def _made(result: ExecuteInProcessResult) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for event in result.get_asset_materialization_events():
        materialization = event.step_materialization_data.materialization
        made[materialization.asset_key.to_user_string()] = {
            name: value.value for name, value in materialization.metadata.items()
        }
    return made


def _failure(result: ExecuteInProcessResult) -> Outcome:
    error: Any = None
    for event in result.all_events:
        error = getattr(event.event_specific_data, "error", None) or error
    while error is not None and error.cause is not None and error.cls_name not in SAID_IN_FULL:
        error = error.cause
    if error is None:
        return Outcome(ExitCode.NOT_PUBLISHED, "the run failed; nothing was published")
    if error.cls_name in _INTERRUPTS:
        return Outcome(ExitCode.NOT_PUBLISHED, STOPPED)
    _, _, said = error.message.strip().partition(": ")
    if error.cls_name == AnotherRunError.__name__:
        return Outcome(ExitCode.WRONG_USAGE, said)
    if error.cls_name in SAID_IN_FULL:
        return Outcome(ExitCode.NOT_PUBLISHED, said)
    told = f"{error.cls_name}: {said}".splitlines()[0]
    remedy = _SPACE if error.cls_name in OF_FILES else _REPORT
    if _HELD in told:
        told, remedy = told.partition(". See also")[0], _CLOSE
    return Outcome(ExitCode.NOT_PUBLISHED, f"nothing was published: {told} ({remedy})")
