"""The command as a user gives it, in the process of the test."""

from pathlib import Path

from typer.testing import CliRunner, Result

from pipelines.cli import app

CHECKOUT = Path(__file__).parents[1]
ARTICLES = CHECKOUT / "seeds" / "articles"
INPUTS = [str(ARTICLES / name) for name in ("libye-2019-08.txt", "depeches-libye.jsonl")]
NOW = "2020-01-01T12:00Z"


def bilan(*arguments: object) -> Result:
    """What the command says and with which code it ends."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])
