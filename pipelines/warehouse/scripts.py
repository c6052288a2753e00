"""Which SQL files are run, and in what order: what a file reads is made by one before it."""

from pathlib import Path

import duckdb

SQL = Path(__file__).parents[2] / "sql"
STANDING_TABLES = (
    "core/extraction_log",
    "core/stage_counts",
    "core/household_sizes",
)
DERIVED = (
    "core/middle_day",
    "core/event_group",
    "core/country_code",
    "core/distance_km",
    "core/displacement_statements",
    "core/counted_incidents",
    "core/incident_publishers",
    "core/incident_counts",
    "core/incident_counts_as_of",
    "out/cumulative_casualties",
    "out/cumulative_casualties_as_of",
    "out/incidents_as_of",
    "out/toll_between",
    "out/words_of",
    "out/displacement_flows",
    "out/displacement_stocks",
    "out/cumulative_displacement",
    "core/toll_increases",
    "out/toll_reconciliation",
    "out/disagreeing_tolls",
    "out/acled_events",
    "out/ucdp_events",
    "out/hapi_conflict_events",
)


def run(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run files of sql/ in the order given; names are without the ending."""
    for name in names:
        connection.execute((SQL / f"{name}.sql").read_text("utf-8"))


def raw_rules() -> list[str]:
    """The rules between articles (copies, newer versions), in the order of their file names."""
    return sorted(f"raw/{path.stem}" for path in (SQL / "raw").glob("*.sql"))
