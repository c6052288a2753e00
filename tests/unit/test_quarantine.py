import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.quarantine import admit, split
from schemas import EXTRACTED, frame, polars_schema

NOW = datetime(2020, 1, 1)
CASES = Path(__file__).parents[1] / "cases"
GOOD = {
    table: case["good"]
    for table, case in yaml.safe_load((CASES / "schema_rules.yaml").read_text("utf-8")).items()
}
STORIES = yaml.safe_load((CASES / "admission.yaml").read_text("utf-8"))
KEYS = {
    "core.incident_reports": "report_id",
    "core.toll_statements": "toll_id",
    "core.figures": "figure_id",
}


def figures(*changes: dict[str, Any]) -> pl.DataFrame:
    return frame("core.figures", [GOOD["core.figures"] | change for change in changes])


def extracted(story: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """Good rows with the changes that the story names, by table."""
    return {
        table: frame(
            table,
            [GOOD[table] | {KEYS[table]: key} | row for key, row in story.get(table, {}).items()],
        )
        for table in EXTRACTED
    }


def test_accepted_and_rejected_keep_their_order_and_add_up():
    parts = split(
        "core.figures",
        figures({"figure_id": "f1"}, {"figure_id": "f2", "value_low": 99}, {"figure_id": "f3"}),
        stage="extract",
        now=NOW,
    )
    assert parts.accepted["figure_id"].to_list() == ["f1", "f3"]
    assert parts.rejected.height == 1
    assert parts.rejected.schema == polars_schema("core.quarantine")


def test_rejected_row_says_what_where_and_why():
    row = figures({"value_low": 99}).to_dicts()[0]
    rejected = split("core.figures", figures(row), stage="extract", now=NOW).rejected.to_dicts()
    told = rejected[0]
    assert json.loads(told.pop("row")) == row
    assert told == {
        "stage": "extract",
        "table_name": "core.figures",
        "source_ref": "wire-1",
        "article_id": "a1",
        "column": "value_low,value_best,value_high",
        "rule": "value_bounds",
        "error": "value_low must not exceed value_best, nor value_best value_high "
        "(value_low is 99, value_best is 13, value_high is NULL)",
        "recorded_at": NOW,
    }


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"value_low": -3}, "value_low must be at least 0, and is -3"),
        ({"confidence": 1.5}, "confidence must lie between 0 and 1, and is 1.5"),
        ({"unit": "camel"}, "unit must be one of person, household, and is camel"),
        ({"measure": None}, "measure must be set, and is NULL"),
        ({"rule_id": ""}, 'rule_id must not be empty, and is ""'),
    ],
)
def test_error_is_a_sentence_with_the_value(change: dict[str, Any], error: str):
    rejected = split("core.figures", figures(change), stage="extract", now=NOW).rejected
    assert rejected["error"].to_list() == [error]


def test_row_that_breaks_several_rules_is_one_quarantine_row_that_tells_all():
    rejected = split(
        "core.figures", figures({"position": 0, "scope": "cumulative"}), stage="extract", now=NOW
    ).rejected
    assert rejected["rule"].to_list() == ["at_least"]
    assert rejected["error"][0].startswith("position must be at least 1, and is 0; scope must be")


def test_long_values_are_cut_in_the_error_but_kept_in_the_row():
    rejected = split(
        "core.figures", figures({"quote": "m" * 5000}), stage="extract", now=NOW
    ).rejected
    assert len(rejected["error"][0]) < 1000
    assert json.loads(rejected["row"][0])["quote"] == "m" * 5000


def test_the_recorded_moment_is_left_out_of_the_row_so_that_exports_do_not_differ():
    article = frame("raw.articles", [GOOD["raw.articles"] | {"text": " "}])
    row = json.loads(split("raw.articles", article, stage="read", now=NOW).rejected["row"][0])
    assert "recorded_at" not in row
    assert row["published_at"] == "2019-08-31T23:59:59"


def test_number_that_is_none_is_still_valid_json():
    report = frame(
        "core.incident_reports", [GOOD["core.incident_reports"] | {"latitude": float("inf")}]
    )
    rejected = split("core.incident_reports", report, stage="extract", now=NOW).rejected
    assert json.loads(rejected["row"][0])["latitude"] == "inf"


def test_late_values_do_not_confuse_the_report_of_failures():
    changes = [{"killed_low": 99} for _ in range(300)]
    changes += [{"killed_low": 99, "part_of_report": "r0", "latitude": 1.5}]
    rows = [GOOD["core.incident_reports"] | change for change in changes]
    reports = frame("core.incident_reports", rows)
    parts = split("core.incident_reports", reports, stage="extract", now=NOW)
    assert (parts.accepted.height, parts.rejected.height) == (0, 301)


BOUND = st.none() | st.integers(min_value=-2, max_value=4)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(BOUND, BOUND, BOUND), max_size=12))
def test_whatever_the_bounds_rows_add_up_and_only_right_ones_pass(triples: list[tuple[int, ...]]):
    names = ("injured_low", "injured_best", "injured_high")
    good = GOOD["core.incident_reports"]
    rows = [good | dict(zip(names, triple, strict=True)) for triple in triples]
    reports = frame("core.incident_reports", rows)
    parts = split("core.incident_reports", reports, stage="extract", now=NOW)
    known = [[value for value in triple if value is not None] for triple in triples]
    right = [
        t for t, k in zip(triples, known, strict=True) if k == sorted(k) and min(k, default=0) >= 0
    ]
    assert parts.accepted.select(names).rows() == right
    assert parts.accepted.height + parts.rejected.height == len(triples)


def test_no_rows_are_no_failure():
    parts = split("core.figures", figures(), stage="extract", now=NOW)
    assert (parts.accepted.height, parts.rejected.height) == (0, 0)
    assert parts.accepted.schema == polars_schema("core.figures")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (figures().drop("unit"), "lacks unit"),
        (figures().with_columns(colour=pl.lit("red")), "does not know colour"),
        (figures().cast({"position": pl.Int32}), r"another type or place for position \(Int32\)"),
        (figures().select(sorted(figures().columns)), "another type or place for article_id"),
    ],
)
def test_frame_that_does_not_fit_the_table_is_an_error_not_a_rejection(
    rows: pl.DataFrame, complaint: str
):
    with pytest.raises(ValueError, match=rf"core\.figures: the frame does not fit .*{complaint}"):
        split("core.figures", rows, stage="extract", now=NOW)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_admission(story: dict[str, Any]):
    given = extracted(story)
    admitted = admit(given, now=NOW)
    assert {
        key: rule
        for table, key_column in KEYS.items()
        for row, rule in admitted.rejected.filter(pl.col("table_name") == table)
        .select("row", "rule")
        .rows()
        for key in [json.loads(row)[key_column]]
    } == story["rejected"]
    for table, rows in given.items():
        n_rejected = admitted.rejected.filter(pl.col("table_name") == table).height
        assert admitted.accepted[table].height + n_rejected == rows.height
