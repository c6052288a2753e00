"""An article's text as the readers look at it; what is read from it stands in the module of each step."""

from bisect import bisect_right
from dataclasses import dataclass

from pipelines.extract.text import Sentences


@dataclass(frozen=True)
class Page:
    """An article's text, folded and cut into sentences.

    `anchored` are those with a word of harm, `firm` those where it is no mere part of a word: the
    others may only go on with what was told before.
    """

    text: str
    folded: str
    sentences: Sentences
    paragraphs: list[int]
    anchored: list[int]
    firm: frozenset[int]

    def paragraph(self, sentence: int) -> int:
        """The number of the paragraph in which a sentence stands."""
        return bisect_right(self.paragraphs, self.sentences.starts[sentence]) - 1
