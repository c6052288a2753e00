"""Where sentences end, and folding that keeps every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.text import fold, split_sentences

ABBREVIATIONS = frozenset({"m", "dr", "gén"})


def cut(text: str) -> list[str]:
    sentences = split_sentences(fold(text), text, ABBREVIATIONS)
    return [text[slice(*sentences.bounds(i))].strip() for i in range(len(sentences.starts))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un mort. Deux blessés.", ["Un mort.", "Deux blessés."]),
        ("M. Haftar parle. Il part.", ["M. Haftar parle.", "Il part."]),
        ("L'O.M.S. compte 1.093 morts. Fin.", ["L'O.M.S. compte 1.093 morts.", "Fin."]),
        ("J.-P. Dupont est mort.", ["J.-P. Dupont est mort."]),
        ("The war of the 1990s. Two died.", ["The war of the 1990s.", "Two died."]),
        ("He lay at St. Mary's. Two died.", ["He lay at St.", "Mary's.", "Two died."]),
        ("«Ils sont morts.» Puis rien.", ["«Ils sont morts.»", "Puis rien."]),
        ("Titre sans point\nUn mort.", ["Titre sans point", "Un mort."]),
        ("Onze disparus.Neuf morts.", ["Onze disparus.", "Neuf morts."]),
        ("Trois personnes\nont été blessées.", ["Trois personnes\nont été blessées."]),
        ("Trois blessés :\nun garde, un client.", ["Trois blessés :", "un garde, un client."]),
        ("Combien ? Nul ne sait.", ["Combien ?", "Nul ne sait."]),
        ("", [""]),
    ],
)
def test_sentences(text, sentences):
    assert cut(text) == sentences


@given(st.text(max_size=200))
def test_folding_keeps_offsets_and_sentences_cover_the_text(text):
    folded = fold(text)
    assert len(folded) == len(text)
    sentences = split_sentences(folded, text, ABBREVIATIONS)
    spans = [sentences.bounds(i) for i in range(len(sentences.starts))]
    assert "".join(text[a:b] for a, b in spans) == text


def test_curly_apostrophes_are_straight_in_folded_text():
    assert fold("L’ONU, d’ici") == "l'onu, d'ici"
    assert fold("L’ONU d’İzmir") == "l'onu d'İzmir"  # its small form is two characters: kept
