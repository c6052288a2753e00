"""core/* and out/*: extracted, linked and derived in one transaction, which broken rules undo."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from dagster import (
    AssetCheckResult,
    MaterializeResult,
    ResourceParam,
    multi_asset,
)

from pipelines import checks
from pipelines.assets import stories
from pipelines.assets.extraction import extract_pending
from pipelines.assets.failures import readable
from pipelines.assets.previews import lineage, preview
from pipelines.assets.specs import ARTICLES, key, table_spec
from pipelines.resources import Progress, Settings
from pipelines.warehouse import CheckResult, Warehouse
from schemas import TABLES

LINK = "link"
DATASET = tuple(table for table in TABLES if table != ARTICLES)


@multi_asset(
    name="make_dataset",
    specs=[table_spec(table) for table in DATASET],
    check_specs=checks.specs(DATASET),
)
def make_dataset(
    settings: Settings,
    warehouse: ResourceParam[Warehouse],
    progress: ResourceParam[Progress],
) -> Iterator[MaterializeResult[Any] | AssetCheckResult]:
    """Extract from new articles, link all reports, derive the tables and look at every rule."""
    with readable():
        try:
            found = build(warehouse, settings, progress)
        except checks.BrokenRulesError as broken:
            rejected = checks.rejected_rows(warehouse.connection)
            yield from checks.results(broken.found, rejected, DATASET)
            raise
    rejected = checks.rejected_rows(warehouse.connection)
    examples = checks.rejected_examples(warehouse.connection)
    yield from checks.results(found, rejected, DATASET, examples)
    for table in DATASET:
        shown: dict[str, Any] = {
            "dagster/row_count": checks.row_count(warehouse.connection, table),
            "dagster/column_lineage": lineage(table),
            "preview": preview(warehouse.connection, table),
        }
        if table in checks.GATED:
            shown["quarantined"] = sum(rejected.get(table, {}).values())
        yield MaterializeResult(asset_key=key(table), metadata=shown)


def build(warehouse: Warehouse, settings: Settings, progress: Progress) -> list[CheckResult]:
    """All of it or nothing: what came of the rules, once all of them hold.

    Raises checks.BrokenRulesError, and leaves the warehouse as it was, where one does not.
    """
    with warehouse.transaction():
        extract_pending(warehouse, settings, progress)
        link_reports(warehouse, settings, progress)
        warehouse.derive()
        found = checks.run(warehouse.connection, DATASET)
        checks.require(found)
    return found


def link_reports(warehouse: Warehouse, settings: Settings, progress: Progress) -> None:
    """Say of all reports which tell of one incident, and of all tolls which make one series.

    Raises ValueError where a reviewer's correction no longer fits what it corrects.
    """
    from pipelines.lexicons.corrections import CORRECTIONS, load_corrections
    from pipelines.linking import link, toll_series

    articles, reports = _told_articles(warehouse), warehouse.frame("core.incident_reports")
    progress(LINK, 0, len(reports))
    linked = link(
        reports,
        _told_figures(warehouse),
        articles,
        warehouse.frame("core.incident_ledger"),
        corrections=load_corrections(Path(settings.corrections or CORRECTIONS)),
        told=stories.read(settings.folder),
    )
    stories.keep(settings.folder, linked.stories)
    tables = {
        "core.incidents": linked.incidents,
        "core.incident_links": linked.incident_links,
        "core.incident_history": linked.incident_history,
        "core.incident_redirects": linked.incident_redirects,
        "core.incident_ledger": linked.ledger,
    }
    series = toll_series(warehouse.frame("core.toll_statements"), articles)
    warehouse.replace_linked(tables, linked.report_incidents, series)
    progress(LINK, len(reports), len(reports))


def _told_articles(warehouse: Warehouse) -> pl.DataFrame:
    """Articles that tell of incidents or tolls, and their versions: most of an archive does not."""
    return warehouse.connection.sql(
        """
        with telling as (
            select article_id from core.incident_reports
            union
            select article_id from core.toll_statements
        )

        select * from raw.articles
        where article_id in (from telling) or superseded_by in (from telling)
        order by article_id
        """
    ).pl()


def _told_figures(warehouse: Warehouse) -> pl.DataFrame:
    """The figures of incidents, as they lie: linking asks for no order."""
    return warehouse.connection.sql("from core.figures where report_id is not null").pl()
