"""The blocks of the documents that are tried as they stand, and the results shown below them.

A block to be tried follows a comment such as `<!-- checked: sql -->`; the text block right after it is
what it printed. `make docs` runs this module, which puts there what is printed now.
"""

import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import duckdb

CHECKOUT = Path(__file__).parents[1]
README = CHECKOUT / "README.md"
ASKED = [
    README,
    *sorted((CHECKOUT / "docs").glob("*.md")),
    *sorted((CHECKOUT / "docs").glob("tables/*.md")),
]
BLOCK = re.compile(r"<!-- checked: (?P<kind>.+?) -->\n```\w*\n(?P<text>.*?)```", re.S)
RESULT = re.compile(r"\n\n```text\n(?P<text>.*?)```", re.S)
WIDTH = 120


class Block(NamedTuple):
    """A block of a page, how it is to be tried, where it ends, and what stands below it."""

    page: Path
    kind: str
    text: str
    end: int
    result: str | None


def blocks(kind: str, *pages: Path) -> list[Block]:
    """The blocks of a kind in these pages, in all of them by default; there must be some."""
    found = [
        block for page in pages or ASKED for block in _of(page) if block.kind.split()[0] == kind
    ]
    assert found, f"no block is checked as {kind}"
    return found


def _of(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    found: list[Block] = []
    for match in BLOCK.finditer(text):
        result = RESULT.match(text, match.end())
        found.append(
            Block(page, match["kind"], match["text"], match.end(), result and result["text"])
        )
    return found


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """What a query prints."""
    said = StringIO()
    with redirect_stdout(said):
        connection.sql(query).show(max_width=WIDTH, max_rows=40)
    return said.getvalue().strip() + "\n"


def refresh(page: Path, database: Path) -> None:
    """Put below each query of a page what it gives now."""
    text = page.read_text("utf-8")
    with duckdb.connect(database, read_only=True) as connection:
        for block in reversed(_of(page)):
            if block.kind != "sql":
                continue
            old = RESULT.match(text, block.end)
            shown = f"\n\n```text\n{answer(connection, block.text)}```"
            text = text[: block.end] + shown + text[old.end() if old else block.end :]
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for page in ASKED:
        refresh(page, Path(sys.argv[1]))
