"""An article's text as the readers look at it; what is read from it stands in the module of each step."""

from bisect import bisect_right
from dataclasses import dataclass, field

from pipelines.extract.lexed import Lexer, Token
from pipelines.extract.text import Sentences


@dataclass(frozen=True)
class Page:
    """An article's text, folded and cut into sentences.

    `paragraphs` are the sentences that open one, `anchored` those with a word of harm, `firm` those
    where it is no mere part of a word: the others may only go on with what was told before.
    """

    text: str
    folded: str
    sentences: Sentences
    paragraphs: list[int]
    anchored: list[int]
    firm: frozenset[int]
    lexer: Lexer
    _tokens: dict[int, list[Token]] = field(default_factory=dict[int, list[Token]])

    def tokens(self, sentence: int) -> list[Token]:
        """The tokens of a sentence, cut once."""
        found = self._tokens.get(sentence)
        if found is None:
            start, end = self.sentences.bounds(sentence)
            found = self._tokens[sentence] = self.lexer.lex(self.text, self.folded, start, end)
        return found

    def between(self, start: int, end: int) -> range:
        """The sentences that hold text[start:end]; none where that is empty."""
        index_at = self.sentences.index_at
        return range(index_at(start), index_at(end - 1) + 1) if start < end else range(0)

    def paragraph(self, sentence: int) -> int:
        """The number of the paragraph in which a sentence stands."""
        return bisect_right(self.paragraphs, sentence) - 1

    def first_beside(self, sentence: int) -> int:
        """The first sentence of the paragraph in which a sentence stands."""
        return self.paragraphs[self.paragraph(sentence)]
