"""Retractions: words that take a report back, and the reports that they take back."""

from datetime import date

import pytest
from extraction import seeds

from pipelines.extract import extract
from pipelines.extract.model import Article
from pipelines.extract.tables import extraction_rows
from pipelines.lexicons import SEEDS
from pipelines.lexicons.files import read_section
from pipelines.lexicons.retractions import RetractionFile, load_retractions

CODES = ("fr", "en")
SENTENCES = [
    (code, sentence, is_one)
    for code in CODES
    for words in [read_section(SEEDS / "lang" / f"{code}.yaml", "retractions", RetractionFile)]
    for listed, is_one in ((words.examples, True), (words.others, False))
    for sentence in listed
]


@pytest.mark.parametrize(
    ("code", "sentence", "is_one"), SENTENCES, ids=[s for _, s, _ in SENTENCES]
)
def test_words_tell_retractions_from_denials(code, sentence, is_one):
    words = load_retractions(SEEDS / "lang" / f"{code}.yaml")
    assert bool(list(words.spots(sentence))) is is_one


NEWS = "Une attaque a fait dix morts lundi à Mopti."
OLDER = "Le 3 mars 2018, une embuscade avait tué douze soldats à Gao."
TAKEN_BACK = "Nous retirons notre article sur l'attaque qui a fait dix morts lundi à Mopti."


@pytest.mark.parametrize(
    ("title", "text", "marks"),
    [
        (None, f"{TAKEN_BACK} {OLDER}", [True, False]),
        ("Nous retirons notre article", f"{NEWS} {OLDER}", [True, False]),
        (None, f"{NEWS} {OLDER}", [False, False]),
    ],
)
def test_the_report_that_is_taken_back_is_marked(title, text, marks):
    day = date(2021, 5, 5)
    article = Article("a", "a", "fr", text, day, day, title)
    rows = extraction_rows(article, extract(article, seeds()), seeds())
    found = [row["is_retraction"] for table, row in rows if table == "core.incident_reports"]
    assert found == marks
