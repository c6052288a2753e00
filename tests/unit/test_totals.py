"""What a careful reader would record of a short article: its accounts and their totals."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.extract.accounts.reports import Report
from pipelines.extract.model import Bounds
from tests.unit.extraction import read

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "totals.yaml").read_text("utf-8"))
DAY = date(2024, 3, 20)


def shown(report: Report) -> str:
    kind = "i" if report.scope == "incident" else "t"
    return " ".join([kind, *(f"{m} {number(b)}" for m, b in report.totals.items())])


def number(bounds: Bounds) -> str:
    return f"v{bounds.low}" if bounds.best is None else str(bounds.best)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_accounts_and_totals(case: dict[str, Any]):
    reports = read(case["text"], case["language"], (DAY, DAY)).reports
    assert sorted(shown(r) for r in reports if r.totals) == sorted(case["accounts"])
