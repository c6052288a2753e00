"""Which reports of an article the outlet takes back.

Those with a figure in a sentence that takes a report back; where no figure stands in such a
sentence, or the title does it, the first report. The words stand in `retractions` of seeds/lang/*.yaml.
"""

from collections.abc import Sequence

from pipelines.extract.accounts.reports import Report
from pipelines.extract.figures import Figure
from pipelines.extract.model import Article
from pipelines.lexicons.retractions import Retractions

_ENDS = ".!?\n"


def retracted(
    article: Article, reports: Sequence[Report], figures: Sequence[Figure], words: Retractions
) -> frozenset[int]:
    """The positions in `reports` of the incident reports that are taken back."""
    incidents = [n for n, report in enumerate(reports) if report.scope == "incident"]
    spans = [_sentence(article.text, spot) for spot in words.spots(article.text)]
    in_title = any(True for _ in words.spots(article.title or ""))
    if not incidents or not (spans or in_title):
        return frozenset()
    named = frozenset(
        n
        for n in incidents
        if any(
            start <= figures[i].quote_start < end
            for i in reports[n].figures
            for start, end in spans
        )
    )
    return named or frozenset(incidents[:1])


def _sentence(text: str, spot: int) -> tuple[int, int]:
    start = max(text.rfind(end, 0, spot) for end in _ENDS) + 1
    ends = [found for end in _ENDS if (found := text.find(end, spot)) >= 0]
    return start, min(ends, default=len(text))
