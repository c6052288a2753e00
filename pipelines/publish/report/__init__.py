"""report/index.html: what is published, to be read in a browser; one file, no network, no server.

Words and layout stand in page/, queries in sql/report; numbers are only shown here, never made.
"""

from pathlib import Path

import duckdb

from pipelines.publish.report.contents import ROWS_SHOWN, contents
from pipelines.publish.report.page import render

__all__ = ["ROWS_SHOWN", "write"]


def write(connection: duckdb.DuckDBPyConnection, folder: Path, *, version: str) -> Path:
    """Write report/index.html into the folder of exports; the same rows give the same bytes.

    `version` is the hash of the exported tables, shown in the report.
    """
    path = folder / "report" / "index.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(render(contents(connection, version=version)), "utf-8")
    return path
