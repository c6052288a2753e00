"""Rules as asset checks: one per table and family of rules, with the single rules in its metadata.

The rules stand in schemas/ and sql/checks; what becomes of rejected rows stands in quarantine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import duckdb
from dagster import AssetCheckResult, AssetCheckSeverity, AssetCheckSpec, AssetKey

from pipelines.quarantine import find_failures
from pipelines.warehouse import CheckResult, checking
from schemas import EXTRACTED
from schemas.dictionary import row_rules

GATED = ("raw.articles", *EXTRACTED)
"""Tables whose wrong rows go to quarantine; a wrong row of any other table is a fault of ours."""

_MODEL, _QUARANTINE = "model", "quarantine"
_FAMILIES = {"schema": _MODEL, "unique keys": _MODEL}
# Tables of the warehouse's own are no assets; what is known of them is shown with a table that is.
_SHOWN_WITH = {"core.stage_counts": "core.quarantine"}


def specs(tables: Collection[str]) -> list[AssetCheckSpec]:
    """The checks of some tables; those that fail stop what is downstream, but for quarantine."""
    sentences: dict[tuple[str, str], list[str]] = {
        (table, _MODEL): ["columns, types and keys are those of the model"] for table in tables
    }
    for check in checking.checks():
        if _family(check.family) != _MODEL and _table(check.table) in tables:
            family = sentences.setdefault((_table(check.table), _family(check.family)), [])
            family.append(check.rule)
    found = [_spec(*name, rules, blocking=True) for name, rules in sentences.items()]
    return [*found, *(_quarantine_spec(table) for table in GATED if table in tables)]


def run(connection: duckdb.DuckDBPyConnection, tables: Collection[str]) -> list[CheckResult]:
    """Every rule between rows of these tables, and the rules of rows where no gate applies them."""
    own = {name for name, shown in _SHOWN_WITH.items() if shown in tables}
    results = checking.run(connection, {*tables, *own})
    return [*results, *(_rows(connection, t) for t in tables if t not in GATED)]


def results(
    found: Iterable[CheckResult],
    rejected: Mapping[str, Mapping[str, int]],
    tables: Collection[str],
    examples: Mapping[str, str] | None = None,
) -> Iterator[AssetCheckResult]:
    """What `run` found as asset checks; `rejected` counts quarantined rows by table and rule.

    `examples` has what is wrong with one rejected row of each table.
    """
    for (table, family), members in by_family(found).items():
        yield _result(table, family, members)
    for table in GATED:
        if table in tables:
            yield _quarantine_result(table, rejected.get(table, {}), (examples or {}).get(table))


def by_family(found: Iterable[CheckResult]) -> dict[tuple[str, str], list[CheckResult]]:
    """What `run` found, by the table with which it is shown and by the family of the rule."""
    families: dict[tuple[str, str], list[CheckResult]] = defaultdict(list)
    for result in found:
        families[_table(result.table), _family(result.family)].append(result)
    return families


def require(found: Iterable[CheckResult]) -> None:
    """Go on where every rule holds; else raise BrokenRulesError, which undoes a transaction."""
    found = list(found)
    if any(not result.passed for result in found):
        raise BrokenRulesError(found)


class BrokenRulesError(Exception):
    """Rules of tables do not hold; `found` has what came of all of them."""

    def __init__(self, found: list[CheckResult]) -> None:
        self.found = found
        lines = [f"{result.table}: {result.example}" for result in found if not result.passed]
        super().__init__("not published, since rules of tables do not hold: " + "; ".join(lines))


def rejected_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """How many rows stand in core.quarantine, by table and rule."""
    counts: dict[str, dict[str, int]] = {}
    for table, rule, n in connection.execute(
        "select table_name, rule, count(*) from core.quarantine group by all order by all"
    ).fetchall():
        counts.setdefault(table, {})[rule] = n
    return counts


def rejected_examples(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What is wrong with the first rejected row of each table."""
    return dict(
        connection.execute(
            "select table_name, min(error) from core.quarantine group by table_name"
        ).fetchall()
    )


def row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many rows the table has."""
    row = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return row[0] if row else 0


def _family(family: str) -> str:
    return _FAMILIES.get(family, family).replace(" ", "_")


def _table(table: str) -> str:
    return _SHOWN_WITH.get(table, table)


def _key(table: str) -> AssetKey:
    return AssetKey(table.split("."))


def _spec(table: str, family: str, rules: list[str], *, blocking: bool) -> AssetCheckSpec:
    return AssetCheckSpec(
        family, asset=_key(table), description="; ".join(rules), blocking=blocking
    )


def _quarantine_spec(table: str) -> AssetCheckSpec:
    rules = [f"no row of {table} was rejected", *row_rules(table).values()]
    return _spec(table, _QUARANTINE, rules, blocking=False)


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> CheckResult:
    """The row rules of a table behind no gate, as one rule between rows."""
    broken = find_failures(table, connection.sql(f"from {table}").pl())
    first = next((failures[0] for failures in broken.values()), None)
    return CheckResult(
        name=f"rows_{table.replace('.', '_')}",
        table=table,
        family=_MODEL,
        passed=first is None,
        failing_rows=len(broken),
        example=first and f"{first.rule}: {first.error}; the table is made wrong: report it",
    )


def _result(table: str, family: str, members: list[CheckResult]) -> AssetCheckResult:
    failed = [result for result in members if not result.passed]
    return AssetCheckResult(
        check_name=family,
        asset_key=_key(table),
        passed=not failed,
        severity=AssetCheckSeverity.ERROR,
        description="; ".join(str(result.example) for result in failed) or None,
        metadata={result.name: result.failing_rows for result in members},
    )


def _quarantine_result(
    table: str, rules: Mapping[str, int], example: str | None
) -> AssetCheckResult:
    rejected = sum(rules.values())
    told = f"{rejected:,} rows stand in core.quarantine"
    return AssetCheckResult(
        check_name=_QUARANTINE,
        asset_key=_key(table),
        passed=not rejected,
        severity=AssetCheckSeverity.WARN,
        description=(f"{told}; one of them: {example}" if example else told) if rejected else None,
        metadata={"quarantined": rejected, **{f"rule {rule}": n for rule, n in rules.items()}},
    )
