"""Reviewers' corrections: what they do, and how a run stops where they no longer fit."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from linking_cases import article
from linking_frames import Frames, frames

from pipelines.lexicons.corrections import CORRECTIONS, Correction, load_corrections
from pipelines.linking import Linked, link
from schemas import TABLES

TOLD = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "linking_corrections.yaml").read_text("utf-8")
)
FITTING = [case for case in TOLD["cases"] if "said" not in case]
BROKEN = [case for case in TOLD["cases"] if "said" in case]


def story() -> Frames:
    return frames([article(name, text) for name, text in TOLD["articles"].items()])


def corrected(case: dict[str, Any], ledger: pl.DataFrame | None = None) -> Linked:
    made = story()
    correction = Correction(**TOLD["base"], **case["correction"])
    kept = made.ledger if ledger is None else ledger
    return link(made.reports, made.figures, made.articles, kept, corrections=[correction])


def incident(result: Linked, report: str) -> dict[str, Any]:
    owner = dict(result.report_incidents.iter_rows())
    return result.incidents.row(by_predicate=pl.col("incident_id") == owner[report], named=True)


@pytest.mark.parametrize("case", FITTING, ids=lambda c: c["name"])
def test_a_correction_does_what_it_says(case):
    result = corrected(case)
    groups = result.report_incidents.group_by("incident_id").agg(pl.col("report_id").sort())
    assert sorted(groups["report_id"].to_list()) == case["incidents"]
    for report, values in case["values"].items():
        row = incident(result, report)
        assert {name: row[name] for name in values} == values
    for report, numbers in case.get("history", {}).items():
        own = result.incident_history.filter(
            pl.col("incident_id") == incident(result, report)["incident_id"]
        )
        for measure, best in numbers.items():
            last = own.filter(pl.col("measure") == measure).sort("as_of").row(-1, named=True)
            assert (last["best"], last["corrected_by"]) == (best, case["correction"]["id"])


@pytest.mark.parametrize("case", FITTING, ids=lambda c: c["name"])
def test_a_correction_is_applied_anew_on_every_run(case):
    once = corrected(case)
    again = corrected(case, once.ledger)
    assert again.incidents.equals(once.incidents)
    assert again.incident_history.equals(once.incident_history)


@pytest.mark.parametrize("case", FITTING, ids=lambda c: c["name"])
def test_corrected_rows_pass_their_models(case):
    result = corrected(case)
    TABLES["core.incidents"].model.validate(result.incidents, lazy=True)
    TABLES["core.incident_history"].model.validate(result.incident_history, lazy=True)


@pytest.mark.parametrize("case", BROKEN, ids=lambda c: c["name"])
def test_a_correction_that_no_longer_fits_stops_the_run(case):
    with pytest.raises(ValueError) as error:
        corrected(case)
    assert case["said"] in str(error.value)
    assert "\n" not in str(error.value)


def test_merged_incidents_lead_to_the_one_that_stays():
    made = story()
    before = link(made.reports, made.figures, made.articles, made.ledger)
    merge = next(case for case in FITTING if case["correction"]["action"] == "merge")
    after = corrected(merge, before.ledger)
    kept = incident(after, "a/e1")["incident_id"]
    gone = incident(before, "c/e1")["incident_id"]
    assert after.incident_redirects.select("old_id", "new_id", "reason").rows() == [
        (gone, kept, "merged")
    ]


@pytest.mark.parametrize("case", TOLD["wrong_files"], ids=lambda c: c["said"])
def test_a_wrong_entry_is_named_with_its_file(case, tmp_path):
    entry = {"reports": [{"source_ref": "a", "quote": "11 killed"}]} | TOLD["base"] | case["entry"]
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({"corrections": [entry]}, allow_unicode=True))
    with pytest.raises(ValueError) as error:
        load_corrections(path)
    assert str(path) in str(error.value)
    assert case["said"] in str(error.value)


def test_an_id_stands_only_once(tmp_path):
    entry = TOLD["base"] | FITTING[0]["correction"]
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({"corrections": [entry, entry]}))
    with pytest.raises(ValueError, match="id recount is there twice"):
        load_corrections(path)


def test_the_seeds_hold_a_file_that_can_be_read():
    assert isinstance(load_corrections(CORRECTIONS), tuple)


def test_the_example_in_the_seeds_is_right(tmp_path):
    lines = CORRECTIONS.read_text("utf-8").splitlines()
    start = lines.index("# corrections:")
    text = "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines[start:-1])
    path = tmp_path / "example.yaml"
    path.write_text(text)
    assert [c.id for c in load_corrections(path)] == ["ippy-recount", "bule-is-in-ituri"]
