"""Fitting of grouping: figures stand where annotators put them, and the aside third stays unread."""

from pathlib import Path
from typing import Any

from pipelines.evaluate.gold import GoldArticle, in_split, read_gold
from pipelines.evaluate.grouping import examples, fitted_grouping
from pipelines.evaluate.readings import read_articles
from pipelines.lexicons.confidence import load_confidence
from tests.unit.annotated import ANNOTATED, figure
from tests.unit.extraction import seeds

TEXT = (
    "Une embuscade a tué six militaires lundi à Tessit, au Mali. Quatre soldats ont été blessés.\n"
    "Samedi, une mine avait tué deux civils à Ménaka."
)
FIGURES = [
    figure("killed", "tué six militaires", 6, event="e1"),
    figure("injured", "Quatre soldats ont été blessés", 4, event="e1"),
    figure("killed", "tué deux civils", 2, event="e2"),
]
EVENTS = [{"id": e, "kind": "incident", "type": "Attack"} for e in ("e1", "e2")]
ROW: dict[str, Any] = {
    "article_id": "a",
    "source_ref": "a",
    "language": "fr",
    "text": TEXT,
    "published_start": None,
    "published_end": None,
    "title": None,
}


def test_a_figure_stands_beside_every_account_before_it():
    gold = GoldArticle.model_validate(
        {"id": "a", "text": TEXT, "figures": FIGURES, "events": EVENTS}
    )
    found = list(examples(gold, ROW, seeds()))
    assert [belongs for _, belongs in found] == [True, False]


def test_only_open_articles_are_fitted_on(tmp_path: Path):
    gold, articles = read_gold([ANNOTATED]), read_articles([ANNOTATED])
    everything, opened = tmp_path / "all.csv", tmp_path / "open.csv"
    fitted_grouping(gold, articles, seeds(), everything)
    fitted_grouping([a for a in gold if in_split(a.id, "open")], articles, seeds(), opened)
    assert everything.read_bytes() == opened.read_bytes()
    assert load_confidence(everything).odds
