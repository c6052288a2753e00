"""The compiled readers of one language: article → page, sentence → clause and sources.

Only sentences that hold a word of harm are read in full (one Aho-Corasick pass finds them); everything
else is looked at where a figure asks for it.
"""

import re
from collections.abc import Mapping

import ahocorasick_rs

from pipelines.extract.attribution.phrases import Source
from pipelines.extract.attribution.speakers import Speakers
from pipelines.extract.lexed import Lexer, Token
from pipelines.extract.page import Page
from pipelines.extract.people.reader import PeopleReader
from pipelines.extract.statements.clauses import Clause, ClauseReader
from pipelines.extract.statements.recounted import CUES
from pipelines.extract.statements.verbs import VerbReader
from pipelines.extract.text import Sentences, fold, split_sentences
from pipelines.lexicons.language import Language
from pipelines.lexicons.notation import spell_out
from pipelines.lexicons.profiles import NumberProfile

_COMPACT = ahocorasick_rs.Implementation.ContiguousNFA
"""30,000 phrases as a DFA take 45 MB in each process that reads, and win 2 µs an article."""


def _is_word(folded: str, start: int, end: int) -> bool:
    """Whether a word begins at start and one ends at end: "tué", but not "institué"."""
    is_within = folded[start - 1 : start].isalpha() or folded[end : end + 1].isalnum()
    return not is_within or not folded[end - 1].isalpha()


_LONGEST_NUMBER = 24  # characters of a number in one word


class Reader:
    """Reads texts of one language with one number profile."""

    def __init__(
        self, language: Language, profile: NumberProfile, speakers: Mapping[str, str]
    ) -> None:
        self.language = language
        self._verbs = VerbReader(language)
        self._clauses = ClauseReader(PeopleReader(language, profile), self._verbs)
        self._lexer = Lexer(language)
        words = sorted(w for w, n in language.file.numbers.words.items() if n > 1 and " " not in w)
        were = sorted(language.file.function["counted_on"])
        number = rf"(?:{'|'.join(words)})"
        counted = rf"(?:[0-9]+|{number}(?:-{number})*)"
        self._were = re.compile(rf"(?<!\S){counted} (?:{'|'.join(were)}) ")
        again = {
            " ".join(phrase.split())
            for cue in CUES
            for notation in language.file.function[cue]
            for phrase in spell_out(notation)
        }
        self._again = ahocorasick_rs.AhoCorasick(sorted(again), implementation=_COMPACT)
        self._it_is = tuple(language.file.function.get("it_is", ()))
        capitals = {c.lower(): "government" for c in language.file.sources.capitals}
        self._speakers = Speakers({**speakers, **capitals}, language.file.sources)
        self._anchors = ahocorasick_rs.AhoCorasick(language.triggers, implementation=_COMPACT)

    def page(self, text: str) -> Page | None:
        """Fold a text, cut it into sentences and find those with a word of harm; None if none has."""
        folded = fold(text)
        hits = self._anchors.find_matches_as_indexes(folded, overlapping=True)
        words = [start for _, start, end in hits if _is_word(folded, start, end)]
        if not words:
            return None
        sentences = split_sentences(folded, text, self.language.abbreviations)
        anchored = {sentences.index_at(start) for _, start, _ in hits}
        anchored |= {s + 1 for s in anchored if self._counts_on(folded, sentences, s + 1)}
        firm = frozenset(map(sentences.index_at, words))
        starts = enumerate(sentences.starts)
        paragraphs = [i for i, start in starts if start == 0 or text[start - 1] == "\n"]
        return Page(text, folded, sentences, paragraphs, sorted(anchored), firm, self._lexer)

    def _counts_on(self, folded: str, sentences: Sentences, sentence: int) -> bool:
        """Whether a sentence begins with a number or "it is", tells what a number of people were or counts them
        anew, behind one that tells of the dead: "Ten were children", "They numbered 171,500 in January".
        """
        if sentence >= len(sentences.starts):
            return False
        start, end = sentences.bounds(sentence)
        first = folded[start : min(end, start + _LONGEST_NUMBER)].partition(" ")[0]
        is_number = first.isdigit() or first in self.language.number_words
        if is_number or folded.startswith(self._it_is, start):
            return True
        if self._were.search(folded, start, end) is not None:
            return True
        return bool(self._again.find_matches_as_indexes(folded[start:end]))

    def tells_harm(self, page: Page, sentence: int) -> bool:
        """Whether a sentence tells of harm by itself, without what was told before it."""
        return sentence in page.firm and self._verbs.tells_harm(page.tokens(sentence))

    def clause(self, page: Page, sentence: int) -> Clause:
        """A sentence as items of people, verbs and small words."""
        return self._clauses.clause(page.tokens(sentence))

    def words(self, text: str | None) -> list[Token]:
        """The tokens of a text that is no part of the page: its title."""
        return self._lexer.lex(text, fold(text), 0, len(text)) if text else []

    def sources(self, page: Page, clause: Clause, sentence: int) -> list[Source]:
        """The sources that a sentence names or goes on with."""
        return self._speakers.sources(page, clause.tokens, sentence)
