"""The stories of incidents, kept in the output folder so that the next run need not tell them again.

What they follow from, and when one is told anew, stands in linking/told.py.
"""

from pathlib import Path

import polars as pl

FILE = "stories.parquet"


def read(folder: Path) -> pl.DataFrame | None:
    """The stories that the last run kept; None where there are none that can be read."""
    try:
        return pl.read_parquet(folder / FILE)
    except (OSError, pl.exceptions.PolarsError):
        return None


def keep(folder: Path, stories: pl.DataFrame) -> None:
    """Put the stories in the place of those kept, in one step."""
    aside = folder / f".tmp-{FILE}"
    stories.write_parquet(aside)
    aside.replace(folder / FILE)
