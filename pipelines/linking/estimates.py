"""Accounts of all reports, replayed incident by incident → estimates, grades and history rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.linking.claims import ReportClaims, read_claims
from pipelines.linking.deaths import group_columns
from pipelines.linking.replay import Account, Story, replay
from pipelines.linking.sources import SourceRules, parties_of
from schemas.codelists import MEASURES

Row = Mapping[str, Any]
FEW_SOURCES = 1


def tell_stories(
    members: pl.DataFrame, figures: pl.DataFrame, rules: SourceRules
) -> dict[str, Story]:
    """incident_id → its replayed story. `members`: reports with incident_id and article columns."""
    by_report: dict[str, list[Row]] = defaultdict(list)
    for figure in figures.filter(pl.col("report_id").is_not_null()).sort("position").to_dicts():
        by_report[figure["report_id"]].append(figure)
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in members.sort("report_id").to_dicts():
        grouped[row["incident_id"]].append(row)
    return {
        incident: replay([_account(r, by_report, rules) for r in _original(rows)], rules)
        for incident, rows in sorted(grouped.items())
    }


def _original(rows: Sequence[Row]) -> list[Row]:
    """Without copies of an article that is there itself: they claim nothing new."""
    there = {row["article_id"] for row in rows}
    return [row for row in rows if row["duplicate_of"] not in there]


def _account(row: Row, by_report: Mapping[str, list[Row]], rules: SourceRules) -> Account:
    figures = by_report.get(row["report_id"], [])
    stated = read_claims(row, figures, row["text"] or "", rules)
    return Account(
        report_id=row["report_id"],
        article_id=row["article_id"],
        as_of=row["published_at"],
        publisher=row["publisher"],
        sub_event_type=row["sub_event_type"],
        parties=parties_of(row["inter1"], row["inter2"]),
        stated=stated,
        replaces=frozenset(row["replaces"] or ()),
        is_retraction=_is_retraction(row, stated, rules),
    )


def _is_retraction(row: Row, stated: ReportClaims, rules: SourceRules) -> bool:
    """An article that takes back a report: its words say so and it leaves nobody hurt."""
    if any(claim.value.point for claim in stated.claims):
        return False
    return rules.says("retraction", f"{row['title'] or ''}\n{row['text'] or ''}")


def estimate_rows(stories: Mapping[str, Story]) -> list[dict[str, Any]]:
    """incident_id, the three bounds of each measure, deaths by side, fatalities_source, marks."""
    return [_estimate_row(incident, story) for incident, story in stories.items()]


def _estimate_row(incident: str, story: Story) -> dict[str, Any]:
    row: dict[str, Any] = {"incident_id": incident}
    for measure in MEASURES:
        value = story.ledgers[measure].estimate()
        row |= {
            f"{measure}_low": value.low,
            f"{measure}_best": value.best,
            f"{measure}_high": value.high,
        }
    return row | {
        "fatalities_source": story.fatalities_source,
        "is_contested": story.is_contested,
        "is_discounted": story.is_discounted,
        **group_columns(row["killed_best"], story.dead_by_group),
    }


def history_rows(stories: Mapping[str, Story]) -> list[dict[str, object]]:
    """Rows of core.incident_history; of two changes by one article the last one counts."""
    rows: dict[tuple[object, ...], dict[str, object]] = {}
    for incident, story in stories.items():
        for change in story.changes:
            key = (incident, change.measure, change.as_of, change.article_id)
            rows[key] = {
                "incident_id": incident,
                "as_of": change.as_of,
                "measure": change.measure,
                "low": change.value.low,
                "best": change.value.best,
                "high": change.value.high,
                "article_id": change.article_id,
            }
    return list(rows.values())


def grade() -> pl.Expr:
    """After Airwars: discounted before contested, else by the number of independent sources."""
    return (
        pl.when("is_discounted").then(pl.lit("discounted"))
        .when("is_contested").then(pl.lit("contested"))
        .when(pl.col("n_sources") > FEW_SOURCES).then(pl.lit("fair"))
        .otherwise(pl.lit("weak"))
    )  # fmt: skip
