"""Good rows of every table with the changes that a test names, loaded into a warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pipelines.warehouse import LINKED, CheckResult, Warehouse
from schemas import EXTRACTED, frame

NOW = datetime(2020, 1, 1, 12)
CASES = Path(__file__).parents[1] / "cases"
GOOD: dict[str, dict[str, Any]] = {
    table: case["good"]
    for table, case in yaml.safe_load((CASES / "schema_rules.yaml").read_text("utf-8")).items()
}
Rows = list[dict[str, Any]]

TEXT = "x" * 100 + "Au moins 13 élèves tués"
PLACE = {"country": "Libya", "iso3": "LBY", "admin1": "Tripoli"}
KEYS = {
    "raw.articles": "article_id",
    "core.incident_reports": "report_id",
    "core.toll_statements": "toll_id",
    "core.figures": "figure_id",
    "core.incidents": "incident_id",
}
NOT_SAID = {
    "core.incident_reports": {"killed_low", "killed_best", "injured_low", "part_of_report"}
    | {"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"},
    "core.toll_statements": {"killed_low", "killed_best", "killed_high"}
    | {"displaced_low", "displaced_best", "stock_or_flow"},
}
CONFLICT = {"event_type": "Battles", "sub_event_type": "Armed clash"}


def cases(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def good(table: str, *changes: dict[str, Any]) -> pl.DataFrame:
    """One good row per change, without the numbers that the change does not name."""
    base = {k: v for k, v in GOOD[table].items() if k not in NOT_SAID.get(table, set())}
    base |= {"text": TEXT} if table == "raw.articles" else {}
    base |= CONFLICT | PLACE | {"n_reports": 1, "n_sources": 1} if table == "core.incidents" else {}
    return frame(table, [base | change for change in changes])


def named(table: str, rows: dict[str, dict[str, Any]]) -> pl.DataFrame:
    """Good rows with the changes, by their key."""
    return good(table, *({KEYS[table]: key} | (row or {}) for key, row in rows.items()))


@contextmanager
def loaded(folder: Path, story: dict[str, Any], **options: Any) -> Iterator[Warehouse]:
    """A warehouse with the story's articles, reports, tolls, figures, incidents and history.

    A story that names no articles has the article a1, one that names no reports has one report
    (r-ID) of a1 for each incident.
    """
    articles = story.get("articles", {"a1": {}})
    incidents = story.get("incidents", {})
    reports = story.get("reports", {f"r-{i}": {"incident_id": i} for i in incidents})
    given = {
        "reports": reports,
        "tolls": story.get("tolls", {}),
        "figures": story.get("figures", {}),
    }
    with Warehouse.open(folder, now=NOW, **options) as warehouse, warehouse.transaction():
        warehouse.append_articles(named("raw.articles", articles), frame("core.quarantine", []))
        extracted = dict(
            zip(
                EXTRACTED,
                (named(t, rows) for t, rows in zip(EXTRACTED, given.values(), strict=True)),
                strict=True,
            )
        )
        warehouse.replace_extracted(
            list(articles), extracted, frame("core.quarantine", []), version="1"
        )
        linked = linked_frames(reports, incidents, story.get("history", []))
        owner = linked["core.incident_links"].select("report_id", "incident_id")
        warehouse.replace_linked(linked, owner)
        warehouse.derive()
        yield warehouse


def linked_frames(
    reports: dict[str, Any], incidents: dict[str, Any], history: Rows
) -> dict[str, pl.DataFrame]:
    owner = [{"report_id": r, "incident_id": row["incident_id"]} for r, row in reports.items()]
    rows = dict.fromkeys(LINKED, frame("core.incident_ledger", []))
    return rows | {
        "core.incidents": named("core.incidents", incidents),
        "core.incident_links": frame("core.incident_links", owner),
        "core.incident_history": frame(
            "core.incident_history", [{"article_id": "a1"} | row for row in history]
        ),
        "core.incident_redirects": frame("core.incident_redirects", []),
    }


def failed(warehouse: Warehouse) -> dict[str, CheckResult]:
    return {result.name: result for result in warehouse.check() if not result.passed}


def rows(warehouse: Warehouse, query: str) -> list[tuple[Any, ...]]:
    return warehouse.connection.sql(query).fetchall()
