"""When and where: readable articles with the day and place of each of their figures."""

import calendar
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.extract import extract
from pipelines.extract.model import Article
from tests.unit.extraction import seeds

CASES = Path(__file__).parents[1] / "cases"
READABLE = [
    pytest.param(code, case, id=f"{code}: {case['text'][:60]}")
    for code in ("fr", "en")
    for case in yaml.safe_load((CASES / f"telling.{code}.yaml").read_text("utf-8"))
]


def published(told: str | date) -> tuple[date, date]:
    """The days of 2024-05-15, or of the month 2024-05."""
    if isinstance(told, date):
        return told, told
    year, month = map(int, told.split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


@pytest.mark.parametrize(("code", "case"), READABLE)
def test_days_and_places_of_figures(code: str, case: dict[str, Any]) -> None:
    text, title = case["text"], case.get("title")
    extraction = extract(Article("a", "a", code, text, *published(case["pub"]), title), seeds())
    found: dict[int | None, list[str]] = {}
    for report in extraction.reports:
        days, place = report.date, report.place
        span = "" if days is None else "/".join(dict.fromkeys((str(days.start), str(days.end))))
        for figure in (extraction.figures[i] for i in report.figures):
            row = [span, place.text if place else "", (place.iso3 or "") if place else ""]
            found.setdefault(figure.best or figure.low, row)
    expected = {n: [str(days), *where] for n, (days, *where) in case["figures"].items()}
    assert {number: found.get(number) for number in expected} == expected
