"""Sentences and who a careful reader takes their people to be."""

from pathlib import Path

import pytest
import yaml

from tests.unit.extraction import read

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    (language, case)
    for language in ("fr", "en")
    for case in yaml.safe_load((FOLDER / f"victims.{language}.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[c["text"][:50] for _, c in CASES])
def test_victims(language, case):
    figures = read(case["text"], language).figures
    assert [figure.victims for figure in figures] == case["victims"]
