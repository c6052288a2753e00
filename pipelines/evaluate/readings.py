"""What extraction reads in annotated articles, as a run would publish it.

What belongs here: files → rows of raw.articles → rows of the extracted tables, in memory. What does
not: the annotations (gold) and the comparison (scoring).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.articles import read_batches
from pipelines.extract.tables import extract_batch
from pipelines.lexicons import Seeds
from pipelines.quarantine import admit

Row = Mapping[str, Any]
_UNRECORDED = datetime(1970, 1, 1)  # recorded_at of rows that nobody keeps


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of one article: figures in order, accounts by report_id or toll_id in order."""

    figures: list[Row] = field(default_factory=list[Row])
    accounts: dict[str, Row] = field(default_factory=dict[str, Row])

    @property
    def reports(self) -> list[Row]:
        """The accounts of incidents."""
        return [account for account in self.accounts.values() if "report_id" in account]


def read_articles(paths: Sequence[Path]) -> pl.DataFrame:
    """The files as rows of raw.articles; raises ValueError where a run would refuse an article."""
    frames: list[pl.DataFrame] = []
    for batch in read_batches([str(path) for path in paths], now=_UNRECORDED):
        if not batch.rejected.is_empty():
            raise ValueError(batch.rejected["error"][0])
        frames.append(batch.articles)
    return pl.concat(frames)


def readings(articles: pl.DataFrame, seeds: Seeds) -> Mapping[str, Reading]:
    """What a run would publish of rows of raw.articles, by source_ref; silent articles are not there."""
    accepted = admit(extract_batch(articles, seeds), now=_UNRECORDED).accepted
    found: defaultdict[str, Reading] = defaultdict(Reading)
    for row in accepted["core.figures"].sort("source_ref", "position").iter_rows(named=True):
        found[row["source_ref"]].figures.append(row)
    for table, key in (("incident_reports", "report_id"), ("toll_statements", "toll_id")):
        for row in accepted[f"core.{table}"].iter_rows(named=True):
            found[row["source_ref"]].accounts[row[key]] = row
    return dict(found)
