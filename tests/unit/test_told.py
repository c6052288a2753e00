"""Stories kept from a former run: they save time and change nothing."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from linking_frames import Frames
from test_linking import everything

from pipelines.assets import stories
from pipelines.linking import Linked, link, told
from pipelines.linking.sources import load_source_rules

HALF = 0.5


def linked(made: Frames, kept: pl.DataFrame | None) -> Linked:
    return link(made.reports, made.figures, made.articles, made.ledger, told=kept)


def up_to(made: Frames, names: list[str]) -> Frames:
    there = pl.col("article_id").is_in(names)
    return replace(
        made, **{n: getattr(made, n).filter(there) for n in ("articles", "reports", "figures")}
    )


def same(first: Linked, second: Linked) -> bool:
    names = ("incidents", "incident_links", "incident_history", "ledger", "stories")
    return all(getattr(first, name).equals(getattr(second, name)) for name in names)


@pytest.fixture
def newly_told(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The incidents told anew, one set per linking."""
    sets: list[set[str]] = []

    def counting(members: pl.DataFrame, *others: Any) -> pl.DataFrame:
        sets.append(set(members["incident_id"]))
        return tell(members, *others)

    tell = told.tell_stories
    monkeypatch.setattr(told, "tell_stories", counting)
    return sets


@pytest.mark.parametrize("size", [5, 40])
def test_stories_kept_from_batch_to_batch_change_nothing(size: int):
    made = everything()
    names = made.articles["article_id"].to_list()
    random.Random(size).shuffle(names)
    kept = None
    for end in range(size, len(names) + size, size):
        part = up_to(made, names[:end])
        result = linked(part, kept)
        assert same(result, linked(part, None))
        kept = result.stories


def test_only_incidents_that_changed_are_told_anew(newly_told: list[set[str]]):
    made = everything()
    kept = linked(made, None).stories
    linked(made, kept)
    figure = made.figures.drop_nulls("report_id").filter(measure="killed", unit="person").head(1)
    is_changed = pl.col("figure_id").is_in(figure["figure_id"].implode())
    more = pl.when(is_changed).then(pl.col("value_high") + 1).otherwise("value_high")
    changed = linked(replace(made, figures=made.figures.with_columns(value_high=more)), kept)
    (incident,) = changed.report_incidents.filter(report_id=figure["report_id"][0])["incident_id"]
    assert newly_told[1:] == [set(), {incident}]


def test_with_other_rules_all_are_told_anew(newly_told: list[set[str]]):
    made, rules = everything(), load_source_rules()
    kept = linked(made, None).stories
    other = replace(rules, ranks={kind: rank + 1 for kind, rank in rules.ranks.items()})
    link(made.reports, made.figures, made.articles, made.ledger, rules=other, told=kept)
    assert newly_told[1] == newly_told[0]


def test_stories_of_another_shape_are_told_anew():
    made = everything()
    whole = linked(made, None)
    older = whole.stories.sample(fraction=HALF, seed=1).drop("is_contested")
    assert same(linked(made, older), whole)


def test_a_broken_or_missing_file_of_stories_is_none(tmp_path: Path):
    assert stories.read(tmp_path) is None
    (tmp_path / stories.FILE).write_bytes(b"no Parquet")
    assert stories.read(tmp_path) is None
    kept = linked(everything(), None).stories
    stories.keep(tmp_path, kept)
    found = stories.read(tmp_path)
    assert found is not None and found.equals(kept)
    assert [path.name for path in tmp_path.iterdir()] == [stories.FILE]
