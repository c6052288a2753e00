"""Words joined into the phrases that the lexicon knows, each with what it may mean.

What belongs here: longest-match look-up. What does not: deciding between meanings (phrases, frames).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extract.text import fold
from pipelines.lexicons.language import Language
from pipelines.lexicons.phrases import Meanings, Phrase
from pipelines.lexicons.tokens import words

MEMO_SIZE = 50_000
"""Stretches remembered at most; then the memo starts anew, so that memory stays bounded."""

_LONGEST_REMEMBERED = 40
_NO_MEANING: Meanings = {}
_IN_NUMBERS = frozenset("0123456789h")  # "5 752" and "10 h 30" go on behind a space


@dataclass(slots=True)
class Token:
    """A phrase of the lexicon, or a single word without meaning in it."""

    start: int
    end: int
    form: str
    meanings: Meanings
    is_capital: bool

    def has(self, *tags: str) -> bool:
        """Whether the phrase may mean any of these."""
        meanings = self.meanings
        if meanings:
            for tag in tags:  # a plain loop: this is the innermost question of all reading
                if tag in meanings:
                    return True
        return False


class _Piece(NamedTuple):
    """A word within a stretch of text: what it means alone, and the phrases that it may begin."""

    start: int
    end: int
    form: str
    meanings: Meanings
    is_capital: bool
    is_upper: bool
    longer: Mapping[str, tuple[Phrase, ...]]


class Lexer:
    """Cuts texts of one language into tokens; remembers what it has read between two spaces."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._read: dict[str, tuple[_Piece, ...]] = {}

    def lex(self, text: str, folded: str, start: int, end: int) -> list[Token]:
        """The tokens of text[start:end]: at each word the longest phrase of the lexicon.

        `folded` is the text by `fold`, of the same length.
        """
        pieces, offsets = self._pieces(text, start, end)
        tokens: list[Token] = []
        done = 0
        for at, (begin, stop, form, meanings, is_capital, is_upper, longer) in enumerate(pieces):
            if at < done:
                continue
            offset = offsets[at]
            following = pieces[at + 1].form if longer and at + 1 < len(pieces) else ""
            phrase = _longest(longer[following], pieces, at) if following in longer else None
            if phrase is None:
                tokens.append(Token(offset + begin, offset + stop, form, meanings, is_capital))
                continue
            done = at + 1 + len(phrase.rest)
            first, after = offset + begin, offsets[done - 1] + pieces[done - 1].end
            tokens.append(Token(first, after, folded[first:after], phrase.meanings, is_upper))
        return tokens

    def _pieces(self, text: str, start: int, end: int) -> tuple[list[_Piece], list[int]]:
        """The words of text[start:end], and where the stretch begins in which each of them lies."""
        pieces: list[_Piece] = []
        offsets: list[int] = []
        stretches = text[start:end].split(" ")
        offset, read, open_number = start, self._read, ""
        for stretch, following in zip(stretches, [*stretches[1:], ""], strict=True):
            if open_number:
                stretch = f"{open_number} {stretch}"
            if following[:1] in _IN_NUMBERS and stretch[-1:] in _IN_NUMBERS:
                open_number = stretch
                continue
            open_number = ""
            found = read.get(stretch)
            if found is None:
                found = self._remembered(stretch)
            pieces += found
            offsets += [offset] * len(found)
            offset += len(stretch) + 1
        return pieces, offsets

    def _remembered(self, stretch: str) -> tuple[_Piece, ...]:
        folded = fold(stretch)
        found = tuple(
            self._piece(word.start, word.end, word.form, stretch[word.start : word.end])
            for word in words(folded, 0, len(folded), self._language.pattern)
        )
        if len(self._read) >= MEMO_SIZE:
            self._read.clear()
        if len(stretch) <= _LONGEST_REMEMBERED:
            self._read[stretch] = found
        return found

    def _piece(self, start: int, end: int, form: str, written: str) -> _Piece:
        language = self._language
        known = language.phrases.get(form)
        if known is None and "-" in form:
            known = language.phrases.get(_without_number(form, language.number_words))
        is_acronym = form in language.acronyms and written.isupper()
        alone = known.alone if known is not None and not is_acronym else None
        is_upper = written[0].isupper()
        is_capital = is_upper or (alone is None and _is_particle_name(written))
        meanings = alone.meanings if alone is not None else _NO_MEANING
        if is_acronym and known is not None and known.alone is not None:
            meanings = {t: v for t, v in known.alone.meanings.items() if t == "source"}
        if not is_upper:
            meanings = language.in_small_letters.get(form, meanings)
        longer = known.by_second if known is not None else {}
        return _Piece(start, end, form, meanings, is_capital, is_upper, longer)


def _without_number(form: str, numbers: Mapping[str, int]) -> str:
    """ "12-year-old" means what "year-old" means, and so does "twelve-year-old"."""
    number, dash, rest = form.partition("-")
    return rest if dash and (number.isdigit() or number in numbers) else form


def _is_particle_name(written: str) -> bool:
    """ "al-Bursh" is a name, too."""
    dash = written.find("-")
    return 0 < dash < len(written) - 1 and written[dash + 1].isupper()


def _longest(phrases: Sequence[Phrase], pieces: list[_Piece], at: int) -> Phrase | None:
    """The longest of the phrases, sorted by length, that the words from `at` spell out; the second fits."""
    third = pieces[at + 2].form if at + 2 < len(pieces) else ""
    for phrase in phrases:
        rest = phrase.rest
        if len(rest) == 1:
            return phrase
        if rest[1] == third and rest == tuple(p.form for p in pieces[at + 1 : at + 1 + len(rest)]):
            return phrase
    return None
