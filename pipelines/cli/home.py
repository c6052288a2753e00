"""DAGSTER_HOME in the output folder: where the UI finds the runs of the command, and the reverse.

What a run does is none of this module's business.
"""

from pathlib import Path

from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

# One run at a time: the others wait in the queue for the lock of the output folder.
# Nothing is printed by steps but the log, which Dagster keeps; so no stdout is kept.
CONFIG = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
python_logs:
  managed_python_loggers: [bilan]
  python_log_level: INFO
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""
_AT_WORK = [
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]


def prepare(output: Path) -> Path:
    """The absolute DAGSTER_HOME of the output folder, with its configuration, made if need be."""
    home = output.absolute() / "dagster"
    (home / ".nux").mkdir(parents=True, exist_ok=True)
    (home / ".nux" / "nux.yaml").write_text("seen: 1\n", "utf-8")  # no welcome over the graph
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(CONFIG, "utf-8")
    return home


def close_lost_runs(instance: DagsterInstance) -> None:
    """Mark runs as failed that were killed; to be called when nobody holds the output folder.

    Otherwise they would count as going on for ever and keep the queue waiting.
    """
    for lost in instance.get_runs(RunsFilter(statuses=_AT_WORK)):
        instance.report_run_failed(lost, "The run was killed before its end.")
