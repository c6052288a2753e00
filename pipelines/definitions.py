"""The one place where Dagster finds everything: assets, checks, the job, schedule and sensor."""

from collections.abc import Mapping
from typing import Any

from dagster import Definitions, LoggerDefinition, in_process_executor

from pipelines.assets import ASSETS
from pipelines.resources import log_progress, settings_from_environment, work_database
from pipelines.triggers import daily, job, new_files


def build_definitions(
    overrides: Mapping[str, Any] | None = None,
    *,
    loggers: Mapping[str, LoggerDefinition] | None = None,
) -> Definitions:
    """Everything, with some resources (settings, warehouse, progress) replaced for tests or use."""
    resources: dict[str, Any] = {
        "settings": settings_from_environment(),
        "warehouse": work_database,
        "progress": log_progress,
    }
    return Definitions(
        assets=ASSETS,
        jobs=[job],
        schedules=[daily],
        sensors=[new_files],
        resources=resources | dict(overrides or {}),
        # three steps that follow one another: other executors start a process for each of them
        executor=in_process_executor,
        loggers=dict(loggers) if loggers else None,
    )


definitions = build_definitions()
