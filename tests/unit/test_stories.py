"""The benchmark's stories as a perfect reader would hand them on: linked in any order, tolls beside incidents.

The benchmark is no part of this checkout; where it does not stand beside it, these tests are left out.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from linking_frames import Frames, frames

from pipelines.linking import Linked, link, toll_series
from pipelines.warehouse import Warehouse
from schemas import EXTRACTED, frame

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmark"
STORIES = BENCHMARK / "stories.jsonl"
NOW = datetime(2024, 1, 1)
WITHOUT_LEDGER = ("incidents", "incident_links", "incident_history", "incident_redirects")
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


RECONCILED = 11 / 14
"""Share of the annotators' comparisons that the tables give. Not: a toll that says it leaves out the attackers,
one of soldiers alone, and one of a sea, which has no country.
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The derived tables of all stories, as a perfect reader would have read them."""
    made = frames(stories())
    nothing = frame("core.quarantine", [])
    extracted = dict(zip(EXTRACTED, (made.reports, made.tolls, made.figures), strict=True))
    result = linked(made)
    tables = {f"core.{name}": getattr(result, name) for name in WITHOUT_LEDGER}
    tables["core.incident_ledger"] = result.ledger
    folder = tmp_path_factory.mktemp("stories")
    with Warehouse.open(folder, now=NOW) as opened, opened.transaction():
        opened.append_articles(made.articles, nothing)
        names = made.articles["article_id"].to_list()
        opened.replace_extracted(names, extracted, nothing, version="1")
        owner = result.report_incidents
        opened.replace_linked(tables, owner, toll_series(made.tolls, made.articles))
        opened.derive()
        yield opened


def reconciled(warehouse: Warehouse) -> list[tuple[dict[str, Any], bool]]:
    """Each comparison of the annotators, and whether the table says the same of that toll and period.

    One that begins where an earlier statement of the series ends is a question of what came to it since.
    """
    gold = json.loads((BENCHMARK / "stories_gold.json").read_text("utf-8"))
    rows = warehouse.frame("out.toll_reconciliation").to_dicts()
    entries = {t["id"]: {e["article"] for e in t["entries"]} for t in gold["tolls"]}
    return [
        (wanted, says(wanted, entries[wanted["toll"]], rows)) for wanted in gold["reconciliation"]
    ]


def says(wanted: dict[str, Any], articles: set[str], rows: list[dict[str, Any]]) -> bool:
    start, end = (date.fromisoformat(wanted[key]) for key in ("period_start", "period_end"))
    if wanted["kind"] == "displacement":
        stated, known = wanted["stock_change"], wanted["net_known"]
    else:
        stated, known = wanted["toll_increase"]["best"], wanted["known_sum"]["best"]
    for row in rows:
        is_of_toll = row["source_ref"] in articles and row["measure"] == wanted["measure"]
        if is_of_toll and row["period_end"] == end:
            if row["since"] == start and (row["increase"], row["known_increase"]) == (
                stated,
                known,
            ):
                return True
            is_whole = row["period_start"] in (start, None)
            if is_whole and (row["stated"], row["known_best"]) == (stated, known):
                return True
    return False


def test_tolls_beside_incidents_as_the_annotators_did(warehouse: Warehouse):
    found = reconciled(warehouse)
    missed = [f"{w['toll']} {w['measure']} {w['period_start']}" for w, right in found if not right]
    assert sum(right for _, right in found) / len(found) >= RECONCILED, missed
