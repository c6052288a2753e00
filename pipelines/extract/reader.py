"""The compiled readers of one language, and the page that they read an article into.

Only sentences that hold a word of harm are read in full (one Aho-Corasick pass finds them); everything
else is looked at where a figure asks for it.
"""

from bisect import bisect_right
from dataclasses import dataclass

import ahocorasick_rs

from pipelines.extract.attribution import Source, sources
from pipelines.extract.clauses import Clause, ClauseReader
from pipelines.extract.lexed import lex
from pipelines.extract.people import PeopleReader
from pipelines.extract.text import Sentences, fold, split_sentences
from pipelines.extract.verbs import VerbReader
from pipelines.lexicons.language import Language
from pipelines.lexicons.profiles import NumberProfile

_LONGEST_SENTENCE = 4000  # characters; what goes on longer is no sentence (tables, lists of names)


@dataclass(frozen=True)
class Page:
    """An article's text, folded and cut into sentences; `anchored` are those with a word of harm."""

    text: str
    folded: str
    sentences: Sentences
    paragraphs: list[int]
    anchored: list[int]

    def paragraph(self, sentence: int) -> int:
        """The number of the paragraph in which a sentence stands."""
        return bisect_right(self.paragraphs, self.sentences.starts[sentence]) - 1


class Reader:
    """Reads texts of one language with one number profile."""

    def __init__(self, language: Language, profile: NumberProfile) -> None:
        self.language = language
        self._clauses = ClauseReader(PeopleReader(language, profile), VerbReader(language))
        self._anchors = ahocorasick_rs.AhoCorasick(language.triggers)

    def page(self, text: str) -> Page:
        """Fold a text, cut it into sentences and find those that hold a word of harm."""
        folded = fold(text)
        sentences = split_sentences(folded, text, self.language.abbreviations)
        hits = self._anchors.find_matches_as_indexes(folded)
        anchored = sorted({sentences.index_at(start) for _, start, _ in hits})
        paragraphs = [s for s in sentences.starts if s == 0 or text[s - 1] == "\n"]
        return Page(text, folded, sentences, paragraphs, anchored)

    def clause(self, page: Page, sentence: int) -> Clause:
        """A sentence as items of people, verbs and small words."""
        start, end = page.sentences.bounds(sentence)
        tokens = lex(
            page.text, page.folded, start, min(end, start + _LONGEST_SENTENCE), self.language
        )
        return self._clauses.clause(tokens)

    def sources(self, page: Page, clause: Clause, sentence: int) -> list[Source]:
        """The sources that a sentence names; a mere pronoun looks back one sentence."""
        named = sources(clause.tokens, page.text, None)
        if named or sentence == 0 or not self._goes_on(clause):
            return named
        start, end = page.sentences.bounds(sentence - 1)
        before = sources(lex(page.text, page.folded, start, end, self.language), page.text, None)
        return sources(clause.tokens, page.text, before[-1]) if before else []

    def _goes_on(self, clause: Clause) -> bool:
        return any(t.has("said_by_pronoun", "pronoun") for t in clause.tokens)
