"""Counts of some out of many: "sept de nos soldats", "trois d'entre eux", "aucun des trois", "a family of six".

What belongs here: the words between a count and the noun it is a part of. What does not: the noun phrase
itself (people), the count (quantities).
"""

from typing import Literal

from pipelines.extract.lexed import Token
from pipelines.extract.quantities import Quantity, quantity_at
from pipelines.extract.quantities.numbers import number_at
from pipelines.lexicons.language import Language
from pipelines.lexicons.profiles import NumberProfile

Partitive = Literal["pronoun", "whole", "own"]
SOME = ("pronoun", "whole")
"""Those that count some of a number told before."""

_QUOTATION = frozenset('"«»“”')
_OWNER = 2  # tokens of "family's"
_MILLION = 1_000_000  # from here on French and English put "de" before the noun


def partitive_at(
    tokens: list[Token], quantity: Quantity, language: Language, profile: NumberProfile
) -> tuple[int, Partitive | None]:
    """The token after "de nos", "d'entre eux" or a plain "de", and which of them it was; of one's "own side"
    are people who count beside those of the other.
    """
    j = quantity.after + _closes_quotation(tokens, quantity)
    if j < len(tokens) and tokens[j].has("of_own_side"):
        return j + 1, "own"
    if j < len(tokens) and tokens[j].has("of_them"):
        return j + 1, "pronoun"
    is_vague = quantity.quantifier == "vague" and not quantity.is_plural
    if is_vague and j < len(tokens) and tokens[j].has("definite_plural"):
        return j + 1, "whole"  # "a number of the attackers"
    if j >= len(tokens) or not tokens[j].has("of"):
        return j, None
    after = j + 1
    if after < len(tokens) and tokens[after].has("definite_plural"):
        return _after_whole(tokens, after + 1, language, profile), "whole"
    if _is_owner(tokens, after):
        return _after_whole(tokens, after, language, profile), "whole"
    if not quantity.is_digits and quantity.quantifier != "exact":
        return after, None
    if tokens[j].has("definite_of"):  # "cinq des tireurs": "des" holds the article
        return _after_whole(tokens, after, language, profile), "whole"
    is_million = (quantity.best or 0) >= _MILLION or quantity.is_zero
    return (after, None) if is_million else (j, None)


def _closes_quotation(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether a number stands in quotation marks: "« au moins 12 » civils"."""
    before, after = (
        tokens[quantity.at - 1 : quantity.at],
        tokens[quantity.after : quantity.after + 1],
    )
    is_open = any(t.form in _QUOTATION for t in before)
    return is_open and any(t.form in _QUOTATION for t in after)


def _after_whole(tokens: list[Token], at: int, language: Language, profile: NumberProfile) -> int:
    """The token after the number of the whole: "deux des quatre otages", "seven of the family's ten"."""
    at += _OWNER * _is_owner(tokens, at)
    at += any(t.has("other") for t in tokens[at : at + 1])  # "none of the other three"
    whole = quantity_at(tokens, at, language, profile) if at < len(tokens) else None
    return whole.after if whole and not whole.is_plural else at


def _is_owner(tokens: list[Token], at: int) -> bool:
    """Whether a word says whose the people behind it are: "one of the governor's guards"."""
    return at + _OWNER < len(tokens) and tokens[at + 1].has("possessive_mark")


def whole_of(
    tokens: list[Token], some: Quantity, language: Language, profile: NumberProfile
) -> Quantity | None:
    """The number after "des" in "aucun des trois occupants", "18 des 138 blessés"."""
    j = some.after
    while j < len(tokens) and tokens[j].has("of", "definite_plural", "other"):
        j += 1
    if j == some.after or j >= len(tokens):
        return None
    whole = quantity_at(tokens, j, language, profile)
    return whole if whole is not None and whole.best else None


def family_size(tokens: list[Token], at: int, noun: int, language: Language) -> Quantity | None:
    """The number of "a family of six" and of "a five-member family", which count persons."""
    for j in range(at, noun):
        size, _, unit = tokens[j].form.partition("-")
        known = language.phrases.get(unit)
        value = int(size) if size.isdigit() else language.number_words.get(size)
        if value and known and known.alone and "person" in known.alone.meanings:
            return Quantity(value, value, value, "exact", j, noun + 1)
    if noun + 2 >= len(tokens) or not tokens[noun + 1].has("of"):
        return None
    size = number_at(tokens, noun + 2, language)
    if size is None:
        return None
    return Quantity(size.value, size.value, size.value, "exact", noun + 2, size.after)


def couple_at(tokens: list[Token], at: int, noun: int, language: Language) -> Quantity | None:
    """ "an elderly couple", "the trio": a noun that is a number of persons."""
    number = language.collectives.get(tokens[noun].form)
    if number is None or not tokens[noun].has("person"):
        return None
    return Quantity(number, number, number, "exact", at, at + 1)
