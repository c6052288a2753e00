"""Plain numbers in digits and words: "1.093", "5 752", "1,2 million", "quatre-vingt-dix-sept".

What belongs here: the value of a run of tokens. What does not: "au moins", ranges, vague words
(quantities).
"""

import re
from typing import NamedTuple

from pipelines.extract.lexed import Token
from pipelines.lexicons.language import Language

_GROUPED = re.compile(  # "1,29,828" in India
    r"\d{1,3}(?:[.,'\u00a0\u202f\u2009 ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}"
)
_CUT_OFF = re.compile(r"0\d\d")
_NUMERAL = re.compile(r"[\d.,'\u00a0\u202f\u2009 ]+")
_SEPARATORS = re.compile(r"[.,'\u00a0\u202f\u2009 ]")
_HUNDRED = 100
_THOUSAND = 1000
_MILLION = 1_000_000
_TEENS_AFTER = (60, 80)  # soixante-dix, quatre-vingt-onze


class Number(NamedTuple):
    """A value and the token after it; `is_article` where the word may be no more than "a"."""

    value: int
    after: int
    is_article: bool
    is_digits: bool


def number_at(tokens: list[Token], at: int, language: Language) -> Number | None:
    """The number that begins at a token, or None."""
    form = tokens[at].form
    if form[0].isdigit():
        return _digits(tokens, at, language)
    if form in language.number_words or "-" in form:
        return _words(tokens, at, language)
    return None


def _digits(tokens: list[Token], at: int, language: Language) -> Number | None:
    form = tokens[at].form
    if not form[-1].isdigit() or not _NUMERAL.fullmatch(form):
        return None
    if (whole := _cut_number(tokens, at)) is not None:
        return whole
    following = tokens[at + 1].form if at + 1 < len(tokens) else ""
    factor = _MILLION if _is_million(tokens, at) else language.numbers.multipliers.get(following, 1)
    grouped = _GROUPED.fullmatch(form)
    if factor >= _THOUSAND:
        value = float(_SEPARATORS.sub(".", form, 1)) if form.count(".") + form.count(",") < 2 else 0
        return Number(round(value * factor), at + 2, False, True) if value else None
    if grouped:
        return Number(int(_SEPARATORS.sub("", form)), at + 1, False, True)
    return Number(int(form), at + 1, False, True) if form.isdigit() else None


def _cut_number(tokens: list[Token], at: int) -> Number | None:
    """ "12, 033": thousands that a stray space cuts off, known by the zero that no other number begins with."""
    form = tokens[at].form
    rest = tokens[at + 2].form if at + 2 < len(tokens) and tokens[at + 1].form == "," else ""
    if not form.isdigit() or not _CUT_OFF.fullmatch(rest):
        return None
    return Number(int(form) * _THOUSAND + int(rest), at + 3, False, True)


def _is_million(tokens: list[Token], at: int) -> bool:
    """ "2,7M": a capital M behind a decimal number."""
    following = tokens[at + 1 : at + 2]
    is_capital = any(t.form == "m" and t.is_capital for t in following)
    return is_capital and any(mark in tokens[at].form for mark in ".,")


def _words(tokens: list[Token], at: int, language: Language) -> Number | None:
    rules, total, current, position = language.numbers, 0, None, at
    while position < len(tokens):
        form = tokens[position].form
        parts = _parts(form, language)
        if parts is None:
            if form != rules.joiner or not _joins(tokens, position, current, language):
                break
            position += 1
            continue
        joined = _add(total, current, parts, language)
        if joined is None:
            break
        total, current = joined
        position += 1
    if position == at:
        return None
    value = total + (current or 0)
    following = tokens[position + 1].form if position + 1 < len(tokens) else ""
    factor = rules.multipliers.get(following, 0)
    if position < len(tokens) and tokens[position].form in rules.half and factor:
        return Number(value * factor + factor // 2, position + 2, False, False)
    if position < len(tokens) and tokens[position].form in rules.half and total:
        value, position = value + _smallest_multiplier(total, rules.multipliers) // 2, position + 1
    is_article = position == at + 1 and value == 1
    return Number(value, position, is_article, False)


def _smallest_multiplier(total: int, multipliers: dict[str, int]) -> int:
    return max(m for m in multipliers.values() if total % m == 0)


def _parts(form: str, language: Language) -> list[int] | None:
    """The values of a word such as "quatre-vingt-dix-sept"; None where a part is no number."""
    known = language.number_words
    if form in known:
        return [known[form]]
    if "-" not in form:
        return None
    values: list[int] = []
    pieces = form.replace(f"-{language.numbers.joiner}-", "-").split("-")
    while pieces:
        pair = " ".join(pieces[:2])
        if len(pieces) > 1 and pair in known:
            values.append(known[pair])
            pieces = pieces[2:]
        elif pieces[0] in known:
            values.append(known[pieces[0]])
            pieces = pieces[1:]
        else:
            return None
    return values


def _add(
    total: int, current: int | None, parts: list[int], language: Language
) -> tuple[int, int | None] | None:
    multipliers = language.numbers.multipliers.values()
    for value in parts:
        if value == _HUNDRED and (current is None or 1 < current < 10 or current == 1):
            current = (current or 1) * _HUNDRED
        elif value >= _THOUSAND and value in multipliers:
            if total and total < value * _THOUSAND and total % value == 0:
                return None
            total, current = total + (current or 1) * value, None
        elif current is None:
            current = value
        elif _fits(current, value):
            current += value
        else:
            return None
    return total, current


def _fits(current: int, value: int) -> bool:
    rest = current % _HUNDRED
    if rest == 0:
        return value < _HUNDRED
    if rest in _TEENS_AFTER:
        return value < 20
    if rest == 10:  # dix-sept, dix-huit, dix-neuf
        return 7 <= value <= 9
    return rest >= 20 and rest % 10 == 0 and value < 10


def _joins(tokens: list[Token], at: int, current: int | None, language: Language) -> bool:
    """Whether "et" stands inside a number: "vingt et un", "two hundred and fifty"."""
    if at + 1 >= len(tokens) or not current:
        return False
    after, rules = tokens[at + 1].form, language.numbers
    if rules.joined_after == "tens":
        return after in rules.joined and current % 10 == 0 and current % _HUNDRED >= 20
    return current % _HUNDRED == 0 and _parts(after, language) is not None
