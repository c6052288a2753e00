import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from pipelines.articles import csv_rows, json_lines, parquet_rows
from pipelines.articles.items import Draft, RefusedError, Rejection

ROW = {
    "id": "a1",
    "url": "https://example.org/a1",
    "title": "Titre",
    "text": " Treize\r\nmorts ; «\xa0sept\xa0» ",
    "published": "2019-08",
    "language": "fr",
    "publisher": "Agence",
}


def described(draft):
    fields = ("source_ref", "url", "title", "text", "published", "language", "publisher")
    return dict(zip(ROW, (getattr(draft, field) for field in fields), strict=True))


def rules(items):
    return [item.refused.rule if isinstance(item, Rejection) else item.text for item in items]


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_same_article_in_every_format(tmp_path):
    lines = written(tmp_path, "a.jsonl", json.dumps(ROW | {"figures": [], "note": None}) + "\n")
    quoted = ",".join('"' + value.replace('"', '""') + '"' for value in ROW.values())
    table = written(tmp_path, "a.csv", ",".join(ROW) + "\n" + quoted + "\n")
    columns = tmp_path / "a.parquet"
    parquet.write_table(pa.table({key: [value] for key, value in ROW.items()}), columns)
    for items in (json_lines.read(lines), csv_rows.read(table), parquet_rows.read(columns)):
        (draft,) = items
        assert described(draft) == ROW


def test_only_text_must_be_there(tmp_path):
    path = written(tmp_path, "file.jsonl", '{"text": "a", "lang": "en", "title": ""}\n')
    (draft,) = json_lines.read(path)
    assert (draft.source_ref, draft.language, draft.title) == ("file", "en", None)
    assert draft.source_path == path.as_posix()


def test_numbers_are_kept_as_written(tmp_path):
    path = written(tmp_path, "a.jsonl", '{"id": 17, "published": 2019, "text": "a"}')
    (draft,) = json_lines.read(path)
    assert (draft.source_ref, draft.published) == ("17", "2019")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{"text": "cut off', "line_is_json_object"),
        ("[1]", "line_is_json_object"),
        ("[" * 100_000, "line_is_json_object"),
        ("\x89PNG\0", "bytes_are_text"),
        ('{"id": "x"}', "text_is_present"),
        ('{"text": null}', "text_is_present"),
        ('{"text": NaN}', "text_is_present"),
        ('{"text": 5}', "text_is_present"),
        ('{"text": "a", "title": ["b"]}', "value_is_text"),
        ('{"text": "a", "published": true}', "value_is_text"),
    ],
)
def test_a_broken_line_is_told_and_the_next_one_read(tmp_path, line, rule):
    path = written(tmp_path, "a.jsonl", '{"text": "one"}\n' + line + '\n\n{"text": "two"}')
    items = list(json_lines.read(path))
    assert rules(items) == ["one", rule, "two"]
    assert items[1].error.startswith(f"{path.as_posix()}, line 2: ")
    assert "\n" not in items[1].error


def test_a_line_says_where_its_json_breaks(tmp_path):
    (item,) = json_lines.read(written(tmp_path, "a.jsonl", '{"text": \n'))
    assert "no JSON object (Expecting value, character 11 of the line); write" in item.error


def test_an_empty_table_has_no_column(tmp_path):
    with pytest.raises(RefusedError, match="there is no column text, nor any; name the columns"):
        list(csv_rows.read(written(tmp_path, "a.csv", "")))


def test_a_rejected_row_is_kept_whole(tmp_path):
    path = written(tmp_path, "a.jsonl", '{"id": "x", "title": "t", "published": "2019"}')
    (rejection,) = json_lines.read(path)
    assert rejection.source_ref == "x"
    assert rejection.row == {"id": "x", "title": "t", "published": "2019"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_separators(tmp_path, separator):
    head, row = separator.join(["id", " Text ", "extra"]), separator.join(["a1", "Un mort", "x"])
    (draft,) = csv_rows.read(written(tmp_path, "a.csv", f"\ufeff{head}\r\n{row}\r\n"))
    assert (draft.source_ref, draft.text) == ("a1", "Un mort")


def test_ragged_csv_rows(tmp_path):
    path = written(tmp_path, "a.csv", 'id,text\n1,"a\nb"\n2,b,c\n\n3\n4,d\n5,\n')
    items = list(csv_rows.read(path))
    ragged = "row_has_all_columns"
    assert rules(items) == ["a\nb", ragged, ragged, "d", "text_is_present"]
    assert items[1].place.endswith("line 4")
    assert items[1].row == {"line": "2,b,c"}


def test_csv_quotes(tmp_path):
    path = written(tmp_path, "a.csv", 'id,text\n1,"a"b\n2,c\n3,"never closed\n4,d\n')
    assert rules(csv_rows.read(path)) == ["quotes_are_closed", "c", "quotes_are_closed"]


@pytest.mark.parametrize("content", ["", "id,body\n1,a\n"])
def test_csv_without_texts(tmp_path, content):
    with pytest.raises(RefusedError, match="no column text"):
        list(csv_rows.read(written(tmp_path, "a.csv", content)))


def test_parquet_dates(tmp_path):
    path = tmp_path / "a.parquet"
    moment = datetime(2019, 8, 15, 10, tzinfo=UTC)
    days = pa.table({"text": ["a"], "published": [date(2019, 8, 15)]})
    moments = pa.table({"text": ["a"], "published": pa.array([moment], pa.timestamp("ns", "UTC"))})
    for table, published in ((days, "2019-08-15"), (moments, "2019-08-15T10:00:00+00:00")):
        parquet.write_table(table, path)
        (draft,) = parquet_rows.read(path)
        assert isinstance(draft, Draft)
        assert draft.published == published


def test_parquet_that_is_none(tmp_path):
    with pytest.raises(RefusedError, match="can't be read as Parquet"):
        list(parquet_rows.read(written(tmp_path, "a.parquet", b"PAR1 not really")))
    path = tmp_path / "b.parquet"
    parquet.write_table(pa.table({"body": ["a"]}), path)
    with pytest.raises(RefusedError, match="no column text among body"):
        list(parquet_rows.read(path))
