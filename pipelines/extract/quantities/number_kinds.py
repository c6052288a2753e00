"""Numbers that count nobody: years, days, numbers in names, ratios.

What belongs here: telling them from counts by their own words. Ages, which stand where people do, are found
in the clause (ages).
"""

from pipelines.extract.lexed import Token
from pipelines.extract.quantities import Quantity

_SHARE_WITHIN = 4  # tokens: "une victime civile sur quatre"
_PAIR = 2  # tokens from one number of a pair to the other
_YEAR_DIGITS = 4
_DAY_DIGITS = 2
_CENTURIES = ("18", "19", "20")


def is_year(quantity: Quantity, tokens: list[Token]) -> bool:
    """Whether a bare number may be a year: "depuis fin 2017"."""
    form = tokens[quantity.after - 1].form
    return form.isdigit() and len(form) == _YEAR_DIGITS and form[:2] in _CENTURIES


def is_day(quantity: Quantity, tokens: list[Token]) -> bool:
    """Whether a bare number is a day or a name: "the March 15 bombing", "Route 2"."""
    at = quantity.at
    if at > _PAIR and _joins(tokens, at - 1) and tokens[at - _PAIR].form.isdigit():
        at -= _PAIR  # "aged 9 and 12", "March 9 to 12"
    before = tokens[at - 1] if at else None
    return before is not None and (
        before.has("label") or (quantity.is_digits and before.has("month"))
    )


def is_date(quantity: Quantity, tokens: list[Token]) -> bool:
    """Whether a number is the day of a month: "between 3 and 9 March fighters executed 31 men"."""
    month = tokens[quantity.after] if quantity.after < len(tokens) else None
    is_small = quantity.is_digits or quantity.quantifier == "range"
    return is_small and month is not None and month.has("month") and not month.has("conditional")


def is_ratio(quantity: Quantity, tokens: list[Token], at: int) -> bool:
    """Whether the words behind a number make it a share: "nine in ten", "one out of four"; or those before it:
    the four of "une victime sur quatre".
    """
    before = tokens[max(0, quantity.at - _SHARE_WITHIN) : quantity.at]
    if before and before[-1].has("proportion") and any(t.has("number") for t in before):
        return True
    is_of = at + 1 < len(tokens) and tokens[at].has("locative", "proportion")
    if is_of and tokens[at].has("agent"):
        return False  # "killed 57 by one count and 70 by another"
    return is_of and tokens[at + 1].has("number") and not tokens[at + 1].has("indefinite_singular")


def is_proportion(tokens: list[Token], at: int) -> bool:
    """Whether the words behind a group make it a share: "neuf déplacés sur dix", but not "… sur deux sites"."""
    if at + 1 >= len(tokens) or not tokens[at].has("proportion"):
        return False
    is_number = tokens[at + 1].has("number") or tokens[at + 1].form.isdigit()
    of_what = tokens[at + 2 : at + 3]
    is_bare = not any(t.has("thing", "person", "household", "counted") for t in of_what)
    return is_number and is_bare and not tokens[at + 1].has("indefinite_singular")


def is_of_series(quantity: Quantity, tokens: list[Token]) -> bool:
    """ "une série d'enlèvements": no one of them."""
    behind = tokens[quantity.after : quantity.after + 1]
    return quantity.is_article and any(t.has("several") for t in behind)


def is_measured(tokens: list[Token], at: int) -> bool:
    """Whether what follows compares or measures: "quatre de moins", "une majorité", "18 et 26 ans"."""
    if at < len(tokens) and tokens[at].has("comparison", "fraction"):
        return True
    after = at
    while after < len(tokens) and (tokens[after].form.isdigit() or _joins(tokens, after)):
        after += 1
    is_listed = after > at and tokens[after - 1].form.isdigit()
    return is_listed and after < len(tokens) and tokens[after].has("thing")


def _joins(tokens: list[Token], at: int) -> bool:
    """Whether a word stands between numbers of one list or stretch: "9, 10 et 11", "du 9 au 10 mars"."""
    if tokens[at].form == "," or tokens[at].has("conjunction"):
        return True
    is_stretch = tokens[at].has("locative", "range_join") and _is_short(tokens[at - 1])
    return is_stretch and at + 1 < len(tokens) and tokens[at + 1].form.isdigit()


def _is_short(token: Token) -> bool:
    """Whether a number may be a day: "du 9 au 10 mars", but not "2 062 534 au 31 mars"."""
    return token.form.isdigit() and len(token.form) <= _DAY_DIGITS


def is_joined_at_place(quantity: Quantity, tokens: list[Token]) -> bool:
    """Whether a mere "one" is counted at a place: "deux morts à Goma, un à Saké et un à Béni"."""
    after, before = quantity.after, quantity.at - 1
    is_joined = before >= 0 and (tokens[before].form == "," or tokens[before].has("conjunction"))
    return is_joined and after < len(tokens) and tokens[after].has("locative")
