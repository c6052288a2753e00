"""By what a figure is judged: features of how it was read, each of a few values.

What belongs here: features that extraction has anyway. What does not: how much each of them tells
(lexicons/confidence, seeds/confidence.csv).
"""

from collections.abc import Mapping

from pipelines.extract.figures import Figure


def features(figure: Figure, language: str) -> Mapping[str, str]:
    """The features of a figure read in a text of this language, by name."""
    people = figure.statement.people
    voice, _, _ = figure.rule.partition(".")
    return {
        "language": language,
        "voice": voice,
        "head": people.head,
        "number": _written(figure),
    }


def _written(figure: Figure) -> str:
    """How the count is written: "un soldat", "des dizaines", "13", "treize"."""
    quantity = figure.statement.people.quantity
    if quantity.is_article:
        return "article"
    if figure.quantifier == "vague":
        return "vague"
    return "digits" if quantity.is_digits else "words"
