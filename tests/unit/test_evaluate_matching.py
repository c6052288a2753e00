"""When an annotated figure, its value, its days and its place were read right."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipelines.evaluate.attributes import is_near, is_same_date
from pipelines.evaluate.gold import Value
from pipelines.evaluate.matching import match, same_value, without_skipped
from tests.unit.annotated import PARTS, article, event, figure, row

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "evaluate.yaml").read_text("utf-8"))
WORDS = "Deux morts, deux morts et deux blessés"
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8))


@pytest.mark.parametrize("case", CASES["values"], ids=str)
def test_values(case):
    gold, read = (Value(**dict(zip(PARTS, case[side], strict=True))) for side in ("gold", "read"))
    assert same_value(gold, read) == case["same"]


@pytest.mark.parametrize("case", CASES["dates"], ids=str)
def test_dates(case):
    gold = event(date_start=case["gold"][0], date_end=case["gold"][1])
    assert is_same_date(gold, *case["read"]) == case["same"]


@pytest.mark.parametrize("case", CASES["places"], ids=str)
def test_places(case):
    gold = event(lat=case["gold"][0], lon=case["gold"][1])
    account = dict(zip(("latitude", "longitude"), case["read"], strict=True))
    assert is_near(gold, account) == case["near"]


@pytest.mark.parametrize("case", CASES["matching"], ids=[c["text"] for c in CASES["matching"]])
def test_matching(case):
    gold = article(case["text"], [figure(*f) for f in case["gold"]])
    assert match(gold, [row(*r) for r in case["read"]]) == case["matched"]


def test_rows_on_skipped_words_are_held_against_nobody():
    gold = article(WORDS, [figure("killed", "Deux morts", 2, joint_with=["injured"])])
    rows = [row("injured", 0, 4, 2), row("killed", 12, 22, 2)]
    assert without_skipped(gold, rows) == rows[1:]
    assert match(gold, rows) == {}


@given(st.lists(SPANS, max_size=6))
def test_matching_is_one_to_one(spans):
    gold = article(WORDS, [figure("killed", q, 2) for q in ("Deux morts", "deux morts", "morts")])
    found = match(gold, [row("killed", start, start + length, 2) for start, length in spans])
    assert len(set(found.values())) == len(found)
    assert len(found) <= min(len(spans), 3)
