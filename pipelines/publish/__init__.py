"""Releases: the database and the exports that people use, always of one and the same run.

What is in the tables belongs to the warehouse and to sql/; here they are only copied out.
"""

from datetime import datetime
from pathlib import Path

from pipelines.publish.release import RELEASES_KEPT, Release, build
from pipelines.warehouse import Warehouse

__all__ = ["RELEASES_KEPT", "Release", "publish"]


def publish(
    warehouse: Warehouse,
    output: Path,
    *,
    now: datetime,
    with_text: bool = False,
    keep: int = RELEASES_KEPT,
    keep_days: int = 0,
) -> Release:
    """Publish what the warehouse holds as output/releases/ID and switch output/current to it.

    To be called after the transaction, once the checks have passed. `with_text` puts the text of
    articles into the exported files. The newest `keep` releases stay, and those of `keep_days`.
    """
    return build(
        warehouse.connection,
        output,
        now=now,
        with_text=with_text,
        keep=keep,
        keep_days=keep_days,
    )
