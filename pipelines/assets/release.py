"""exports/release: the database and the files that people use, published once all rules hold."""

from typing import Any

from dagster import AssetSpec, MaterializeResult, MetadataValue, ResourceParam, multi_asset

from pipelines.assets.failures import readable
from pipelines.assets.previews import chart
from pipelines.assets.specs import OWNERS, RELEASE, key
from pipelines.publish import publish
from pipelines.resources import Progress, Settings
from pipelines.warehouse import Warehouse
from schemas import TABLES

PUBLISH = "publish"
REPORT_PATH = "/report"
"""Where `bilan ui` serves the reports of releases: from its pages, no link leads to a file."""
SPEC = AssetSpec(
    RELEASE,
    deps=[key(table) for table in TABLES],
    description="bilan.duckdb and its exports, built aside and switched to in one step",
    group_name="exports",
    owners=OWNERS,
    kinds={"duckdb", "parquet", "csv"},
)


@multi_asset(name="publish_release", specs=[SPEC])
def publish_release(
    settings: Settings,
    warehouse: ResourceParam[Warehouse],
    progress: ResourceParam[Progress],
) -> MaterializeResult[Any]:
    """Publish what the warehouse holds; the old release stays until the new one is whole."""
    progress(PUBLISH, 0)
    with readable():
        release = publish(
            warehouse,
            settings.folder,
            now=warehouse.now,
            keep=settings.keep,
            keep_days=settings.keep_days,
        )
    files = [path for path in release.folder.rglob("*") if path.is_file()]
    progress(PUBLISH, len(files), len(files))
    return MaterializeResult(
        asset_key=RELEASE,
        metadata={
            "release": release.release_id,
            "report": MetadataValue.url(f"{REPORT_PATH}/{release.release_id}"),
            "killed over time": chart(warehouse.connection),
            "folder": MetadataValue.path(release.folder),
            "files": len(files),
            "bytes": sum(path.stat().st_size for path in files),
        },
    )
