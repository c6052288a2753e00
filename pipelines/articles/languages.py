"""The language of an article: what the input says, else what its first words look like.

Which languages are read into figures is a matter of seeds/lang, not of this module.
"""

from functools import cache, lru_cache
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


def language_of(given: str | None, text: str) -> str | None:
    """ISO 639-1 code of `given` ("fr", "fr-FR", "fra"), else of `text`; None without letters."""
    return (_code(given) if given else None) or _identified(text)


def _identified(text: str) -> str | None:
    sample = text.strip()[:SAMPLE_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return None
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> "LanguageIdentifier":
    """The model, loaded on first use: it takes two seconds."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(RECOGNISED))
    return identifier


@lru_cache(maxsize=1024)
def _code(given: str) -> str | None:
    from pycountry import languages

    tag = given.strip().lower().replace("_", "-").split("-")[0]
    if len(tag) not in (2, 3):
        return None
    found = languages.get(**{f"alpha_{len(tag)}": tag})
    return getattr(found, "alpha_2", None)
