"""What the documents say is so: commands, options, queries, tables and links are tried as they stand.

Blocks to be tried follow a comment such as `<!-- checked: sql -->`; counts are not compared.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from command import CHECKOUT, bilan
from documents import README, Block, blocks
from typer.core import TyperGroup
from typer.main import get_command

from pipelines.articles import DOCUMENTS
from pipelines.articles import TABLES as FORMATS
from pipelines.cli import app
from schemas import TABLES

TEXT = README.read_text("utf-8")
PAGES = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *sorted(CHECKOUT.glob("docs/**/*.md"))]
DECISIONS = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))
LONGEST_DECISION = 12
FIGURE = re.compile(r"^\d+ +\w+: .*?(?=, |$)", re.M)


def name_of(block: Block) -> str:
    """A short name for the test: the page and the first table or function that is asked."""
    asked = re.search(r"from\s+(?:\(\s*select.*?from\s+)?([\w.]+)", block.text, re.S)
    return f"{block.page.stem} {asked[1] if asked else ''}"


def commands(kind: str) -> Iterator[list[str]]:
    for block in blocks(kind):
        yield from (shlex.split(line) for line in block.text.splitlines() if line)


def subcommands() -> Mapping[str, Any]:
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command.commands


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name[:2] == "--"}


@pytest.mark.parametrize("block", blocks("sql"), ids=name_of)
def test_query_gives_rows_with_the_columns_shown(block: Block, published: Path) -> None:
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        found = connection.sql(block.text)
        assert found.columns
        assert len(found.pl()) > 0 or block.page != README
        assert block.result, "no result stands below the query; make docs puts it there"
        header = block.result.splitlines()[1].strip("│")
        assert [name.strip() for name in header.split("│")] == found.columns


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs_where_the_sample_was_published(
    block: Block,
    published: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "output").symlink_to(published)
    monkeypatch.chdir(tmp_path)
    exec(compile(block.text, block.page.name, "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("words", [*commands("sh"), *commands("run")], ids=shlex.join)
def test_command_line_is_understood(words: list[str]) -> None:
    if words[0] == "make":
        makefile = (CHECKOUT / "Makefile").read_text("utf-8")
        assert re.search(rf"^{words[1]}:", makefile, re.M)
        return
    assert words[0] == ".venv/bin/bilan"
    name, *arguments = words[1:]
    subcommands()[name].make_context(name, arguments)


def test_first_article_gives_the_figures_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks("file", README):
        Path(block.kind.split()[1]).write_text(block.text, "utf-8")
    results = [bilan(*words[1:]) for words in commands("run")]
    assert [result.exit_code for result in results] == [0] * len(results)
    (shown,) = blocks("explain", README)
    assert FIGURE.findall(results[-1].stdout) == FIGURE.findall(shown.text) != []


def test_every_command_and_option_is_in_the_table_and_no_other() -> None:
    rows = dict(re.findall(r"^\| `bilan (\w+).*?` \|(.*)\|$", TEXT, re.M))
    named = {name: set(re.findall(r"`(--[\w-]+)`", row)) for name, row in rows.items()}
    assert named == {name: options(command) for name, command in subcommands().items()}


def test_every_table_is_named_and_no_other() -> None:
    assert sorted(re.findall(r"^\| `((?:raw|core|out)\.\w+)` \|", TEXT, re.M)) == sorted(TABLES)


def test_every_table_has_a_page_for_its_readers() -> None:
    pages = {page.stem: page.read_text("utf-8") for page in CHECKOUT.glob("docs/tables/*.md")}
    assert sorted(pages) == sorted(TABLES)
    for text in pages.values():
        assert "**How to read it.**" in text and "**What not to do with it.**" in text


def test_every_page_is_in_the_index() -> None:
    index = (CHECKOUT / "docs" / "index.md").read_text("utf-8")
    pages = [page for page in CHECKOUT.glob("docs/**/*.md") if page.parent.name != "decisions"]
    names = {str(page.relative_to(CHECKOUT / "docs")) for page in pages} - {"index.md"}
    assert [name for name in sorted(names) if f"({name})" not in index] == []


def test_every_format_is_named_and_no_other() -> None:
    section = TEXT.partition("### What can be read")[2].partition("\n## ")[0]
    endings = re.findall(r"`(\.\w+)`", section)
    assert sorted(endings) == sorted([*FORMATS, *DOCUMENTS])


def headings_of(text: str) -> set[str]:
    """The anchors of a page."""
    titles = re.findall(r"^#+ (.*)$", text, re.M)
    return {title.lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_anchors_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    headings = headings_of(text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings
        elif "://" not in target:
            path, _, anchor = target.partition("#")
            assert (page.parent / path).exists(), f"{page.name}: {target}"
            assert not anchor or anchor in headings_of((page.parent / path).read_text("utf-8"))


def test_paths_named_in_the_architecture_exist() -> None:
    text = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
    paths = re.findall(r"`((?:pipelines|schemas|seeds|sql|tests)/[\w/.]*)`", text)
    assert [path for path in paths if not (CHECKOUT / path).exists()] == []
    assert paths


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_decision_is_numbered_short_and_says_against_what(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert lines[0].startswith(f"# {page.stem[:4]} ")
    assert int(page.stem[:4]) == DECISIONS.index(page) + 1
    assert len(lines) <= LONGEST_DECISION
    parts = [line.split("**")[1] for line in lines if line.startswith("**")]
    assert parts == ["Decided.", "Against.", "Why."]
