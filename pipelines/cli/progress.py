"""What is seen on stderr during a run: a bar with rates, and the warnings of the log above it."""

import logging
import time
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from pipelines.resources import LOG, UNITS

TITLES = {
    "read": "reading",
    "extract": "extracting",
    "link": "linking",
    "publish": "publishing",
}


class Bars:
    """Progress by stage, to be handed to a run as its resource `progress`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """Show that `done` of `total` have passed the stage, and how fast."""
        if stage not in self._tasks:
            self._finish_others()
            self._started[stage] = time.monotonic()
            self._tasks[stage] = self._progress.add_task(TITLES[stage], total=None, rate="")
        seconds = time.monotonic() - self._started[stage]
        rate = f"{done / seconds:,.0f} {UNITS[stage]}/s" if done else ""
        self._progress.update(self._tasks[stage], completed=done, total=total, rate=rate)

    def _finish_others(self) -> None:
        """Stages follow one another; one whose total was not known has now read it all."""
        for task in self._progress.tasks:
            self._progress.update(task.id, total=task.completed)


class WarningLines(logging.Handler):
    """Warnings of the log as lines of their own; markup in them is shown, not obeyed."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.WARNING)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        self._console.print(Text(f"warning: {record.getMessage()}"), soft_wrap=True)


@contextmanager
def shown(quiet: bool) -> Generator[Bars]:
    """Bars and warnings on stderr while the block runs; where `quiet`, only the warnings."""
    console = Console(stderr=True)
    log, lines = logging.getLogger(LOG), WarningLines(console)
    log.addHandler(lines)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    try:
        with Progress(*columns, console=console, disable=quiet) as progress:
            yield Bars(progress)
    finally:
        log.removeHandler(lines)
