"""Short forms in which the cases of extraction are written."""

from functools import cache

from pipelines.extract import Extraction, extract
from pipelines.extract.figures import Figure
from pipelines.extract.model import Article
from pipelines.lexicons import Seeds, load_seeds


@cache
def seeds() -> Seeds:
    return load_seeds()


def read(text: str, language: str = "fr", published=(None, None)) -> Extraction:
    return extract(Article("article", "article", language, text, *published), seeds())


def short(figure: Figure) -> str:
    """A figure as the cases write it: "killed 13+", "injured v20 (part)"."""
    number = {
        "exact": f"{figure.best}",
        "at_least": f"{figure.best}+",
        "at_most": f"-{figure.best}",
        "about": f"~{figure.best}",
        "range": f"{figure.low}..{figure.high}",
        "vague": f"v{figure.low}",
    }[figure.quantifier]
    return f"{figure.measure} {number}" + (" (part)" if figure.part_of is not None else "")
