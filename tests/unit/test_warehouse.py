import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import polars as pl
import pytest
from warehouse_rows import NOW, failed, good, linked_frames, loaded, named, rows

from pipelines.warehouse import AnotherRunError, Warehouse
from pipelines.warehouse.scripts import DERIVED, SQL, STANDING_TABLES
from schemas import TABLES, frame
from schemas.dictionary import column_comments, table_comment

NOTHING = frame("core.quarantine", [])
ARTICLES = named("raw.articles", {"a1": {}, "a2": {"text_group_id": "g2"}, "a3": {}})


def extracted(*report_ids: str, article_id: str = "a1") -> dict[str, pl.DataFrame]:
    reports = {report_id: {"article_id": article_id} for report_id in report_ids}
    return {
        "core.incident_reports": named("core.incident_reports", reports),
        "core.toll_statements": frame("core.toll_statements", []),
        "core.figures": frame("core.figures", []),
    }


def pending(warehouse: Warehouse, version: str, size: int = 1000) -> list[list[str]]:
    batches = warehouse.pending_articles(version, size)
    return [batch["article_id"].to_list() for batch in batches]


def test_the_same_articles_again_change_nothing(tmp_path: Path):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        assert warehouse.append_articles(ARTICLES, NOTHING) == 3
        before = warehouse.frame("raw.articles")
        assert warehouse.append_articles(ARTICLES, NOTHING) == 0
        assert warehouse.frame("raw.articles").equals(before)


def test_an_article_twice_in_a_batch_is_kept_once_and_counted_as_known(tmp_path: Path):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        assert warehouse.append_articles(pl.concat([ARTICLES, ARTICLES]), NOTHING) == 3
        counts = "select n_read, n_accepted, n_known, n_quarantined from core.stage_counts"
        assert rows(warehouse, counts) == [(6, 3, 3, 0)]


def test_a_rejected_row_stands_in_quarantine_once_however_often_it_is_read(tmp_path: Path):
    rejected = good("core.quarantine", {"stage": "read", "source_ref": None})
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.append_articles(ARTICLES, rejected)
        warehouse.append_articles(ARTICLES, rejected)
        assert warehouse.frame("core.quarantine").height == 1


def test_articles_are_pending_until_read_with_this_version_of_the_extractor(tmp_path: Path):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.append_articles(ARTICLES, NOTHING)
        assert pending(warehouse, "1", size=2) == [["a1", "a2"], ["a3"]]
        warehouse.replace_extracted(["a1", "a3"], extracted("r1"), NOTHING, version="1")
        assert pending(warehouse, "1") == [["a2"]]
        assert pending(warehouse, "2") == [["a1", "a2", "a3"]]


def test_reading_an_article_again_replaces_its_rows_and_no_others(tmp_path: Path):
    rejected = good("core.quarantine", {"table_name": "core.figures", "article_id": "a1"})
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.append_articles(ARTICLES, NOTHING)
        warehouse.replace_extracted(["a1"], extracted("r1", "r2"), rejected, version="1")
        other = extracted("r9", article_id="a2")
        warehouse.replace_extracted(["a2"], other, NOTHING, version="1")
        warehouse.replace_extracted(["a1"], extracted("r3"), NOTHING, version="2")
        assert warehouse.frame("core.incident_reports")["report_id"].to_list() == ["r3", "r9"]
        assert warehouse.frame("core.quarantine").is_empty()
        assert pending(warehouse, "2") == [["a2", "a3"]]


def test_rows_that_were_lost_before_the_warehouse_are_noticed(tmp_path: Path):
    with loaded(tmp_path, {}) as warehouse:
        warehouse.replace_extracted(["a1"], extracted(), NOTHING, version="2", n_read=1)
        assert list(failed(warehouse)) == ["conservation"]


def test_linking_again_replaces_incidents_and_tells_reports_their_incident(tmp_path: Path):
    with loaded(tmp_path, {"incidents": {"i1": {}}}) as warehouse:
        linked = linked_frames({"r-i1": {"incident_id": "i2"}}, {"i2": {}}, [])
        owner = pl.DataFrame({"report_id": ["r-i1"], "incident_id": ["i2"]})
        warehouse.replace_linked(linked, owner)
        warehouse.derive()
        assert warehouse.frame("core.incidents")["incident_id"].to_list() == ["i2"]
        assert warehouse.frame("core.incident_reports")["incident_id"].to_list() == ["i2"]
        assert failed(warehouse) == {}


def test_toll_statements_are_told_their_series(tmp_path: Path):
    with loaded(tmp_path, {"tolls": {"t1": {}, "t2": {}}}) as warehouse:
        series = pl.DataFrame({"toll_id": ["t2"], "series_id": ["s1"]})
        nothing = linked_frames({}, {}, [])
        warehouse.replace_linked(nothing, nothing["core.incident_links"], series)
        assert warehouse.frame("core.toll_statements")["series_id"].to_list() == [None, "s1"]


def test_articles_are_related_anew_when_others_came_or_relating_was_undone(tmp_path: Path):
    first, second, copy = (ARTICLES.filter(article_id=name) for name in ("a1", "a2", "a3"))
    copies = "select article_id, duplicate_of from raw.articles where duplicate_of is not null"
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        for articles in (first, second):
            warehouse.append_articles(articles, NOTHING)
            warehouse.relate_articles()
        with pytest.raises(KeyboardInterrupt), warehouse.transaction():
            warehouse.append_articles(copy, NOTHING)
            warehouse.relate_articles()
            assert rows(warehouse, copies) == [("a3", "a1")]
            raise KeyboardInterrupt
        warehouse.append_articles(copy, NOTHING)
        assert rows(warehouse, copies) == []
        warehouse.relate_articles()
        assert rows(warehouse, copies) == [("a3", "a1")]


def test_articles_that_stayed_the_same_are_not_related_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.append_articles(ARTICLES, NOTHING)
        warehouse.relate_articles()
        monkeypatch.setattr("pipelines.warehouse.scripts.raw_rules", lambda: ["no such rule"])
        warehouse.append_articles(ARTICLES, NOTHING)
        warehouse.relate_articles()


@pytest.mark.parametrize("error", [RuntimeError("extraction failed"), KeyboardInterrupt()])
def test_when_anything_fails_nothing_of_the_transaction_stays(tmp_path: Path, error: BaseException):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        with pytest.raises(type(error)), warehouse.transaction():
            warehouse.append_articles(ARTICLES, NOTHING)
            raise error
        assert warehouse.frame("raw.articles").is_empty()
        assert warehouse.append_articles(ARTICLES, NOTHING) == 3


def test_an_error_that_was_swallowed_inside_a_transaction_is_not_committed_in_silence(
    tmp_path: Path,
):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        with pytest.raises(duckdb.TransactionException), warehouse.transaction():
            warehouse.append_articles(ARTICLES, NOTHING)
            with pytest.raises(duckdb.Error):
                warehouse.connection.execute("select 1 from no_such_table")
        assert warehouse.frame("raw.articles").is_empty()


def test_rows_of_another_shape_are_refused_by_name(tmp_path: Path):
    wrong = ARTICLES.with_columns(published_text=pl.lit(2019))
    refused = pytest.raises(TypeError, match=r"raw\.articles: .*published_text")
    with Warehouse.open(tmp_path, now=NOW) as warehouse, refused:
        warehouse.append_articles(wrong, NOTHING)


def test_a_second_run_fails_at_once_and_names_the_first(tmp_path: Path):
    attempt = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from pipelines.warehouse import AnotherRunError, Warehouse\n"
        "try:\n"
        "    with Warehouse.open(Path(sys.argv[1]), now=datetime(2020, 1, 1)): pass\n"
        "except AnotherRunError as error: print(error)\n"
    )
    with Warehouse.open(tmp_path, now=NOW):
        run = subprocess.run(
            [sys.executable, "-c", attempt, str(tmp_path)], capture_output=True, text=True
        )
        started = time.monotonic()
        with pytest.raises(AnotherRunError), Warehouse.open(tmp_path, now=NOW):
            pass
        assert time.monotonic() - started < 2
    assert "pid " in run.stdout
    assert "started 2020-01-01 12:00:00" in run.stdout
    with Warehouse.open(tmp_path, now=NOW):
        """The lock is free again."""


def test_fresh_forgets_what_was_read_and_leaves_what_others_put_there(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.append_articles(ARTICLES, NOTHING)
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        assert warehouse.frame("raw.articles").height == 3
    with Warehouse.open(tmp_path, now=NOW, fresh=True) as warehouse:
        assert warehouse.frame("raw.articles").is_empty()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_moments_are_recorded_in_utc(tmp_path: Path):
    paris = datetime(2020, 1, 1, 13, tzinfo=timezone(timedelta(hours=1)))
    for now in (paris, paris.astimezone(UTC), NOW):
        with Warehouse.open(tmp_path, now=now) as warehouse:
            assert warehouse.now == NOW


def test_every_table_and_column_keeps_its_comment_after_deriving_again(tmp_path: Path):
    with loaded(tmp_path, {"incidents": {"i1": {}}}) as warehouse:
        warehouse.derive()
        found = dict(
            rows(
                warehouse,
                "select schema_name || '.' || table_name, comment from duckdb_tables() union all"
                " select schema_name || '.' || view_name, comment from duckdb_views()",
            )
        )
        columns = rows(
            warehouse,
            "select schema_name || '.' || table_name, column_name, comment from duckdb_columns()",
        )
    for table in TABLES:
        assert found[table] == table_comment(table)
        assert {c: text for t, c, text in columns if t == table} == column_comments(table)


def test_every_sql_file_is_run():
    files = {f"{path.parent.name}/{path.stem}" for path in SQL.glob("[co]*/*.sql")}
    checks = {f"checks/{path.stem}" for path in (SQL / "checks").glob("*.sql")}
    assert files - checks == {*STANDING_TABLES, *DERIVED}


def test_what_was_a_view_in_an_earlier_version_becomes_a_table(tmp_path: Path):
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.connection.execute("create view core.incident_counts as select 1 as one")
    with Warehouse.open(tmp_path, now=NOW) as warehouse:
        warehouse.derive()
        assert rows(warehouse, "select count(*) from core.incident_counts") == [(0,)]
