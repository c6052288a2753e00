"""report/index.html: what is published, to be read in a browser; one file, no network, no server.

Words and layout stand in page/, queries in sql/report; numbers are only shown here, never made.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.publish.report.contents import ROWS_SHOWN, contents
from pipelines.publish.report.page import pack, render

__all__ = ["ROWS_SHOWN", "read", "write"]


def read(connection: duckdb.DuckDBPyConnection) -> Mapping[str, bytes]:
    """All that the report shows, packed, by name; the same rows give the same bytes."""
    return pack(contents(connection))


def write(data: Mapping[str, bytes], folder: Path, *, version: str) -> Path:
    """Write report/index.html into the folder of exports out of what `read` gave.

    `version` is the hash of the exported tables, shown in the report.
    """
    path = folder / "report" / "index.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(render(data, version=version), "utf-8")
    return path
