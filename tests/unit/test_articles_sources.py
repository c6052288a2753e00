import os
from pathlib import Path

import pytest

from pipelines.articles.items import Rejection
from pipelines.articles.sources import expand, without_login


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden", ".git/d.txt", "README.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return Path("in")


def names(inputs):
    return [
        item.error if isinstance(item, Rejection) else Path(item).as_posix()
        for item in expand(inputs)
    ]


def test_a_folder_in_order_without_hidden_files_and_readme(folder):
    assert names(["in"]) == ["in/a.txt", "in/b.txt", "in/sub/c.txt"]


def test_a_readme_named_on_its_own(folder):
    assert names(["in/README.md"]) == ["in/README.md"]


def test_globs(folder):
    assert names(["in/*.txt"]) == ["in/a.txt", "in/b.txt"]
    assert names(["in/**/*.txt"]) == ["in/a.txt", "in/b.txt", "in/sub/c.txt"]
    assert names(["in/s*"]) == ["in/sub/c.txt"]


def test_a_file_is_taken_once(folder):
    assert names(["in/b.txt", "in", "./in/a.txt"]) == ["in/b.txt", "in/a.txt", "in/sub/c.txt"]


def test_a_name_with_brackets_is_a_file_if_there_is_one(folder):
    Path("in/[x].txt").write_text("x")
    assert names(["in/[x].txt"]) == ["in/[x].txt"]


def test_addresses():
    assert list(expand(["https://example.org/feed"])) == ["https://example.org/feed"]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("none", "none: there is no such file or folder; check the path"),
        ("in/*.csv", "in/*.csv: no file matches this pattern; check the pattern"),
        ("empty", "empty: the folder holds no file; put articles into it"),
        ("ftp://a/b", "ftp://a/b: only http and https addresses can be read; download it first"),
    ],
)
def test_what_is_not_there(folder, name, error):
    Path("empty").mkdir()
    assert names([name]) == [error]


def test_a_folder_that_may_not_be_read_is_told(folder, monkeypatch):
    listed = os.scandir

    def closed(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    Path("in/closed").mkdir()
    monkeypatch.setattr("os.scandir", closed)
    error = "can't be read: Permission denied; check the folder's rights"
    assert names(["in/closed"]) == [f"in/closed: {error}"]
    assert f"in/closed: {error}" in names(["in"])
    assert len(names(["in"])) > 1


def test_logins_are_not_written_down():
    assert without_login("https://me:secret@example.org/f?a=1") == "https://example.org/f?a=1"
