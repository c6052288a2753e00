"""The language of an article: what the input says, else what its first words look like.

French and English give themselves away by their function words (seeds/function_words.csv); what is
not so plainly one of them is left to py3langid, which takes fifteen times as long. Which languages
are read into figures is a matter of seeds/lang, not of this module.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

RECOGNISED = (
    *("am", "ar", "bn", "de", "el", "en", "es", "fa", "fr", "ha", "he", "hi", "id", "it", "ja"),
    *("ko", "my", "nl", "no", "pl", "ps", "pt", "ru", "so", "sv", "sw", "tr", "uk", "ur", "zh"),
)
"""ISO 639-1: French and English, and what reports on conflicts are otherwise written in."""

SAMPLE_CHARACTERS = 400
"""Enough for a sure answer, and before any quotation in another language (measured)."""

SURE_SHARE = 0.2
"""Share of function words from which a text is plainly of their language.

Of 923 French and English articles 95 % reach it, none in the other language, and texts in twelve
further languages have at most 0.12 (measured).
"""

FEWEST_WORDS = 12
"""Shorter texts have too few function words to tell."""

FUNCTION_WORDS = Path(__file__).parents[2] / "seeds" / "function_words.csv"
_WORD = re.compile(r"[^\W\d_]+")


def language_of(given: str | None, text: str) -> str | None:
    """ISO 639-1 code of `given` ("fr", "fr-FR", "fra"), else of `text`; None without letters."""
    return (_code(given) if given else None) or _identified(text)


def forget_model() -> None:
    """Give back the 55 MB of py3langid's model; it is loaded again where it is needed again."""
    _identifier.cache_clear()


def _identified(text: str) -> str | None:
    sample = text.strip()[:SAMPLE_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return None
    return _plain_language(sample) or str(_identifier().classify(sample)[0])


def _plain_language(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    if len(words) < FEWEST_WORDS:
        return None
    for language, known in _function_words().items():
        if sum(map(known.__contains__, words)) >= SURE_SHARE * len(words):
            return language
    return None


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    with FUNCTION_WORDS.open(encoding="utf-8", newline="") as file:
        rows = [(row["language"], row["word"]) for row in csv.DictReader(file)]
    languages = sorted({language for language, _ in rows})
    return {code: frozenset(w for language, w in rows if language == code) for code in languages}


@cache
def _identifier() -> "LanguageIdentifier":
    """The model, loaded on first use: it takes a second, and 25 of its 80 MB are languages not recognised."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    full = LanguageIdentifier.from_model_file(MODEL_FILE)
    full.set_languages(list(RECOGNISED))
    walk = full.tk_nextmove, full.tk_output
    return LanguageIdentifier(full.nb_ptc, full.nb_pc, full.nb_classes, *walk, tk_row=full.tk_row)


@lru_cache(maxsize=1024)
def _code(given: str) -> str | None:
    from pycountry import languages

    tag = given.strip().lower().replace("_", "-").split("-")[0]
    if len(tag) not in (2, 3):
        return None
    found = languages.get(**{f"alpha_{len(tag)}": tag})
    return getattr(found, "alpha_2", None)
