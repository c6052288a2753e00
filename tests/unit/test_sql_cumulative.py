from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warehouse_rows import cases, failed, loaded, rows

SERIES = """
    select date, cumulative_low, cumulative_best, cumulative_high
    from out.cumulative_casualties where measure = 'killed' and admin1 is null order by date
"""
COUNTS = """
    select n_incidents, n_undated, n_without_best, n_open_high
    from out.cumulative_casualties where measure = 'killed' and admin1 is null
    order by date desc limit 1
"""


@pytest.mark.parametrize("story", cases("cumulative_casualties.yaml"), ids=lambda s: s["story"])
def test_running_toll(story: dict[str, Any], tmp_path: Path):
    with loaded(tmp_path, story) as warehouse:
        found = {day: list(sums) for day, *sums in rows(warehouse, SERIES)}
        assert found == story["series"]
        if "counts" in story:
            assert rows(warehouse, COUNTS) == [tuple(story["counts"].values())]
        assert failed(warehouse) == {}


def test_an_incident_counts_for_its_country_and_for_its_region(tmp_path: Path):
    day = {"date_start": date(2019, 8, 1), "date_end": date(2019, 8, 1), "killed_low": 1}
    story = {
        "incidents": {"i1": day, "i2": day | {"admin1": None}, "i3": day | {"admin1": "Sirte"}}
    }
    with loaded(tmp_path, story) as warehouse:
        found = rows(
            warehouse,
            "select admin1, country, cumulative_best from out.cumulative_casualties order by all",
        )
    assert found == [("Sirte", "Libya", 1), ("Tripoli", "Libya", 1), (None, "Libya", 3)]


def test_displaced_people_are_no_casualties_and_casualties_are_not_displaced(tmp_path: Path):
    day = {"date_start": date(2019, 8, 1), "date_end": date(2019, 8, 1)}
    numbers = {"killed_low": 1, "displaced_low": 200, "displaced_best": 200}
    with loaded(tmp_path, {"incidents": {"i1": day | numbers}}) as warehouse:
        casualties = rows(warehouse, "select distinct measure from out.cumulative_casualties")
        displaced = rows(warehouse, "select cumulative_best from out.cumulative_displacement")
    assert (casualties, displaced) == ([("killed",)], [(200,), (200,)])


NUMBERS = st.one_of(st.none(), st.integers(0, 1000))
DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2019, 1, 20)))


@st.composite
def incident(draw: st.DrawFn) -> dict[str, Any]:
    """Any incident that the rules of a row let through."""
    bounds = sorted(draw(st.tuples(*[st.integers(0, 1000)] * 3)))
    known = draw(st.tuples(*[st.booleans()] * 3))
    start, end = draw(DAYS), draw(DAYS)
    if start and end and start > end:
        start, end = end, start
    return {
        "date_start": start,
        "date_end": end,
        "admin1": draw(st.sampled_from([None, "Tripoli", "Sirte"])),
        **{
            f"killed_{bound}": number if is_known else None
            for bound, number, is_known in zip(("low", "best", "high"), bounds, known, strict=True)
        },
    }


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(incidents=st.lists(incident(), max_size=40))
def test_whatever_the_incidents_the_series_rise_and_the_bounds_hold(
    tmp_path_factory: pytest.TempPathFactory, incidents: list[dict[str, Any]]
):
    story = {"incidents": {f"i{n}": row for n, row in enumerate(incidents)}}
    with loaded(tmp_path_factory.mktemp("run"), story) as warehouse:
        assert failed(warehouse) == {}
        counted = [
            i["killed_low"] or 0 if i["killed_best"] is None else i["killed_best"]
            for i in incidents
            if i["date_start"] or i["date_end"]
        ]
        found = rows(warehouse, f"select coalesce(max(cumulative_best), 0) from ({SERIES})")
        assert found == [(sum(counted),)]
