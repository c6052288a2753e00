import json
import re

import duckdb
import polars as pl
import pytest

from schemas import TABLES, frame, polars_schema
from schemas.dictionary import (
    codes,
    column_comments,
    data_dictionary,
    data_package,
    database_only,
    ddl,
    exported_columns,
    table_comment,
)


@pytest.mark.parametrize("table", TABLES)
def test_table_and_every_column_are_described(table: str):
    assert table_comment(table).endswith(".")
    descriptions = column_comments(table)
    assert list(descriptions) == list(polars_schema(table))
    assert all(len(text) > 5 and text != "None" for text in descriptions.values())


@pytest.mark.parametrize("table", TABLES)
def test_table_made_by_ddl_gives_back_the_frame_types(table: str):
    with duckdb.connect() as connection:
        connection.sql(f"create schema {table.split('.')[0]}")
        connection.sql(ddl(table))
        empty = frame(table, [])
        connection.register("empty", empty)
        connection.sql(f"insert into {table} by name select * from empty")
        assert connection.sql(f"from {table}").pl().schema == empty.schema


def test_ddl_refuses_null_where_the_model_does():
    with duckdb.connect() as connection:
        connection.sql("create schema core")
        connection.sql(ddl("core.incident_ledger"))
        with pytest.raises(duckdb.ConstraintException, match=r"incident_ledger\.report_id"):
            connection.sql("insert into core.incident_ledger (incident_id) values ('i1')")


def test_what_differs_between_runs_is_not_exported():
    assert database_only("core.incidents") == {"recorded_at"}
    assert "recorded_at" not in exported_columns("core.quarantine")


def test_text_of_articles_is_exported_only_where_asked_for():
    assert "text" not in exported_columns("raw.articles")
    assert "text" in exported_columns("raw.articles", with_text=True)


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_those_that_the_column_allows(table: str):
    columns = TABLES[table].model.to_schema().columns
    for name, meanings in codes(table).items():
        checks = {check.name: check.statistics for check in columns[name].checks}
        assert list(checks["isin"]["allowed_values"]) == list(meanings)


def test_data_package_describes_both_files_of_a_table():
    package = data_package(["core.figures"], version="1.0")
    csv, parquet = package["resources"]
    assert (csv["path"], parquet["path"]) == ("figures.csv", "figures.parquet")
    assert csv["schema"] == parquet["schema"]
    assert csv["schema"]["primaryKey"] == ["figure_id"]
    assert json.loads(json.dumps(package)) == package


def test_data_package_says_what_columns_refer_to_among_the_tables_in_it():
    package = data_package(["core.incident_reports", "core.figures"], version="1.0")
    keys = package["resources"][2]["schema"]["foreignKeys"]
    assert keys == [
        {
            "fields": ["report_id"],
            "reference": {"resource": "incident-reports-csv", "fields": ["report_id"]},
        },
        {"fields": ["part_of"], "reference": {"resource": "", "fields": ["figure_id"]}},
        {"fields": ["repeat_of"], "reference": {"resource": "", "fields": ["figure_id"]}},
    ]


def test_data_package_has_unique_names_by_the_standard_pattern():
    names = [r["name"] for r in data_package(list(TABLES), version="1.0")["resources"]]
    assert len(names) == len(set(names)) == 2 * len(TABLES)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


@pytest.mark.parametrize(
    ("table", "column", "field"),
    [
        (
            "core.figures",
            "position",
            {"type": "integer", "constraints": {"required": True, "minimum": 1}},
        ),
        (
            "core.figures",
            "quote",
            {"type": "string", "constraints": {"required": True, "minLength": 1}},
        ),
        (
            "core.incidents",
            "latitude",
            {"type": "number", "constraints": {"minimum": -90, "maximum": 90}},
        ),
        ("core.incidents", "date_start", {"type": "date"}),
        ("core.incidents", "iso3", {"type": "string", "constraints": {"pattern": "^[A-Z]{3}$"}}),
        (
            "core.figures",
            "unit",
            {"type": "string", "constraints": {"required": True, "enum": ["person", "household"]}},
        ),
        ("core.incident_history", "as_of", {"type": "datetime", "format": "any"}),
    ],
)
def test_field_of_the_data_package(table: str, column: str, field: dict[str, object]):
    package = data_package([table], version="1.0")
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert {k: v for k, v in fields[column].items() if k not in ("name", "description")} == field


def test_key_that_may_be_null_is_a_unique_key_not_a_primary_key():
    schema = data_package(["out.cumulative_casualties"], version="1.0")["resources"][0]["schema"]
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["iso3", "admin1", "event_group", "measure", "date"]]


def test_data_dictionary_tells_columns_rules_and_codes():
    text = data_dictionary(["core.figures"])
    assert "| value_low | BIGINT | yes | The least number |" in text
    assert (
        "| report_id | VARCHAR | yes | Incident report to which the figure belongs (→ core." in text
    )
    assert "- one_account: exactly one of report_id and toll_id must be set" in text
    assert "Codes of unit: person = people; household = families or households" in text


def test_data_dictionary_leaves_table_cells_whole():
    rows = [line for line in data_dictionary(list(TABLES)).splitlines() if line.startswith("| ")]
    assert pl.Series([row.count("|") for row in rows]).unique().to_list() == [5]
