"""Words joined into the phrases that the lexicon knows, each with what it may mean.

What belongs here: longest-match look-up. What does not: deciding between meanings (phrases, frames).
"""

from dataclasses import dataclass

from pipelines.lexicons.language import Language, Meanings, Phrase, Phrases
from pipelines.lexicons.tokens import Word, words

_NO_MEANING: Meanings = {}


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


def lex(text: str, folded: str, start: int, end: int, language: Language) -> list[Token]:
    """The tokens of text[start:end]: at each word the longest phrase of the lexicon.

    `folded` is the text by `fold`, of the same length.
    """
    found = list(words(folded, start, end, language.pattern))
    tokens: list[Token] = []
    at, size, phrases = 0, len(found), language.phrases
    while at < size:
        word = found[at]
        known = phrases.get(word.form)
        if known is None and "-" in word.form:
            known = phrases.get(_without_number(word.form))
        phrase = _longest(known, found, at) if known else None
        is_acronym = word.form in language.acronyms and text[word.start : word.end].isupper()
        if phrase is None or (is_acronym and not phrase.rest):
            is_capital = text[word.start].isupper() or _is_particle_name(text, word)
            tokens.append(Token(word.start, word.end, word.form, _NO_MEANING, is_capital))
            at += 1
        else:
            last = found[at + len(phrase.rest)]
            form = folded[word.start : last.end]
            is_capital = text[word.start].isupper()
            tokens.append(Token(word.start, last.end, form, phrase.meanings, is_capital))
            at += 1 + len(phrase.rest)
    return tokens


def _without_number(form: str) -> str:
    """ "12-year-old" means what "year-old" means."""
    number, dash, rest = form.partition("-")
    return rest if dash and number.isdigit() else form


def _is_particle_name(text: str, word: Word) -> bool:
    """ "al-Bursh" is a name, too."""
    dash = word.form.find("-")
    return 0 < dash < len(word.form) - 1 and text[word.start + dash + 1].isupper()


def _longest(known: Phrases, found: list[Word], at: int) -> Phrase | None:
    """The longest phrase of these that the words from `at` spell out."""
    longer = known.by_second.get(found[at + 1].form) if at + 1 < len(found) else None
    for phrase in longer or ():
        rest = phrase.rest
        if len(rest) == 1 or rest == tuple(w.form for w in found[at + 1 : at + 1 + len(rest)]):
            return phrase
    return known.alone
