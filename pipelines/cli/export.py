"""bilan export: the files of the current release once more, elsewhere, or with the texts."""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop


def export(
    to: Annotated[Path, typer.Option("--to", help="New or empty folder for the files.")],
    output: Output = DEFAULT_OUTPUT,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With the articles' text; mind their licences.")
    ] = False,
) -> None:
    """Write the published tables as Parquet and CSV, with data package and dictionary."""
    from pipelines.cli.published import published
    from pipelines.publish import exports

    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        stop(f"{to}: is there already; name a new or an empty folder")
    with published(output) as connection:
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            aside = Path(mkdtemp(prefix=f".{to.name}-", dir=to.parent))
        except OSError as error:
            stop(f"{to}: can't be written: {error.strerror}; name another folder")
        try:
            exports.write(connection, aside, with_text=with_text)
            aside.chmod(0o755)
            aside.replace(to)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    typer.echo(f"{len(list(to.iterdir()))} files in {to}")
