"""The compiled readers of one language, and the page that they read an article into.

Only sentences that hold a word of harm are read in full (one Aho-Corasick pass finds them); everything
else is looked at where a figure asks for it.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

import ahocorasick_rs

from pipelines.extract.attribution import Source, sources
from pipelines.extract.clauses import Clause, ClauseReader
from pipelines.extract.lexed import Lexer, Token
from pipelines.extract.people import PeopleReader
from pipelines.extract.text import Sentences, fold, split_sentences
from pipelines.extract.verbs import VerbReader
from pipelines.lexicons.language import Language
from pipelines.lexicons.profiles import NumberProfile

_LOOK_BACK = 3  # sentences in which "il a ajouté" finds who speaks


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

    def __init__(self, language: Language, profile: NumberProfile, states: frozenset[str]) -> None:
        self._states = states
        self.language = language
        self._clauses = ClauseReader(PeopleReader(language, profile), VerbReader(language))
        self._lexer = Lexer(language)
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
        return self._clauses.clause(self.tokens(page, start, end))

    def tokens(self, page: Page, start: int, end: int) -> list[Token]:
        """The tokens of a stretch of the page."""
        return self._lexer.lex(page.text, page.folded, start, end)

    def words(self, text: str | None) -> list[Token]:
        """The tokens of a text that is no part of the page: its title."""
        return self._lexer.lex(text, fold(text), 0, len(text)) if text else []

    def sources(self, page: Page, clause: Clause, sentence: int) -> list[Source]:
        """The sources that a sentence names; a mere pronoun looks back, a quotation looks on."""
        named = sources(clause.tokens, self._states)
        if named:
            return named
        if self._goes_on(clause):
            for earlier in range(sentence - 1, max(-1, sentence - 1 - _LOOK_BACK), -1):
                before = self._sources_of(page, earlier)
                if before:
                    return sources(clause.tokens, self._states, before[-1])
        if sentence + 1 < len(page.sentences.starts) and self._quotes_on(page, sentence):
            return [replace(s, at=len(clause.tokens)) for s in self._sources_of(page, sentence + 1)]
        return []

    def _sources_of(self, page: Page, sentence: int) -> list[Source]:
        start, end = page.sentences.bounds(sentence)
        return sources(self.tokens(page, start, end), self._states)

    def _quotes_on(self, page: Page, sentence: int) -> bool:
        """Whether a quotation opens in a sentence and does not close in it."""
        start, end = page.sentences.bounds(sentence)
        words = page.text[start:end]
        return words.count("«") + words.count("“") > words.count("»") + words.count("”")

    def _goes_on(self, clause: Clause) -> bool:
        return any(t.has("said_by_pronoun", "pronoun") for t in clause.tokens)
