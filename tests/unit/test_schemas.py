"""Every table: a good row passes, and each rule rejects the row that breaks it, and only it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from pipelines.quarantine.failures import find_failures
from schemas import TABLES, codelists, frame, polars_schema
from schemas.dictionary import columns, row_rules

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "schema_rules.yaml").read_text("utf-8")
)
# A value that each check of one column must refuse, and the name of the rule in quarantine.
REFUSED: dict[str, tuple[Any, str]] = {
    "greater_than_or_equal_to": (-1, "at_least"),
    "greater_than": (0, "more_than"),
    "in_range": (181.0, "in_range"),
    "isin": ("no such code", "code"),
    "str_length": ("", "not_empty"),
    "str_matches": ("!", "pattern"),
}


Broken = list[tuple[tuple[str, ...], str]]


def column_checks(table: str) -> list[tuple[str, object, str]]:
    """Column, a value that it must refuse, and the rule by which it does."""
    checks: list[tuple[str, object, str]] = []
    for name, column in columns(table).items():
        if not column.nullable:
            checks.append((name, None, "not_null"))
        for check in column.checks:
            value, rule = REFUSED[check.name]
            is_number = polars_schema(table)[name] == pl.Int64
            checks.append((name, 99 if rule == "code" and is_number else value, rule))
    return checks


def broken_by(table: str, changes: list[dict[str, Any]]) -> list[Broken]:
    """What each change of the good row breaks."""
    rows = frame(table, [CASES[table]["good"] | change for change in changes])
    failures = find_failures(table, rows)
    return [
        [(failure.columns, failure.rule) for failure in failures.get(index, [])]
        for index in range(len(changes))
    ]


def test_there_are_cases_for_every_table_and_no_other():
    assert set(CASES) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_good_row_passes(table: str):
    assert broken_by(table, [{}]) == [[]]


@pytest.mark.parametrize("table", TABLES)
def test_broken_row_breaks_just_the_rules_named(table: str):
    cases = CASES[table]["broken"]
    found = broken_by(table, [case["change"] for case in cases])
    told = [
        {"change": case["change"], "breaks": [rule for _, rule in failures]}
        for case, failures in zip(cases, found, strict=True)
    ]
    assert told == cases


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_between_columns_is_proven_by_a_case(table: str):
    proven = {rule for case in CASES[table]["broken"] for rule in case["breaks"]}
    assert set(row_rules(table)) <= proven


@pytest.mark.parametrize("table", TABLES)
def test_every_column_refuses_what_its_checks_forbid(table: str):
    checks = column_checks(table)
    found = broken_by(table, [{column: value} for column, value, _ in checks])
    missed = [
        (column, value, rule)
        for (column, value, rule), failures in zip(checks, found, strict=True)
        if ((column,), rule) not in failures
    ]
    assert missed == []


@pytest.mark.parametrize("table", TABLES)
def test_key_and_order_are_columns_and_order_is_total(table: str):
    parts = TABLES[table]
    assert set(parts.key) | set(parts.order_by) <= set(polars_schema(table))
    assert set(parts.key) <= set(parts.order_by)


@pytest.mark.parametrize("table", TABLES)
def test_reference_is_a_column_that_holds_the_one_key_of_a_table(table: str):
    for column, target in TABLES[table].references.items():
        (key,) = TABLES[target].key
        assert polars_schema(table)[column] == polars_schema(target)[key]


def test_every_sub_event_type_belongs_to_one_event_type():
    listed = [sub for subs in codelists.SUB_EVENT_TYPES.values() for sub in subs]
    assert len(listed) == len(set(listed)) == len(codelists.ALL_SUB_EVENT_TYPES)


def test_frame_fills_missing_keys_and_keeps_types_without_rows():
    assert frame("core.incident_ledger", [{"report_id": "r1"}]).rows() == [("r1", None, None)]
    assert frame("core.figures", []).schema == polars_schema("core.figures")


def test_frame_refuses_an_unknown_key():
    with pytest.raises(ValueError, match=r"core\.incident_ledger has no column colour"):
        frame("core.incident_ledger", [{"colour": "red"}])


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("core.figures", {"value_low": 1.5}),
        ("core.figures", {"value_low": "13"}),
        ("core.figures", {"figure_id": 13}),
        ("raw.articles", {"published_start": datetime(2019, 8, 1, 12)}),
        ("raw.articles", {"published_at": datetime(2019, 8, 1, tzinfo=UTC)}),
    ],
)
def test_frame_refuses_a_value_of_another_type(table: str, row: dict[str, object]):
    with pytest.raises(TypeError, match=f"{table}.{next(iter(row))} must be"):
        frame(table, [row])
