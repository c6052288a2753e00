"""What changed between two releases: rows by their key, and totals per country and measure."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.publish.difference import Difference
from schemas import TABLES, polars_schema

KEPT = (
    "core.incidents",
    "core.quarantine",
    "out.cumulative_casualties",
    "out.cumulative_displacement",
)


def write(folder: Path, **tables: list[dict]) -> Path:
    """Exports with the tables named by their stems; the others are empty."""
    folder.mkdir()
    for table in KEPT:
        stem = table.split(".")[1]
        rows = pl.DataFrame(tables.get(stem, []), schema=polars_schema(table))
        rows.write_parquet(folder / f"{stem}.parquet")
    return folder


def incident(name: str, killed: int | None) -> dict:
    return {"incident_id": name, "killed_best": killed, "location_name": "Mopti"}


def day(admin1: str | None, date: str, best: int, **other: object) -> dict:
    row = {"iso3": "MLI", "country": "Mali", "admin1": admin1, "measure": "killed"}
    row["event_group"] = "conflict"
    sums = {f"cumulative_{bound}": best for bound in ("low", "best", "high")}
    return row | sums | {"date": pl.Series([date]).str.to_date()[0], "n_incidents": 1} | other


@pytest.fixture
def found(tmp_path: Path) -> Difference:
    before = write(
        tmp_path / "it's before",
        incidents=[incident("same", 1), incident("gone", 2), incident("other", None)],
        quarantine=[{"row": "{}"}, {"row": "{}"}],
        cumulative_casualties=[day(None, "2020-01-01", 5), day("Mopti", "2020-01-01", 5)],
    )
    after = write(
        tmp_path / "after",
        incidents=[incident("same", 1), incident("other", 3), incident("new", 4)],
        quarantine=[{"row": "{}"}],
        cumulative_casualties=[
            day(None, "2020-01-01", 5),
            day(None, "2020-01-02", 9, n_incidents=2),
            day("Mopti", "2020-01-01", 5),
        ],
    )
    return Difference(before, after)


def test_rows_are_compared_by_their_key(found):
    changes = {change.table: change for change in found.tables()}
    incidents = changes["core.incidents"]
    assert (incidents.added, incidents.removed, incidents.changed) == (1, 1, 1)
    assert incidents.columns == {"killed_best": 1}
    assert (changes["core.quarantine"].added, changes["core.quarantine"].removed) == (0, 1)
    casualties = changes["out.cumulative_casualties"]
    assert (casualties.added, casualties.removed, casualties.changed) == (1, 0, 0)
    assert not changes["out.cumulative_displacement"].is_any


def test_rows_that_differ_tell_both_sides(found):
    rows = {row.key["incident_id"]: row for row in found.rows("core.incidents")}
    assert list(rows) == ["gone", "new", "other"]
    assert rows["gone"].after is None
    assert rows["new"].before is None
    assert (rows["other"].before["killed_best"], rows["other"].after["killed_best"]) == (None, 3)
    assert list(found.rows("core.quarantine")) == []


def test_totals_are_the_last_sums_of_whole_countries(found):
    [row] = found.totals()
    assert (row["iso3"], row["country"], row["measure"]) == ("MLI", "Mali", "killed")
    assert (row["before_cumulative_best"], row["after_cumulative_best"]) == (5, 9)
    assert (row["before_n_incidents"], row["after_n_incidents"]) == (1, 2)


def test_a_release_beside_itself_has_no_difference(tmp_path):
    folder = write(tmp_path / "one", incidents=[incident("same", 1)])
    same = Difference(folder, folder)
    assert not any(change.is_any for change in same.tables())
    assert same.totals() == []


def test_a_folder_without_exports_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="nothing"):
        Difference(tmp_path / "nothing", tmp_path)


def test_a_key_is_never_null_throughout():
    assert all(t.key for name, t in TABLES.items() if name != "core.quarantine")
