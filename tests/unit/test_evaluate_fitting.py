"""Fitting of confidences: what it says on average is right, and nothing but the figures counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.evaluate import evaluate
from pipelines.evaluate.fitting import examples, fit, fitted
from pipelines.evaluate.gold import read_gold
from pipelines.evaluate.readings import read_articles
from pipelines.lexicons.confidence import ALL, Confidence, Odds, load_confidence
from tests.unit.annotated import ANNOTATED
from tests.unit.extraction import seeds

PASSIVE, NOMINAL = ("voice", "passive"), ("voice", "nominal")
RARE = ("voice", "gapped")


def figures(item: tuple[str, str], right: int, wrong: int):
    return [((ALL, item), True)] * right + [((ALL, item), False)] * wrong


def test_what_is_said_is_right_that_often():
    confidence = fit(figures(PASSIVE, 950, 50) + figures(NOMINAL, 700, 300))
    assert confidence.of({"voice": "passive"}) == pytest.approx(0.95, abs=0.01)
    assert confidence.of({"voice": "nominal"}) == pytest.approx(0.70, abs=0.01)


def test_few_sightings_say_little():
    confidence = fit(figures(PASSIVE, 90, 10) + figures(RARE, 0, 1))
    assert 0.55 < confidence.of({"voice": "gapped"}) < confidence.of({"voice": "passive"})


def test_features_that_come_together_are_not_counted_twice():
    twin = ("head", "unknown")
    alone = fit(figures(PASSIVE, 90, 10) + figures(NOMINAL, 50, 50))
    both = fit(
        figures(PASSIVE, 90, 10)
        + [((*items, twin), right) for items, right in figures(NOMINAL, 50, 50)]
    )
    said = both.of({"voice": "nominal", "head": "unknown"})
    assert said == pytest.approx(alone.of({"voice": "nominal"}), abs=0.03)


@pytest.mark.parametrize(("right", "wrong"), [(40, 0), (0, 40), (0, 0)])
def test_nothing_is_ever_certain(right: int, wrong: int):
    said = fit(figures(PASSIVE, right, wrong)).of({"voice": "passive"})
    assert 0 < said < 1
    assert (said > 0.5) == (right > wrong)


def test_the_order_of_figures_does_not_count():
    seen = figures(PASSIVE, 9, 1) + figures(NOMINAL, 5, 5)
    assert fit(seen).odds == fit(seen[::-1]).odds


def test_fitting_reads_open_articles_and_no_confidence(tmp_path: Path):
    gold, articles = read_gold([ANNOTATED]), read_articles([ANNOTATED])
    path = tmp_path / "confidence.csv"
    doubting = replace(seeds(), confidence=Confidence({ALL: Odds(0, 9, 0.1)}))
    from_doubt = fitted(gold, articles, doubting, path).confidence
    written = path.read_bytes()
    again = fitted(gold, articles, seeds(), path).confidence
    assert (again.odds, path.read_bytes()) == (from_doubt.odds, written)
    assert load_confidence(path).odds == again.odds
    evaluation = evaluate(gold, articles, seeds(), "open")
    seen = list(examples(evaluation, articles, seeds()))
    assert again.odds[ALL].n_seen == len(seen) == evaluation.figures().rows
    assert again.odds[ALL].n_right == evaluation.figures().right
