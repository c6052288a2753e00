"""Movable feasts fall on the days on which they were kept."""

from datetime import date, timedelta

import pytest

from pipelines.extract.dates.feasts import easter, feast_until, holy_month_until

EASTERS = [
    "2018-04-01",
    "2019-04-21",
    "2020-04-12",
    "2021-04-04",
    "2023-04-09",
    "2024-03-31",
    "2025-04-20",
]
FITRS = ["2019-06-04", "2021-05-13", "2023-04-21", "2024-04-10", "2025-03-30"]
ADHAS = ["2019-08-11", "2021-07-20", "2023-06-28", "2024-06-16", "2025-06-06"]


@pytest.mark.parametrize("day", [*map(date.fromisoformat, EASTERS)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day
    assert feast_until(day, "easter 0")[:2] == (day, day)
    assert feast_until(day, "easter 1").start == easter(day.year - 1) + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "day"),
    [("islamic 10 1", day) for day in FITRS] + [("islamic 12 10", day) for day in ADHAS],
)
def test_the_islamic_feasts_are_reckoned_to_a_day(name: str, day: str) -> None:
    kept = date.fromisoformat(day)
    found = feast_until(kept + timedelta(days=10), name)
    assert found.start and found.end and found.start <= kept <= found.end
    assert (found.end - found.start).days <= 2


def test_a_feast_to_come_is_that_of_the_year_before() -> None:
    found = feast_until(date(2024, 4, 1), "islamic 10 1")
    assert found.start and found.start.year == 2023


def test_ramadan_is_a_period() -> None:
    found = holy_month_until(date(2024, 5, 15), 9)
    assert found == (date(2024, 3, 10), date(2024, 4, 9), True, False)
