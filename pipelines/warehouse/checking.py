"""Rules between rows: a query that returns no row has passed.

Rules within one row stand in schemas/; each rule here is a file of sql/checks, but for unique keys,
references and the shape of tables, which are made from schemas.TABLES.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.warehouse.scripts import SQL
from schemas import TABLES, Table, polars_schema

_HEADER = ("table", "family", "rule", "remedy")


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: the table that it is about, its family, in words, what to do, and the query."""

    name: str
    table: str
    family: str
    rule: str
    remedy: str
    query: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of a rule; `example` is the first failing row in words, None where it passed."""

    name: str
    table: str
    family: str
    passed: bool
    failing_rows: int
    example: str | None


def checks() -> list[Check]:
    """All rules that are queries: keys, references, then the files of sql/checks by name."""
    return [*_unique_keys(), *_orphans(), *map(read_check, sorted((SQL / "checks").glob("*.sql")))]


def run(
    connection: duckdb.DuckDBPyConnection, tables: Collection[str] | None = None
) -> list[CheckResult]:
    """Run every rule, or those about some tables, and say what came of it."""
    shapes = [_shape(connection, table) for table in TABLES if tables is None or table in tables]
    queries = [check for check in checks() if tables is None or check.table in tables]
    return [*shapes, *(_result(connection, check) for check in queries)]


def read_check(path: Path) -> Check:
    """A rule from its file; the header gives table, family, rule and remedy as `-- key: words`.

    Raises ValueError naming the file where one of them is missing.
    """
    query = path.read_text("utf-8")
    header: dict[str, str] = {}
    key = ""
    for line in query.splitlines():
        if not line.startswith("-- "):
            break
        first, colon, rest = line.removeprefix("-- ").partition(": ")
        if colon and first in _HEADER:
            key, header[first] = first, rest
        elif key:
            header[key] += " " + line.removeprefix("-- ").strip()
    missing = [name for name in _HEADER if name not in header]
    if missing:
        raise ValueError(f"{path}: the header lacks {', '.join(missing)}; write `-- rule: …`")
    return Check(path.stem, query=query, **header)


def _unique_keys() -> Iterator[Check]:
    for table in TABLES.values():
        if table.key:
            key = ", ".join(f'"{column}"' for column in table.key)
            yield Check(
                name=f"unique_{table.name.replace('.', '_')}",
                table=table.name,
                family="unique keys",
                rule=f"{', '.join(table.key)} names one row of {table.name}",
                remedy="look at the rows that share the key; ids are hashes of their content",
                query=f"select {key}, count(*) as n from {table.name}"  # noqa: S608
                " group by all having count(*) > 1 order by all",
            )


def _orphans() -> Iterator[Check]:
    for table in TABLES.values():
        for column, target in table.references.items():
            (key,) = TABLES[target].key
            yield Check(
                name=f"orphans_{table.name.replace('.', '_')}_{column}",
                table=table.name,
                family="orphans",
                rule=f"{column} of {table.name} leads to a row of {target}",
                remedy=f"look for the missing row of {target} in core.quarantine; run again",
                query=f"select {_identity(table)} from {table.name} as row anti join {target}"  # noqa: S608
                f' as target on row."{column}" = target."{key}"'
                f' where row."{column}" is not null order by all',
            )


def _identity(table: Table) -> str:
    columns = dict.fromkeys((*table.key, *table.references))
    return ", ".join(f'row."{column}"' for column in columns)


def _shape(connection: duckdb.DuckDBPyConnection, table: str) -> CheckResult:
    found = dict(connection.sql(f"from {table} limit 0").pl().schema)
    wanted = dict(polars_schema(table))
    wrong = [name for name in wanted | found if found.get(name) != wanted.get(name)]
    if list(found) != list(wanted):
        wrong = wrong or ["order of columns"]
    example = f"{table} is not its model in {', '.join(wrong)}; bring schemas/ and sql/ together"
    return CheckResult(
        name=f"shape_{table.replace('.', '_')}",
        table=table,
        family="schema",
        passed=not wrong,
        failing_rows=len(wrong),
        example=example if wrong else None,
    )


def _result(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    query = check.query.rstrip().rstrip(";")
    failing = connection.execute(
        f"select count(*) over () as failing_rows, * from (\n{query}\n) limit 1"  # noqa: S608
    )
    names = [column[0] for column in failing.description or []]
    rows = failing.fetchall()
    if not rows:
        return CheckResult(check.name, check.table, check.family, True, 0, None)
    values = ", ".join(
        f"{name}={value}" for name, value in zip(names[1:], rows[0][1:], strict=True)
    )
    example = f"{check.rule}: not so for {values}; {check.remedy}"
    return CheckResult(check.name, check.table, check.family, False, rows[0][0], example)
