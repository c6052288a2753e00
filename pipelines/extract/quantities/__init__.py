"""How many: a number or a vague word with what qualifies it, as bounds.

"au moins 13" is 13/13/–, "une trentaine" about 30, "entre 10 et 15" 10/–/15, "des dizaines" 20/–/–,
"aucun" 0 (the annotation guide's table; vague words by number profile). What belongs here: bounds and
qualifiers. What does not: who is counted (phrases).
"""

from dataclasses import dataclass, replace
from typing import Literal

from pipelines.extract.lexed import Token
from pipelines.extract.quantities.numbers import Number, number_at
from pipelines.lexicons.language import Language
from pipelines.lexicons.profiles import NumberProfile

Quantifier = Literal["exact", "at_least", "at_most", "about", "range", "vague"]


QUANTITY_OPENERS = frozenset(
    {"floor", "about", "ceiling", "exact", "other", "range_open", "rise", "zero", "vague", "number"}
)
"""What a word must mean to begin a quantity, if it is not written in digits or with a hyphen."""

_BOUNDING = frozenset({"floor", "about", "ceiling", "exact"})
_QUALIFIERS = _BOUNDING | {"other"}
_BEHIND = frozenset({"floor_after", "about_after", "ceiling_after"})
_QUOTATION = frozenset('"«»“”')
_THOUSAND = 1000
_MOST_QUALIFIERS = 4  # "au moins près de quelque autres 20" has as many


@dataclass(slots=True)
class Quantity:
    """Bounds of a count and the tokens [at, after) that carry them."""

    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier
    at: int
    after: int
    is_article: bool = False
    is_plural: bool = False
    is_digits: bool = False
    superseded: "Quantity | None" = None

    @property
    def is_zero(self) -> bool:
        """Whether the text states that there was nobody."""
        return self.best == 0


def quantity_at(
    tokens: list[Token], at: int, language: Language, profile: NumberProfile
) -> Quantity | None:
    """The quantity that begins at a token, with the qualifiers before and after it."""
    token = tokens[at]
    if not may_begin(token, QUANTITY_OPENERS):
        return None
    meanings = token.meanings
    if not _QUALIFIERS.isdisjoint(meanings) and _is_row_of_qualifiers(tokens, at):
        return None
    if not _BOUNDING.isdisjoint(meanings):
        return _qualified(tokens, at, language, profile)
    if "other" in meanings and at + 1 < len(tokens):
        behind = quantity_at(tokens, at + 1, language, profile)
        if behind is not None and not behind.is_plural:
            return behind  # "another 15"
    if "range_open" in meanings:
        return _between(tokens, at, language)
    if "rise" in meanings:
        return _rise(tokens, at, language, profile)
    if "zero" in meanings:
        return Quantity(0, 0, 0, "exact", at, at + 1)
    if "vague" in meanings or token.form in language.collectives:
        return _vague(tokens, at, language, profile)
    if "about_after" in meanings and "-" in token.form:
        return _odd(token, at, language)
    number = number_at(tokens, at, language)
    if number is None:
        return None
    return _trailing(tokens, _counted(tokens, at, number, language), language)


def may_begin(token: Token, openers: frozenset[str]) -> bool:
    """Whether a phrase whose first words mean one of these, or a number, may begin here."""
    if token.meanings and not openers.isdisjoint(token.meanings):
        return True
    return token.form[0].isdigit() or "-" in token.form


def _is_row_of_qualifiers(tokens: list[Token], at: int) -> bool:
    """Whether more qualifiers follow each other than any number has."""
    row = tokens[at : at + _MOST_QUALIFIERS + 1]
    return len(row) > _MOST_QUALIFIERS and all(t.has(*_QUALIFIERS) for t in row)


def _counted(tokens: list[Token], at: int, number: Number, language: Language) -> Quantity:
    collective = _collective(tokens, number.after, language)
    if collective and _is_noun(tokens, number.after):
        value = collective[0] * number.value
        return Quantity(value, value, value, "exact", at, number.after)
    if collective:
        value, after = collective
        return _about(number.value * value, at, after)
    if number.after < len(tokens) and tokens[number.after].has("range_join"):
        second = _number(tokens, number.after + 1, language)
        if second and second.value > number.value:
            low = _shared_factor(tokens, number, second, language)
            return Quantity(low, None, second.value, "range", at, second.after)
    value = number.value
    return Quantity(
        value,
        value,
        value,
        "exact",
        at,
        number.after,
        is_article=number.is_article,
        is_digits=number.is_digits,
    )


def _is_noun(tokens: list[Token], at: int) -> bool:
    """ "A couple" are two, "a couple of men" are about two."""
    is_of = at + 1 < len(tokens) and tokens[at + 1].has("of")
    return tokens[at].has("person") and not is_of


def _about(value: int, at: int, after: int) -> Quantity:
    return Quantity(value, value, value, "about", at, after)


def _odd(token: Token, at: int, language: Language) -> Quantity | None:
    """ "30-odd passengers"."""
    digits = token.form.partition("-")[0]
    value = int(digits) if digits.isdigit() else language.number_words.get(digits)
    return None if value is None else _about(value, at, at + 1)


def single(at: int) -> Quantity:
    """The quantity of a singular with an article, or with none at all, at a token."""
    return Quantity(1, 1, 1, "exact", at, at + 1, is_article=True)


def _number(tokens: list[Token], at: int, language: Language) -> Number | None:
    return number_at(tokens, at, language) if at < len(tokens) else None


def _collective(tokens: list[Token], at: int, language: Language) -> tuple[int, int] | None:
    """The value of "dizaines de milliers" and the token after it."""
    if at >= len(tokens) or tokens[at].form not in language.collectives:
        return None
    value = language.collectives[tokens[at].form]
    larger = at + 1
    if larger < len(tokens) and tokens[larger].has("of"):
        larger += 1
    multipliers = language.collectives | language.numbers.multipliers
    if larger < len(tokens) and multipliers.get(tokens[larger].form, 0) > value:
        return value * multipliers[tokens[larger].form], larger + 1
    return value, at + 1


def _vague(
    tokens: list[Token], at: int, language: Language, profile: NumberProfile
) -> Quantity | None:
    key = str(tokens[at].meanings.get("vague", "plural"))
    first = at if tokens[at].form in language.collectives else at + 1
    collective = _collective(tokens, first, language) or _million(tokens, first, language)
    if key == "plural" and collective is None and not tokens[at].has("indefinite_plural"):
        return None
    value, after = collective or (None, at + 1)
    is_singular = first == at and tokens[at].form not in language.plural_collectives
    if value is not None and is_singular:
        return _about(value, at, after)  # "quinzaine de morts" in a quotation
    low = profile.floor(key, value)
    is_plural = key == "plural" and collective is None
    return Quantity(low, None, None, "vague", at, after, is_plural=is_plural)


def _million(tokens: list[Token], at: int, language: Language) -> tuple[int, int] | None:
    """ "des millions de": a multiplier that stands alone counts as a collective."""
    if at >= len(tokens) or tokens[at].form not in language.numbers.multipliers:
        return None
    return language.numbers.multipliers[tokens[at].form], at + 1


def _qualified(
    tokens: list[Token], at: int, language: Language, profile: NumberProfile
) -> Quantity | None:
    if at + 1 >= len(tokens):
        return None
    is_apart = tokens[at + 1].form in _QUOTATION or is_between_commas(tokens, at)
    is_apart &= at + 2 < len(tokens)  # « au moins » douze
    inner = quantity_at(tokens, at + 1 + is_apart, language, profile)
    if inner is None or inner.is_zero or inner.is_plural:
        return _vague(tokens, at, language, profile) if tokens[at].has("vague") else None
    if inner.is_article and tokens[at + 1].has("indefinite_singular"):
        is_least = tokens[at].has("floor") and " " in tokens[at].form  # "au moins un policier"
        if not is_least:
            return None  # "a report about a man"
    inner = replace(inner, at=at, is_article=False)
    if inner.best is None or tokens[at].has("exact"):
        return inner
    if tokens[at].has("floor"):
        return replace(inner, low=inner.best, high=None, quantifier="at_least")
    if tokens[at].has("ceiling"):
        return replace(inner, low=None, high=inner.best, quantifier="at_most")
    return replace(inner, quantifier="about") if inner.quantifier == "exact" else inner


def is_between_commas(tokens: list[Token], at: int) -> bool:
    """ "the death of, at least, seven people"."""
    around = tokens[at - 1 : at + 2] if at else []
    return len(around) > 1 and around[0].form == around[-1].form == ","


def _between(tokens: list[Token], at: int, language: Language) -> Quantity | None:
    at += tokens[at + 1 : at + 2] != [] and tokens[at + 1].has("quote")
    low = _number(tokens, at + 1, language)
    if low is None or low.after >= len(tokens):
        return None
    if not tokens[low.after].has("conjunction", "range_join"):
        return None
    high = _number(tokens, low.after + 1, language)
    if high is None or high.value <= low.value:
        return None
    shared = _shared_factor(tokens, low, high, language)
    return Quantity(shared, None, high.value, "range", at, high.after)


def _shared_factor(tokens: list[Token], low: Number, high: Number, language: Language) -> int:
    """ "deux à trois mille", "entre 20 et 30.000": the lower bound, in the unit that the upper one names."""
    unit = max(_THOUSAND, language.numbers.multipliers.get(tokens[high.after - 1].form, 1))
    is_whole = high.value % unit == 0
    return low.value * unit if is_whole and low.value < high.value // unit else low.value


def _rise(
    tokens: list[Token], at: int, language: Language, profile: NumberProfile
) -> Quantity | None:
    """ "passé de 17 à 23": the new number, which carries the old one as superseded."""
    old = _number(tokens, at + 1, language)
    if old is None:
        return None
    after = old.after
    while after < len(tokens) and after <= old.after + 2 and not tokens[after].has("range_join"):
        after += 1
    if after + 1 >= len(tokens) or not tokens[after].has("range_join"):
        return None
    new = quantity_at(tokens, after + 1, language, profile)
    if new is None:
        return None
    before = Quantity(old.value, old.value, old.value, "exact", at + 1, old.after)
    return replace(new, superseded=before)


def risen(span: Quantity) -> Quantity:
    """The new number of "de 12 à 19" where that is no range: it carries the old one as superseded."""
    low, high = span.low, span.high
    old = replace(span, low=low, best=low, high=low, quantifier="exact")
    return replace(span, low=high, best=high, quantifier="exact", superseded=old)


def _trailing(tokens: list[Token], found: Quantity, language: Language) -> Quantity:
    """Take in what stands after the number: "13 au minimum", a repeat in brackets "cinq (05)"."""
    after = found.after
    if after + 2 < len(tokens) and tokens[after].form == "(" and tokens[after + 2].form == ")":
        repeat = number_at(tokens, after + 1, language)
        if repeat and repeat.value == found.best:
            found = replace(found, after=after + 3)
    if found.quantifier == "about" and any(
        t.has("about_after") for t in tokens[found.after : found.after + 1]
    ):
        return replace(found, after=found.after + 1)  # "a dozen or so"
    behind = qualified_behind(tokens, found.after, found, language)
    return behind if behind is found else replace(behind, after=found.after + 1)


def qualified_behind(tokens: list[Token], at: int, found: Quantity, language: Language) -> Quantity:
    """The quantity as the words at a token qualify it: "13 au minimum", "quatorze personnes au moins"."""
    if at >= len(tokens) or found.best is None or found.quantifier != "exact":
        return found
    token = tokens[at]
    if _BEHIND.isdisjoint(token.meanings) or _number(tokens, at + 1, language) is not None:
        return found  # "2019-08 Au moins 13": the words belong to the next number
    if token.has("floor_after") and not token.has("of"):
        return replace(found, high=None, quantifier="at_least")
    if token.has("about_after"):
        return replace(found, quantifier="about")
    if token.has("ceiling_after"):
        return replace(found, low=None, quantifier="at_most")
    return found
