"""Which reports tell of one incident, and what follows: the order of the steps, nothing else.

reports → features → candidate pairs → scores → clusters → ids → stories → incidents and history.
Pure functions over frames of schemas.TABLES; no Dagster and no files but seeds/.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.linking.candidates import candidate_pairs
from pipelines.linking.clusters import cluster_reports
from pipelines.linking.deaths import sides
from pipelines.linking.estimates import estimate_rows, grade, history_rows, tell_stories
from pipelines.linking.features import report_features
from pipelines.linking.identity import identify
from pipelines.linking.incidents import event_columns
from pipelines.linking.links import link_rows
from pipelines.linking.scores import score_pairs
from pipelines.linking.sources import SourceRules, load_source_rules
from pipelines.linking.tolls import toll_series
from schemas import frame, polars_schema

__all__ = ["Linked", "link", "toll_series"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Frames of the linked tables; report_incidents has report_id and incident_id of every report."""

    incidents: pl.DataFrame
    incident_links: pl.DataFrame
    incident_history: pl.DataFrame
    incident_redirects: pl.DataFrame
    ledger: pl.DataFrame
    report_incidents: pl.DataFrame


def link(
    reports: pl.DataFrame,
    figures: pl.DataFrame,
    articles: pl.DataFrame,
    ledger: pl.DataFrame,
    rules: SourceRules | None = None,
) -> Linked:
    """Link all reports; the rows' order and the batches in which they came change no cluster.

    Takes core.incident_reports, core.figures, raw.articles and the kept core.incident_ledger. The
    recorded moment of what is made is that of the newest article.
    """
    if reports.is_empty():
        return _nothing(ledger)
    rules = rules or load_source_rules()
    features = report_features(reports, figures, articles)
    scored = score_pairs(candidate_pairs(features), features)
    clusters = _first_report_first(cluster_reports(features, scored), features)
    now = articles.select(pl.col("recorded_at").max()).to_series().to_list()[0]
    identity = identify(clusters, ledger, now)
    owner = pl.DataFrame(
        {
            "report_id": [report for cluster in clusters for report in cluster],
            "incident_id": [i for i, c in zip(identity.ids, clusters, strict=True) for _ in c],
        }
    ).sort("report_id")
    members = _members(reports, articles, owner)
    stories = tell_stories(members, figures, rules)
    return Linked(
        incidents=_incidents(members, estimate_rows(stories), now),
        incident_links=link_rows(features, scored, owner),
        incident_history=frame("core.incident_history", history_rows(stories)),
        incident_redirects=identity.redirects,
        ledger=identity.ledger,
        report_incidents=owner,
    )


def _nothing(ledger: pl.DataFrame) -> Linked:
    empty = {
        name: frame(f"core.{name}", [])
        for name in ("incidents", "incident_links", "incident_history", "incident_redirects")
    }
    owner = pl.DataFrame(schema={"report_id": pl.String, "incident_id": pl.String})
    return Linked(**empty, ledger=ledger, report_incidents=owner)


def _first_report_first(clusters: list[list[int]], features: pl.DataFrame) -> list[list[str]]:
    """Clusters as report_ids by publication: the first one is what an id is minted from."""
    ids, published = features["report_id"].to_list(), features["published_at"].to_list()
    newest = features["published_at"].max()

    def age(index: int) -> tuple[bool, object, str]:
        known = published[index] is not None
        return (not known, published[index] if known else newest, ids[index])

    return [[ids[i] for i in sorted(cluster, key=age)] for cluster in clusters]


def _members(reports: pl.DataFrame, articles: pl.DataFrame, owner: pl.DataFrame) -> pl.DataFrame:
    """Reports with their incident and what counts of their article."""
    older = articles.drop_nulls("superseded_by").group_by("superseded_by")
    replaces = older.agg(replaces=pl.col("article_id").sort())
    told = articles.join(replaces, left_on="article_id", right_on="superseded_by", how="left").drop(
        "source_ref"
    )
    known = reports.drop("incident_id").join(owner, on="report_id")
    return known.join(told, on="article_id", how="left")


def _incidents(members: pl.DataFrame, estimates: list[dict[str, Any]], now: object) -> pl.DataFrame:
    schema = polars_schema("core.incidents")
    table = event_columns(members).join(
        pl.DataFrame(estimates, infer_schema_length=None), on="incident_id"
    )
    graded = table.with_columns(
        incident_grade=grade(),
        recorded_at=pl.lit(now, dtype=pl.Datetime("us")),
        corrected_by=pl.lit(None, dtype=pl.String),
        **sides(),
    )
    return graded.select(pl.col(name).cast(dtype) for name, dtype in schema.items()).sort(
        "incident_id"
    )
