"""Options that several commands share, and how a command ends early."""

from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

DEFAULT_OUTPUT = Path(__file__).parents[2] / "output"
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        help="Folder of the dataset.",
        envvar="BILAN_OUTPUT",
        show_default="output/ in the checkout",
        file_okay=False,
    ),
]


class ExitCode(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    NOT_PUBLISHED = 1
    WRONG_USAGE = 2


def stop(message: str, code: ExitCode = ExitCode.WRONG_USAGE) -> NoReturn:
    """End the command with one line on stderr that says what is wrong and what to do."""
    typer.echo(f"bilan: {message}", err=True)
    raise typer.Exit(code)
