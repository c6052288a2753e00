"""Short articles and the incidents and tolls that a careful reader finds in them."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pipelines.extract.accounts.reports import Report
from pipelines.extract.model import Bounds
from tests.unit.extraction import read

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "accounts.fr.yaml").read_text("utf-8")
)
TOLLS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "tolls.yaml").read_text("utf-8"))
SOURCES, ENGLISH_SOURCES = (
    yaml.safe_load((Path(__file__).parents[1] / "cases" / name).read_text("utf-8"))
    for name in ("sources.fr.yaml", "sources.en.yaml")
)

SCOPES = [
    (language, case)
    for language in ("en", "fr")
    for case in yaml.safe_load(
        (Path(__file__).parents[1] / "cases" / f"scope.{language}.yaml").read_text("utf-8")
    )
]


def number(value: int | None) -> str:
    return "-" if value is None else str(value)


def bounds(total: Bounds) -> str:
    return "/".join(map(number, (total.low, total.best, total.high)))


def line(report: Report, published: date) -> str:
    kind = report.event_type if report.scope == "cumulative" else report.sub_event_type
    end = report.date.end if report.date and report.date.end else published
    start = report.date.start if report.date else None
    totals = ", ".join(f"{measure} {bounds(total)}" for measure, total in report.totals.items())
    place = report.place.text if report.place else None
    return f"{report.scope} | {kind} | {place} | {start}..{end} | {totals}"


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_accounts(case):
    published = case["published"]
    reports = read(case["text"], published=(published, published)).reports
    assert [line(r, published) for r in reports] == case["accounts"]


@pytest.mark.parametrize("case", TOLLS, ids=[c["text"][:50] for c in TOLLS])
def test_tolls(case):
    published = date(2024, 4, 28)
    reports = read(case["text"], case["language"], published=(published, published)).reports
    assert [line(r, published) for r in reports] == case["accounts"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Depuis janvier, 640 familles se sont réfugiées à Oicha, selon la mairie.", "flow"),
        ("Le camp abrite 14.200 réfugiés, selon le HCR.", "stock"),
        ("Plus de deux millions de personnes ont fui leur foyer, selon l'Ocha.", "stock"),
    ],
)
def test_stock_or_flow(text, kept):
    [toll] = read(text, published=(date(2024, 4, 28), date(2024, 4, 28))).reports
    assert toll.stock_or_flow == kept


@pytest.mark.parametrize("case", SOURCES, ids=[c["text"][:50] for c in SOURCES])
def test_source(case):
    figure = read(case["text"]).figures[0]
    assert [figure.stated_by, figure.stated_by_type] == case["by"]


@pytest.mark.parametrize("case", ENGLISH_SOURCES, ids=[c["text"][:50] for c in ENGLISH_SOURCES])
def test_english_source(case):
    figure = read(case["text"], "en").figures[-1]
    assert [figure.stated_by, figure.stated_by_type] == case["by"]


@pytest.mark.parametrize(("language", "case"), SCOPES, ids=[c["text"][:50] for _, c in SCOPES])
def test_scope(language, case):
    figures = read(case["text"], language, (case.get("published"),) * 2).figures
    assert [f.scope for f in figures] == case["scope"]
    assert [i for i, f in enumerate(figures) if f.repeat_of is not None] == case.get("repeats", [])
