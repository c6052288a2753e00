"""The compiled readers of one language: article → page, sentence → clause and sources.

Only sentences that hold a word of harm are read in full (one Aho-Corasick pass finds them); everything
else is looked at where a figure asks for it.
"""

import ahocorasick_rs

from pipelines.extract.attribution import Source
from pipelines.extract.clauses import Clause, ClauseReader
from pipelines.extract.lexed import Lexer, Token
from pipelines.extract.page import Page
from pipelines.extract.people import PeopleReader
from pipelines.extract.speakers import Speakers
from pipelines.extract.text import fold, split_sentences
from pipelines.extract.verbs import VerbReader
from pipelines.lexicons.language import Language
from pipelines.lexicons.profiles import NumberProfile


class Reader:
    """Reads texts of one language with one number profile."""

    def __init__(self, language: Language, profile: NumberProfile, states: frozenset[str]) -> None:
        self.language = language
        self._clauses = ClauseReader(PeopleReader(language, profile), VerbReader(language))
        self._lexer = Lexer(language)
        self._speakers = Speakers(self._lexer, states)
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
        """The sources that a sentence names or goes on with."""
        return self._speakers.sources(page, clause.tokens, sentence)
