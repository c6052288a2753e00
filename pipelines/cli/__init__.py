"""The command `bilan`: data to stdout, everything else to stderr.

Exit codes: 0 done, 1 not published (or a check failed), 2 wrong usage or another run going on.
What the commands do stands in assets, checks, publish, explain and evaluate; here they are only called.
"""

import sys
from importlib.metadata import version as version_of
from typing import Annotated

import typer
from typer.exceptions import TyperException

from pipelines.cli.check import check
from pipelines.cli.diff import diff
from pipelines.cli.evaluate import evaluate
from pipelines.cli.explain import explain
from pipelines.cli.export import export
from pipelines.cli.options import ExitCode
from pipelines.cli.run import run
from pipelines.cli.sql import sql
from pipelines.cli.ui import ui

app = typer.Typer(
    help="Reads tolls of armed conflict out of news articles into a traceable dataset.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (run, explain, check, export, diff, sql, evaluate, ui):
    app.command()(command)
_INTERRUPTED = 130  # what Typer makes of Ctrl-C


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bilan {version_of('bilan')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options of the command as a whole; all others belong to a subcommand."""


def main() -> None:
    """Run the command as it was called: wrong usage and Ctrl-C are told in one line."""
    try:
        code = app(prog_name="bilan", standalone_mode=False)
    except TyperException as error:
        told = " ".join(error.format_message().split()).rstrip(".")
        path = getattr(getattr(error, "ctx", None), "command_path", "bilan")
        if told:  # none where the help has just been shown
            typer.echo(f"bilan: {told}; see {path} --help", err=True)
        sys.exit(ExitCode.WRONG_USAGE)
    if code == _INTERRUPTED:
        typer.echo("bilan: stopped; nothing was published", err=True)
        sys.exit(ExitCode.NOT_PUBLISHED)
    sys.exit(code)
