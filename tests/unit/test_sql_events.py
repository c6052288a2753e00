from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_rows import loaded, rows

DAY = {"date_start": date(2019, 8, 1), "date_end": date(2019, 8, 1)}
AUGUST = (date(2019, 8, 1), date(2019, 8, 31))
ATTACK = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
PROTEST = {"event_type": "Protests", "sub_event_type": "Peaceful protest"}
SHOOTING = {"event_type": "Protests", "sub_event_type": "Excessive force against protesters"}
FLOOD = {"event_type": "Disaster", "sub_event_type": "Disaster"}


def found(folder: Path, query: str, **incidents: dict[str, Any]) -> list[tuple[Any, ...]]:
    with loaded(folder, {"incidents": {name: DAY | row for name, row in incidents.items()}}) as w:
        return rows(w, query)


@pytest.mark.parametrize(
    ("date_prec", "where_prec", "expected"),
    [
        (1, 1, (1, 1)),
        (2, 2, (2, 2)),
        (3, 3, (2, 2)),
        (4, 4, (3, 3)),
        (5, 7, (3, 3)),
        (None, None, (None, None)),
    ],
)
def test_acled_precision_follows_ucdp_precision(
    tmp_path: Path, date_prec: int | None, where_prec: int | None, expected: tuple[int, int]
):
    precision = {"date_prec": date_prec, "where_prec": where_prec}
    query = "select time_precision, geo_precision from out.acled_events"
    assert found(tmp_path, query, i1=precision) == [expected]


def test_acled_has_its_own_kinds_of_event_only_and_unknown_dead_stay_unknown(tmp_path: Path):
    query = "select event_id_cnty, year, fatalities from out.acled_events order by all"
    rows = found(tmp_path, query, i1={}, i2={"killed_low": 20}, i3=FLOOD, i4={"date_start": None})
    assert rows == [("i1", 2019, None), ("i2", 2019, 20), ("i4", 2019, None)]


@pytest.mark.parametrize(
    ("incident", "kind"),
    [
        ({"inter1": 1, "inter2": 2}, 1),
        ({"inter1": 2, "inter2": 1}, 1),
        ({"inter1": 1, "inter2": 8}, 1),
        ({"inter1": 3, "inter2": 4}, 2),
        ({"inter1": 2, "inter2": 7}, 3),
        (ATTACK, 3),
        ({"inter1": 2}, None),
    ],
)
def test_ucdp_type_of_violence(tmp_path: Path, incident: dict[str, Any], kind: int | None):
    query = "select type_of_violence, best from out.ucdp_events"
    assert found(tmp_path, query, i1=incident | {"killed_best": 3}) == [(kind, 3)]


def test_ucdp_has_incidents_with_dead_only(tmp_path: Path):
    rows = found(
        tmp_path,
        "select id from out.ucdp_events",
        none={},
        zero={"killed_low": 0, "killed_best": 0, "killed_high": 0},
        some={"killed_low": 2},
        flood=FLOOD | {"killed_low": 9},
    )
    assert rows == [("some",)]


def test_hapi_classes_overlap(tmp_path: Path):
    query = (
        "select event_type, events, fatalities, reference_period_start, reference_period_end"
        " from out.hapi_conflict_events order by event_type"
    )
    rows = found(
        tmp_path, query, i1=ATTACK | {"killed_best": 3}, i2=PROTEST, i3=SHOOTING | {"killed_low": 2}
    )
    assert rows == [
        ("civilian_targeting", 2, 5, *AUGUST),
        ("demonstration", 2, 2, *AUGUST),
        ("political_violence", 2, 5, *AUGUST),
    ]


def test_hapi_warns_of_unknown_dead_and_uncertain_months_and_shows_what_it_cannot_place(
    tmp_path: Path,
):
    rows = found(
        tmp_path,
        "select location_code, events, warning, error from out.hapi_conflict_events order by all",
        i1={},
        i2={"killed_best": 1, "date_end": date(2019, 9, 2)},
        i3={"killed_best": 1, "iso3": None, "country": None, "date_start": None, "date_end": None},
    )
    assert rows == [
        ("LBY", 2, "number of dead unknown in 1; month uncertain in 1", None),
        (None, 1, None, "no day known; no country known"),
    ]
