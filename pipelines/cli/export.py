"""bilan export: the files of the current release once more, elsewhere, in other formats or with texts."""

import json
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop


def export(
    to: Annotated[Path, typer.Option("--to", help="New or empty folder for the files.")],
    output: Output = DEFAULT_OUTPUT,
    formats: Annotated[
        str, typer.Option("--format", help="Some of parquet, csv, geoparquet, xlsx; with commas.")
    ] = "parquet,csv,geoparquet",
    hxl: Annotated[
        bool, typer.Option("--hxl", help="A second heading of HXL hashtags in CSV and XLSX.")
    ] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With the articles' text; mind their licences.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the files as JSON.")] = False,
) -> None:
    """Write the published tables, the report, the data package and the data dictionary."""
    from pipelines.cli.published import published
    from pipelines.publish import exports

    wanted = [name.strip() for name in formats.split(",")]
    if unknown := sorted(set(wanted) - set(exports.FORMATS)):
        stop(f"--format {', '.join(unknown)} is not known; use {', '.join(exports.FORMATS)}")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        stop(f"{to}: is there already; name a new or an empty folder")
    with published(output) as connection:
        # a release is named by its moment and the version of its data
        version = (output / "bilan.duckdb").resolve().parent.name.rpartition("-")[2]
        aside = _folder_beside(to)
        try:
            exports.write(
                connection, aside, formats=wanted, hxl=hxl, with_text=with_text, version=version
            )
            aside.chmod(0o755)
            aside.replace(to)
        except ValueError as error:
            stop(str(error))
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    files = sorted(str(path.relative_to(to)) for path in to.rglob("*") if path.is_file())
    if as_json:
        typer.echo(json.dumps({"folder": str(to), "files": files}, ensure_ascii=False))
    elif not quiet:
        typer.echo(f"{len(files)} files in {to}")


def _folder_beside(to: Path) -> Path:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=f".{to.name}-", dir=to.parent))
    except OSError as error:
        stop(f"{to}: can't be written: {error.strerror}; name another folder")
