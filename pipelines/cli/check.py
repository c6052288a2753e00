"""bilan check: every rule of the published tables, looked at again."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, ExitCode, Output

if TYPE_CHECKING:
    from pipelines.warehouse import CheckResult


def check(
    output: Output = DEFAULT_OUTPUT,
    as_json: Annotated[bool, typer.Option("--json", help="Print every rule as JSON.")] = False,
) -> None:
    """Run the checks on the published dataset; code 1 where one fails."""
    from pipelines import checks
    from pipelines.cli.published import published
    from schemas import TABLES

    with published(output) as connection:
        found = checks.run(connection, tuple(TABLES))
        rejected = checks.rejected_rows(connection)
    quarantined = sum(sum(rules.values()) for rules in rejected.values())
    if as_json:
        rules = [asdict(result) for result in found]
        typer.echo(json.dumps({"rules": rules, "quarantined": quarantined}, ensure_ascii=False))
    else:
        _show(found, quarantined)
    if any(not result.passed for result in found):
        raise typer.Exit(ExitCode.NOT_PUBLISHED)


def _show(found: "Sequence[CheckResult]", quarantined: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipelines import checks

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("table", "family", "rules", "failed", "first example"):
        table.add_column(name, overflow="fold")
    for (name, family), members in checks.by_family(found).items():
        failed = [result for result in members if not result.passed]
        example = Text(failed[0].example or "", style="red") if failed else Text()
        table.add_row(name, family, str(len(members)), str(len(failed)), example)
    console = Console()
    console.print(table)
    console.print(f"{quarantined:,} rows stand in core.quarantine")
