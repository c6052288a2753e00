"""Stories over several articles: which reports are one incident, and what is known of it then."""

import random
from pathlib import Path

import polars as pl
import pytest
import yaml
from linking_cases import article
from linking_frames import Frames, frames

from pipelines.linking import Linked, link
from pipelines.linking.clusters import cluster_reports
from schemas import TABLES
from schemas.codelists import BOUNDS

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "linking.yaml").read_text("utf-8"))


def read(case) -> Frames:
    return frames([article(name, text) for name, text in case["articles"].items()])


def linked(made: Frames, ledger: pl.DataFrame | None = None) -> Linked:
    return link(
        made.reports, made.figures, made.articles, made.ledger if ledger is None else ledger
    )


def groups(result: Linked) -> set[frozenset[str]]:
    by_incident = result.report_incidents.group_by("incident_id").agg("report_id")
    return {frozenset(reports) for reports in by_incident["report_id"].to_list()}


def everything() -> Frames:
    """All cases as one collection; names are made unique by the case's number."""
    articles = []
    for i, case in enumerate(CASES.values()):
        for name, text in case["articles"].items():
            own = {k: f"{i}{v}" for k, v in text.items() if k in ("duplicate_of", "superseded_by")}
            group = {"text_group": f"{i}{text['text_group']}"} if "text_group" in text else {}
            articles.append(article(f"{i}{name}", text | own | group))
    return frames(articles)


@pytest.mark.parametrize("name", CASES)
def test_reports_of_one_incident_are_linked(name):
    together = {frozenset(reports) for reports in CASES[name]["incidents"]}
    assert {g for g in groups(linked(read(CASES[name]))) if len(g) > 1} == together


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "estimates" in c])
def test_estimates_follow_the_claims_that_stand(name):
    result = linked(read(CASES[name]))
    for report, wanted in CASES[name]["estimates"].items():
        row = incident_of(result, report)
        found = {m: [row[f"{m}_{b}"] for b in BOUNDS] for m in wanted}
        assert found == wanted


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "grades" in c])
def test_incidents_are_graded(name):
    result = linked(read(CASES[name]))
    for report, grade in CASES[name]["grades"].items():
        assert incident_of(result, report)["incident_grade"] == grade


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "sources" in c])
def test_copies_and_old_versions_do_not_count_as_sources(name):
    result = linked(read(CASES[name]))
    for report, counts in CASES[name]["sources"].items():
        row = incident_of(result, report)
        assert [row["n_reports"], row["n_sources"]] == counts


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if "parts" in c])
def test_parts_name_their_summary(name):
    result = linked(read(CASES[name]))
    for part, whole in CASES[name]["parts"].items():
        assert (
            incident_of(result, part)["part_of_incident"]
            == incident_of(result, whole)["incident_id"]
        )


def incident_of(result: Linked, report: str) -> dict:
    owner = dict(result.report_incidents.iter_rows())
    return result.incidents.row(by_predicate=pl.col("incident_id") == owner[report], named=True)


def test_every_table_passes_its_model():
    made = everything()
    result = linked(made)
    for table, rows in {
        "core.incidents": result.incidents,
        "core.incident_links": result.incident_links,
        "core.incident_history": result.incident_history,
        "core.incident_redirects": result.incident_redirects,
        "core.incident_ledger": result.ledger,
    }.items():
        TABLES[table].model.validate(rows, lazy=True)
    assert result.report_incidents.height == made.reports.height == result.incident_links.height


def test_history_ends_with_the_estimate():
    result = linked(everything())
    last = result.incident_history.sort("as_of").group_by("incident_id", "measure").last()
    incidents = {row["incident_id"]: row for row in result.incidents.to_dicts()}
    for row in last.to_dicts():
        incident = incidents[row["incident_id"]]
        for bound in BOUNDS:
            assert incident[f"{row['measure']}_{bound}"] == row[bound], row


def test_a_link_says_what_agreed():
    result = linked(read(CASES["one attack told by two papers"]))
    reasons = result.incident_links["reasons"].unique().to_list()
    assert reasons == ["date,place,type"]
    assert result.incident_links["score"].min() > 0.5


def test_the_order_of_the_rows_changes_nothing():
    made = everything()
    wanted = linked(made)
    for seed in range(20):
        mixed = Frames(
            *(t.sample(fraction=1, shuffle=True, seed=seed) for t in vars(made).values())
        )
        result = linked(mixed)
        assert result.incidents.equals(wanted.incidents)
        assert result.incident_links.equals(wanted.incident_links)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_batches_in_which_articles_arrive_change_no_cluster(size):
    made = everything()
    names = made.articles["article_id"].to_list()
    random.Random(size).shuffle(names)
    ledger, result = made.ledger, linked(made)
    for start in range(0, len(names), size):
        there = pl.col("article_id").is_in(names[: start + size])
        part = Frames(
            made.articles.filter(there),
            made.reports.filter(there),
            made.figures.filter(there),
            made.tolls,
            ledger,
        )
        arrived = linked(part)
        ledger = arrived.ledger
    assert groups(arrived) == groups(result)
    values = pl.exclude("incident_id", "part_of_incident")
    assert (
        arrived.incidents.select(values)
        .sort(pl.all())
        .equals(result.incidents.select(values).sort(pl.all()))
    )


def test_nothing_to_link_is_no_error():
    made = frames([])
    assert linked(made).incidents.is_empty()


def test_two_reports_of_one_article_that_fit_a_third_tell_nothing_wherever_they_stand():
    features = pl.DataFrame(
        {
            "index": [0, 1, 2],
            "report_id": ["one village", "the district", "another village"],
            "article_id": ["a", "b", "a"],
            "part_of_report": [None] * 3,
            "start": [10] * 3,
            "end": [10] * 3,
            "latitude": [None] * 3,
            "longitude": [None] * 3,
            "is_precise": [False] * 3,
        },
        schema_overrides={"index": pl.UInt32, "part_of_report": pl.String},
    )
    scored = pl.DataFrame(
        {"left": [0, 1], "right": [1, 2], "score": [10.0, 10.0], "is_misread": [False, False]},
        schema_overrides={"left": pl.UInt32, "right": pl.UInt32},
    )
    nothing = pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32})
    assert cluster_reports(features, scored, nothing) == [[0], [1], [2]]
