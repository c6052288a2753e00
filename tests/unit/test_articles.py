import json
import tracemalloc
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipelines.articles import DOCUMENTS, TABLES, WORTH_SHARING, read_batches
from schemas import TABLES as SCHEMAS

NOW = datetime(2026, 1, 2, 3, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "seeds" / "articles"


def read(*inputs, **options):
    return list(read_batches([str(each) for each in inputs], now=NOW, **options))


def only(*inputs):
    (batch,) = read(*inputs)
    return batch


def text_file(folder, text, name="a.txt"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_row_of_raw_articles(tmp_path):
    path = text_file(tmp_path, " date 2019-08 Treize personnes ont été tuées à Tripoli.\r\n\r\n")
    row = only(path).articles.row(0, named=True)
    assert row["text"] == " date 2019-08 Treize personnes ont été tuées à Tripoli.\r\n\r\n"
    assert (row["source_ref"], row["language"]) == ("a", "fr")
    assert row["published_text"] == "2019-08"
    assert row["published_at"] == datetime(2019, 8, 31, 23, 59, 59)
    assert row["recorded_at"] == datetime(2026, 1, 2, 3)
    assert row["source_path"] == path.as_posix()
    assert row["duplicate_of"] is row["superseded_by"] is row["url"] is None


def test_now_is_utc(tmp_path):
    path = text_file(tmp_path, "Treize morts")
    paris = datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=1)))
    (batch,) = read_batches([str(path)], now=paris)
    assert batch.articles["recorded_at"][0] == datetime(2026, 1, 2, 2)


def test_text_is_brought_to_nfc_and_otherwise_untouched(tmp_path):
    text = unicodedata.normalize("NFD", "\t Été  2019 :\r\n«\xa0treize\u202f» ﬁn\n ")
    row = only(text_file(tmp_path, text)).articles.row(0, named=True)
    assert row["text"] == unicodedata.normalize("NFC", text) != text


def test_a_key_goes_before_the_header(tmp_path):
    line = json.dumps({"text": "date 2019-08 Treize morts", "published": "2019-08-15"})
    row = only(text_file(tmp_path, line, "a.jsonl")).articles.row(0, named=True)
    assert row["published_text"] == "2019-08-15"


@pytest.mark.parametrize("text", ["date 2019-13 Treize morts", "date 2019-02-30\nTreize morts"])
def test_an_impossible_date_is_told_and_the_article_kept(tmp_path, text):
    batch = only(text_file(tmp_path, text))
    row = batch.articles.row(0, named=True)
    assert row["published_text"] == text.split()[1]
    assert row["published_start"] is row["published_end"] is row["published_at"] is None
    assert batch.rejected.is_empty()
    (warning,) = batch.warnings
    assert warning.startswith(f"{tmp_path.as_posix()}/a.txt: '{text.split()[1]}' is no publication")


def test_a_date_that_has_not_come_yet_is_told_and_kept(tmp_path):
    batch = only(text_file(tmp_path, "date 2026-01-04\nTreize morts"))
    (warning,) = batch.warnings
    assert warning.startswith(f"{tmp_path.as_posix()}/a.txt: '2026-01-04' lies after the run; ")
    assert batch.articles["published_start"].to_list() == [date(2026, 1, 4)]
    tomorrow = only(text_file(tmp_path, "date 2026-01-02\nTreize morts", "b.txt"))
    assert tomorrow.warnings == ()


def test_no_date_at_all_needs_no_warning(tmp_path):
    batch = only(text_file(tmp_path, "Treize morts"))
    assert batch.articles["published_text"].to_list() == [None]
    assert batch.warnings == ()


def test_the_same_article_is_read_once(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        text_file(tmp_path / name, "Treize morts")
    text_file(tmp_path, '{"id": "b", "text": "Sept"}\n' * 3, "b.jsonl")
    batches = read(tmp_path, batch_size=2)
    assert [batch.n_repeated for batch in batches] == [1, 1, 1]
    assert sum(batch.articles.height for batch in batches) == 2


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.txt", b"", "text_is_present"),
        ("a.txt", b" \n ... \n", "text_is_present"),
        ("a.txt", b"\x89PNG\r\n\0\0", "bytes_are_text"),
        ("a.docx", b"PK", "ending_is_known"),
        ("noending", b"text", "ending_is_known"),
        ("a.jsonl", b"", "source_holds_articles"),
        ("a.jsonl", rb'{"text": "a\u0000b"}', "characters_are_valid"),
        ("a.jsonl", rb'{"text": "a\ud800b"}', "characters_are_valid"),
        ("a.jsonl", rb'{"text": "a", "id": "\udfff"}', "characters_are_valid"),
        ("a.csv", b"id,body\n1,a\n", "table_has_texts"),
        ("a.parquet", b"", "file_is_parquet"),
        ("a.html", b"<html></html>", "page_holds_an_article"),
        ("a.xml", b"<a/>", "file_is_a_feed"),
    ],
)
def test_what_can_not_be_read_is_one_row_of_the_quarantine(tmp_path, name, content, rule):
    batch = only(text_file(tmp_path, content, name), text_file(tmp_path, "Un mort", "z.txt"))
    (row,) = batch.rejected.iter_rows(named=True)
    assert (row["stage"], row["table_name"], row["rule"]) == ("ingest", "raw.articles", rule)
    assert name in row["error"]
    assert "\n" not in row["error"]
    assert json.loads(row["row"])["place"].startswith((tmp_path / name).as_posix())
    assert batch.articles["text"].to_list() == ["Un mort"]


def test_an_unreadable_file(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").mkdir()
    batch = only(tmp_path / "a.txt", tmp_path / "b.txt")
    assert batch.rejected["rule"].to_list() == ["file_is_readable", "input_exists"]


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8")),
    ending=st.sampled_from([*DOCUMENTS, *TABLES]),
)
@example(data=b"\r\x01", ending=".csv")
def test_no_bytes_stop_the_reading(tmp_path, data, ending):
    batch = only(text_file(tmp_path, data, f"a{ending}"), text_file(tmp_path, "Un mort", "z.txt"))
    assert batch.articles.height + batch.rejected.height + batch.n_repeated >= 2
    assert "Un mort" in batch.articles["text"].to_list()
    for table, frame in (("raw.articles", batch.articles), ("core.quarantine", batch.rejected)):
        SCHEMAS[table].model.validate(frame, lazy=True)


def test_a_long_file_flows(tmp_path):
    row = {"language": "fr", "text": "Un mort. " * 250}
    read(text_file(tmp_path, json.dumps(row), "short.jsonl"))
    path = tmp_path / "long.jsonl"
    path.write_text("".join(json.dumps(row | {"id": number}) + "\n" for number in range(1_000)))
    tracemalloc.start()
    n_articles = sum(
        batch.articles.height for batch in read_batches([str(path)], now=NOW, batch_size=20)
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert n_articles == 1_000
    assert peak < path.stat().st_size / 4


def test_several_processes_give_what_one_gives_in_the_same_order(tmp_path):
    lines = [json.dumps({"id": n, "text": f"{n} morts à Gao."}) for n in range(2 * WORTH_SHARING)]
    lines[3] = lines[4] = "no JSON"
    lines[5] = json.dumps({"id": 5, "text": "\ud800", "published": "hier"})
    lines[6] = json.dumps({"id": 6, "text": "6 morts à Gao.", "published": "hier"})
    path = text_file(tmp_path, "\n".join(lines), "long.jsonl")
    alone, together = (read(path, batch_size=2, workers=workers) for workers in (1, 2))
    assert len(alone) == len(together) == WORTH_SHARING
    for one, other in zip(alone, together, strict=True):
        assert_frame_equal(one.articles, other.articles)
        assert_frame_equal(one.rejected, other.rejected)
        assert (one.n_repeated, one.warnings) == (other.n_repeated, other.warnings)


def test_the_sample():
    batch = only(SAMPLE)
    assert (batch.articles.height, batch.rejected.height) == (129, 4)
    assert ["2019-13" in warning for warning in batch.warnings] == [
        False,
        True,
    ]  # 2026-01-15 is to come
    assert batch.articles["article_id"].is_unique().all()
    assert set(batch.articles["language"]) == {"fr", "en"}
    assert batch.articles["text_group_id"].n_unique() == 128
    urls = batch.articles.filter(pl.col("url").is_not_null())["url"]
    assert urls.str.contains("example.org", literal=True).all()
    assert urls.is_duplicated().sum() == 2
