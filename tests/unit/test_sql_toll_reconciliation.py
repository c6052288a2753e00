from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_rows import cases, failed, loaded

DAY = {"date_start": date(2019, 8, 1), "date_end": date(2019, 8, 1)}
TWENTY = {"killed_low": 20, "killed_best": 20, "killed_high": 20}
FIGURE = {"value_low": 20, "value_best": 20, "value_high": 20, "quantifier": "exact"}
OF_TOLL = {"report_id": None, "toll_id": "t1", "scope": "cumulative"}


def story(case: dict[str, Any]) -> dict[str, Any]:
    tolls = {"t1": TWENTY | case.get("toll", {})}
    if "other_toll" in case:
        tolls["t2"] = case["other_toll"]
    figures = {f: FIGURE | OF_TOLL | row for f, row in case.get("figures", {}).items()}
    incidents = {i: DAY | row for i, row in case["incidents"].items()}
    history = case.get("history", [])
    return {"tolls": tolls, "incidents": incidents, "figures": figures, "history": history}


@pytest.mark.parametrize("case", cases("toll_reconciliation.yaml"), ids=lambda case: case["story"])
def test_a_toll_beside_the_known_incidents(case: dict[str, Any], tmp_path: Path):
    with loaded(tmp_path, story(case)) as warehouse:
        table = warehouse.frame("out.toll_reconciliation")
        (row,) = [row for row in table.to_dicts() if row["toll_id"] == "t1"]
        assert {name: row[name] for name in case["expected"]} == case["expected"]
        assert failed(warehouse) == {}


@pytest.mark.parametrize("case", cases("toll_reconciliation.yaml"), ids=lambda case: case["story"])
def test_tolls_of_one_place_and_period_have_one_sum(case: dict[str, Any], tmp_path: Path):
    told = story(case)
    told["tolls"]["t0"] = told["tolls"]["t1"] | {"series_id": None}
    sums = ("known_low", "known_best", "known_high", "n_incidents")
    with loaded(tmp_path, told) as warehouse:
        table = warehouse.frame("out.toll_reconciliation")
        rows = {row["toll_id"]: {name: row[name] for name in sums} for row in table.to_dicts()}
        assert rows["t0"] == rows["t1"]
        expected = {name: case["expected"][name] for name in sums if name in case["expected"]}
        assert rows["t1"] | expected == rows["t1"]
