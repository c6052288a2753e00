"""Rows a second into work.duckdb, through gate and keys, beside a bare insert from Parquet."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.articles import DENSE, write
from benchmarks.extraction import NOW
from benchmarks.measures import Measure, median_ratio, side_by_side
from pipelines.articles import read_batches
from pipelines.extract.tables import extract_batch
from pipelines.lexicons import load_seeds
from pipelines.quarantine import admit
from pipelines.warehouse import Warehouse
from schemas import EXTRACTED
from schemas.dictionary import ddl

_ARTICLES = 300
_COPIES = 20  # of what is read from them, under other ids, for a load of some size
_KEYS = (
    "article_id",
    "figure_id",
    "report_id",
    "toll_id",
    "part_of",
    "repeat_of",
    "part_of_report",
)
Tables = Mapping[str, pl.DataFrame]


def measure(folder: Path, rounds: int) -> list[Measure]:
    """Figures, reports and toll statements loaded as a run loads them, and bare."""
    path = write(folder / "load.parquet", 0, _ARTICLES, DENSE)
    [articles] = [batch.articles for batch in read_batches([str(path)], now=NOW)]
    found = extract_batch(articles, load_seeds())
    batches = [{name: _copied(rows, n) for name, rows in found.items()} for n in range(_COPIES)]
    for name in EXTRACTED:
        pl.concat([tables[name] for tables in batches]).write_parquet(folder / f"{name}.parquet")
    n_rows = sum(len(rows) for tables in batches for rows in tables.values())
    admitted = [admit(tables, now=NOW).accepted for tables in batches]
    seconds = side_by_side(
        {
            "bare": lambda: _bare(folder),
            "load": lambda: _load(folder, admitted),
            "gate": lambda: [admit(tables, now=NOW) for tables in batches],
        },
        rounds,
    )
    rates = {name: median_ratio([n_rows] * rounds, s) for name, s in seconds.items()}
    return [
        Measure("bare insert from read_parquet", rates["bare"], "rows/s", rounds),
        Measure("load, as a run does it", rates["load"], "rows/s", rounds),
        Measure("gate (Pandera)", rates["gate"], "rows/s", rounds),
        Measure("load by bare", median_ratio(seconds["load"], seconds["bare"]), "times", rounds),
    ]


def _copied(rows: pl.DataFrame, number: int) -> pl.DataFrame:
    return rows.with_columns(pl.col(key) + f"-{number}" for key in _KEYS if key in rows.columns)


def _bare(folder: Path) -> None:
    path = folder / "bare.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as connection:
        connection.execute("create schema core")
        for name in EXTRACTED:
            connection.execute(ddl(name))
            connection.execute(
                f"insert into {name} from read_parquet($path)",
                {"path": str(folder / f"{name}.parquet")},
            )


def _load(folder: Path, batches: list[Tables]) -> None:
    with Warehouse.open(folder / "load", now=NOW, fresh=True) as warehouse, warehouse.transaction():
        for tables in batches:
            ids = tables["core.figures"]["article_id"].unique().to_list()
            rejected = pl.DataFrame(schema=warehouse.frame("core.quarantine").schema)
            warehouse.replace_extracted(ids, tables, rejected, version="measured")
