"""By what a figure is judged: features of how it was read, each of a few values.

What belongs here: features that extraction has anyway. What does not: how much each of them tells
(lexicons/confidence, seeds/confidence.csv).
"""

from pipelines.extract.figures import Figure
from pipelines.lexicons.confidence import Features


def features(figure: Figure, language: str) -> Features:
    """The features of a figure read in a text of this language, by name."""
    people = figure.statement.people
    voice, _, _ = figure.rule.partition(".")
    return {
        "language": language,
        "voice": voice,
        "head": people.head,
        "definite": "yes" if people.is_definite else "no",
        "vague": "yes" if figure.quantifier == "vague" else "no",
    }
