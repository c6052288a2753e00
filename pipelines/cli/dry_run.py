"""A dry run: everything is done on a copy, which is thrown away."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.cli.options import stop
from pipelines.lock import hold
from pipelines.warehouse import AnotherRunError
from pipelines.warehouse.store import DATABASE


@contextmanager
def folder_of(output: Path, *, dry_run: bool) -> Generator[Path]:
    """The output folder; for a dry run a copy of what a run reads of it, gone at the end."""
    if not dry_run:
        yield output
        return
    with TemporaryDirectory() as folder:
        try:
            with hold(output / "lock", now=datetime.now(UTC)):
                if (output / DATABASE).exists():
                    shutil.copy2(output / DATABASE, folder)
        except AnotherRunError as error:
            stop(str(error))
        yield Path(folder)
