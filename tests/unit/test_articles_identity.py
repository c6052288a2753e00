import hashlib
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from pipelines.articles.identity import article_id, text_group_id, text_sha256

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "text_groups.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one']} | {case['other']}")
def test_text_groups(case):
    assert (text_group_id(case["one"]) == text_group_id(case["other"])) is case["same"]


def test_every_part_makes_another_article():
    versions = [
        ("text", "ref", "url", "publisher", "2019"),
        ("Text", "ref", "url", "publisher", "2019"),
        ("text", "ref2", "url", "publisher", "2019"),
        ("text", "ref", None, "publisher", "2019"),
        ("text", "ref", "url", None, "2019"),
        ("text", "ref", "url", "publisher", None),
        ("text", "ref", "url", "publisher", "2019-01"),
        ("text", "ref", "publisher", "url", "2019"),
    ]
    for one, other in combinations(versions, 2):
        assert article_id(*one) != article_id(*other)


def test_ids_are_the_same_on_every_machine():
    assert article_id("Treize morts", "a1", None, None, "2019-08") == "55a0f4fdccb29974"
    assert text_sha256("é") == hashlib.sha256("é".encode()).hexdigest()
