"""What changed from one release to another: rows per table, and totals per country and measure.

Read from the exported Parquet files, so that any two releases can be compared, and no moment of
recording counts as a change. How it is shown stands in pipelines/cli/diff.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas import TABLES

CUMULATIVE = ("out.cumulative_casualties", "out.cumulative_displacement")
_COUNTS = ("cumulative_low", "cumulative_best", "cumulative_high", "n_incidents")
_THERE = "is_there"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableChange:
    """Rows of a table that are in one release only, and rows of one key that differ.

    `columns`: how many of the changed rows differ in a column.
    """

    table: str
    added: int
    removed: int
    changed: int
    columns: dict[str, int]

    @property
    def is_any(self) -> bool:
        """Whether anything is different."""
        return self.added + self.removed + self.changed > 0


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: its key, and per column what stood in the first release and stands in the second.

    None in place of a release's values where the row is not in it.
    """

    key: Row
    before: Row | None
    after: Row | None


class Difference:
    """Two folders of exports, side by side."""

    def __init__(self, before: Path, after: Path) -> None:
        """Raise FileNotFoundError where a folder holds no exports."""
        for folder in (before, after):
            if not (folder / "incidents.parquet").exists():
                raise FileNotFoundError(folder)
        self._folders = (before, after)
        self._connection = duckdb.connect()

    def tables(self) -> Iterator[TableChange]:
        """The change of every table that both releases have, in load order."""
        for table in TABLES:
            if all(self._path(folder, table).exists() for folder in self._folders):
                yield self._change(table)

    def rows(self, table: str) -> Iterator[RowChange]:
        """The rows of one table that differ, in the order of its key; none where it has no key."""
        key, values = self._columns(table)
        if not key:
            return
        either = ", ".join(f"coalesce(b.{name}, a.{name}) as {name}" for name in key)
        found = self._connection.sql(
            f"select {either}, b.{_THERE} as was, a.{_THERE} as is_now, b as before, a as after"
            f" {self._joined(table, key)} where was is null or is_now is null or {_differ(values)}"
            f" order by {', '.join(f'{name} nulls last' for name in key)}"
        ).pl()
        for row in found.iter_rows(named=True):
            before = {name: row["before"][name] for name in values} if row["was"] else None
            after = {name: row["after"][name] for name in values} if row["is_now"] else None
            yield RowChange({name: row[name] for name in key}, before, after)

    def totals(self) -> list[Row]:
        """Per country, group of events and measure where a sum changed: both releases' sums.

        NULL where a release has none.
        """
        sums = " union all ".join(
            f"select {side} as side, iso3, country, event_group, measure,"  # noqa: S608
            f" {', '.join(f'max({c}) as {c}' for c in _COUNTS)}"
            f" from {self._source(folder, table)} where admin1 is null group by all"
            for side, folder in enumerate(self._folders)
            for table in CUMULATIVE
        )
        pairs = ", ".join(
            f"max({c}) filter (where side = {side}) as {name}_{c}"
            for side, name in enumerate(("before", "after"))
            for c in _COUNTS
        )
        differ = " or ".join(f"before_{c} is distinct from after_{c}" for c in _COUNTS)
        query = (
            f"select iso3, max(country) as country, event_group, measure, {pairs} from ({sums})"  # noqa: S608
            f" group by iso3, event_group, measure having {differ}"
            " order by iso3 nulls last, event_group desc, measure"
        )
        return self._connection.sql(query).pl().to_dicts()

    def _path(self, folder: Path, table: str) -> Path:
        return folder / f"{table.split('.')[1]}.parquet"

    def _source(self, folder: Path, table: str) -> str:
        path = str(self._path(folder, table)).replace("'", "''")
        return f"(select *, true as {_THERE} from read_parquet('{path}'))"  # noqa: S608

    def _columns(self, table: str) -> tuple[tuple[str, ...], list[str]]:
        """The key of a table, and its other columns that both releases have."""
        first, second = (
            self._connection.sql(f"from {self._source(folder, table)} limit 0").columns
            for folder in self._folders
        )
        own = {*TABLES[table].key, _THERE}
        return TABLES[table].key, [name for name in first if name in second and name not in own]

    def _joined(self, table: str, key: Sequence[str]) -> str:
        before, after = (self._source(folder, table) for folder in self._folders)
        same = " and ".join(f"b.{name} is not distinct from a.{name}" for name in key)
        return f"from {before} as b full join {after} as a on {same}"

    def _change(self, table: str) -> TableChange:
        key, values = self._columns(table)
        if not key:
            return self._change_without_key(table)
        both = f"b.{_THERE} and a.{_THERE}"
        each = [f"count(*) filter (where {both} and {_differ([name])})" for name in values]
        [(added, removed, changed, *counts)] = self._connection.execute(
            f"select count(*) filter (where b.{_THERE} is null),"
            f" count(*) filter (where a.{_THERE} is null),"
            f" count(*) filter (where {both} and ({_differ(values)})),"
            f" {', '.join(each) or 'null'} {self._joined(table, key)}"
        ).fetchall()
        columns = {name: n for name, n in zip(values, counts, strict=False) if n}
        return TableChange(table, added, removed, changed, columns)

    def _change_without_key(self, table: str) -> TableChange:
        before, after = (self._source(folder, table) for folder in self._folders)
        added, removed = (
            len(self._connection.sql(f"from {new} except all from {old}").fetchall())
            for new, old in ((after, before), (before, after))
        )
        return TableChange(table, added, removed, 0, {})


def _differ(values: Sequence[str]) -> str:
    return " or ".join(f"b.{name} is distinct from a.{name}" for name in values) or "false"
