"""What strangers write into articles is data: no SQL, no formula, no path, no address, no log line."""

import csv
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from command import CHECKOUT, bilan

from pipelines.articles import read_batches
from pipelines.cli import ui, web
from pipelines.moments import moment
from schemas import TABLES

FIGURE = "Treize civils ont été tués à Gao."
HOSTILE = (
    "'); drop table raw.articles; --",
    "../../../../tmp/escaped",
    "/etc/passwd",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) | `b` | **c**",
    "=HYPERLINK(\"http://wire.example\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\tx",
    "\x1b[2J\x1b]0;title\x07",
    "{{7*7}} ${HOME} $ids",
    "a" * 5_000,
)  # fmt: skip
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of articles in which every field holds what could do harm somewhere."""
    folder = tmp_path_factory.mktemp("attacked")
    rows = [
        {
            "id": f"{words}",
            "url": f"https://wire.example/{words}",
            "title": words,
            "publisher": words,
            "published": "2019-08-15",
            "language": "fr",
            "text": f"{words}\n{FIGURE}\n{words} {n}",
        }
        for n, words in enumerate(HOSTILE)
    ]
    rows.append({"id": "=1+1", "title": "<b>", "text": None, "published": "2019"})
    path = folder / "in" / "a.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run = bilan("run", path, "--output", folder / "out", "--quiet")
    assert run.exit_code == 0, run.stderr
    return folder


def test_words_of_articles_run_nowhere(attacked: Path, tell: Callable[[str], None]) -> None:
    with duckdb.connect(attacked / "out" / "bilan.duckdb", read_only=True) as database:
        refs = database.execute("select distinct source_ref from core.figures").fetchall()
        here = {t for (t,) in database.execute("select table_name from duckdb_tables()").fetchall()}
    assert {ref for (ref,) in refs} == set(HOSTILE)
    assert {t.split(".")[1] for t in TABLES if not TABLES[t].is_view} <= here
    tell(f"{len(HOSTILE)} hostile ids, titles, publishers and texts kept as they are")


def test_no_file_is_written_outside_the_output_folder(attacked: Path) -> None:
    assert sorted(path.name for path in attacked.iterdir()) == ["in", "out"]
    names = {path.name for path in (attacked / "out" / "exports").iterdir()}
    tables = {f"{t.split('.')[1]}.{ending}" for t in TABLES for ending in ("csv", "parquet")}
    assert names >= tables
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)


def test_no_text_cell_of_a_csv_begins_like_a_formula(
    attacked: Path, tell: Callable[[str], None]
) -> None:
    cells = 0
    for path in (attacked / "out" / "exports").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for value in row.values():
                    cells += 1
                    is_number = re.fullmatch(r"-?\d+(\.\d+)?", value or "")
                    assert is_number or not FORMULA.match(value or "")
    tell(f"{cells:,} cells of CSV files, none a formula")


def test_a_terminal_is_shown_no_control_characters(attacked: Path) -> None:
    for words in HOSTILE:
        shown = bilan("explain", "--output", attacked / "out", "--", words)
        assert shown.exit_code == 0, shown.stderr
        assert "\x1b" not in shown.stdout
        assert "\x07" not in shown.stdout


def test_rejected_articles_keep_their_words_out_of_the_exports(tmp_path: Path) -> None:
    secret = "mots que personne ne doit republier"
    lines = [json.dumps({"id": 1, "text": secret + "\0"}), '{"id": "b", "text": "' + secret]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, json.dumps({"text": FIGURE})]))
    run = bilan("run", tmp_path / "a.jsonl", "--output", tmp_path / "out", "--quiet")
    assert run.exit_code == 0, run.stderr
    for path in (tmp_path / "out" / "exports").rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes(), path.name
    with duckdb.connect(tmp_path / "out" / "bilan.duckdb", read_only=True) as database:
        rows = database.execute("select row from core.quarantine where contains(row, ?)", [secret])
        assert len(rows.fetchall()) == 2


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("file:///etc/passwd", "input_exists"),
        ("ftp://wire.example/a", "input_exists"),
        ("http://127.0.0.1/feed", "address_is_public"),
        ("http://[::1]/feed", "address_is_public"),
        ("http://169.254.169.254/latest/meta-data", "address_is_public"),
        ("http://10.1.2.3/feed", "address_is_public"),
    ],
)
def test_only_public_addresses_of_the_web_are_fetched(address: str, rule: str) -> None:
    (batch,) = read_batches([address], now=moment("2020-01-01T00:00Z"))
    assert batch.articles.is_empty()
    assert batch.rejected["rule"].to_list() == [rule]


def test_servers_listen_on_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[ui.__module__]
    assert module.LOOPBACK == "127.0.0.1"
    assert set(web.HOSTS) == {"127.0.0.1", "localhost"}
    source = Path(str(module.__file__)).read_text("utf-8")
    assert '"-h", LOOPBACK' in source


@pytest.mark.parametrize("path", sorted(CHECKOUT.glob("requirements*.lock")), ids=lambda p: p.stem)
def test_every_dependency_is_locked_with_hashes(path: Path, tell: Callable[[str], None]) -> None:
    lock = path.read_text("utf-8").replace("\\\n", " ")
    entries = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert all(re.match(r"[\w.\[\]-]+==\S+", line) and "--hash=sha256:" in line for line in entries)
    assert "://" not in lock
    tell(f"{path.name}: {len(entries)} packages, {lock.count('--hash=sha256:')} hashes")


def test_values_reach_sql_as_parameters_only() -> None:
    """Where a query is put together, the linter wants it said; what is put in are our own names."""
    allowed = re.compile(r"noqa: S608")
    for path in sorted((CHECKOUT / "pipelines").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if allowed.search(line):
                assert not re.search(r"\b(row|article|text|title|url|value)s?\b\}", line), (
                    path,
                    number,
                )
