"""Ids of incidents stay; merges and splits leave redirects behind."""

from datetime import datetime

import pytest

from pipelines.linking.identity import identify, mint
from schemas import frame

FIRST, SECOND, THIRD = (datetime(2024, 1, day) for day in (1, 2, 3))
EMPTY = frame("core.incident_ledger", [])


def redirects(identity) -> list[tuple]:
    return identity.redirects.select("old_id", "new_id", "reason").rows()


def test_an_id_is_minted_from_the_first_report():
    identity = identify([["a", "b"], ["c"]], EMPTY, FIRST)
    assert identity.ids == [mint("a"), mint("c")]
    assert identity.ledger.select("report_id", "incident_id").rows() == [
        ("a", mint("a")), ("b", mint("a")), ("c", mint("c")),
    ]  # fmt: skip
    assert redirects(identity) == []


def test_an_earlier_report_does_not_rename_the_incident():
    kept = identify([["b"]], EMPTY, FIRST).ledger
    assert identify([["a", "b"]], kept, SECOND).ids == [mint("b")]


def test_merged_incidents_keep_the_older_id():
    kept = identify([["b"]], EMPTY, FIRST).ledger
    kept = identify([["a"], ["b"]], kept, SECOND).ledger
    identity = identify([["a", "b"]], kept, THIRD)
    assert identity.ids == [mint("b")]
    assert identity.redirects.rows() == [(mint("a"), mint("b"), "merged", THIRD)]


def test_a_split_keeps_the_id_with_the_report_it_was_minted_from():
    kept = identify([["a", "b", "c"]], EMPTY, FIRST).ledger
    identity = identify([["b", "c"], ["a"]], kept, SECOND)
    assert identity.ids == [mint("b"), mint("a")]
    assert redirects(identity) == [(mint("a"), mint("b"), "split")]


def test_what_was_merged_and_split_again_has_its_old_ids():
    kept = identify([["a"], ["b"]], EMPTY, FIRST).ledger
    kept = identify([["a", "b"]], kept, SECOND).ledger
    assert identify([["a"], ["b"]], kept, THIRD).ids == [mint("a"), mint("b")]


def test_a_rebuild_with_the_same_ledger_changes_nothing():
    kept = identify([["b"], ["c"]], EMPTY, FIRST).ledger
    once = identify([["a", "b"], ["c", "d"]], kept, SECOND)
    again = identify([["a", "b"], ["c", "d"]], once.ledger, THIRD)
    assert again.ids == once.ids
    assert again.ledger.equals(once.ledger)
    assert again.redirects.equals(once.redirects)


@pytest.mark.parametrize("clusters", [[["a"], ["b"]], [["a", "b"]], [["b", "a"]]])
def test_no_id_is_given_twice(clusters):
    kept = identify([["b", "a"]], EMPTY, FIRST).ledger
    ids = identify(clusters, kept, SECOND).ids
    assert len(set(ids)) == len(clusters)
