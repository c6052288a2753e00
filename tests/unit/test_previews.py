from base64 import b64decode
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
from dagster import AssetKey
from warehouse_rows import loaded

from pipelines.assets.previews import ROWS, chart, lineage, preview
from schemas import TABLES


@pytest.fixture
def connection(published: Path) -> Any:
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_a_preview_is_a_table_of_the_first_rows(connection: Any, table: str) -> None:
    head, rule, *rows = str(preview(connection, table).value).splitlines()
    assert set(rule) == set("| -") and len(rows) <= ROWS
    assert {line.count("|") for line in (head, rule, *rows)} == {head.count("|")}


def test_markup_in_a_preview_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    story = {"articles": {"a1": {"title": "<b>x</b> | ![y](http://wire.example)\n# z"}}}
    with loaded(tmp_path, story) as warehouse:
        shown = str(preview(warehouse.connection, "raw.articles").value)
    assert "<b>" not in shown and "![" not in shown and len(shown.splitlines()) == 3


def test_columns_that_keep_their_name_are_led_back() -> None:
    found = lineage("out.toll_reconciliation").deps_by_column
    assert {dep.asset_key for dep in found["series_id"]} == {AssetKey(["core", "toll_statements"])}
    assert "residual" not in found


def test_the_chart_is_a_picture_that_holds_its_numbers(connection: Any) -> None:
    told, _, packed = str(chart(connection).value).partition("](data:image/svg+xml;base64,")
    picture = ElementTree.fromstring(b64decode(packed.rstrip(")")))
    assert [child.tag.partition("}")[2] for child in picture] == ["polygon", "polyline", "text"]
    (last,) = connection.execute(
        "select sum(new_high) from out.cumulative_casualties"
        " where admin1 is null and event_group = 'conflict' and measure = 'killed'"
    ).fetchone()
    assert f"to {last:,}" in told


def test_the_chart_leaves_out_disasters() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create schema out; create table out.cumulative_casualties as"
            " select * from (values ('conflict', date '2019-07-02', 40, 44, 53),"
            " ('conflict', date '2019-07-05', 2, 2, 2),"
            " ('accident_or_disaster', date '2019-07-03', 200000, 200000, 200000))"
            " as t (event_group, date, new_low, new_best, new_high)"
            " cross join (select null::text as admin1, 'killed' as measure)"
        )
        assert "killed, 2019-07-02 to 2019-07-05: 42 to 55" in str(chart(connection).value)
