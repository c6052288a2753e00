"""Arithmetic of scores, and whether confidences keep their word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.evaluate import Evaluation
from pipelines.evaluate.printing import json_text, reliability_lines, score_lines
from pipelines.evaluate.reliability import bands, brier, brier_of_share
from pipelines.evaluate.tallies import Score, Tally, interval, total

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


def test_precision_recall_and_f1():
    score = total([Score(right=3, rows=4, gold=6), Score(right=1, rows=1, gold=2)])
    assert score == Score(4, 5, 8)
    assert score.precision == pytest.approx(4 / 5)
    assert score.recall == pytest.approx(4 / 8)
    assert score.f1 == pytest.approx(2 * 0.8 * 0.5 / (0.8 + 0.5))


def test_nothing_to_divide_by_is_unknown_and_not_zero():
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert interval([]) is None
    assert interval([Score(), Score()]) is None
    assert Score(0, 0, 3).recall == 0


def test_the_interval_is_that_of_drawing_articles_anew():
    assert interval([Score(9, 10, 10)] * 20) == (0.9, 0.9)
    low, high = interval([Score(10, 10, 10), Score(8, 10, 10)] * 20) or (0, 0)
    assert 0.8 < low < 0.9 < high < 1
    assert interval([Score(10, 10, 10), Score(8, 10, 10)] * 20) == (low, high)


def test_attributes_are_told_in_the_order_first_seen():
    tally, later = Tally(), Tally()
    tally.add("scope", True)
    later.add("unit", False)
    later.add("scope", False)
    tally.update(later)
    assert list(tally.shares().items()) == [("scope", (0.5, 2)), ("unit", (0.0, 1))]


def test_bands_hold_what_says_so():
    found = bands([(0.95, True), (0.96, True), (0.97, False), (0.4, False), (1.0, True)])
    assert [(b.low, b.high, b.seen, b.right) for b in found] == [
        (0.0, 0.5, 1, 0),
        (0.95, 0.98, 3, 2),
        (0.98, 1.0, 1, 1),
    ]
    assert found[1].said == pytest.approx(0.96)
    assert found[1].share == pytest.approx(2 / 3)


@given(JUDGED)
def test_every_figure_is_in_one_band(figures):
    found = bands(figures)
    assert sum(b.seen for b in found) == len(figures)
    assert sum(b.right for b in found) == sum(right for _, right in figures)
    assert all(b.low <= b.said <= b.high for b in found)


def test_brier_score():
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.5, False)]) == brier_of_share([(0.1, True), (0.2, False)]) == 0.25
    assert brier([]) is brier_of_share([]) is None


def test_no_article_gives_lines_without_numbers():
    nothing = Evaluation([])
    assert "F1   –  " in list(score_lines(nothing))[1]
    assert "Brier score   –  " in list(reliability_lines(nothing, "open"))[-1]
    assert '"f1": null' in json_text(nothing)
