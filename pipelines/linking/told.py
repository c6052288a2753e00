"""Stories told before: an incident is told anew only where what its story follows from has changed.

A story is kept with the hash of the rows from which it follows and of the rules, so that stories kept from
another run, or none at all, change nothing but the time that linking takes.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

import polars as pl

from pipelines.linking.estimates import FIGURE_COLUMNS, REPORT_COLUMNS, STORY, tell_stories
from pipelines.linking.sources import SourceRules

KEPT = pl.Schema({"inputs": pl.String(), **STORY})
_CODE = (Path(__file__).parent, Path(__file__).parents[2] / "schemas")
_DIGEST_BYTES = 16


def tell(
    members: pl.DataFrame,
    figures: pl.DataFrame,
    rules: SourceRules,
    told: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Rows of KEPT of all incidents, by incident_id; `told` are such rows of a former run.

    `members` and `figures` are those of tell_stories. Rows of another shape are of an older version.
    """
    inputs = _inputs(members, figures, rules)
    if told is None or told.schema != KEPT:
        told = pl.DataFrame(schema=KEPT)
    known = inputs.join(told.drop("incident_id"), on="inputs")
    new = members.join(known, on="incident_id", how="anti")
    stories = inputs.join(tell_stories(new, figures, rules), on="incident_id")
    return pl.concat([known.select(KEPT.names()), stories.select(KEPT.names())]).sort("incident_id")


def _inputs(members: pl.DataFrame, figures: pl.DataFrame, rules: SourceRules) -> pl.DataFrame:
    """incident_id and the hash of all rows that its story follows from; the id is none of them."""
    told = figures.select(FIGURE_COLUMNS).join(
        members.select("report_id", "incident_id"), on="report_id"
    )
    rows = pl.concat(_as_text(table) for table in (members.select(REPORT_COLUMNS), told))
    texts = (
        rows.sort("incident_id", "row")
        .group_by("incident_id", maintain_order=True)
        .agg(pl.col("row").str.join("\n"))
    )
    version = _version() + blake2b(repr((rules.ranks, rules.words)).encode()).digest()
    hashes = [
        blake2b(text.encode(), key=blake2b(version).digest(), digest_size=_DIGEST_BYTES).hexdigest()
        for text in texts["row"]
    ]
    return texts.select("incident_id", inputs=pl.Series(hashes, dtype=pl.String))


def _as_text(table: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in table.columns if name != "incident_id"]
    short = [pl.col(name).alias(str(i)) for i, name in enumerate(names)]
    return table.select("incident_id", row=pl.struct(short).struct.json_encode())


@cache
def _version() -> bytes:
    """The hash of the code that tells stories."""
    digest = blake2b()
    for path in sorted(path for folder in _CODE for path in folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
