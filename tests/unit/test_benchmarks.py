"""The made-up articles that speed is measured with are what they are said to be."""

from datetime import datetime

import pytest

from benchmarks.articles import DENSE, MIXED, articles, write
from benchmarks.measures import Measure, keep, kept
from benchmarks.whole_runs import exponent, growth
from pipelines.articles import read_batches
from pipelines.extract.tables import extract_batch
from pipelines.lexicons import load_seeds


def test_an_article_is_the_same_in_an_archive_of_any_size():
    assert list(articles(0, 20, MIXED))[10:] == list(articles(10, 20, MIXED))


@pytest.mark.parametrize(("share", "least", "most"), [(DENSE, 60, 60), (MIXED, 2, 12)])
def test_the_share_of_articles_with_figures_is_as_named(tmp_path, share, least, most):
    path = write(tmp_path / "made.parquet", 0, 60, share)
    [batch] = read_batches([str(path)], now=datetime(2026, 1, 1))
    assert set(batch.articles["language"]) == {"fr", "en"}
    figures = extract_batch(batch.articles, load_seeds())["core.figures"]
    assert least <= figures["article_id"].n_unique() <= most
    if share == DENSE:
        assert len(figures) > 8 * 60


@pytest.mark.parametrize(("seconds", "power"), [((1, 10), 1.0), ((1, 100), 2.0), ((5, 5), 0.0)])
def test_the_exponent_is_that_of_the_two_largest_archives(seconds, power):
    small, large = seconds
    assert exponent({1_000: 9, 10_000: small, 100_000: large}) == pytest.approx(power)


def test_a_part_measured_anew_leaves_the_others_as_they_were(tmp_path):
    path = tmp_path / "results.json"
    keep("first", [Measure("a", 1.0, "s", 5)], path)
    keep("second", [Measure("b", 2.0, "s", 5)], path)
    keep("first", [Measure("a", 3.0, "s", 5)], path)
    assert {name: part["measures"][0]["value"] for name, part in kept(path).items()} == {
        "first": 3.0,
        "second": 2.0,
    }


def test_growth_is_told_once_two_sizes_are_kept(tmp_path):
    path = tmp_path / "results.json"
    for size, seconds, added in ((1_000, 10.0, 2.0), (10_000, 100.0, 3.0)):
        assert growth(path, (1_000, 10_000)) == []
        measures = [
            Measure(f"{size:,} articles, processor", seconds, "s", 5),
            Measure(f"100 onto {size:,}, without publishing", added, "s", 5),
        ]
        keep(f"runs-{size}", measures, path)
    assert [one.value for one in growth(path, (1_000, 10_000))] == pytest.approx([1.5, 1.0])
