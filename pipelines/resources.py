"""What a run is given: settings, the work database, and somebody to tell how far it has got.

Here stand defaults and their meaning; what is done with them stands in assets.
"""

import logging
import shlex
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, cast

from dagster import ConfigurableResource, EnvVar, InitResourceContext, resource
from pydantic import Field, create_model

from pipelines.moments import moment
from pipelines.publish import RELEASES_KEPT
from pipelines.warehouse import AnotherRunError, Warehouse

OUTPUT_VARIABLE = "BILAN_OUTPUT"
INPUTS_VARIABLE = "BILAN_INPUTS"
SAMPLE = "seeds/articles"
LOG = "bilan"
"""Name of the log; Dagster and the command listen to it."""
_log = logging.getLogger(LOG)


class Settings(ConfigurableResource):  # pyright: ignore[reportMissingTypeArgument]
    """What to read, how, and where the dataset goes; paths count from where bilan was started."""

    inputs: list[str] = Field(
        default=[SAMPLE], description="Files, folders, globs and URLs of articles and feeds."
    )
    output: str = Field(
        default="output", description="Folder of the dataset; what is in it already is added to."
    )
    now: str = Field(
        default="",
        description="The moment to record, such as 2019-08-15T10:00Z; empty: the clock.",
    )
    as_of: str = Field(
        default="",
        description="Make the dataset of what was known on this day, such as 2019-08-15: articles"
        " published later, or on no known day, are not read. It needs an output folder of its own,"
        " or fresh; empty: all articles.",
    )
    fresh: bool = Field(default=False, description="Forget what was read before and start anew.")
    number_profile: str = Field(
        default="literal",
        description="Table that turns vague words into bounds (seeds/number_profiles.csv).",
    )
    corrections: str = Field(
        default="",
        description="File of reviewers' corrections; empty: seeds/corrections.yaml.",
    )
    languages: list[str] = Field(
        default=[], description="Languages to extract from, such as fr; empty: all that are known."
    )
    keep: int = Field(
        default=RELEASES_KEPT, ge=1, description="So many of the newest releases stay."
    )
    keep_days: int = Field(
        default=0, ge=0, description="Releases of so many days stay, however many they are."
    )
    workers: int = Field(
        default=1, ge=1, description="Processes of this machine that read articles side by side."
    )
    scheduler: str = Field(
        default="",
        description="Dask cluster that reads instead, such as tcp://host:8786; empty: none.",
    )
    shards: str = Field(
        default="",
        description="URL of a folder that the cluster reaches, such as s3://bucket/shards; "
        "empty: shards in the output folder.",
    )

    @property
    def folder(self) -> Path:
        """The output folder."""
        return Path(self.output)


def settings_from_environment() -> Settings:
    """Settings whose inputs and output come from BILAN_INPUTS (quoted as in a shell), BILAN_OUTPUT.

    So a schedule reads what its machine says, and a run started in the UI writes where it looks. They are
    the fields' own defaults: those of an instance are forgotten where a run names another setting.
    """
    given: dict[str, Any] = {}
    if inputs := EnvVar(INPUTS_VARIABLE).get_value():
        given["inputs"] = shlex.split(inputs)
    if output := EnvVar(OUTPUT_VARIABLE).get_value():
        given["output"] = output
    fields: dict[str, Any] = {
        name: (field.annotation, Field(default=given[name], description=field.description))
        for name, field in Settings.model_fields.items()
        if name in given
    }
    return create_model(Settings.__name__, __base__=Settings, **fields)()


UNITS = {"read": "articles", "extract": "articles", "link": "reports", "publish": "files"}
"""The stages of a run, in their order, and what each of them counts."""


class Progress(Protocol):
    """Whom a run tells how far it has got."""

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """`done` of `total` have passed the stage (UNITS); None where the total is not known."""
        ...


def log_progress(stage: str, done: int, total: int | None = None) -> None:
    """Progress as lines of the run's log, for runs that nobody watches at a terminal."""
    _log.info("%s: %d%s %s", stage, done, "" if total is None else f" of {total}", UNITS[stage])


@resource(required_resource_keys={"settings"}, description="The one writer of work.duckdb.")
def work_database(context: InitResourceContext) -> Generator[Warehouse]:
    """The warehouse of the output folder, locked from the first step of a run to its last.

    A run that carries on another one (a retry from the UI) never starts anew. Raises
    AnotherRunError where another run holds the folder.
    """
    settings = cast(Settings, getattr(context.resources, "settings"))  # noqa: B009
    is_retry = context.run is not None and context.run.parent_run_id is not None
    fresh = settings.fresh and not is_retry
    now = moment(settings.now)
    with ExitStack() as opened:
        try:
            warehouse = opened.enter_context(Warehouse.open(settings.folder, now=now, fresh=fresh))
        except AnotherRunError as error:
            if context.log:  # Dagster shows an error of a resource below a long trace
                context.log.error("%s", error)
            raise
        yield warehouse
