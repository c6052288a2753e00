import gc

import pytest
from py3langid.langid import LanguageIdentifier

from pipelines.articles.languages import _plain_language, forget_model, language_of

FRENCH = "Au moins treize personnes ont été tuées mercredi dans le sud de Tripoli."
ENGLISH = "At least thirteen people were killed south of Tripoli on Wednesday."


@pytest.mark.parametrize(
    ("given", "language"),
    [("fr", "fr"), ("FR", "fr"), ("fr-FR", "fr"), ("fr_CA", "fr"), ("fra", "fr"), ("en", "en")],
)
def test_what_is_given_counts(given, language):
    assert language_of(given, ENGLISH if language == "fr" else FRENCH) == language


@pytest.mark.parametrize("given", [None, "", "xx", "français", "und"])
def test_else_the_text_decides(given):
    assert language_of(given, FRENCH) == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Al menos trece personas murieron el miércoles al sur de Trípoli.", "es"),
        ("قُتل ثلاثة عشر شخصا على الأقل يوم الأربعاء جنوب طرابلس", "ar"),
        ("Mindestens dreizehn Menschen wurden am Mittwoch südlich von Tripolis getötet.", "de"),
        ("1.093 / 5.752", None),
    ],
)
def test_what_is_not_read_is_recognised_too(text, language):
    assert language_of(None, text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Au moins treize personnes ont été tuées mercredi dans le sud de la capitale, selon "
            "une source militaire, et des dizaines d'autres ont été blessées.",
            "fr",
        ),
        (
            "At least thirteen people were killed on Wednesday in the south of the capital, a "
            "military source said, and dozens of others were wounded.",
            "en",
        ),
        (
            "Almeno tredici persone sono state uccise mercoledì a sud di Tripoli, ha riferito il "
            "ministero della Salute. Gli scontri sono ripresi nella notte.",
            "it",
        ),
        (
            "Zeker dertien mensen zijn woensdag om het leven gekomen ten zuiden van Tripoli, zei "
            "het ministerie van Volksgezondheid. De gevechten gingen in de nacht door.",
            "nl",
        ),
    ],
)
def test_function_words_tell_french_and_english_and_no_other_language(text, language):
    plain = language if language in ("fr", "en") else None
    assert _plain_language(text) == plain
    assert language_of(None, text) == language


def test_the_model_is_given_back_and_loaded_again():
    german = "Mindestens dreizehn Menschen wurden am Mittwoch getötet."
    assert language_of(None, german) == "de"
    assert _models() == 1
    forget_model()
    assert _models() == 0
    assert language_of(None, german) == "de"


def _models():
    return sum(isinstance(one, LanguageIdentifier) for one in gc.get_objects())
