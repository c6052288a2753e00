from datetime import date, datetime
from pathlib import Path
from typing import Any

from warehouse_rows import loaded, rows

DAY = {"date_start": date(2019, 8, 1), "date_end": date(2019, 8, 1)}
BEST = "select incident_id, killed_best from incidents_as_of('{}')"
TOLL = "select cumulative_best from cumulative_casualties_as_of('{}') where admin1 is null"


def change(incident: str, day: int, number: int, hour: int = 10) -> dict[str, Any]:
    numbers = dict.fromkeys(("low", "best", "high"), number)
    moment = datetime(2019, 8, day, hour)
    return {"incident_id": incident, "as_of": moment, "measure": "killed"} | numbers


def test_what_was_said_at_the_end_of_a_day(tmp_path: Path):
    story = {
        "incidents": {"i1": DAY | {"killed_low": 8}},
        "history": [change("i1", 2, 5), change("i1", 3, 6, hour=9), change("i1", 3, 8, hour=23)],
    }
    with loaded(tmp_path, story) as warehouse:
        told = {d: rows(warehouse, BEST.format(f"2019-08-0{d}")) for d in (1, 2, 3, 4)}
        tolls = {d: rows(warehouse, TOLL.format(f"2019-08-0{d}")) for d in (1, 2, 3)}
    assert told == {1: [], 2: [("i1", 5)], 3: [("i1", 8)], 4: [("i1", 8)]}
    assert tolls == {1: [], 2: [(5,)], 3: [(8,)]}


def test_a_retracted_incident_counts_until_it_was_retracted(tmp_path: Path):
    story = {
        "incidents": {"i1": DAY | {"killed_best": 0, "incident_grade": "discounted"}},
        "history": [change("i1", 2, 40), change("i1", 4, 0)],
    }
    with loaded(tmp_path, story) as warehouse:
        assert rows(warehouse, TOLL.format("2019-08-02")) == [(40,)]
        assert rows(warehouse, TOLL.format("2019-08-04")) == []


def test_a_summary_counts_until_its_part_was_known(tmp_path: Path):
    part = {"part_of_incident": "whole", "first_published": datetime(2019, 8, 5)}
    story = {
        "incidents": {"whole": DAY, "part": DAY | part | {"last_published": None}},
        "history": [change("whole", 2, 21), change("part", 5, 15)],
    }
    with loaded(tmp_path, story) as warehouse:
        assert rows(warehouse, TOLL.format("2019-08-02")) == [(21,)]
        assert rows(warehouse, TOLL.format("2019-08-05")) == [(15,)]


def test_without_later_changes_the_past_is_the_present(tmp_path: Path):
    numbers = {"killed_low": 3, "killed_best": 3, "killed_high": 3}
    incidents = {f"i{n}": DAY | numbers | {"admin1": f"R{n % 3}"} for n in range(9)}
    history = [change(incident, 2, 3) for incident in incidents]
    with loaded(tmp_path, {"incidents": incidents, "history": history}) as warehouse:
        past = rows(warehouse, "from cumulative_casualties_as_of('2019-08-02')")
        assert past == rows(warehouse, "from out.cumulative_casualties order by all")
