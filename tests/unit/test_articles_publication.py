from datetime import datetime
from pathlib import Path

import pytest
import yaml

from pipelines.articles.publication import Publication, header, read_publication

CASES = Path(__file__).parents[1] / "cases"


def cases(name):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("publication.yaml"), ids=lambda case: repr(case["written"]))
def test_publication(case):
    expected = (
        None
        if case.get("none")
        else Publication(case["start"], case["end"], datetime.fromisoformat(case["at"]))
    )
    assert read_publication(case["written"], case.get("language")) == expected


@pytest.mark.parametrize(
    "case", cases("publication_headers.yaml"), ids=lambda case: repr(case["text"])
)
def test_header(case):
    found = header(case["text"])
    assert (found and found[1]) == case["header"]
