"""What goes wrong with files, disks and feeds: one line with file and remedy, and the rest goes on."""

import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from command import ARTICLES, bilan
from generated import FIGURES, article, write
from test_determinism import digests

from pipelines.articles import read_batches
from pipelines.articles.decoding import MAX_DOCUMENT_BYTES

BILAN = Path(sys.executable).with_name("bilan")
NOW = datetime(2020, 1, 1)
TEXT = "Treize combattants ont été tués mercredi au sud de Tripoli."
LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


def huge(folder: Path) -> None:
    with (folder / "huge.txt").open("w") as file:
        for _ in range(50):
            file.write("Un mort. " * (1_000_000 // 9))


def ragged(folder: Path, rows: int) -> None:
    with (folder / "ragged.csv").open("w") as file:
        file.write("id,published,text\n")
        for n in range(rows):
            file.write(f"r{n},2019-08-01,Deux morts\n" if n % 2 == 0 and n < 200 else f"r{n},x\n")


def zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "archive.txt", "w") as archive:
        archive.writestr("a.txt", TEXT)


def as_bytes(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "50 MB article": (huge, "document_is_small_enough"),
    "NUL bytes": (as_bytes("nul.txt", TEXT.encode() + b"\0" * 9), "bytes_are_text"),
    "zip renamed .txt": (zipped, "bytes_are_text"),
    "picture renamed .txt": (as_bytes("a.txt", bytes(range(256)) * 40), "bytes_are_text"),
    "broken JSON line": (as_bytes("cut.jsonl", b'{"id": "a", "text": "Un'), "line_is_json_object"),
    "deep JSON": (as_bytes("deep.jsonl", b'{"a":' * 200_000), "line_is_json_object"),
    "HTML without text": (
        as_bytes("deep.html", b"<div>" * 200_000), "page_holds_an_article",
    ),
    "entities that multiply": (
        as_bytes("laughs.xml", f"{LAUGHS}]><rss><channel>&j;</channel></rss>".encode()),
        "file_is_a_feed",
    ),
    "empty file": (as_bytes("empty.txt", b""), "text_is_present"),
    "no Parquet": (as_bytes("a.parquet", b"PAR1 but no more"), "file_is_parquet"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_a_remedy_and_the_rest_is_read(
    name: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    make, rule = BROKEN[name]
    make(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT)
    batches = list(read_batches([str(tmp_path)], now=NOW))
    texts = [text for batch in batches for text in batch.articles["text"]]
    rows = [row for batch in batches for row in batch.rejected.iter_rows(named=True)]
    assert texts == [TEXT]
    assert {row["rule"] for row in rows} == {rule}
    broken = next(path for path in tmp_path.iterdir() if path.name != "good.txt")
    for row in rows:
        assert row["error"].startswith(str(broken))
        assert "; " in row["error"]
        assert len(row["error"].splitlines()) == 1
    tell(f"{name}: {rows[0]['error'].replace(str(tmp_path), 'DIR')[:150]}")


def test_a_long_ragged_table_gives_a_line_for_every_row_that_is_broken(
    tmp_path: Path, size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    number = size(10_000, 1_000_000)
    ragged(tmp_path, number)
    articles = rejected = repeated = 0
    for batch in read_batches([str(tmp_path)], now=NOW):
        articles, rejected = articles + len(batch.articles), rejected + len(batch.rejected)
        repeated += batch.n_repeated
    assert (articles, rejected, repeated) == (100, number - 100, 0)
    tell(f"{number:,} rows = {articles:,} articles + {rejected:,} rejected")


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        (TEXT.encode("cp1252"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xef\xbb\xbfUn mort", "Un mort"),
    ],
    ids=["cp1252", "utf-16", "with a mark"],
)
def test_text_in_another_encoding_is_read(encoded: bytes, expected: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(encoded)
    (batch,) = read_batches([str(tmp_path)], now=NOW)
    assert batch.articles["text"].to_list() == [expected]


def test_a_file_that_vanishes_while_others_are_read_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    batches = read_batches([str(tmp_path)], now=NOW, batch_size=1)
    first = next(batches)
    (tmp_path / "b.txt").unlink()
    rest = list(batches)
    assert len(first.articles) + sum(len(batch.articles) for batch in rest) == 2
    [error] = [error for batch in rest for error in batch.rejected["error"]]
    assert "b.txt: can't be read: No such file or directory; check the file" in error


def test_odd_dates_and_ids_given_twice_are_kept_and_told(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "published": "2019-13", "text": TEXT},
        {"id": "a", "published": "2019-08", "text": TEXT},
        {"id": "a", "published": "2019-08", "text": TEXT},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (batch,) = read_batches([str(tmp_path)], now=NOW)
    assert (len(batch.articles), batch.n_repeated) == (2, 1)
    [warning] = batch.warnings
    assert "'2019-13' is no publication date" in warning
    assert "write it as 2019" in warning


def test_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    run = bilan("run", tmp_path / "in", "--output", tmp_path / "out")
    assert run.exit_code == 2
    assert "the folder holds no file; put articles into it" in run.stderr


def test_output_that_can_t_be_written_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = bilan("run", ARTICLES / "ghat-2019-06.txt", "--output", tmp_path / "file" / "out")
    assert run.exit_code == 2
    assert "use another --output" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_and_the_old_release_stays(
    small_disk: Path, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    source, output = tmp_path / "a.jsonl", small_disk / "out"
    write(source, map(article, range(2)))
    assert bilan("run", source, "--output", output, "--quiet").exit_code == 0
    before = digests(output)
    with (small_disk / "filler").open("wb") as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(b"\0" * 65536)
            filler.flush()
    write(source, map(article, range(400)))
    failed = subprocess.run(
        [BILAN, "run", source, "--output", output, "--quiet"], capture_output=True, text=True
    )
    assert failed.returncode == 1
    assert digests(output) == before
    [line] = failed.stderr.splitlines()
    assert "or use another --output" in line
    (small_disk / "filler").unlink()
    write(source, map(article, range(4)))
    again = bilan("run", source, "--output", output, "--quiet")
    assert again.exit_code == 0, again.stderr
    with duckdb.connect(output / "bilan.duckdb", read_only=True) as database:
        [(figures,)] = database.execute("select count(*) from core.figures").fetchall()
    assert figures == 4 * FIGURES
    tell(line.replace(str(tmp_path), "DIR")[:200])


def test_a_file_that_can_t_grow_is_told_and_the_old_release_stays(tmp_path: Path) -> None:
    """As on a full disk, where none can be mounted."""
    source, output = tmp_path / "a.jsonl", tmp_path / "out"
    write(source, map(article, range(2)))
    assert bilan("run", source, "--output", output, "--quiet").exit_code == 0
    before, most = digests(output), (output / "work.duckdb").stat().st_size
    write(source, map(article, range(2_000)))
    failed = subprocess.run(
        [BILAN, "run", source, "--output", output, "--quiet"],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert digests(output) == before
    assert MAX_DOCUMENT_BYTES < 50_000_000
