"""One query says whether all rows are right; that it lets no broken rule pass is shown in test_schemas."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
import yaml

from pipelines.quarantine import split
from pipelines.quarantine.expressions import all_hold
from schemas import TABLES, frame, polars_schema

CASES = Path(__file__).parents[1] / "cases" / "schema_rules.yaml"
RULES: dict[str, dict[str, Any]] = yaml.safe_load(CASES.read_text("utf-8"))


@pytest.mark.parametrize("table", RULES)
def test_one_broken_row_among_right_ones_is_seen(table: str):
    good = RULES[table]["good"]
    assert all_hold(table, frame(table, [good, good]))
    for broken in RULES[table]["broken"]:
        assert not all_hold(table, frame(table, [good, good | broken["change"], good]))


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_of_every_table_can_be_asked_so(table: str):
    assert all_hold(table, pl.DataFrame(schema=polars_schema(table)))


def test_pandera_is_asked_only_where_a_row_is_wrong(monkeypatch: pytest.MonkeyPatch):
    good = RULES["core.figures"]["good"]
    monkeypatch.delattr(pa.DataFrameSchema, "validate")
    gate = partial(split, "core.figures", stage="extract", now=datetime(2020, 1, 1))
    assert gate(frame("core.figures", [good] * 3)).rejected.is_empty()
    with pytest.raises(NotImplementedError):  # Pandera's base class answers: it was asked after all
        gate(frame("core.figures", [good | {"value_low": 99}]))
