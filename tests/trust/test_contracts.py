"""One contract said in four places, and the published bytes when a rule of it is broken.

That each rule is broken by just the row that a case names is proven in tests/unit (test_schemas,
test_sql_checks, test_quarantine).
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from command import INPUTS, bilan
from test_determinism import digests

from pipelines.quarantine import failures
from pipelines.warehouse import checking
from schemas import TABLES, polars_schema
from schemas.dictionary import columns, exported_columns, row_rules

Contract = dict[str, list[tuple[str, str, bool]]]
"""By table: column, type as in DuckDB, whether it may be NULL."""
FROM_PACKAGE = {
    "string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
    "date": "DATE", "datetime": "TIMESTAMP",
}  # fmt: skip
FROM_POLARS = {
    "String": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "Boolean": "BOOLEAN",
    "Date": "DATE", "Datetime(time_unit='us', time_zone=None)": "TIMESTAMP",
}  # fmt: skip
DERIVED = "out."
"""Made by queries, so that DuckDB knows no NOT NULL of theirs; their models do, and are checked."""


def of_models() -> Contract:
    return {
        table: [
            (name, FROM_POLARS[str(polars_schema(table)[name])], columns(table)[name].nullable)
            for name in exported_columns(table)
        ]
        for table in TABLES
    }


def of_database(path: Path) -> Contract:
    with duckdb.connect(path, read_only=True) as database:
        found: Contract = {}
        for table in TABLES:
            described = database.execute(f"describe {table}").fetchall()
            found[table] = [
                (name, kind, null == "YES")
                for name, kind, null, *_ in described
                if name in exported_columns(table)
            ]
    return found


def of_package(exports: Path) -> Contract:
    found: Contract = {}
    for resource in json.loads((exports / "datapackage.json").read_text("utf-8"))["resources"]:
        if "schema" not in resource:
            continue  # files that are no table of their own
        fields = [
            (
                field["name"],
                FROM_PACKAGE[field["type"]],
                not field.get("constraints", {}).get("required", False),
            )
            for field in resource["schema"]["fields"]
        ]
        assert found.setdefault(resource["title"], fields) == fields
    return found


def of_dictionary(exports: Path) -> Contract:
    found: Contract = {}
    for line in (exports / "data-dictionary.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            found[line.removeprefix("## ")] = rows = []
        elif cells := re.match(r"\| (\w+) \| ([A-Z]+) \| (yes|no) \|", line):
            rows.append((cells[1], cells[2], cells[3] == "yes"))
    return found


def test_models_database_package_and_dictionary_say_the_same(
    published: Path, tell: Callable[[str], None]
) -> None:
    models, exports = of_models(), published / "exports"
    assert of_package(exports) == models
    assert of_dictionary(exports) == models
    for table, found in of_database(published / "bilan.duckdb").items():
        if table.startswith(DERIVED):
            assert [column[:2] for column in found] == [column[:2] for column in models[table]]
        else:
            assert found == models[table]
    rules = sum(len(row_rules(t)) + sum(len(c.checks) for c in columns(t).values()) for t in TABLES)
    tell(
        f"{len(models)} tables, {sum(map(len, models.values()))} columns the same in four places;"
        f" {rules} rules of rows, {len(checking.checks())} of tables"
    )


def test_a_broken_rule_of_a_table_leaves_the_bytes_and_ends_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    assert bilan("run", INPUTS[0], "--output", tmp_path, "--quiet").exit_code == 0
    before = digests(tmp_path) | {"current": str((tmp_path / "current").readlink())}
    rules = checking.checks()
    for family in ("orphans", "unique keys"):
        broken = next(rule for rule in rules if rule.family == family)
        always = checking.Check(
            "always", broken.table, family, "never so", "mend it", "select 1 as one"
        )
        monkeypatch.setattr(checking, "checks", lambda always=always: [*rules, always])
        failed = bilan("run", *INPUTS, "--output", tmp_path, "--quiet")
        assert failed.exit_code == 1
        assert "never so" in failed.stderr
        after = digests(tmp_path) | {"current": str((tmp_path / "current").readlink())}
        assert after == before
    tell(f"2 broken rules: code 1, {len(before) - 1} files and the link unchanged")


def test_a_broken_rule_of_a_row_sends_the_row_to_quarantine_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    found = failures.find_failures
    refusal = failures.Failure(("measure",), "for_the_test", "never so")

    def refusing(table: str, rows):
        more = {0: [refusal]} if table == "core.figures" and len(rows) else {}
        return found(table, rows) | more

    monkeypatch.setattr("pipelines.quarantine.gate.find_failures", refusing)
    run = bilan("run", INPUTS[0], "--output", tmp_path, "--quiet")
    assert run.exit_code == 0, run.stderr
    with duckdb.connect(tmp_path / "bilan.duckdb", read_only=True) as database:
        [(read, accepted, rejected)] = database.execute(
            "select n_read, n_accepted, n_quarantined from core.stage_counts where stage = 'extract'"
        ).fetchall()
    assert rejected >= 1
    assert read == accepted + rejected
    tell(f"{read} rows = {accepted} accepted + {rejected} quarantined; published")
