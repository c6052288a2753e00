"""Triggers and victims → ACLED's sub-event type; who died on which side."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.extract.event_types import event_type, sub_event_type
from tests.unit.extraction import read

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "event_types.yaml").read_text("utf-8")
)
DAY = date(2024, 3, 20)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_sub_event_types(case: dict[str, Any]):
    reports = read(case["text"], case["language"], (DAY, DAY)).reports
    assert [r.sub_event_type for r in reports] == case["types"]


def test_every_type_of_the_words_is_a_code():
    assert event_type("Armed clash") == "Battles"
    assert sub_event_type([], ["killed"], []) == "Other"


def test_the_dead_of_each_side_add_up():
    report = read(
        "Treize combattants sont morts dans des affrontements entre l'armée libyenne et l'ANL: sept"
        " soldats et six rebelles."
    ).reports[0]
    told = {k: v for k, v in report.deaths.items() if v is not None}
    assert sum(told.values()) == report.totals["killed"].best == 13


def test_no_deaths_per_side_without_a_number():
    assert read("L'attaque a fait des morts.").reports[0].deaths == {}
