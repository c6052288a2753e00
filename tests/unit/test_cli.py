"""The command as a stranger uses it: what it says, to which stream, and with which exit code."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from io import StringIO
from itertools import count
from pathlib import Path

import duckdb
import pytest
from command import ARTICLES, CHECKOUT, bilan
from rich.console import Console

from pipelines.cli import app, main, progress
from pipelines.cli.ui import _from_checkout  # pyright: ignore[reportPrivateUsage]
from pipelines.lock import hold
from pipelines.resources import LOG, UNITS, log_progress

ARTICLE = str(ARTICLES / "ghat-2019-06.txt")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to read"),
        (["no/such/file.txt"], "there is no such file or folder; check the path"),
        (["no/such/*.txt"], "no file matches this pattern"),
        ([ARTICLE, "--now", "yesterday"], "write it as 2019-08-15T10:00Z"),
        ([ARTICLE, "--number-profile", "guess"], "guess is not known; use literal or acled"),
        ([ARTICLE, "--output", "/proc/nothing"], "can't be written to"),
        ([ARTICLE, "--shards", "s3://x"], "name it with --scheduler, or leave out --shards"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    result = bilan("run", "--output", tmp_path / "out", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("run --workers many", "Invalid value for '--workers'"),
        ("run --wrkers 2", "No such option: --wrkers"),
        ("evaluate", "Missing option '--gold'; see bilan evaluate --help"),
        ("ui --port 99999", "less than or equal to 65535"),
        ("runn", "No such command 'runn'"),
    ],
)
def test_wrong_options_are_one_line_and_code_2(
    arguments: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bilan", *arguments.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert said in told.err
    assert len(told.err.splitlines()) == 1


def test_ctrl_c_while_a_command_starts_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["pipelines.cli.run"], "_require_usable", pressed)
    monkeypatch.setattr("sys.argv", ["bilan", "run", ARTICLE])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "bilan: stopped; nothing was published\n"


def test_ctrl_c_while_files_are_read_stops_the_run_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Dagster tries an interrupted step with a retry policy again, unless it is told not to."""
    tries: list[object] = []

    def pressed(*_: object, **__: object) -> None:
        tries.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr("pipelines.assets.reading.read_inputs", pressed)
    result = bilan("run", ARTICLE, "--output", tmp_path)
    assert (result.exit_code, len(tries)) == (1, 1)
    assert result.stderr.splitlines()[-1] == "bilan: stopped; nothing was published"


def test_version_is_that_of_the_package() -> None:
    assert bilan("--version").stdout == f"bilan {version('bilan')}\n"


def test_second_run_beside_another_ends_with_code_2(tmp_path: Path) -> None:
    with hold(tmp_path / "lock", now=datetime.now(UTC)):
        result = bilan("run", ARTICLE, "--output", tmp_path)
    assert result.exit_code == 2
    assert f"another run is at work here (pid {os.getpid()}" in result.stderr


@pytest.mark.parametrize("command", [["explain", "x"], ["check"], ["export", "--to", "there"]])
def test_commands_that_read_need_a_release(command: list[str], tmp_path: Path) -> None:
    result = bilan(*command, "--output", tmp_path)
    assert result.exit_code == 2
    assert "nothing is published here; start with: bilan run" in result.stderr


def test_explain_shows_the_text_with_its_figures(published: Path) -> None:
    result = bilan("explain", "libye-2019-08", "--output", published)
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        figures = connection.execute(
            "select position, measure, phrase, rule_id from core.figures"
            " where source_ref = 'libye-2019-08' order by position"
        ).fetchall()
    assert len(figures) == 9
    told = " ".join(result.stdout.split())
    for position, measure, phrase, rule in figures:
        assert f"{' '.join(phrase.split())}[{position}]" in told
        assert f"{position} {measure}: " in told
        assert rule in told


def test_explain_names_similar_articles(published: Path) -> None:
    result = bilan("explain", "libye-2019-09", "--output", published)
    assert result.exit_code == 2
    assert "no article is called 'libye-2019-09'" in result.stderr
    assert "such as libye-2019-08" in result.stderr


def test_explain_finds_an_article_by_its_url(published: Path) -> None:
    with duckdb.connect(published / "bilan.duckdb", read_only=True) as connection:
        asked = "select url, source_ref from raw.articles where url <> source_ref limit 1"
        ((url, name),) = connection.execute(asked).fetchall()
    by_url = bilan("explain", url, "--output", published)
    assert by_url.exit_code == 0
    assert by_url.stdout == bilan("explain", name, "--output", published).stdout


def test_check_passes_on_what_was_published(published: Path) -> None:
    result = bilan("check", "--output", published)
    assert result.exit_code == 0
    assert "core.figures" in result.stdout


def test_check_fails_on_a_broken_release(published: Path, tmp_path: Path) -> None:
    broken = tmp_path / "bilan.duckdb"
    broken.write_bytes((published / "bilan.duckdb").read_bytes())
    with duckdb.connect(broken) as connection:
        connection.execute("update core.figures set quote_start = quote_start + 1")
    result = bilan("check", "--output", tmp_path)
    assert result.exit_code == 1
    assert "quote stands in the text" in " ".join(result.stdout.split())


@pytest.mark.parametrize("with_text", [False, True])
def test_export_gives_the_text_only_where_asked_for(
    published: Path, tmp_path: Path, with_text: bool
) -> None:
    to = tmp_path / "there"
    flags = ["--with-text"] if with_text else []
    result = bilan("export", "--output", published, "--to", to, *flags)
    assert result.exit_code == 0
    columns = duckdb.sql(f"from '{to}/articles.parquet' limit 0").columns
    assert ("text" in columns) == with_text
    assert bilan("export", "--output", published, "--to", to).exit_code == 2


def test_export_names_its_files_as_json_or_says_nothing(published: Path, tmp_path: Path) -> None:
    to = tmp_path / "there"
    told = bilan("export", "--output", published, "--to", to, "--format", "csv", "--json")
    named = json.loads(told.stdout)["files"]
    assert sorted(named) == sorted(
        str(path.relative_to(to)) for path in to.rglob("*") if path.is_file()
    )
    quiet = bilan("export", "--output", published, "--to", tmp_path / "quiet", "--quiet")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("bilan ru", "run"),
        ("bilan run --as", "--as-of"),
        ("bilan evaluate --split ", "open\naside"),
    ],
)
def test_the_shell_is_offered_what_can_follow(typed: str, offered: str) -> None:
    asking = {"_BILAN_COMPLETE": "complete_bash", "COMP_WORDS": typed}
    position = {"COMP_CWORD": str(len(typed.split(" ")) - 1)}
    told = subprocess.run(
        [Path(sys.executable).with_name("bilan")],
        env=os.environ | asking | position,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip() == offered


def test_stages_are_shown_with_rates_and_log_lines_name_what_is_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    console, seconds = Console(file=StringIO(), width=100, force_terminal=True), count()
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    with progress.shown(quiet=False) as bars, caplog.at_level("INFO", LOG):
        for stage, unit in UNITS.items():
            for report in (bars, log_progress):
                report(stage, 0, 30)
                report(stage, 30, 30)
            assert f"{stage}: 30 of 30 {unit}" in caplog.messages
    shown = console.file.getvalue()  # pyright: ignore[reportAttributeAccessIssue]
    assert [title for title in progress.TITLES.values() if title not in shown] == []
    assert [unit for unit in UNITS.values() if f"{unit}/s" not in shown] == []


def test_run_says_what_is_known_already_as_json(published: Path, tmp_path: Path) -> None:
    first = json.loads(bilan("run", ARTICLE, "--output", tmp_path, "--json", "--quiet").stdout)
    again = json.loads(bilan("run", ARTICLE, "--output", tmp_path, "--json", "--quiet").stdout)
    assert (first["articles_read"], first["accepted"], first["known_already"]) == (1, 1, 0)
    assert (again["articles_read"], again["accepted"], again["known_already"]) == (1, 0, 1)
    assert first["figures"] == again["figures"] > 0


def test_ui_says_when_its_port_is_taken(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = bilan("ui", "--output", tmp_path, "--port", taken.getsockname()[1])
    assert result.exit_code == 2
    assert "choose one with --port" in result.stderr


def test_ui_finds_inputs_from_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT / "seeds")
    assert _from_checkout("articles") == "seeds/articles"
    assert _from_checkout("https://example.org/feed") == "https://example.org/feed"


def test_ui_says_which_input_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folder = str(tmp_path / "empty")
    mistyped = ["--input", folder, "--input", f"{folder}/*.txt", "--input", f"{folder}x"]
    result = bilan("ui", "--output", tmp_path, "--port", "3979", *mistyped)
    assert result.exit_code == 2
    assert f"{folder}x: there is no such file or folder; check the path" in result.stderr


def test_database_held_by_another_program_is_told_as_such(tmp_path: Path) -> None:
    assert bilan("run", ARTICLE, "--output", tmp_path, "--quiet").exit_code == 0
    held = "import duckdb, sys; kept = duckdb.connect(sys.argv[1]); print(); sys.stdin.read()"
    command = [sys.executable, "-c", held, str(tmp_path / "work.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        result = bilan("run", ARTICLE, "--output", tmp_path, "--quiet")
        holder.communicate()
    assert result.exit_code == 1
    assert f"(PID {holder.pid}) (close the database there" in result.stderr
    assert "disk" not in result.stderr


def test_bad_table_of_vague_words_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "number_profiles.csv"
    table.write_text("profile,key,factor\nliteral,several,three\n")
    monkeypatch.setattr("pipelines.lexicons.SEEDS", tmp_path)
    result = bilan("run", ARTICLE, "--output", tmp_path / "out")
    assert result.exit_code == 2
    assert f"{table}, line 2: write profile,key,factor, with a whole number" in result.stderr


def test_every_command_and_option_is_explained() -> None:
    assert [
        command.callback.__name__ for command in app.registered_commands if command.callback
    ] == [
        "run",
        "explain",
        "check",
        "export",
        "diff",
        "sql",
        "evaluate",
        "ui",
    ]
    for command in ("run", "explain", "check", "export", "diff", "sql", "evaluate", "ui"):
        shown = bilan(command, "--help")
        assert shown.exit_code == 0


def test_explain_says_by_which_words_an_incident_has_its_day_and_place(published: Path) -> None:
    told = " ".join(bilan("explain", "libye-2019-08", "--output", published).stdout.split())
    assert "in I1 (opens)" in told
    assert "where: Tripoli, " in told


def test_explain_gives_all_rows_as_json(published: Path) -> None:
    (article,) = json.loads(
        bilan("explain", "libye-2019-08", "--output", published, "--json").stdout
    )
    assert [figure["measure"] for figure in article["figures"]][:2] == ["killed", "injured"]
    reports = {report["report_id"] for report in article["reports"]}
    assert {figure["report_id"] for figure in article["figures"] if figure["report_id"]} == reports


def test_check_gives_every_rule_as_json(published: Path) -> None:
    told = json.loads(bilan("check", "--output", published, "--json").stdout)
    assert all(rule["passed"] for rule in told["rules"])
    assert told["quarantined"] >= 0
