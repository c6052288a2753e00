"""Accounts of all reports, replayed incident by incident → estimates, grades and history.

Which incidents need to be told anew stands in told.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from pipelines.linking.claims import ReportClaims, read_claims
from pipelines.linking.deaths import GROUPS, group_columns
from pipelines.linking.replay import UNKNOWN, Account, Story, replay
from pipelines.linking.sources import SourceRules, parties_of
from schemas import TABLES, polars_schema
from schemas.codelists import BOUNDS, MEASURES

Row = Mapping[str, Any]
FIGURE_COLUMNS = (
    "figure_id", "report_id", "position", "measure", "value_low", "value_best", "value_high",
    "unit", "joint_with", "victims", "part_of", "repeat_of", "is_superseded",
    "stated_by", "stated_by_type", "died_of_wounds", "is_found_alive",
)  # fmt: skip
REPORT_COLUMNS = (
    "incident_id", "report_id", "article_id", "published_at", "publisher", "sub_event_type",
    "inter1", "inter2", "replaces", "duplicate_of", "is_retraction",
    *(f"{measure}_{bound}" for measure in MEASURES for bound in BOUNDS),
)  # fmt: skip


HISTORY = "core.incident_history"
_CHANGE = {name: kind for name, kind in polars_schema(HISTORY).items() if name != "incident_id"}
STORY = pl.Schema(
    {
        "incident_id": pl.String(),
        **{f"{measure}_{bound}": pl.Int64() for measure in MEASURES for bound in BOUNDS},
        "fatalities_source": pl.String(),
        "is_contested": pl.Boolean(),
        "is_discounted": pl.Boolean(),
        **{f"dead_{group}": pl.Int64() for group in (*GROUPS, "unknown")},
        "history": pl.List(pl.Struct(_CHANGE)),
    }
)
"""One row per incident: the bounds of each measure, the dead by group, marks, and how it was learnt."""


def tell_stories(members: pl.DataFrame, figures: pl.DataFrame, rules: SourceRules) -> pl.DataFrame:
    """A row of STORY for every incident.

    `members`: reports with incident_id and their article's columns; figures with cues (cues.py).
    """
    owner = members.select("report_id", "incident_id")
    told = figures.select(FIGURE_COLUMNS).join(owner, on="report_id")
    figures_of = _by_incident(told.sort("incident_id", "report_id", "position"))
    next_incident, next_figures = next(figures_of, ("", []))
    stories: list[dict[str, Any]] = []
    for incident, rows in _by_incident(members.select(REPORT_COLUMNS).sort("incident_id")):
        own: dict[str, list[Row]] = defaultdict(list)
        if incident == next_incident:
            for figure in next_figures:
                own[figure["report_id"]].append(figure)
            next_incident, next_figures = next(figures_of, ("", []))
        story = replay([_account(row, own) for row in _original(rows)], rules)
        stories.append(_estimate_row(incident, story) | {"history": _history(story)})
    return pl.DataFrame(stories, schema=STORY, orient="row")


def _by_incident(rows: pl.DataFrame) -> Iterator[tuple[str, list[Row]]]:
    """Rows that are sorted by incident_id, incident by incident: few are held at a time."""
    for incident, group in groupby(rows.iter_rows(named=True), key=itemgetter("incident_id")):
        yield incident, list(group)


def _original(rows: Sequence[Row]) -> list[Row]:
    """Without copies of an article that is there itself: they claim nothing new."""
    there = {row["article_id"] for row in rows}
    return [row for row in rows if row["duplicate_of"] not in there]


def _account(row: Row, by_report: Mapping[str, list[Row]]) -> Account:
    figures = by_report.get(row["report_id"], [])
    is_retraction = bool(row["is_retraction"])
    stated = ReportClaims() if is_retraction else read_claims(row, figures)
    return Account(
        report_id=row["report_id"],
        article_id=row["article_id"],
        as_of=row["published_at"],
        publisher=row["publisher"],
        sub_event_type=row["sub_event_type"],
        parties=parties_of(row["inter1"], row["inter2"]),
        stated=stated,
        replaces=frozenset(row["replaces"] or ()),
        is_retraction=is_retraction,
    )


def _estimate_row(incident: str, story: Story) -> dict[str, Any]:
    """STORY but for the history."""
    row: dict[str, Any] = {"incident_id": incident}
    for measure in MEASURES:
        value = story.known.get(measure, UNKNOWN)
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


def _history(story: Story) -> list[dict[str, Any]]:
    """Of two changes by one article the last one counts."""
    last = {(change.measure, change.as_of, change.article_id): change for change in story.changes}
    return [
        {
            "as_of": change.as_of,
            "measure": change.measure,
            "low": change.value.low,
            "best": change.value.best,
            "high": change.value.high,
            "article_id": change.article_id,
        }
        for change in last.values()
    ]


def history_table(stories: pl.DataFrame) -> pl.DataFrame:
    """core.incident_history in the order of its export."""
    changes = stories.select("incident_id", "history").explode("history").drop_nulls("history")
    rows = changes.unnest("history").select(polars_schema(HISTORY).names())
    return rows.sort(TABLES[HISTORY].order_by, nulls_last=True)
