"""`bilan evaluate` as its user sees it, and beside the scorer of the benchmark where that stands."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from command import bilan

from pipelines.evaluate import evaluate
from pipelines.evaluate.gold import Split, read_gold
from pipelines.evaluate.misses import misses
from pipelines.evaluate.printing import score_lines
from pipelines.evaluate.readings import read_articles
from pipelines.extract.tables import extract_batch
from tests.unit.annotated import ANNOTATED
from tests.unit.extraction import seeds

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmark"
DEVELOPMENT = [*sorted(BENCHMARK.glob("dev_*.jsonl")), *sorted(BENCHMARK.glob("real/dev_*.jsonl"))]


def test_scores_of_annotated_articles():
    evaluation = evaluate(read_gold([ANNOTATED]), read_articles([ANNOTATED]), seeds())
    told = list(score_lines(evaluation))
    assert told[0] == "articles 3, gold figures 4, rows 4"
    assert told[1].startswith("figures           P 0.500  R 0.500  F1 0.500  [")
    assert told[2] == "  killed          P 0.500  R 0.500  F1 0.500  (gold 2)"
    assert "  is a part of another       1.000  (of 2 figures found)" in told
    assert evaluation.incidents.gold == 2


def test_misses_stand_in_their_sentence_with_what_was_read_instead():
    evaluation = evaluate(read_gold([ANNOTATED]), read_articles([ANNOTATED]), seeds())
    misread, invented, missed = (entry.splitlines() for entry in misses(evaluation))
    assert misread[:2] == [
        "missed in marche: injured 21 (exact)",
        "    [Douze personnes ont été blessées], dont quatre enfants.",
    ]
    assert misread[2].startswith("    read here: injured 12 (exact) by passive.injured.blesser")
    assert invented[0].startswith("invented in sondage: killed 2 (exact) by passive.killed.tuer")
    assert missed == [
        "missed in muet: killed 3 (exact)",
        "    [Drei Menschen wurden getötet].",
    ]


def test_command_prints_scores_reliability_and_json(tmp_path: Path):
    path = tmp_path / "scores.json"
    result = bilan("evaluate", "--gold", ANNOTATED, "--misses", 1, "--json", path)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("missed in") == 1
    assert "confidence, open:" in result.stdout
    assert "confidence, aside:" in result.stdout
    scores = json.loads(path.read_text("utf-8"))
    assert scores["figures"]["right"] == 2
    assert sum(band["seen"] for band in scores["reliability"]["bands"]) == 4


def test_command_fits_a_table_and_uses_it(tmp_path: Path):
    table = tmp_path / "confidence.csv"
    result = bilan("evaluate", "--gold", ANNOTATED, "--split", "open", "--fit", table)
    assert result.exit_code == 0, result.stderr
    assert table.read_text("utf-8").splitlines()[1].startswith("all,all,2,3,")
    assert "confidence, aside:" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--gold", "no/such.jsonl"], "no/such.jsonl: No such file or directory; check the path"),
        (["--gold", __file__], "see README.md, To measure again"),
        (["--gold", ANNOTATED, "--gold", ANNOTATED], "the id 'marche' stands in"),
        (["--gold", ANNOTATED, "--json", "no/such/folder/f.json"], "check the path"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(arguments: list[str], said: str):
    result = bilan("evaluate", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def scorer() -> ModuleType:
    """The scorer of the benchmark, which is no part of this checkout."""
    spec = importlib.util.spec_from_file_location("score", BENCHMARK / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for table, rows in extract_batch(read_articles(DEVELOPMENT), seeds()).items():
        rows.write_parquet(folder / f"{table.removeprefix('core.')}.parquet")
    return folder


@pytest.mark.skipif(not DEVELOPMENT, reason="the benchmark stands beside the checkout only")
@pytest.mark.parametrize("split", [None, "open", "aside"])
def test_the_benchmarks_scorer_says_the_same(
    split: Split | None,
    exports: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    gold = [word for path in DEVELOPMENT for word in ("--gold", str(path))]
    chosen = ["--split", split] if split else []
    monkeypatch.setattr(sys, "argv", ["score", *gold, "--exports", str(exports), *chosen])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert scorer().main() == 0
    evaluation = evaluate(read_gold(DEVELOPMENT), read_articles(DEVELOPMENT), seeds(), split)
    assert list(score_lines(evaluation)) == capsys.readouterr().out.splitlines()
