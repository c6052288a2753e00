"""Who speaks where a sentence does not say it in full: "he added", an open quotation, a list.

What belongs here: looking back and on in the page. What does not: the words that name a source
(attribution).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.extract.attribution import sources
from pipelines.extract.attribution.choosing import is_all_quoted
from pipelines.extract.attribution.introductions import BY_DEFAULT, OF_HARM, Introductions
from pipelines.extract.attribution.phrases import Source, following
from pipelines.extract.lexed import Token
from pipelines.extract.page import Page
from pipelines.lexicons.language_file import SourceWords
from pipelines.lexicons.notation import spell_out

_LOOK_BACK = 3  # sentences in which "il a ajouté" finds who speaks
_QUOTED_LINES = 5  # paragraphs of one quotation, each of which opens it anew
_QUOTED = 3  # sentences of a quotation after which its speaker is named
_LONGEST_QUOTATION = 1_500  # characters
_MARKS = '«»“”"'
_OPENING = ("«", "“", '"')
_CLOSING_MARKS = ("»", "”", '"')
_ATTRIBUTION = 16  # tokens of a sentence that only says who spoke
_LAST = 3  # tokens: "said", "said on Monday"
_FURTHER = 12  # tokens of "Three others were also wounded in the attack."
_FRAGMENT = 3  # tokens of a quotation: fewer are a word in quotation marks
_QUOTATION_MARKS = frozenset(_MARKS)
_STOPS = '.!?…»”":;,'
_LINE_END = 8  # characters before a line in which the last word of the one before ends
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})
_LONGEST_LIST = 20  # lines
_ARTICLES = ("definite_singular", "definite_plural", "indefinite_singular")
_OFFICE_WITHIN = 4  # tokens
_QUOTES = {"«": 1, "“": 1, "»": -1, "”": -1}


class Speakers:
    """Finds the sources of sentences in texts of one language."""

    def __init__(self, known: Mapping[str, str], words: SourceWords) -> None:
        self._known = known
        self._introductions = Introductions(known)
        self._told_behind_by = _spelled_out(words.told_behind)
        self._of_the_harmed = _spelled_out(words.of_the_harmed)

    def sources(self, page: Page, tokens: list[Token], sentence: int) -> list[Source]:
        """The sources that a sentence names; a mere pronoun looks back, a quotation looks on."""
        named = sources(tokens, self._known)
        if named and is_all_quoted(tokens, named):
            named = self._before(page, tokens, sentence) or named
        if named:
            return [self._introductions.introduced(page, source, sentence) for source in named]
        is_again = any(t.has("document", "same_source") for t in tokens)
        if is_again and (told := self._before(page, tokens, sentence)):
            return told
        spoken = self._told_behind(page, sentence) or self._of_quotation(page, sentence)
        spoken = spoken or (self._opening_office(page, sentence) if _opens_speech(tokens) else [])
        spoken = spoken or self._of_list(page, sentence) or self._of_announcement(page, sentence)
        spoken = spoken or self._of_whole(page, sentence) or self._of_fragment(page, sentence)
        if spoken:
            return [replace(s, at=len(tokens)) for s in spoken]
        if any(t.has("said_by_pronoun", "pronoun") for t in tokens):
            return self._before(page, tokens, sentence)
        return []

    def _before(self, page: Page, tokens: list[Token], sentence: int) -> list[Source]:
        """ "…, a-t-il ajouté", "according to the same source": who spoke in the sentences before."""
        visitor = self._opening_office(page, sentence) if _takes_up(tokens) else []
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _LOOK_BACK), -1):
            before = (
                visitor
                or self._introductions.of(page, earlier)
                or self._opening_office(page, earlier)
            )
            if before:
                return sources(tokens, self._known, before[-1])
        return sources(tokens, self._known, visitor[-1]) if visitor else []

    def _told_behind(self, page: Page, sentence: int) -> list[Source]:
        """ "… C'est ce qu'a annoncé le maire", "« … » Awa Sy, médecin, a dit": whom the next sentence names."""
        later = sentence + 1
        is_quotation = self._ends_quotation(page, sentence)
        is_last = later >= len(page.sentences.starts)
        if is_last or not (is_quotation or self._opens(page, later, self._told_behind_by)):
            return []
        words = page.tokens(later)
        if not words or any(t.has(*OF_HARM) and not t.has("number_of") for t in words):
            return []
        is_taken_up = self._opens(page, later, self._told_behind_by)
        is_quoted = is_quotation and len(words) <= _ATTRIBUTION
        is_quoted = is_quoted and any(t.has("said") for t in words[-_LAST:])
        if not (is_taken_up or is_quoted):
            return []
        return self._introductions.of(page, later)[-1:] or self._before(page, words, later)

    def _ends_quotation(self, page: Page, sentence: int) -> bool:
        start, end = page.sentences.bounds(sentence)
        return page.text[start:end].rstrip().endswith(_CLOSING_MARKS)

    def _of_whole(self, page: Page, sentence: int) -> list[Source]:
        """ "Parmi les morts figurent …", "Trente ont en outre été blessés": who told of them just before."""
        if self._runs_on(page, sentence):
            return self._introductions.of(page, sentence - 1)[-1:]
        if sentence == page.first_beside(sentence):
            return []
        words = page.tokens(sentence)
        is_short = len(words) <= _FURTHER and any(t.has("further") for t in words)
        goes_on = is_short or self._opens(page, sentence, self._of_the_harmed)
        return self._introductions.of(page, sentence - 1)[-1:] if goes_on else []

    def _of_fragment(self, page: Page, sentence: int) -> list[Source]:
        """ "A l'hôpital, « deux enfants ont été tués » pour avoir crié": who was quoted just before."""
        if sentence == page.first_beside(sentence):
            return []
        words = page.tokens(sentence)
        marks = [i for i, t in enumerate(words) if t.form in _QUOTATION_MARKS]
        is_quoting = any(b - a > _FRAGMENT for a, b in zip(marks[::2], marks[1::2], strict=False))
        return self._introductions.of(page, sentence - 1)[-1:] if is_quoting else []

    def _runs_on(self, page: Page, sentence: int) -> bool:
        """Whether a line break cuts it off from "…, a rapporté que"."""
        start = page.sentences.starts[sentence]
        before = page.text[max(0, start - _LINE_END) : start].rstrip()
        if not before or before[-1] in _STOPS or page.text[start - 1] != "\n":
            return False
        words = page.tokens(sentence - 1)
        return bool(words) and words[-1].has("that")

    def _opens(self, page: Page, sentence: int, words: tuple[str, ...]) -> bool:
        return page.folded.startswith(words, page.sentences.starts[sentence])

    def _of_quotation(self, page: Page, sentence: int) -> list[Source]:
        """The speaker of the quotation that a sentence lies within: where it opens, behind or ahead."""
        opening = _opening(page, page.sentences.starts[sentence])
        first = sentence if opening is None else page.sentences.index_at(opening)
        if opening is not None and (named := self._introductions.of(page, first)):
            return named[-1:]
        return self._behind_quotation(page, sentence, first) or self._ahead_of(page, first)

    def _ahead_of(self, page: Page, first: int, quotes: int = _QUOTED_LINES) -> list[Source]:
        """ "« … », raconte Awa. « … »", "Awa said: “…", a line that quotes on: who spoke just before a sentence
        that opens a quotation.
        """
        start, before = page.sentences.starts[first], first - 1
        if first == 0 or page.text[start] not in _OPENING:
            return []
        if named := self._introductions.of(page, before):
            return named[-1:]
        opening = _opening(page, start - 1)
        if opening is not None and quotes:
            return self._ahead_of(page, page.sentences.index_at(opening), quotes - 1)
        words = page.tokens(before)
        is_said = any(t.has("said_by_pronoun", "pronoun") for t in words)
        return self._before(page, words, before) if is_said else []

    def _of_list(self, page: Page, sentence: int) -> list[Source]:
        """ "Selon le ministère :", then lines with a dash each: the source of what opens the list."""
        for at in range(sentence, max(-1, sentence - _LONGEST_LIST), -1):
            words = page.tokens(at)
            if words and words[-1].form == ":":
                return self._introductions.of(page, at)[-1:] if at < sentence else []
            if not words or words[0].form not in _BULLETS:
                return []
        return []

    def _of_announcement(self, page: Page, sentence: int) -> list[Source]:
        """ "Le ministère a livré un nouveau bilan. Douze personnes …": who gave out what now is told."""
        words = page.tokens(sentence - 1) if sentence else []
        is_told = any(t.has("announced") for t in words)
        if not is_told or any(_is_number(t) for t in words):
            return []
        return self._introductions.of(page, sentence - 1)[-1:]

    def _opening_office(self, page: Page, sentence: int) -> list[Source]:
        """ "Le maire s'est rendu sur place. …, a-t-il dit": the office that opens a sentence."""
        words = page.tokens(sentence)
        is_subject = bool(words) and words[0].has(*_ARTICLES) and not words[0].has("contracted")
        found = following(words, self._known, 0) if is_subject else None
        if found is None or found.at > 0 or found.kind == BY_DEFAULT:
            return []
        first = words[: min(found.after, _OFFICE_WITHIN)]
        return [found] if any(t.has("source") for t in first) else []

    def _behind_quotation(self, page: Page, sentence: int, first: int) -> list[Source]:
        """The speaker named behind a quotation that opens in a sentence, or before it, and goes on."""
        last = min(sentence + _QUOTED, len(page.sentences.starts) - 1)
        if not _quotes_on(page, sentence):
            return []
        for later in range(sentence + 1, last + 1):
            if found := self._introductions.of(page, later):
                return found
            if _closes(page, later):
                words = page.tokens(later)
                is_said = any(t.has("said_by_pronoun", "pronoun") for t in words[-_LAST:])
                return self._told_behind(page, later) or (
                    self._ahead_of(page, first) if is_said else []
                )
        return []


def _opens_speech(tokens: Sequence[Token]) -> bool:
    """ "Le préfet n'en démord pas : « Il y a eu neuf morts »"."""
    return any(a.form == ":" and b.form in _OPENING for a, b in pairwise(tokens))


def _takes_up(tokens: Sequence[Token]) -> bool:
    """ "Le ministre s'est rendu sur place, où il a annoncé": a pronoun behind the clause of its noun."""
    return any(a.has("relative", "conjunction") and b.has("pronoun") for a, b in pairwise(tokens))


def _spelled_out(listed: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for notation in listed for word in spell_out(notation))


def _is_number(token: Token) -> bool:
    return token.form.isdigit() or (token.has("number") and not token.has("indefinite_singular"))


def _quotes_on(page: Page, sentence: int) -> bool:
    """Whether a quotation opens in a sentence and does not close in it."""
    start, end = page.sentences.bounds(sentence)
    words = page.text[start:end]
    if _opening(page, start) is not None and not any(mark in words for mark in _MARKS):
        return True
    if sum(words.count(mark) * side for mark, side in _QUOTES.items()) > 0:
        return True
    last = words.rfind('"')
    is_odd = words.count('"') % 2 == 1
    return is_odd and (last == 0 or words[last - 1].isspace())


def _closes(page: Page, sentence: int) -> bool:
    """Whether a quotation that was open before a sentence closes in it."""
    words = page.text[slice(*page.sentences.bounds(sentence))]
    return any(mark in words for mark in ("»", "”")) or words.count('"') % 2 == 1


def _opening(page: Page, at: int) -> int | None:
    """Where the quotation opens that a place in the text lies within; None where it lies in none."""
    first = max(page.text.rfind("\n", 0, at) + 1, at - _LONGEST_QUOTATION)
    last = max(page.text.rfind(mark, first, at) for mark in _MARKS)
    if last < first or _QUOTES.get(page.text[last], 1) < 0:
        return None
    is_straight = page.text[last] == '"'
    is_after_space = last == 0 or page.text[last - 1].isspace() or page.text[last - 1] == "("
    return last if not is_straight or is_after_space else None
