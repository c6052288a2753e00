"""The dataset of what was known on a day: articles published later are not read."""

import json
from pathlib import Path

import pytest
from command import NOW, bilan

ARTICLES = [
    ("known", "2019-07-03", "Treize civils ont été tués lundi à Tarhouna."),
    ("later", "2019-07-05", "Le bilan est passé à 17 morts lundi à Tarhouna."),
    ("undated", None, "Deux soldats ont été tués à Syrte."),
]


def written(folder: Path, *names: str) -> Path:
    rows = ({"id": i, "published": day, "text": text} for i, day, text in ARTICLES if i in names)
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def exported(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (output / "exports").glob("*.parquet")}


def test_what_was_published_later_or_on_no_known_day_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, names in (("all", ("known", "later", "undated")), ("known", ("known",))):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, *names)
    monkeypatch.chdir(tmp_path / "all")
    result = bilan(
        "run", "articles.jsonl", "--output", "out", "--now", NOW, "--as-of", "2019-07-04"
    )
    assert result.exit_code == 0
    assert "2 articles were published after 2019-07-04 or on no known day" in result.stderr
    monkeypatch.chdir(tmp_path / "known")
    assert bilan("run", "articles.jsonl", "--output", "out", "--now", NOW).exit_code == 0
    assert exported(tmp_path / "all" / "out") == exported(tmp_path / "known" / "out") != {}


def test_a_folder_that_holds_later_articles_is_left_as_it_is(tmp_path: Path) -> None:
    path, output = written(tmp_path, "known", "later"), tmp_path / "out"
    assert bilan("run", path, "--output", output, "--quiet").exit_code == 0
    before = (output / "current").readlink()
    result = bilan("run", path, "--output", output, "--quiet", "--as-of", "2019-07-04")
    assert result.exit_code == 1
    assert "holds 1 articles published after 2019-07-04" in result.stderr
    assert "incidents_as_of(date '2019-07-04')" in result.stderr
    assert (output / "current").readlink() == before


def test_a_later_run_without_a_day_reads_the_rest(tmp_path: Path) -> None:
    path, output = written(tmp_path, "known", "later"), tmp_path / "out"
    assert bilan("run", path, "--output", output, "--as-of", "2019-07-04").exit_code == 0
    told = json.loads(bilan("run", path, "--output", output, "--json", "--quiet").stdout)
    assert (told["accepted"], told["known_already"]) == (1, 1)


def test_a_day_that_is_none_is_said_before_anything_is_read(tmp_path: Path) -> None:
    result = bilan("run", written(tmp_path, "known"), "--output", tmp_path, "--as-of", "yesterday")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "--as-of 'yesterday' is no day; write it as 2019-08-15" in result.stderr
