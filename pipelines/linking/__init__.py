"""Which reports tell of one incident, and what follows: the order of the steps, nothing else.

reports → features → candidate pairs → scores → clusters → ids → stories → incidents and history;
reviewers' corrections come in before features, after clusters and after incidents.
Pure functions over frames of schemas.TABLES; no Dagster and no files but seeds/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from pipelines.lexicons.corrections import Correction
from pipelines.linking.candidates import candidate_pairs
from pipelines.linking.clusters import cluster_reports
from pipelines.linking.corrections import correct_clusters, correct_places, resolve
from pipelines.linking.cues import figure_cues
from pipelines.linking.estimates import history_table
from pipelines.linking.features import report_features
from pipelines.linking.identity import identify
from pipelines.linking.incidents import incident_members, incident_table
from pipelines.linking.links import link_rows
from pipelines.linking.reviews import correct_incidents
from pipelines.linking.scores import score_pairs
from pipelines.linking.siblings import first_pieces
from pipelines.linking.sources import SourceRules, load_source_rules
from pipelines.linking.told import KEPT, tell
from pipelines.linking.tolls import toll_series
from schemas import frame

__all__ = ["Linked", "link", "toll_series"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Frames of the linked tables; report_incidents has report_id and incident_id of every report.

    `stories` is for the next run, which need not tell them again (told.py).
    """

    incidents: pl.DataFrame
    incident_links: pl.DataFrame
    incident_history: pl.DataFrame
    incident_redirects: pl.DataFrame
    ledger: pl.DataFrame
    report_incidents: pl.DataFrame
    stories: pl.DataFrame


def link(
    reports: pl.DataFrame,
    figures: pl.DataFrame,
    articles: pl.DataFrame,
    ledger: pl.DataFrame,
    rules: SourceRules | None = None,
    corrections: Sequence[Correction] = (),
    told: pl.DataFrame | None = None,
) -> Linked:
    """Link all reports; the rows' order and the batches in which they came change no cluster.

    Takes core.incident_reports, core.figures, raw.articles and the kept core.incident_ledger. The
    recorded moment of what is made is that of the newest article. `told` are the stories of a former
    run, whatever it read; they save time and change nothing. Raises ValueError where a
    correction no longer fits what it corrects.
    """
    decided = resolve(corrections, reports, figures, articles)
    if reports.is_empty():
        return _nothing(ledger)
    rules = rules or load_source_rules()
    reports = correct_places(reports, decided)
    features = report_features(reports, figures, articles, rules)
    pieces = first_pieces(features)
    scored = score_pairs(pl.concat([candidate_pairs(features), pieces]), features)
    ids = features["report_id"].to_list()
    found = [[ids[i] for i in c] for c in cluster_reports(features, scored, pieces)]
    clusters = _first_report_first(correct_clusters(found, decided), features)
    now = articles.select(pl.col("recorded_at").max()).to_series().to_list()[0]
    identity = identify(clusters, ledger, now)
    owner = pl.DataFrame(
        {
            "report_id": [report for cluster in clusters for report in cluster],
            "incident_id": [i for i, c in zip(identity.ids, clusters, strict=True) for _ in c],
        }
    ).sort("report_id")
    members = incident_members(reports, articles, owner)
    stories = tell(members, figure_cues(figures, articles, rules), rules, told)
    incidents, history = correct_incidents(
        incident_table(members, stories, now), history_table(stories), decided, members
    )
    return Linked(
        incidents=incidents,
        incident_links=link_rows(features, scored, owner),
        incident_history=history,
        incident_redirects=identity.redirects,
        ledger=identity.ledger,
        report_incidents=owner,
        stories=stories,
    )


def _nothing(ledger: pl.DataFrame) -> Linked:
    empty = {
        name: frame(f"core.{name}", [])
        for name in ("incidents", "incident_links", "incident_history", "incident_redirects")
    }
    owner = pl.DataFrame(schema={"report_id": pl.String, "incident_id": pl.String})
    return Linked(**empty, ledger=ledger, report_incidents=owner, stories=pl.DataFrame(schema=KEPT))


def _first_report_first(clusters: list[list[str]], features: pl.DataFrame) -> list[list[str]]:
    """Each cluster's reports by publication: the first one is what an id is minted from."""
    published = dict(features.select("report_id", "published_at").iter_rows())

    def age(report: str) -> tuple[bool, datetime, str]:
        moment = published[report]
        return (moment is None, moment or datetime.max, report)

    return sorted(sorted(cluster, key=age) for cluster in clusters)
