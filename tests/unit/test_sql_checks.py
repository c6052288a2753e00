from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_rows import cases, failed, loaded

from pipelines.warehouse import checking
from pipelines.warehouse.scripts import SQL
from schemas import TABLES

DAY = {"date_start": date(2019, 8, 14), "date_end": date(2019, 8, 14)}
SOUND = {
    "incidents": {"i1": DAY | {"killed_low": 13, "killed_best": 13, "displaced_low": 13}},
    "figures": {"f1": {"measure": "displaced", "report_id": "r-i1"}},
    "history": [{"incident_id": "i1", "measure": "killed", "low": 13, "best": 13}],
}


@pytest.mark.parametrize("case", cases("table_checks.yaml"), ids=lambda case: case["broken"])
def test_what_is_broken_is_found_and_nothing_else(case: dict[str, Any], tmp_path: Path):
    with loaded(tmp_path, SOUND) as warehouse:
        warehouse.connection.execute(case["sql"])
        assert sorted(failed(warehouse)) == case["fails"]


def test_a_failed_rule_shows_how_many_rows_the_first_of_them_and_what_to_do(tmp_path: Path):
    with loaded(tmp_path, SOUND) as warehouse:
        warehouse.connection.execute("update core.figures set quote_start = 99, quote_end = 122")
        result = failed(warehouse)["figure_quote"]
    assert (result.table, result.family, result.failing_rows) == ("core.figures", "offsets", 1)
    assert result.example is not None
    assert "figure_id=f1" in result.example
    assert "look at the rule named by rule_id" in result.example


def test_every_file_of_checks_is_broken_by_a_case():
    proven = {name for case in cases("table_checks.yaml") for name in case["fails"]}
    assert {path.stem for path in (SQL / "checks").glob("*.sql")} <= proven


def test_every_key_and_every_reference_of_the_tables_is_checked():
    names = {check.name for check in checking.checks()}
    for table in TABLES.values():
        flat = table.name.replace(".", "_")
        assert not table.key or f"unique_{flat}" in names
        assert {f"orphans_{flat}_{column}" for column in table.references} <= names


def test_a_file_without_a_header_is_named(tmp_path: Path):
    path = tmp_path / "nameless.sql"
    path.write_text("-- rule: all is well\nselect 1;\n", "utf-8")
    with pytest.raises(ValueError, match=r"nameless\.sql: the header lacks table, family, remedy"):
        checking.read_check(path)
