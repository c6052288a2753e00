"""Ranks of sources: the seed table, and how a source stands to an incident."""

import pytest

from pipelines.linking.sources import ARMED, STATE, judge, load_source_rules, parties_of

BOTH = frozenset({STATE, ARMED})
NOBODY = frozenset[str]()


@pytest.mark.parametrize(
    ("kind", "said_by", "cell", "parties", "sub_event_type", "rank"),
    [
        ("un_or_igo", "the UN", "civilians", BOTH, "Armed clash", 1),
        ("medical", "a hospital", "all", BOTH, "Armed clash", 2),
        ("government", "the interior ministry", "civilians", NOBODY, "Attack", 2),
        ("government", "the health ministry", "mixed", BOTH, "Armed clash", 2),
        ("ngo", "the Red Cross", "civilians", BOTH, "Attack", 3),
        ("security_forces", "the police", "civilians", NOBODY, "Suicide bomb", 4),
        ("security_forces", "the army", "security_forces", BOTH, "Armed clash", 4),
        ("armed_group", "the rebels", "armed_group", BOTH, "Armed clash", 4),
        ("none", None, "all", BOTH, "Attack", 5),
        ("security_forces", "the army", "armed_group", BOTH, "Armed clash", 6),
        ("armed_group", "the rebels", "security_forces", BOTH, "Armed clash", 6),
        ("armed_group", "the rebel health ministry", "civilians", BOTH, "Air/drone strike", 6),
        (
            "security_forces",
            "the police",
            "civilians",
            BOTH,
            "Excessive force against protesters",
            6,
        ),
    ],
)
def test_rank(kind, said_by, cell, parties, sub_event_type, rank):
    rules = load_source_rules()
    assert judge(rules, kind, said_by, cell, parties, sub_event_type).rank == rank


@pytest.mark.parametrize(
    ("inter1", "inter2", "parties"),
    [(1, 2, BOTH), (2, 7, {ARMED}), (1, 6, {STATE}), (8, 7, set()), (None, None, set())],
)
def test_parties_are_sides_that_fought_or_attacked(inter1, inter2, parties):
    assert parties_of(inter1, inter2) == parties


def test_a_wrong_line_is_named(tmp_path):
    (tmp_path / "source_ranks.csv").write_text(
        "stated_by_type,relation,rank,note\nking,independent,1,\n"
    )
    (tmp_path / "linking_words.csv").write_text("meaning,language,word,example\n")
    with pytest.raises(ValueError, match=r"source_ranks.csv, line 2.*correct the line"):
        load_source_rules(tmp_path)


def test_every_kind_of_source_needs_a_rank(tmp_path):
    (tmp_path / "source_ranks.csv").write_text(
        "stated_by_type,relation,rank,note\nngo,independent,3,\n"
    )
    (tmp_path / "linking_words.csv").write_text("meaning,language,word,example\n")
    with pytest.raises(ValueError, match="no independent rank for government"):
        load_source_rules(tmp_path)


def test_every_word_stands_in_its_example():
    import csv

    from pipelines.linking.sources import SEEDS

    with (SEEDS / "linking_words.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["meaning"].startswith("plain_")]
    assert [r for r in rows if r["word"].lower() not in r["example"].lower()] == []
