"""bilan sql: questions to the published database, in the duckdb command line or without it."""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, cast

import duckdb
import typer

from pipelines.cli.options import DEFAULT_OUTPUT, ExitCode, Output, stop
from pipelines.cli.published import published

Form = Literal["table", "csv", "json"]
PROMPT, MORE = "bilan> ", "  ...> "
LEAVE = (".quit", ".exit", "quit", "exit")
TABLES = """
select schema_name || '.' || table_name as table_name, comment from duckdb_tables()
where comment is not null
union all
select schema_name || '.' || view_name, comment from duckdb_views() where comment is not null
order by 1;
"""
_NO_TERMINAL = (10_000, 24)  # in a pipe or a file no column is left out
HELP = "A question ends with a semicolon. .tables shows the tables, .quit (or Ctrl-D) ends."


def sql(
    question: Annotated[
        str, typer.Argument(help="One question, answered at once; without it, many.")
    ] = "",
    output: Output = DEFAULT_OUTPUT,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the answer as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Ask the published database in SQL; it is opened to read only."""
    if as_csv and as_json:
        stop("--csv and --json are two forms of one answer; choose one")
    form: Form = "csv" if as_csv else "json" if as_json else "table"
    with published(output) as connection:
        if question or not sys.stdin.isatty():
            _require_answer(connection, question or sys.stdin.read(), form)
            return
        path = (output / "bilan.duckdb").resolve()
        if not _open_duckdb(path):
            _converse(connection)


def _require_answer(connection: duckdb.DuckDBPyConnection, question: str, form: Form) -> None:
    try:
        _answer(connection, question, form)
    except duckdb.Error as error:
        stop(str(error), ExitCode.NOT_PUBLISHED)


def _answer(connection: duckdb.DuckDBPyConnection, question: str, form: Form = "table") -> None:
    answer = cast("duckdb.DuckDBPyRelation | None", connection.sql(question))
    if answer is None:  # a statement that gives no rows
        return
    if form == "csv":
        sys.stdout.write(answer.pl().write_csv())
    elif form == "json":
        rows = answer.pl().to_dicts()
        typer.echo(json.dumps(rows, ensure_ascii=False, default=str))
    else:
        answer.show(max_width=shutil.get_terminal_size(_NO_TERMINAL).columns)


def _open_duckdb(path: Path) -> bool:
    """Hand over to the duckdb command line; False where it is not installed."""
    program = shutil.which("duckdb")
    if program is None:
        return False
    raise typer.Exit(subprocess.run([program, "-readonly", path], check=False).returncode)  # noqa: S603


def _converse(connection: duckdb.DuckDBPyConnection) -> None:
    """Questions and answers until the end of the input."""
    import_module("readline")  # gives input() a history and editing
    typer.echo(f"DuckDB {duckdb.__version__}. {HELP}")
    asked = ""
    while True:
        try:
            line = input(MORE if asked else PROMPT)
        except EOFError:
            return
        except KeyboardInterrupt:
            typer.echo()
            asked = ""
            continue
        if not asked and line.strip() in LEAVE:
            return
        asked = f"{asked}\n{line}" if asked else line
        if asked.strip() == ".tables":
            asked = TABLES
        if asked.rstrip().endswith(";"):
            _tell(connection, asked)
            asked = ""


def _tell(connection: duckdb.DuckDBPyConnection, question: str) -> None:
    try:
        _answer(connection, question)
    except duckdb.Error as error:
        typer.echo(str(error), err=True)
