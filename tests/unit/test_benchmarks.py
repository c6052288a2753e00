"""The made-up articles that speed is measured with are what they are said to be."""

from datetime import datetime

import pytest

from benchmarks.articles import DENSE, MIXED, articles, write
from benchmarks.processes import Spent
from benchmarks.whole_runs import exponent
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
    small, large = (Spent(1, cpu, 1) for cpu in seconds)
    assert exponent({1_000: Spent(9, 9, 9), 10_000: small, 100_000: large}) == pytest.approx(power)
