"""What starts a run: the job, its daily schedule and the sensor of new files, both off at first."""

from hashlib import blake2b
from pathlib import Path

from dagster import (
    AssetSelection,
    DagsterRunStatus,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunRequest,
    RunsFilter,
    ScheduleDefinition,
    SensorEvaluationContext,
    SensorResult,
    define_asset_job,
    in_process_executor,
    sensor,
)

from pipelines.resources import Settings

JOB = "read_and_publish"
AT_FIVE = "0 5 * * *"
SECONDS_BETWEEN_LOOKS = 60
_UNFINISHED = [
    DagsterRunStatus.QUEUED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
]

job = define_asset_job(
    JOB,
    selection=AssetSelection.all(),
    description="Read articles, make the dataset, publish it.",
    executor_def=in_process_executor,
)

daily = ScheduleDefinition(
    name="daily",
    job=job,
    cron_schedule=AT_FIVE,
    execution_timezone="UTC",
    default_status=DefaultScheduleStatus.STOPPED,
    description="Every day at five in the morning (UTC).",
)


@sensor(
    name="new_files",
    job=job,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=DefaultSensorStatus.STOPPED,
    description="Starts a run when files appear or change among the inputs.",
)
def new_files(context: SensorEvaluationContext, settings: Settings) -> SensorResult:
    """A run where the input files are others than at the last run that was asked for."""
    if context.instance.get_runs_count(RunsFilter(statuses=_UNFINISHED)):
        return SensorResult(skip_reason="a run is going on; the files are looked at after it")
    seen = fingerprint(settings.inputs)
    if seen == context.cursor:
        return SensorResult(skip_reason="no new or changed file")
    return SensorResult([RunRequest(run_key=seen)], cursor=seen)


def fingerprint(inputs: list[str]) -> str:
    """A hash of the names, sizes and times of all input files; URLs count by their name only."""
    from pipelines.articles.sources import expand

    digest = blake2b(digest_size=16)
    for source in expand(inputs):
        digest.update(f"{source}\0".encode("utf-8", "surrogateescape"))
        if isinstance(source, Path):
            state = source.stat()
            digest.update(f"{state.st_size} {state.st_mtime_ns}\0".encode())
    return digest.hexdigest()
