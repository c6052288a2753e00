"""The command `bilan`: data to stdout, everything else to stderr.

Exit codes: 0 done, 1 not published (or a check failed), 2 wrong usage or another run going on.
What the commands do stands in assets, checks, publish, explain and evaluate; here they are only called.
"""

import typer

from pipelines.cli.check import check
from pipelines.cli.evaluate import evaluate
from pipelines.cli.explain import explain
from pipelines.cli.export import export
from pipelines.cli.run import run
from pipelines.cli.ui import ui

app = typer.Typer(
    help="Reads tolls of armed conflict out of news articles into a traceable dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (run, explain, check, export, evaluate, ui):
    app.command()(command)


def main() -> None:
    """Entry point of the console script."""
    app()
