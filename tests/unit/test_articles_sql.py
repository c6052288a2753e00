from datetime import datetime
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from schemas import frame

SQL = Path(__file__).parents[2] / "sql" / "raw"
RECORDED = datetime(2026, 1, 1)


def article(article_id, group, url=None, day=None, recorded_at=RECORDED):
    published_at = datetime(2019, 8, day) if day else None
    return {
        "article_id": article_id,
        "text_group_id": group,
        "url": url,
        "published_at": published_at,
        "recorded_at": recorded_at,
    }


def marked(rows, column, times=1):
    """What the update makes of `rows`, loaded in this order."""
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.register("loaded", frame("raw.articles", rows))
        connection.execute("create table raw.articles as select * from loaded")
        for _ in range(times):
            connection.execute((SQL / f"{column}.sql").read_text())
        found = connection.execute(f"select article_id, {column} from raw.articles").fetchall()
    return dict(found)


COPIES = {
    "the earliest is the original": (
        [article("late", "t", day=3), article("first", "t", day=1), article("mid", "t", day=2)],
        {"first": None, "mid": "first", "late": "first"},
    ),
    "another text is no copy": (
        [article("a", "t", day=1), article("b", "u", day=2)],
        {"a": None, "b": None},
    ),
    "without a date comes last": (
        [article("undated", "t"), article("dated", "t", day=9)],
        {"dated": None, "undated": "dated"},
    ),
    "at the same moment the one recorded first": (
        [article("a", "t", day=1, recorded_at=datetime(2026, 2, 1)), article("b", "t", day=1)],
        {"b": None, "a": "b"},
    ),
    "all else alike, the smaller id": (
        [article("b", "t", day=1), article("a", "t", day=1)],
        {"a": None, "b": "a"},
    ),
    "the same words at the same address under a new date are a copy": (
        [article("a", "t", "u", 1), article("b", "t", "u", 2)],
        {"a": None, "b": "a"},
    ),
}

VERSIONS = {
    "each version points to the next": (
        [article("a", "t1", "u", 1), article("b", "t2", "u", 2), article("c", "t3", "u", 3)],
        {"a": "b", "b": "c", "c": None},
    ),
    "the same words under a new date supersede nothing": (
        [article("a", "t1", "u", 1), article("b", "t1", "u", 2)],
        {"a": None, "b": None},
    ),
    "a repetition in between is jumped over": (
        [article("a", "t1", "u", 1), article("b", "t1", "u", 2), article("c", "t2", "u", 3)],
        {"a": "c", "b": "c", "c": None},
    ),
    "a text taken back is a version again": (
        [article("a", "t1", "u", 1), article("b", "t2", "u", 2), article("c", "t1", "u", 3)],
        {"a": "b", "b": "c", "c": None},
    ),
    "no address, no versions": (
        [article("a", "t1", None, 1), article("b", "t2", None, 2)],
        {"a": None, "b": None},
    ),
    "other addresses, no versions": (
        [article("a", "t1", "u", 1), article("b", "t2", "v", 2)],
        {"a": None, "b": None},
    ),
    "without a date counts as the newest": (
        [article("undated", "t2", "u"), article("dated", "t1", "u", 9)],
        {"dated": "undated", "undated": None},
    ),
}


@pytest.mark.parametrize("case", COPIES)
def test_copies_in_any_order(case):
    rows, expected = COPIES[case]
    for order in permutations(rows):
        assert marked(list(order), "duplicate_of") == expected


@pytest.mark.parametrize("case", VERSIONS)
def test_versions_in_any_order(case):
    rows, expected = VERSIONS[case]
    for order in permutations(rows):
        assert marked(list(order), "superseded_by", times=2) == expected


def test_an_earlier_article_that_comes_later_takes_the_place():
    rows, _ = COPIES["the earliest is the original"]
    stale = [{**row, "duplicate_of": "late"} for row in rows if row["article_id"] != "late"]
    assert marked(stale, "duplicate_of") == {"first": None, "mid": "first"}
