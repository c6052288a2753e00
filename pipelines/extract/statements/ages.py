"""Bare numbers that are ages: "Musa, 22, was killed", "two brothers (11 and 15)".

What belongs here: telling them from counts by where they stand in a clause. Ages with a unit ("22 ans",
"12-year-old") are words of the lexicon.
"""

from collections.abc import Sequence

from pipelines.extract.people import People
from pipelines.extract.statements.shapes import Shape

_OLDEST = 110  # years
_BETWEEN_COMMAS = Shape(r"([NPu]),(P)(?=[,.()c]|$)")
_OF_TWO = Shape(r"P,(P)c(P)(?=[,.])")
_IN_BRACKETS = Shape(r"[NPu]\((P(?:(?:,|,?c)P)*)\)")


def ages(kinds: str, people: Sequence[People | None]) -> set[int]:
    """The items of a clause that are ages; `kinds` and `people` are those of its items."""
    found: set[int] = set()
    for match in _BETWEEN_COMMAS.finditer(kinds):
        before = people[match.start(1)]
        if before is not None and before.quantity.best == 1:
            found.add(match.start(2))
    for match in _OF_TWO.finditer(kinds):
        before = people[match.start()]
        if before is not None and before.quantity.best == len(match.groups()):
            found.update((match.start(1), match.start(2)))
    for match in _IN_BRACKETS.finditer(kinds):
        found.update(i for i in range(match.start(1), match.end(1)) if kinds[i] == "P")
    return {i for i in found if _may_be_age(people[i])}


def _may_be_age(people: People | None) -> bool:
    if people is None or people.head != "elliptic" or people.quantity.quantifier != "exact":
        return False
    return people.quantity.is_digits and (people.quantity.best or 0) <= _OLDEST
