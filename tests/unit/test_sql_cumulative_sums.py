"""The cumulative tables beside a plain sum in Python, on generated datasets.

A few datasets in `make test`; a thousand with
`.venv/bin/python -m pytest tests/unit/test_sql_cumulative_sums.py --hypothesis-profile thorough`.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_rows import linked_frames, loaded, rows

from pipelines.warehouse import Warehouse, scripts

FEW = 5
ASKED = settings.get_current_profile_name() == "thorough"
Row = dict[str, Any]
BOUNDS = ("low", "best", "high")
ARTICLES = ("a1", "a2")
MANY = 12
FIRST, LAST = date(2019, 1, 1), date(2019, 1, 12)
DAYS = st.one_of(st.none(), st.dates(FIRST, LAST))
COLUMNS = """iso3, admin1, event_group, measure, date, cumulative_low, cumulative_best,
    cumulative_high, n_incidents, n_undated, n_without_best, n_open_high"""
OUTSIDE = {"Disaster": "accident_or_disaster", "Accident": "accident_or_disaster"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """One warehouse for all examples, with a report for each incident that may come."""
    story = {
        "articles": dict.fromkeys(ARTICLES),
        "incidents": {f"i{n}": {} for n in range(MANY)},
    }
    with loaded(tmp_path_factory.mktemp("sums"), story) as made:
        yield made


@st.composite
def numbers(draw: st.DrawFn) -> Row:
    """Low, best and high in order, each of them known or not, and at least one known."""
    values = sorted(draw(st.tuples(*[st.integers(0, 50)] * 3)))
    known = draw(st.tuples(*[st.booleans()] * 3).filter(any))
    return {b: v if k else None for b, v, k in zip(BOUNDS, values, known, strict=True)}


@st.composite
def incident(draw: st.DrawFn) -> Row:
    """An incident, and the changes that led to its numbers: late ones, ties, corrections."""
    start, end = draw(DAYS), draw(DAYS)
    if start and end and start > end:
        start, end = end, start
    kind = draw(st.sampled_from(["Armed clash", "Disaster", "Accident"]))
    return {
        "date_start": start,
        "date_end": end,
        "event_type": "Battles" if kind == "Armed clash" else kind,
        "sub_event_type": kind,
        "admin1": draw(st.sampled_from([None, "Tripoli", "Sirte"])),
        "incident_grade": draw(st.sampled_from(["weak", "fair", "contested", "discounted"])),
        "changes": draw(
            st.dictionaries(
                st.tuples(st.dates(FIRST, LAST), st.sampled_from(ARTICLES)), numbers(), max_size=4
            )
        ),
        "killed": draw(st.one_of(st.none(), numbers())),
        "corrected_by": draw(st.sampled_from([None, "recount"])),
    }


def last_change(one: Row, day: date) -> Row | None:
    """What was known at the end of a day: the latest change, of two at once that of the later id."""
    known = {key: value for key, value in one["changes"].items() if key[0] <= day}
    if not known:
        return None
    latest = known[max(known)]
    taken_back = one["incident_grade"] == "discounted" and latest["high"] == 0
    return None if taken_back else latest


def sums(counted: list[tuple[Row, Row]]) -> list[tuple[Any, ...]]:
    """The rows of the table, added up one incident and one day at a time."""
    places: defaultdict[tuple[Any, ...], list[tuple[Row, Row]]] = defaultdict(list)
    for one, value in counted:
        group = OUTSIDE.get(one["event_type"], "conflict")
        for admin1 in {None, one["admin1"]}:
            places[admin1, group].append((one, value))
    found: list[tuple[Any, ...]] = []
    for (admin1, group), members in places.items():
        found += [("LBY", admin1, group, "killed", *line) for line in series(members)]
    return found


def series(members: list[tuple[Row, Row]]) -> Iterator[tuple[Any, ...]]:
    dated: list[tuple[tuple[date, date, date], Row]] = []
    for one, value in members:
        first, last = one["date_start"] or one["date_end"], one["date_end"] or one["date_start"]
        if first is not None:
            middle = first + timedelta(days=(last - first).days // 2)
            dated.append(((last, middle, first), value))
    n_undated = len(members) - len(dated)
    days = sorted({day for entry, _ in dated for day in entry})
    for day in days or [None]:
        low = [v for (last, _, _), v in dated if day and last <= day]
        best = [v for (_, middle, _), v in dated if day and middle <= day]
        high = [v for (_, _, first), v in dated if day and first <= day]
        yield (
            day,
            sum(v["low"] or 0 for v in low),
            sum(likely(v) for v in best),
            sum(
                v["high"] if v["high"] is not None else max(likely(v), v["low"] or 0) for v in high
            ),
            len(best),
            n_undated,
            sum(v["best"] is None for v in best),
            sum(v["high"] is None for v in high),
        )


def likely(value: Row) -> int:
    return value["best"] if value["best"] is not None else value["low"] or 0


def load(warehouse: Warehouse, incidents: list[Row]) -> None:
    """Put the incidents in the place of those of the example before."""
    named, history = {}, []
    for n, one in enumerate(incidents):
        killed = one["killed"] or dict.fromkeys(BOUNDS)
        own = {k: v for k, v in one.items() if k not in ("changes", "killed")}
        named[f"i{n}"] = own | {f"killed_{b}": killed[b] for b in BOUNDS}
        history += [
            {"incident_id": f"i{n}", "as_of": datetime.combine(day, time(12)), "measure": "killed",
             "article_id": article, "corrected_by": one["corrected_by"], **value}
            for (day, article), value in one["changes"].items()
        ]  # fmt: skip
    reports = {f"r-i{n}": {"incident_id": f"i{n}"} for n in range(len(incidents))}
    tables = linked_frames(reports, named, history)
    owner = tables["core.incident_links"].select("report_id", "incident_id")
    warehouse.replace_linked(tables, owner)
    made_from = ("core/displacement_statements", "core/incident_counts")
    scripts.run(warehouse.connection, *made_from, "out/cumulative_casualties")


def in_order(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(found, key=lambda row: tuple(str(cell) for cell in row[:5]))


@settings(max_examples=1000 if ASKED else FEW, deadline=None)
@given(incidents=st.lists(incident(), max_size=MANY), day=st.dates(FIRST, LAST))
def test_the_tables_are_what_a_plain_sum_gives(
    warehouse: Warehouse, incidents: list[Row], day: date
) -> None:
    load(warehouse, incidents)
    today = [(i, i["killed"]) for i in incidents if i["killed"]]
    standing = [(i, v) for i, v in today if i["incident_grade"] != "discounted"]
    found = rows(warehouse, f"select {COLUMNS} from out.cumulative_casualties")
    assert in_order(found) == in_order(sums(standing))
    past = rows(warehouse, f"select {COLUMNS} from cumulative_casualties_as_of('{day}')")
    then = [(i, value) for i in incidents if (value := last_change(i, day)) is not None]
    assert in_order(past) == in_order(sums(then))
    for *_, low, best, high, _, _, _, _ in found:
        assert low <= best <= high
