"""Numbers in whose place another stands: "31 morts et 62 blessés, au lieu des 40 et 75 annoncés", "et non 652".

What belongs here: bare numbers behind such a word. What does not: a count that is said to be an earlier one
(reading), and one that rose from another (quantities).
"""

import re

from pipelines.extract.quantities import Quantity
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause

_ROW = re.compile(r"P(?:,?cP)*")


def replaced(clause: Clause, claims: Claims) -> None:
    """Add the bare numbers behind "au lieu de" or "et non", each with the harm of what it gives way to."""
    if clause.meanings.isdisjoint(("instead", "superseded")):
        return
    for index, item in enumerate(clause.items):
        before = clause.token_before(index)
        if item.kind != "P" or before is None or not before.has("instead", "superseded"):
            continue
        row = _bare_numbers(clause, index, claims)
        for i, new in zip(row, _new_numbers(claims, index, len(row)), strict=False):
            claims.add(i, new.harm, "gapped", is_gapped=True, is_old=True)


def _bare_numbers(clause: Clause, index: int, claims: Claims) -> list[int]:
    match = _ROW.match(clause.kinds, index)
    row = [i for i in range(index, match.end()) if clause.kinds[i] == "P"] if match else []
    people = [clause.items[i].people for i in row]
    is_bare = all(p is not None and p.head == "elliptic" for p in people)
    return row if is_bare and not any(i in claims.by_item for i in row) else []


def _new_numbers(claims: Claims, index: int, count: int) -> list[Statement]:
    """The last so many statements before an item, of one measure each."""
    told = [claims.by_item[i] for i in sorted(claims.by_item) if i < index]
    told = [s for s in told if not (s.includes or s.is_old)]
    people = claims.clause.items[index].people
    if count == 1 and people is not None:
        told = sorted(told, key=lambda s: _nearness(s.people.quantity, people.quantity))
    told = told[-count:]
    return told if len({s.harm.measure for s in told}) == len(told) else []


def _nearness(one: Quantity, other: Quantity) -> float:
    """How near in size two numbers are, at most 1: "61 dead and 163 injured, up from 47" of the dead."""
    numbers = one.best or one.low or 0, other.best or other.low or 0
    return min(numbers) / max(numbers) if all(numbers) else 0.0
