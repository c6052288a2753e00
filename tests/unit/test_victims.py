"""Sentences and who a careful reader takes their people to be."""

from pathlib import Path

import pytest
import yaml

from tests.unit.extraction import read

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "victims.en.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_victims(case):
    figures = read(case["text"], "en").figures
    assert [figure.victims for figure in figures] == case["victims"]
