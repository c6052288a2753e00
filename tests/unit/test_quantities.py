"""Phrases and the bounds that they give."""

from pathlib import Path

import pytest
import yaml

from pipelines.extract.lexed import Lexer
from pipelines.extract.quantities import quantity_at
from pipelines.extract.text import fold
from pipelines.lexicons import SEEDS
from pipelines.lexicons.profiles import load_profiles
from tests.unit.extraction import seeds

FILES = sorted((Path(__file__).parents[1] / "cases").glob("quantities.*.yaml"))
CASES = [
    (path.suffixes[0][1:], phrase, expected)
    for path in FILES
    for phrase, expected in yaml.safe_load(path.read_text("utf-8")).items()
]


def bounds(phrase: str, language: str, profile: str = "literal") -> str:
    words = seeds().languages[language]
    folded = fold(phrase)
    tokens = Lexer(words).lex(phrase, folded, 0, len(phrase))
    found = quantity_at(tokens, 0, words, load_profiles(SEEDS / "number_profiles.csv")[profile])
    numbers = "/".join("-" if n is None else str(n) for n in (found.low, found.best, found.high))
    return f"{numbers} {found.quantifier}"


@pytest.mark.parametrize(("language", "phrase", "expected"), CASES, ids=[c[1] for c in CASES])
def test_phrase(language, phrase, expected):
    assert bounds(phrase, language) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("des dizaines de morts", "10/-/- vague"),
        ("plusieurs centaines de morts", "100/-/- vague"),
        ("plusieurs morts", "-/-/- vague"),
        ("une quarantaine de morts", "40/40/40 about"),
    ],
)
def test_acled_profile_is_the_most_conservative(phrase, expected):
    assert bounds(phrase, "fr", "acled") == expected
