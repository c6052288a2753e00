"""What Dagster finds: assets with their layers, sources and checks, the job and what starts it."""

import logging
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from dagster import (
    AssetKey,
    DagsterInstance,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    SensorResult,
    build_sensor_context,
)

from pipelines.definitions import build_definitions
from pipelines.lock import hold
from pipelines.resources import Settings, settings_from_environment
from pipelines.triggers import JOB, daily, new_files
from pipelines.warehouse import scripts
from schemas import TABLES

GRAPH = Path(__file__).parents[1] / "cases" / "asset_graph.yaml"
FEW_DOZEN = 48
HEAVY = ("trafilatura", "feedparser", "httpx", "dateparser", "py3langid", "pipelines.linking")


def graph() -> dict[str, Any]:
    """Every asset with its layer, what it is made from and its checks, as in asset_graph.yaml."""
    found = build_definitions().resolve_asset_graph()
    checks: dict[AssetKey, list[str]] = {}
    for check in found.asset_check_keys:
        checks.setdefault(check.asset_key, []).append(check.name)
    return {
        node.key.to_user_string(): {
            "group": node.group_name,
            "from": sorted(key.to_user_string() for key in node.parent_keys),
            "checks": sorted(checks.get(node.key, [])),
        }
        for node in sorted(found.asset_nodes, key=lambda node: node.key.path)
    }


def test_graph_is_the_one_agreed_on() -> None:
    """A change here is a change of the product: write the new graph into asset_graph.yaml."""
    assert graph() == yaml.safe_load(GRAPH.read_text("utf-8"))


def read_by_sql() -> dict[str, set[str]]:
    """Tables that each table of out/ reads, straight or through tables that are no assets."""
    reads: dict[str, set[str]] = {}
    for name in scripts.DERIVED:
        query = re.sub(r"--.*", "", (scripts.SQL / f"{name}.sql").read_text("utf-8"))
        sources = set(re.findall(r"\b(?:from|join)\s+((?:raw|core|out)\.\w+)", query))
        for made in re.findall(r"create or replace (?:table|view|macro) (\w+\.\w+)", query):
            reads[made] = sources - {made}

    def tables(name: str) -> set[str]:
        return set().union(*({s} if s in TABLES else tables(s) for s in reads.get(name, ())))

    return {name: tables(name) for name in TABLES if name.startswith("out.")}


@pytest.mark.parametrize(("table", "sources"), read_by_sql().items())
def test_out_tables_come_after_all_that_their_sql_reads(table: str, sources: set[str]) -> None:
    above: set[str] = set()
    waiting = [table]
    edges = {name.replace("/", "."): node["from"] for name, node in graph().items()}
    while waiting:
        parents = {name.replace("/", ".") for name in edges[waiting.pop()]} - above
        above |= parents
        waiting += parents
    assert sources <= above
    assert {name.replace("/", ".") for name in edges[table]} <= sources


def test_every_column_is_described() -> None:
    for spec in build_definitions().resolve_all_asset_specs():
        assert spec.description
        assert spec.owners
        if spec.group_name != "exports":
            columns = spec.metadata["dagster/column_schema"].columns
            assert all(column.description for column in columns), spec.key


def test_checks_are_few_and_name_every_rule() -> None:
    found = build_definitions().resolve_asset_graph()
    said = "; ".join(str(found.get_check_spec(key).description) for key in found.asset_check_keys)
    rules = [
        line.removeprefix("-- rule: ")
        for path in (scripts.SQL / "checks").glob("*.sql")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("-- rule: ")
    ]
    assert [rule for rule in rules if rule not in said] == []
    assert len(found.asset_check_keys) <= FEW_DOZEN


def test_nothing_starts_by_itself() -> None:
    assert daily.default_status == DefaultScheduleStatus.STOPPED
    assert new_files.default_status == DefaultSensorStatus.STOPPED
    assert build_definitions().resolve_job_def(JOB).executor_def.name == "in_process"


def test_loading_does_not_import_what_only_runs_need() -> None:
    code = f"import sys, pipelines.definitions; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_sensor_asks_for_a_run_once_per_change(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2019-08\nUn mort.", "utf-8")
    settings = Settings(inputs=[str(tmp_path)])

    def look(cursor: str | None) -> SensorResult:
        with DagsterInstance.ephemeral() as instance:
            return new_files(build_sensor_context(instance, cursor=cursor), settings=settings)

    first = look(None)
    again = look(first.cursor)
    (tmp_path / "b.txt").write_text("date 2019-09\nDeux morts.", "utf-8")
    changed = look(first.cursor)
    assert [len(result.run_requests or []) for result in (first, again, changed)] == [1, 0, 1]
    assert again.skip_reason
    assert changed.cursor != first.cursor


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILAN_INPUTS", "a.txt 'two words.csv'")
    monkeypatch.setenv("BILAN_OUTPUT", "elsewhere")
    settings = settings_from_environment()
    assert settings.inputs == ["a.txt", "two words.csv"]
    assert settings.folder == Path("elsewhere")


def test_settings_of_a_run_leave_the_others_to_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("date 2019-08\nUn mort.", "utf-8")
    monkeypatch.setenv("BILAN_INPUTS", str(tmp_path / "a.txt"))
    monkeypatch.setenv("BILAN_OUTPUT", str(tmp_path / "out"))
    config = {"resources": {"settings": {"config": {"keep": 2}}}}
    with DagsterInstance.ephemeral() as instance:
        ran = build_definitions().resolve_job_def(JOB).execute_in_process(config, instance)
    assert ran.success
    read = [path.read_text() for path in (tmp_path / "out").glob("exports/articles.csv")]
    assert len(read) == 1
    assert read[0].count(str(tmp_path / "a.txt")) == 1


def test_a_run_that_another_keeps_out_says_so_first(tmp_path: Path) -> None:
    job = build_definitions().resolve_job_def(JOB)
    config = {"resources": {"settings": {"config": {"output": str(tmp_path)}}}}
    with DagsterInstance.ephemeral() as instance, hold(tmp_path / "lock", now=datetime.now(UTC)):
        ran = job.execute_in_process(config, instance, raise_on_error=False)
        errors = [e for e in instance.all_logs(ran.run_id) if e.level >= logging.ERROR]
    assert not ran.success
    assert "another run is at work here (pid " in errors[0].user_message


if __name__ == "__main__":
    print(yaml.safe_dump(graph(), sort_keys=False, default_flow_style=None))
