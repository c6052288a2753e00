"""The one writer of work.duckdb: what was read goes in, sql/ derives the rest, checks look at it.

What an article says, which reports are one incident and what is published belong elsewhere.
"""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import duckdb
import polars as pl

from pipelines.lock import hold
from pipelines.warehouse import catalog, checking, scripts
from pipelines.warehouse.checking import CheckResult
from schemas import EXTRACTED, TABLES

DATABASE = "work.duckdb"
STORAGE_VERSION = "v1.4.0"
"""Files of DuckDB 2's default format can't be read by 1.5 and older; what is published is such a file."""
LINKED = (
    "core.incidents",
    "core.incident_links",
    "core.incident_history",
    "core.incident_redirects",
    "core.incident_ledger",
)
_AMONG_IDS = "article_id in (select unnest($ids))"
_LOG_OUTCOMES = """
insert into core.extraction_log
select
    read.article_id,
    $version,
    case
        when exists (from core.figures as f where f.article_id = read.article_id) then 'figures'
        when not list_contains($languages, coalesce(a.language, '')) then 'language_without_words'
        else 'no_figures'
    end
from (select unnest($ids) as article_id) as read
left join raw.articles as a using (article_id)
"""


class Warehouse:
    """The private database of an output folder, while its lock is held."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, now: datetime) -> None:
        self.connection = connection
        self.now = now.astimezone(UTC).replace(tzinfo=None) if now.tzinfo else now
        self._in_transaction = False
        self._are_related = False

    @classmethod
    @contextmanager
    def open(
        cls, output: Path, *, now: datetime, fresh: bool = False, threads: int | None = None
    ) -> Generator[Self]:
        """Lock the folder and open its database; `now` is the moment recorded, in UTC.

        `fresh` forgets all that was read and linked; releases stay until others replace them.
        Raises AnotherRunError where another run holds the folder.
        """
        output.mkdir(parents=True, exist_ok=True)
        with hold(output / "lock", now=now):
            if fresh:
                for name in (DATABASE, f"{DATABASE}.wal"):
                    (output / name).unlink(missing_ok=True)
            connection = duckdb.connect(
                output / DATABASE, config={"storage_compatibility_version": STORAGE_VERSION}
            )
            try:
                connection.execute("set python_enable_replacements = false")
                # else memory of one query only goes back to the system with a later one
                connection.execute("set allocator_background_threads = true")
                if threads:
                    connection.execute("set threads = $threads", {"threads": threads})
                warehouse = cls(connection, now=now)
                with warehouse.transaction():
                    catalog.create(connection)
                yield warehouse
            finally:
                connection.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing; inside another transaction, a part of it."""
        if self._in_transaction:
            yield
            return
        self.connection.execute("begin")
        self._in_transaction = True
        try:
            yield
            # DuckDB's COMMIT says nothing when an earlier error has aborted the transaction.
            self.connection.execute("select 1")
            self.connection.execute("commit")
        except BaseException:
            self.connection.execute("rollback")
            self._are_related = False
            raise
        finally:
            self._in_transaction = False

    def frame(self, table: str) -> pl.DataFrame:
        """All rows of a table, in the total order of its export."""
        order = ", ".join(f'"{column}"' for column in TABLES[table].order_by)
        return self.connection.sql(f"select * from {table} order by {order}").pl()  # noqa: S608

    def append_articles(
        self, articles: pl.DataFrame, rejected: pl.DataFrame, *, n_repeated: int = 0
    ) -> int:
        """Add rows of raw.articles that are not there yet and what reading rejected.

        `n_repeated` counts articles that the reader itself left out as read before. The same batch
        again changes nothing. The number of new articles comes back.
        """
        unique = articles.unique("article_id", keep="first", maintain_order=True)
        with self.transaction():
            added = catalog.insert(
                self.connection,
                "raw.articles",
                unique,
                "not exists (from raw.articles as old where old.article_id = new.article_id)",
            )
            self._are_related = self._are_related and not added
            self._quarantine(rejected)
            n_read = len(articles) + len(rejected) + n_repeated
            n_known = len(articles) - added + n_repeated
            self._count("read", n_read, added, n_known, len(rejected))
        return added

    def relate_articles(self) -> None:
        """Say which articles are copies or older versions of others (sql/raw), unless none came since."""
        if self._are_related:
            return
        with self.transaction():
            scripts.run(self.connection, *scripts.raw_rules())
        self._are_related = True

    def pending_articles(self, version: str, batch_size: int = 1000) -> Iterator[pl.DataFrame]:
        """Articles not yet read with this version of the extractor, in the order they came in.

        That is how they lie on the disk: by id, every batch would have to look at all texts.
        """
        self.relate_articles()
        pending = self.connection.execute(
            "select articles.rowid from raw.articles as articles anti join"
            " (from core.extraction_log where extractor_version = $version) as known"
            " using (article_id) order by articles.rowid",
            {"version": version},
        ).fetchall()
        for start in range(0, len(pending), batch_size):
            rows = [row for (row,) in pending[start : start + batch_size]]
            yield self.connection.sql(
                "select * from raw.articles where rowid in (select unnest($rows)) order by rowid",
                params={"rows": rows},
            ).pl()

    def replace_extracted(
        self,
        article_ids: Sequence[str],
        tables: Mapping[str, pl.DataFrame],
        rejected: pl.DataFrame,
        *,
        version: str,
        n_read: int | None = None,
        languages: Collection[str] | None = None,
    ) -> None:
        """Put what was extracted from these articles in the place of what stood there.

        `tables` maps the names of EXTRACTED to frames; `n_read` is the number of rows before the
        gate (default: as many as are handed over); `languages` are those that have words (default:
        all), so that the log tells articles that can't be read from those without figures.
        """
        ids = {"ids": list(article_ids)}
        known = None if languages is None else sorted(languages)
        with self.transaction():
            self._forget_extracted(ids)
            added = sum(catalog.insert(self.connection, name, tables[name]) for name in EXTRACTED)
            self._quarantine(rejected)
            self.connection.execute(_LOG_OUTCOMES, ids | {"version": version, "languages": known})
            handed = sum(map(len, tables.values())) + len(rejected)
            self._count("extract", handed if n_read is None else n_read, added, 0, len(rejected))

    def replace_linked(
        self,
        tables: Mapping[str, pl.DataFrame],
        report_incidents: pl.DataFrame,
        toll_series: pl.DataFrame | None = None,
    ) -> None:
        """Put new incidents, links, history, redirects and ledger in the place of the old ones.

        `tables` maps the names of LINKED to frames; `report_incidents` has report_id and
        incident_id, `toll_series` has toll_id and series_id.
        """
        with self.transaction():
            for name in LINKED:
                self.connection.execute(f"delete from {name}")  # noqa: S608
                catalog.insert(self.connection, name, tables[name])
            catalog.assign(
                self.connection,
                "core.incident_reports",
                "report_id",
                "incident_id",
                report_incidents,
            )
            if toll_series is not None:
                catalog.assign(
                    self.connection, "core.toll_statements", "toll_id", "series_id", toll_series
                )

    def derive(self) -> None:
        """Make everything in core and out that follows from the loaded tables."""
        with self.transaction():
            self.relate_articles()
            scripts.run(self.connection, *scripts.DERIVED)
            catalog.describe(self.connection, [t for t in TABLES if t.startswith("out.")])

    def check(self) -> list[CheckResult]:
        """Look at every rule between rows; a result per rule, the failed ones with an example."""
        return checking.run(self.connection)

    def _forget_extracted(self, ids: dict[str, list[str]]) -> None:
        known = self.connection.execute(
            f"select count(*) from core.extraction_log where {_AMONG_IDS}",  # noqa: S608
            ids,
        ).fetchall()
        if known == [(0,)]:
            return
        for table in (*EXTRACTED, "core.extraction_log"):
            self.connection.execute(f"delete from {table} where {_AMONG_IDS}", ids)  # noqa: S608
        self.connection.execute(
            f"delete from core.quarantine where {_AMONG_IDS}"  # noqa: S608
            " and list_contains($tables, table_name)",
            ids | {"tables": list(EXTRACTED)},
        )

    def _quarantine(self, rejected: pl.DataFrame) -> None:
        columns = ("stage", "table_name", "source_ref", "article_id", "row", "rule")
        same = " and ".join(f'old."{name}" is not distinct from new."{name}"' for name in columns)
        catalog.insert(
            self.connection,
            "core.quarantine",
            rejected,
            f"not exists (from core.quarantine as old where {same})",
        )

    def _count(self, stage: str, *counts: int) -> None:
        self.connection.execute(
            "insert into core.stage_counts values (?, ?, ?, ?, ?, ?)", [stage, *counts, self.now]
        )
