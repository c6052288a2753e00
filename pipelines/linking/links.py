"""Rows of core.incident_links: how strongly each report hangs on its incident, and by what."""

import polars as pl

from pipelines.linking.weights import THRESHOLD
from schemas import polars_schema
from schemas.codelists import LINK_REASONS

AGREES = 0.5
"""Least weight of a kind of evidence that counts as agreement."""
DIGITS = 4


def link_rows(features: pl.DataFrame, scored: pl.DataFrame, owner: pl.DataFrame) -> pl.DataFrame:
    """One row per report; score and reasons of its best pair within the incident, NULL where alone.

    The score is the share of true links among pairs of such weight, if THRESHOLD were even odds.
    """
    ids = features.select("index", "report_id").join(owner, on="report_id")
    ends = ids.select("index", "incident_id")
    inside = (
        scored.join(ends.rename({"index": "left"}), on="left")
        .join(ends.rename({"index": "right"}), on="right", suffix="_right")
        .filter(pl.col("incident_id") == pl.col("incident_id_right"))
    )
    both = pl.concat([inside.with_columns(index=pl.col(end)) for end in ("left", "right")])
    best = both.sort("index", "score", "left", "right", descending=[False, True, False, False])
    best = best.group_by("index", maintain_order=True).first().drop("incident_id")
    agreed = [pl.when(pl.col(reason) >= AGREES).then(pl.lit(reason)) for reason in LINK_REASONS]
    odds = 2.0 ** (pl.col("score") - THRESHOLD)
    table = ids.join(best, on="index", how="left").select(
        "report_id",
        "incident_id",
        score=(odds / (1.0 + odds)).round(DIGITS),
        reasons=pl.concat_str(agreed, separator=",", ignore_nulls=True).replace("", None),
    )
    schema = polars_schema("core.incident_links")
    return table.select(pl.col(n).cast(t) for n, t in schema.items()).sort("report_id")
