"""Toll statements of one organisation, place and start are one series."""

from pathlib import Path

import polars as pl
import pytest
import yaml
from linking_frames import article_row

from pipelines.linking import toll_series
from pipelines.linking.organisations import organisation_words
from schemas import frame

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "linking_tolls.yaml").read_text("utf-8")
)


def toll(number: int, line: list) -> dict:
    article, kind, said_by, place, country, start, end, totals = line
    return {
        "toll_id": f"t{number}", "article_id": article, "source_ref": article,
        "event_type": "Conflict", "stated_by": said_by, "stated_by_type": kind,
        "location": place, "country": country, "iso3": country,
        "period_start": start, "period_end": end, "stock_or_flow": "stock",
        **{f"{measure}_best": n for measure, n in totals.items()},
    }  # fmt: skip


def tables(case) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [toll(i, line) for i, line in enumerate(case["tolls"])]
    articles = [
        article_row({"id": a, "published": "2022-12-01"}) for a in {r["article_id"] for r in rows}
    ]
    return frame("core.toll_statements", rows), frame("raw.articles", articles)


def series_of(tolls: pl.DataFrame, articles: pl.DataFrame) -> list[list[int]]:
    by_series = toll_series(tolls, articles).group_by("series_id").agg("toll_id")
    return sorted(sorted(int(t[1:]) for t in ids) for ids in by_series["toll_id"].to_list())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_series(case):
    assert series_of(*tables(case)) == case["series"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_order_of_the_rows_changes_no_series_id(case):
    tolls, articles = tables(case)
    wanted = toll_series(tolls, articles)
    for seed in range(5):
        mixed = tolls.sample(fraction=1, shuffle=True, seed=seed)
        assert toll_series(mixed, articles).equals(wanted)


@pytest.mark.parametrize(
    ("said_by", "words"),
    [
        ("l’Organisation mondiale de la Santé (OMS)", {"UN", "WHO"}),
        ("Le bureau de l'OMS en Libye", {"UN", "WHO"}),
        ("le ministère de la Santé du Hamas", {"health", "ministry"}),
        ("the Hamas-run health ministry", {"health", "ministry"}),
        ("le ministère", {"ministry"}),
        ("its acting head", set()),
        ("the UN refugee agency", {"UN", "UNHCR"}),
        ("un observatoire indépendant", {"observatory", "independant"}),
        ("people who fled", {"people", "who", "fled"}),
        ("our own count", set()),
        (None, set()),
    ],
)
def test_organisations_are_known_by_key_or_words(said_by, words):
    assert organisation_words(said_by) == words


def test_no_toll_no_series():
    assert toll_series(frame("core.toll_statements", []), frame("raw.articles", [])).is_empty()
