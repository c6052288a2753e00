"""The event columns of an incident out of its reports: when, where, what, who, how often told.

The best report speaks: the most precise date, the most precise place, the most frequent type.
Numbers are not made here (estimates.py).
"""

from datetime import datetime

import polars as pl

from pipelines.linking.deaths import sides
from schemas import polars_schema

WHEN = ("date_text", "date_start", "date_end", "date_prec")
WHERE = (
    "location", "location_name", "country", "iso3", "admin1", "latitude", "longitude", "where_prec",
)  # fmt: skip
WHO = ("actor1", "actor2", "inter1", "inter2")
WHAT = ("event_type", "sub_event_type")
UNKNOWN_LAST = 1_000_000
INDEPENDENT_SOURCES = 2
"""From this many own sources on Airwars calls a report of civilian harm fair."""


def incident_members(
    reports: pl.DataFrame, articles: pl.DataFrame, owner: pl.DataFrame
) -> pl.DataFrame:
    """Reports with their incident_id and their article's columns.

    `replaces` lists the articles of which the report's article is the newer version.
    """
    older = articles.drop_nulls("superseded_by").group_by("superseded_by")
    replaces = older.agg(replaces=pl.col("article_id").sort())
    told = articles.join(replaces, left_on="article_id", right_on="superseded_by", how="left")
    known = reports.drop("incident_id").join(owner, on="report_id")
    return known.join(told.drop("source_ref"), on="article_id", how="left")


def incident_table(
    members: pl.DataFrame, stories: pl.DataFrame, now: datetime | None
) -> pl.DataFrame:
    """core.incidents: event columns, estimates (estimates.py), grade and deaths by side."""
    table = event_columns(members).join(stories, on="incident_id")
    graded = table.with_columns(
        incident_grade=_grade(),
        recorded_at=pl.lit(now, dtype=pl.Datetime("us")),
        corrected_by=pl.lit(None, dtype=pl.String),
        **sides(),
    )
    schema = polars_schema("core.incidents")
    columns = [pl.col(name).cast(dtype) for name, dtype in schema.items()]
    return graded.select(columns).sort("incident_id")


def _grade() -> pl.Expr:
    """After Airwars: discounted before contested, else by the number of independent sources."""
    return (
        pl.when("is_discounted").then(pl.lit("discounted"))
        .when("is_contested").then(pl.lit("contested"))
        .when(pl.col("n_sources") >= INDEPENDENT_SOURCES).then(pl.lit("fair"))
        .otherwise(pl.lit("weak"))
    )  # fmt: skip


def event_columns(members: pl.DataFrame) -> pl.DataFrame:
    """One row per incident_id; `members` are reports with incident_id and their article's columns.

    Ties go to what more reports say, then to the earliest report.
    """
    span = (pl.col("date_end") - pl.col("date_start")).dt.total_days().fill_null(UNKNOWN_LAST)
    where = pl.col("where_prec").fill_null(UNKNOWN_LAST)
    no_name = pl.col("location").is_null().cast(pl.Int64)
    n_actors = pl.sum_horizontal(pl.col("actor1", "actor2").is_not_null().cast(pl.Int64))
    parts = [
        _best(members, WHEN, [span], ("date_start", "date_end")),
        _best(members, WHERE, [where, no_name], ("location_name", "location")),
        _best(members, WHAT, [], ("sub_event_type",)),
        _best(members, WHO, [-n_actors], ("actor1", "actor2")),
        _counts(members),
        _wholes(members),
    ]
    table = parts[0]
    for part in parts[1:]:
        table = table.join(part, on="incident_id", how="left")
    return table.sort("incident_id")


def _best(
    members: pl.DataFrame, columns: tuple[str, ...], first: list[pl.Expr], same: tuple[str, ...]
) -> pl.DataFrame:
    """Of each incident the columns of the report that `first` puts first, then the most frequent."""
    ranked = members.with_columns(
        *(expression.alias(f"_first{i}") for i, expression in enumerate(first)),
        _votes=-pl.len().cast(pl.Int64).over("incident_id", *same),
    )
    keys = [f"_first{i}" for i in range(len(first))]
    order = ["incident_id", *keys, "_votes", "published_at", "report_id"]
    ordered = ranked.sort(order, nulls_last=True)
    return ordered.group_by("incident_id", maintain_order=True).agg(pl.col(columns).first())


def _counts(members: pl.DataFrame) -> pl.DataFrame:
    """Reports and sources: superseded versions are left out where a current one is left."""
    is_current = pl.col("superseded_by").is_null()
    own_copy = is_current & pl.col("duplicate_of").is_null()
    host = pl.col("url").str.extract(r"^\w+://([^/]+)")
    publisher = pl.coalesce("publisher", host, pl.lit("")).str.to_lowercase()
    current = is_current.sum().cast(pl.Int64)
    return members.group_by("incident_id").agg(
        n_reports=pl.when(current > 0).then(current).otherwise(pl.len().cast(pl.Int64)),
        n_sources=publisher.filter(own_copy).n_unique().cast(pl.Int64),
        first_published=pl.col("published_at").min(),
        last_published=pl.col("published_at").max(),
        event_clarity=pl.col("event_clarity").min(),
    )


def _wholes(members: pl.DataFrame) -> pl.DataFrame:
    """The incident of the summary of which a report of this incident is a part."""
    wholes = members.select(part_of_report="report_id", part_of_incident="incident_id")
    parts = members.join(wholes, on="part_of_report").filter(
        pl.col("incident_id") != pl.col("part_of_incident")
    )
    ordered = parts.sort("incident_id", "published_at", "report_id", nulls_last=True)
    return ordered.group_by("incident_id", maintain_order=True).agg(
        pl.col("part_of_incident").first()
    )
