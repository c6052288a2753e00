"""The benchmark's stories as a perfect reader would hand them on: linked in any order, tolls beside incidents.

The benchmark is no part of this checkout; where it does not stand beside it, these tests are left out.
"""

import json
import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from linking_frames import Frames, frames

from pipelines.linking import Linked, link

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmark"
STORIES = BENCHMARK / "stories.jsonl"
SHUFFLES = 20
BATCHES = (1, 7, 1000)

pytestmark = pytest.mark.skipif(
    not STORIES.exists(), reason="the benchmark stands beside the checkout only"
)


def stories() -> list[dict[str, Any]]:
    return [json.loads(line) for line in STORIES.read_text("utf-8").splitlines()]


def linked(made: Frames, ledger: pl.DataFrame | None = None) -> Linked:
    return link(
        made.reports, made.figures, made.articles, made.ledger if ledger is None else ledger
    )


def groups(result: Linked) -> set[frozenset[str]]:
    by_incident = result.report_incidents.group_by("incident_id").agg("report_id")
    return {frozenset(reports) for reports in by_incident["report_id"].to_list()}


def test_twenty_orders_give_the_same_clusters_and_ids():
    articles = stories()
    wanted = linked(frames(articles))
    for seed in range(SHUFFLES):
        random.Random(seed).shuffle(articles)
        result = linked(frames(articles))
        assert groups(result) == groups(wanted)
        assert result.report_incidents.equals(wanted.report_incidents)


@pytest.mark.parametrize("size", BATCHES)
def test_batches_give_the_same_clusters_and_ids_that_stay(size: int):
    articles = stories()
    random.Random(size).shuffle(articles)
    wanted, ledger = linked(frames(articles)), frames([]).ledger
    for start in range(0, len(articles), size):
        arrived = linked(frames(articles[: start + size]), ledger)
        ledger = arrived.ledger
    assert groups(arrived) == groups(wanted)
    again = linked(frames(articles), ledger)
    assert again.report_incidents.equals(arrived.report_incidents)
