"""Sentences and what a careful reader counts in them."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pipelines.extract import extract, extract_all
from pipelines.extract.model import Article
from pipelines.extract.parts import LONGEST_PART
from tests.unit.extraction import read, seeds, short

CASES = Path(__file__).parents[1] / "cases"
SENTENCES = [
    (path.suffixes[0][1:], case)
    for path in sorted(CASES.glob("figures.*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
AUGUST = (date(2019, 8, 1), date(2019, 8, 31))
TWIN = Path(__file__).parents[2] / "seeds" / "articles" / "libye-2019-08.txt"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_217c40db4ec2ca21.txt"
NINE = [
    "killed 13+",
    "injured v20",
    "killed 7 (part)",
    "killed 6 (part)",
    "injured v20 (part)",
    "killed 2",
    "killed 1093",
    "injured 5752",
    "displaced 100000+",
]


@pytest.mark.parametrize(
    ("language", "case"), SENTENCES, ids=[c["text"][:60] for _, c in SENTENCES]
)
def test_sentence(language, case):
    assert [short(f) for f in read(case["text"], language).figures] == case["figures"]


@pytest.mark.parametrize("path", [TWIN, SEED], ids=["twin", "seed"])
def test_seed_article_has_nine_figures_two_incidents_and_one_toll(path):
    if not path.is_file():
        pytest.skip(f"{path.name} is a newspaper's text and stands beside the checkout only")
    text = path.read_text("utf-8")
    extraction = read(text, published=AUGUST)
    assert [short(f) for f in extraction.figures] == NINE
    assert [r.scope for r in extraction.reports] == ["incident", "incident", "cumulative"]
    tripoli, benghazi, toll = extraction.reports
    assert [r.place.name for r in extraction.reports] == ["Tripoli", "Benghazi", "Tripoli"]
    assert {r.place.iso3 for r in extraction.reports} == {"LBY"}
    assert (tripoli.date.start, tripoli.date.end) == (date(2019, 7, 31), date(2019, 8, 28))
    assert (benghazi.date.start, benghazi.date.end) == (date(2019, 7, 27), date(2019, 8, 24))
    assert toll.date is None or toll.date.end <= AUGUST[1]
    assert tripoli.totals["killed"].best == 13
    assert benghazi.totals["killed"].best == 2
    assert toll.stated_by_type == "un_or_igo"
    assert [f.stated_by_type for f in extraction.figures[:2]] == ["security_forces"] * 2


def test_quotes_are_words_of_the_text():
    text = "  Bilan :  «Deux soldats ont été tués»  et l’on compte 3 blessés. "
    extraction = read(text)
    assert [text[f.quote_start : f.quote_end] for f in extraction.figures] == [
        "Deux soldats ont été tués",
        "3 blessés",
    ]


def test_a_language_without_words_gives_nothing():
    assert not read("Zwei Soldaten wurden getötet.", "de").figures


def test_articles_read_side_by_side_say_what_each_says_alone(monkeypatch):
    monkeypatch.setattr("pipelines.extract.SIDE_BY_SIDE", 100)
    texts = [
        ("fr", "Douze soldats et trois civils ont été tués lundi à Gao."),
        ("fr", "Le marché de Gao a rouvert lundi."),
        ("de", "Zwölf Soldaten wurden getötet."),
        ("en", "Gunmen killed nine villagers near Mopti on Sunday. Two of them were children."),
        ("fr", "Douze soldats ont été tués lundi à Gao.\n\n" * (LONGEST_PART // 30)),
        ("fr", "Quatre élèves ont été enlevés à Bamenda."),
    ]
    articles = [Article(text[:9], "x", language, text, None, None) for language, text in texts]
    together = list(extract_all(articles, seeds()))
    assert together == [extract(article, seeds()) for article in articles]
    assert [bool(one.figures) for one in together] == [True, False, False, True, True, True]
