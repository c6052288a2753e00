from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from warehouse_rows import cases, failed, loaded, rows


def story(case: dict[str, Any]) -> dict[str, Any]:
    """The tables of a case: two articles with a report of i1 each, perhaps a toll, the figures."""
    report = {"incident_id": "i1"} | case.get("report", {})
    tolls = {"t1": case["toll"]} if "toll" in case else {}
    return {
        "articles": {
            "a1": {},
            "a2": {"published_at": datetime(2019, 9, 30), "text_group_id": "g2"},
        },
        "incidents": {"i1": {"n_reports": 2} | case.get("incident", {})},
        "reports": {"r1": report, "r2": report | {"article_id": "a2"}},
        "tolls": tolls,
        "figures": {
            figure: {"measure": "displaced"} | row for figure, row in case["figures"].items()
        },
    }


@pytest.mark.parametrize("case", cases("displacement.yaml"), ids=lambda case: case["story"])
def test_statements_of_displaced_people(case: dict[str, Any], tmp_path: Path):
    with loaded(tmp_path, story(case)) as warehouse:
        for table in ("flows", "stocks"):
            found = rows(
                warehouse,
                "select figure_id, persons_low, persons_best, persons_high, households, is_current"
                f" from out.displacement_{table} order by figure_id",
            )
            assert {figure: values for figure, *values in found} == case.get(table, {})
        if "places" in case:
            told = "select figure_id, origin, location_name, iso3 from out.displacement_flows"
            assert {f: values for f, *values in rows(warehouse, told)} == case["places"]
        if "calculation" in case:
            told = rows(warehouse, "select calculation from out.displacement_flows")
            assert told == [(case["calculation"],)]
        assert failed(warehouse) == {}


HOUSEHOLDS = {
    "report": {"country": "Kenya", "iso3": "KEN"},
    "figures": {"f1": {"unit": "household", "value_low": 10, "value_best": 10, "report_id": "r1"}},
}


@pytest.mark.parametrize(
    ("incident", "sums"),
    [({}, [39, 39, 39]), ({"displaced_low": 5, "displaced_best": 5}, [5, 5, 5])],
    ids=["only households are known", "persons are known"],
)
def test_households_count_in_the_running_sum_only_where_no_persons_are_known(
    incident: dict[str, Any], sums: list[int], tmp_path: Path
):
    with loaded(tmp_path, story(HOUSEHOLDS | {"incident": incident})) as warehouse:
        found = rows(
            warehouse,
            "select cumulative_low, cumulative_best, cumulative_high"
            " from out.cumulative_displacement where admin1 is null order by date desc limit 1",
        )
    assert found == [tuple(sums)]


def test_a_stock_never_enters_the_running_sum(tmp_path: Path):
    toll = {"stock_or_flow": "stock", "displaced_low": 100}
    figure = {"value_low": 100, "report_id": None, "toll_id": "t1", "scope": "cumulative"}
    with loaded(tmp_path, story({"toll": toll, "figures": {"f1": figure}})) as warehouse:
        assert rows(warehouse, "from out.cumulative_displacement") == []
