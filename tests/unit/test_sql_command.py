import json
from importlib import import_module
from pathlib import Path

import pytest
from command import bilan

sql = import_module("pipelines.cli.sql")  # the package has the command under this name


def test_one_question_is_answered_and_csv_is_data_alone(published: Path) -> None:
    asked = "select iso3, count(*) as n from core.incidents where iso3 = 'LBY' group by iso3"
    shown = bilan("sql", asked, "--output", published)
    assert shown.exit_code == 0 and "LBY" in shown.stdout
    head, row = bilan("sql", asked, "--csv", "--output", published).stdout.splitlines()
    assert head == "iso3,n" and row.startswith("LBY,")


def test_in_a_pipe_no_column_is_left_out(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    asked = "from core.incidents limit 1"
    shown = bilan("sql", asked, "--output", published).stdout
    head, _ = bilan("sql", asked, "--csv", "--output", published).stdout.splitlines()
    assert all(column in shown for column in head.split(","))


def test_one_question_is_answered_as_json(published: Path) -> None:
    asked = "select iso3, date_start, killed_high from core.incidents where iso3 = 'LBY' limit 1"
    (row,) = json.loads(bilan("sql", asked, "--json", "--output", published).stdout)
    assert list(row) == ["iso3", "date_start", "killed_high"]
    assert row["iso3"] == "LBY"
    both = bilan("sql", asked, "--json", "--csv", "--output", published)
    assert (both.exit_code, both.stdout) == (2, "")


def test_a_wrong_question_and_a_write_are_told_and_nothing_changes(published: Path) -> None:
    wrong = bilan("sql", "select nothing from nowhere", "--output", published)
    assert wrong.exit_code == 1 and "nowhere" in wrong.stderr
    write = bilan("sql", "delete from core.incidents", "--output", published)
    assert write.exit_code == 1 and "read-only" in write.stderr


def test_a_conversation_goes_over_lines_and_survives_mistakes(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter(["select 40", "+ 2 as answer;", "from nowhere;", ".tables", ".quit"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    with sql.published(published) as connection:
        sql._converse(connection)
    said = capsys.readouterr()
    assert "42" in said.out and "core.incidents" in said.out and "nowhere" in said.err
