"""Shares of people, which count nobody: "80 % des habitants", "half of the town's 24,000 residents".

What belongs here: telling them by the words before a number. What does not: counts of some of the harmed
(people.partitives).
"""

from collections.abc import Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.quantities.number_kinds import is_proportion

_SHARE_WITHIN = 5  # tokens between "half" and the number
_YEAR = 4  # digits


def is_fraction(tokens: list[Token], at: int, people: People) -> bool:
    """ "80 % des habitants", "neuf déplacés sur dix" count nobody."""
    if is_proportion(tokens, people.after):
        return True
    before = tokens[at - 1] if at else None
    is_most = before is not None and before.has("most") and people.victims != "unspecified"
    is_share = before is not None and before.has("fraction") and not is_most
    return people.quantity.is_plural and is_share


def is_share(tokens: list[Token], at: int, people: People) -> bool:
    """ "More than half of the town's 24,000 residents" are not 24,000."""
    if not people.quantity.is_digits or people.head != "known":
        return False
    first = at
    while first > 0 and at - first < _SHARE_WITHIN and not tokens[first - 1].has("fraction"):
        before = tokens[first - 1]
        if before.meanings and not before.has(
            "of", "possessive_mark", "definite_singular", "thing"
        ):
            return False
        first -= 1
    is_of = any(t.has("of") for t in tokens[first:at])
    return is_of and first > 0 and tokens[first - 1].has("fraction")


def is_ratio(tokens: Sequence[Token], after: int) -> bool:
    """ "one in four"."""
    number = tokens[after + 1 : after + 2]
    is_article = any(t.has("indefinite_singular") for t in number)  # "cinq dans un accident"
    is_year = any(t.form.isdigit() and len(t.form) == _YEAR for t in number)  # "118 en 1998"
    is_number = any(t.has("number") or t.form.isdigit() for t in number)
    return is_number and not (is_article or is_year)
