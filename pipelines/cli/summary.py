"""What a run read and published, as a table or as JSON on stdout."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

ROW_COUNT = "dagster/row_count"
_COUNTED = {
    "figures": "core/figures",
    "incident reports": "core/incident_reports",
    "toll statements": "core/toll_statements",
    "incidents": "core/incidents",
    "rows in quarantine": "core/quarantine",
}


def show(made: Mapping[str, Mapping[str, Any]], output: Path | None, *, as_json: bool) -> None:
    """Print the counts of this run and of the dataset, and where it was published, if anywhere."""
    lines = counts(made, output)
    if as_json:
        named = {name.replace(" ", "_"): value for name, value in lines.items()}
        print(json.dumps(named, ensure_ascii=False, indent=2))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for _ in range(2):
        table.add_column(overflow="fold")
    for name, value in lines.items():
        table.add_row(name, Text(f"{value:,}" if isinstance(value, int) else value))
    Console(soft_wrap=True).print(table)


def counts(made: Mapping[str, Mapping[str, Any]], output: Path | None) -> dict[str, int | str]:
    """Articles of this run, rows of the dataset, and its place, in the order in which to show them."""
    articles, release = made["raw/articles"], made["exports/release"]
    return {
        "articles read": articles["read"],
        "known already": articles["known already"],
        "accepted": articles["accepted"],
        "quarantined": articles["quarantined"],
        **{name: made[key][ROW_COUNT] for name, key in _COUNTED.items()},
        **_place(release["release"], output),
    }


def _place(release: str, output: Path | None) -> dict[str, str]:
    if output is None:
        return {"published": "nothing (dry run)"}
    return {
        "published": release,
        "database": str(output / "bilan.duckdb"),
        "exports": str(output / "exports"),
        "report": str(output / "exports" / "report" / "index.html"),
    }
