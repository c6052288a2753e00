"""What a reader finds in an output folder, looked at as a stranger would: by names, hashes, counts."""

import hashlib
import json
from pathlib import Path

import duckdb

from schemas import TABLES


def faults(output: Path, *, figures_per_article: int) -> tuple[int, list[str]]:
    """The number of articles published, and all that is not whole or not of one release."""
    release = (output / "current").resolve(strict=True)
    found = [
        f"{name} does not lead through current"
        for name in ("bilan.duckdb", "exports")
        if (output / name).readlink() != Path("current") / name
    ]
    found += _files(release / "exports")
    with duckdb.connect(release / "bilan.duckdb", read_only=True) as database:
        articles = _count(database, "raw.articles")
        if _count(database, "core.figures") != articles * figures_per_article:
            found.append("figures are missing, or there are too many")
        for table in ("raw.articles", "core.figures", "core.incidents", "out.acled_events"):
            path = release / "exports" / f"{table.split('.')[1]}.parquet"
            if _count(database, table) != _count(database, f"read_parquet('{path}')"):
                found.append(f"{table} of the database is not that of the exports")
    return articles, found


def leftovers(output: Path) -> list[str]:
    """Files that a killed run has left and the next one should have swept."""
    return [str(path.relative_to(output)) for path in output.rglob(".tmp-*")]


def _files(exports: Path) -> list[str]:
    package = json.loads((exports / "datapackage.json").read_text("utf-8"))
    files = {str(path.relative_to(exports)) for path in exports.rglob("*") if path.is_file()}
    tables = {f"{t.split('.')[1]}.{ending}" for t in TABLES for ending in ("csv", "parquet")}
    wrong = [f"{name} is missing" for name in tables - files]
    for resource in package["resources"]:
        digest = hashlib.sha256((exports / resource["path"]).read_bytes()).hexdigest()
        if resource["hash"] != f"sha256:{digest}":
            wrong.append(f"{resource['path']} is not what the data package says")
    return wrong


def _count(database: duckdb.DuckDBPyConnection, source: str) -> int:
    [(number,)] = database.execute(f"select count(*) from {source}").fetchall()
    return number
