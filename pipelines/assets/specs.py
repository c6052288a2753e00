"""The tables as Dagster shows them: key, layer, what each is made from, columns, owners.

Words about tables and columns come from schemas/; how the tables are filled stands beside this.
"""

from dagster import AssetKey, AssetSpec, TableColumn, TableColumnConstraints, TableSchema

from pipelines.lexicons import extractor_version
from schemas import EXTRACTED, TABLES, polars_schema
from schemas.dictionary import column_comments, columns, table_comment

OWNERS = ["team:bilan"]
ARTICLES = "raw.articles"
_REPORTS, _TOLLS, _FIGURES = EXTRACTED
_CUMULATED = ("core.incidents", "core.incident_history", "core.toll_statements")
SOURCES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*EXTRACTED, "core.quarantine"), (ARTICLES,)),
    "core.incident_ledger": (_REPORTS,),
    "core.incidents": (_FIGURES, "core.incident_ledger"),
    "core.incident_links": (_FIGURES, "core.incident_ledger"),
    "core.incident_history": (_FIGURES, "core.incident_ledger"),
    "core.incident_redirects": ("core.incident_ledger",),
    "out.cumulative_casualties": _CUMULATED,
    "out.displacement_flows": ("core.incidents", _TOLLS),
    "out.displacement_stocks": ("core.incidents", _TOLLS),
    "out.cumulative_displacement": _CUMULATED,
    "out.toll_reconciliation": _CUMULATED,
    "out.acled_events": ("core.incidents",),
    "out.ucdp_events": ("core.incidents",),
    "out.hapi_conflict_events": ("core.incidents",),
}
"""From which tables each table is made; what those are made from is not said again."""

RELEASE = AssetKey(["exports", "release"])


def key(table: str) -> AssetKey:
    """core.figures → core/figures."""
    return AssetKey(table.split("."))


def table_spec(table: str) -> AssetSpec:
    """A table as an asset, described by its model."""
    return AssetSpec(
        key(table),
        deps=[key(source) for source in SOURCES.get(table, ())],
        description=table_comment(table),
        group_name=table.split(".")[0],
        owners=OWNERS,
        kinds={"duckdb", "sql" if table.startswith("out.") else "polars"},
        code_version=extractor_version() if table in EXTRACTED else None,
        metadata={
            "dagster/column_schema": _column_schema(table),
            "dagster/table_name": f"bilan.{table}",
        },
    )


def _column_schema(table: str) -> TableSchema:
    comments, models, unique = column_comments(table), columns(table), TABLES[table].key
    return TableSchema(
        [
            TableColumn(
                name,
                type=str(dtype),
                description=comments[name],
                constraints=TableColumnConstraints(
                    nullable=models[name].nullable, unique=unique == (name,)
                ),
            )
            for name, dtype in polars_schema(table).items()
        ]
    )
