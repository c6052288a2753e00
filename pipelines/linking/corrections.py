"""Reviewers' corrections applied: to places before linking, to clusters, and to incidents.

Extracted tables stay as they are. Every correction is guarded: where the words or the values that
the reviewer saw are no longer there, nothing is published until somebody has looked again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.lexicons.corrections import PLACE, Account, Correction

Cluster = list[str]
REMEDY = "look at the article again, then change or remove the correction"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A correction and the report_ids that its accounts are today."""

    correction: Correction
    report_ids: tuple[str, ...]


def resolve(
    corrections: Sequence[Correction],
    reports: pl.DataFrame,
    figures: pl.DataFrame,
    articles: pl.DataFrame,
) -> list[Resolved]:
    """Find the reports of all corrections; ValueError where one is not as the reviewer saw it."""
    if not corrections:
        return []
    named = {account.source_ref for c in corrections for account in c.reports}
    current = articles.filter(
        pl.col("superseded_by").is_null(), pl.col("source_ref").is_in(sorted(named))
    )
    told = figures.join(current.select("article_id"), on="article_id").drop_nulls("report_id")
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source_ref, quote, report in told.select("source_ref", "quote", "report_id").iter_rows():
        homes[source_ref, quote].add(report)
    rows = {row["report_id"]: row for row in _rows_of(reports, homes)}
    return [Resolved(c, tuple(_report(c, a, homes, rows) for a in c.reports)) for c in corrections]


def _rows_of(reports: pl.DataFrame, homes: Mapping[Any, set[str]]) -> list[dict[str, Any]]:
    wanted = sorted({report for found in homes.values() for report in found})
    return reports.filter(pl.col("report_id").is_in(wanted)).to_dicts()


def _report(
    correction: Correction,
    account: Account,
    homes: Mapping[tuple[str, str], set[str]],
    rows: Mapping[str, Mapping[str, Any]],
) -> str:
    place = f"{account.source_ref}, {account.quote!r}"
    found = homes.get((account.source_ref, account.quote), set())
    if len(found) != 1:
        count = "no report" if not found else f"{len(found)} reports"
        raise _broken(correction, f"{place}: {count} with a figure of these words")
    (report,) = found
    expect(correction, place, account.expect, rows[report])
    return report


def expect(
    correction: Correction, place: str, wanted: Mapping[str, Any], row: Mapping[str, Any]
) -> None:
    """Raise ValueError where a row is not as the reviewer saw it."""
    for column, value in wanted.items():
        if column not in row:
            raise _broken(correction, f"{place}: there is no column {column}")
        if row[column] != value:
            raise _broken(
                correction, f"{place}: {column} is {_said(row[column])}, not {_said(value)}"
            )


def _said(value: object) -> str:
    return "NULL" if value is None else str(value)


def _broken(correction: Correction, what: str) -> ValueError:
    return ValueError(f"correction {correction.id}: {what}; {REMEDY}")


def correct_places(reports: pl.DataFrame, resolved: Sequence[Resolved]) -> pl.DataFrame:
    """Reports with the places that reviewers gave; columns that they left out become NULL."""
    for one in resolved:
        if one.correction.action == "place":
            here = pl.col("report_id").is_in(list(one.report_ids))
            reports = reports.with_columns(
                pl.when(here)
                .then(pl.lit(one.correction.set.get(name), dtype=reports.schema[name]))
                .otherwise(pl.col(name))
                .alias(name)
                for name in PLACE
            )
    return reports


def correct_clusters(clusters: list[Cluster], resolved: Sequence[Resolved]) -> list[Cluster]:
    """Clusters of report_ids merged and split as reviewers decided, in the order of the file.

    Raises ValueError where a merge or a split has nothing left to do.
    """
    for one in resolved:
        if one.correction.action == "merge":
            clusters = _merge(clusters, one)
        elif one.correction.action == "split":
            clusters = _split(clusters, one)
    return clusters


def _merge(clusters: list[Cluster], one: Resolved) -> list[Cluster]:
    named = set(one.report_ids)
    met = [cluster for cluster in clusters if named & set(cluster)]
    if len(met) < 2:
        raise _broken(one.correction, "the reports are one incident already")
    merged = [report for cluster in met for report in cluster]
    return [*(cluster for cluster in clusters if not named & set(cluster)), merged]


def _split(clusters: list[Cluster], one: Resolved) -> list[Cluster]:
    named = set(one.report_ids)
    result: list[Cluster] = []
    moved = 0
    for cluster in clusters:
        rest = [report for report in cluster if report not in named]
        moved += len(cluster) - len(rest) if rest else 0
        result += [rest] if rest else []
    if moved < len(named):
        raise _broken(one.correction, "the reports are an incident of their own already")
    return [*result, list(one.report_ids)]
