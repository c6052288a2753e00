"""bilan diff: what changed from one release to another."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, Output, stop

if TYPE_CHECKING:
    from pipelines.publish.difference import Difference

_RELEASE = "A release: its name, its folder, or an output folder for its current one."
_BOUNDS = ("low", "best", "high")
_ROWS_SHOWN = 20


def diff(
    before: Annotated[str, typer.Argument(metavar="[A]", help=_RELEASE)] = "",
    after: Annotated[str, typer.Argument(metavar="[B]", help=_RELEASE)] = "",
    output: Output = DEFAULT_OUTPUT,
    rows: Annotated[
        str, typer.Option(metavar="TABLE", help="Show the rows of this table that differ.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Compare two releases: rows added, removed and changed, and totals per country and measure.

    Without A and B the newest two releases of the output folder; with A alone, A and the current one.
    """
    from pipelines.publish.difference import Difference
    from schemas import TABLES

    if rows and rows not in TABLES:
        stop(f"--rows {rows}: there is no such table; use one of {', '.join(TABLES)}")
    first, second = _two(before, after, output)
    try:
        found = Difference(first / "exports", second / "exports")
    except FileNotFoundError as error:
        stop(f"{error.args[0]}: no release with its exports; see the folder releases")
    if as_json:
        typer.echo(json.dumps(_told(found, first, second, rows), ensure_ascii=False, default=str))
    else:
        _show(found, first, second, rows)


def _two(before: str, after: str, output: Path) -> tuple[Path, Path]:
    if before:
        return _release(before, output), _release(after or str(output), output)
    releases = output / "releases"
    names = sorted(path for path in releases.glob("[!.]*")) if releases.is_dir() else []
    if len(names) < 2:
        stop(f"{releases}: fewer than two releases; name two, or run again on more articles")
    return names[-2], names[-1]


def _release(name: str, output: Path) -> Path:
    """The folder of a release, which holds exports/."""
    named = (output / "releases" / name, Path(name) / "current", Path(name))
    found = next((folder for folder in named if (folder / "exports").is_dir()), None)
    if found is None:
        stop(f"{name}: no release of {output} and no folder with exports; see {output}/releases")
    return found.resolve()


def _told(found: "Difference", first: Path, second: Path, rows: str) -> dict[str, Any]:
    tables = {t.table: {k: v for k, v in asdict(t).items() if k != "table"} for t in found.tables()}
    told = {"before": first.name, "after": second.name, "tables": tables, "totals": found.totals()}
    if rows:
        told["rows"] = [asdict(row) for row in found.rows(rows)]
    return told


def _show(found: "Difference", first: Path, second: Path, rows: str) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(f"{first.name} → {second.name}\n")
    changes = [change for change in found.tables() if change.is_any]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("table", "added", "removed", "changed", "columns that changed"):
        table.add_column(name, justify="left" if name[-1] == "e" else "right", overflow="fold")
    table.columns[-1].justify = "left"
    for change in changes:
        columns = ", ".join(f"{name} {n}" for name, n in change.columns.items())
        counts = (f"{n:,}" for n in (change.added, change.removed, change.changed))
        table.add_row(change.table, *counts, columns)
    console.print(table if changes else "no row differs")
    for line in _totals(found.totals()):
        console.print(line, highlight=False)
    if rows:
        for line in _rows(found, rows):
            console.print(line, highlight=False, markup=False)


def _totals(totals: list[dict[str, Any]]) -> Iterator[str]:
    if totals:
        yield "\ntotals, low / best / high (incidents)"
    for row in totals:
        sides = [
            " / ".join(_number(row[f"{side}_cumulative_{bound}"]) for bound in _BOUNDS)
            + f" ({_number(row[f'{side}_n_incidents'])})"
            for side in ("before", "after")
        ]
        place = row["country"] or "no country"
        kind = "" if row["event_group"] == "conflict" else " (accidents and disasters)"
        yield f"{place}, {row['measure']}{kind}: {sides[0]} → {sides[1]}"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _rows(found: "Difference", table: str) -> Iterator[str]:
    yield f"\n{table}"
    for n, row in enumerate(found.rows(table)):
        if n == _ROWS_SHOWN:
            yield "… all of them with --json"
            return
        key = ", ".join(str(value) for value in row.key.values())
        if row.before is None or row.after is None:
            yield f"{'+' if row.before is None else '-'} {key}"
        else:
            changed = [
                f"{name} {row.before[name]} → {row.after[name]}"
                for name in row.before
                if row.before[name] != row.after[name]
            ]
            yield f"~ {key}: {'; '.join(changed)}"
