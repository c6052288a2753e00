"""Numbers that stand with a name or a party alone: "à Boni (12) et Gossi (4)", "…, l'armée trois".

They take the harm of the statement before them, or of the last one told of. What does not belong here:
bare numbers with a preposition (appositions), people with a place (elsewhere).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import number_of_people
from pipelines.extract.statements.shapes import Shape

_BRACKETED = Shape(r"[xuNd]\((P)\)")
_BESIDE = Shape(r"(?:,|,?c)[xdu]{0,2}[xuN](P)(?=[,.]|,?c|$)")
_BY_OTHERS = Shape(r"(?:,|,?c)(x?[xP])(P)(?=[,.]|,?c|$)")
_LEAST = 2  # bracketed numbers without a statement in brackets before them


def add_place_counts(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add the numbers in brackets, then those beside a name; parts where they fit into what is told."""
    rows = [m.start(1) for m in _BRACKETED.finditer(clause.kinds) if _is_named(clause, claims, m)]
    if rows:
        _add(
            clause,
            claims,
            rows,
            claims.before(rows[0]) or _last_with_room(clause, rows, told),
            told,
        )
    _add_others(clause, claims)
    beside = [m.start(1) for m in _BESIDE.finditer(clause.kinds) if _is_named(clause, claims, m)]
    before = claims.before(beside[0]) if beside else None
    if before is None or not before.people.quantity.best:
        return
    for index in beside:
        claims.add(index, before.harm, "gapped", is_gapped=True)


def _add(
    clause: Clause,
    claims: Claims,
    rows: list[int],
    whole: Statement | None,
    told: Sequence[Statement],
) -> None:
    numbers = [number_of_people(clause, i) for i in rows]
    known = whole.people.quantity.best if whole is not None else None
    if whole is None or not known:
        return
    is_here = claims.before(rows[0]) is whole
    between = clause.tokens[whole.after : clause.items[rows[0]].at] if is_here else []
    is_row = is_here and whole.at > 0 and clause.tokens[whole.at - 1].form == "("
    is_row = is_row and any(t.form == ")" for t in between)  # "à Boni (deux morts), Gossi (14)"
    if max(numbers) > known and not is_row:
        return  # "trois frères, Ali (12) et Omar (9)"
    if not is_row and len(rows) < _LEAST:
        return
    is_beside = is_row or any(t.has("ranked") for t in between) or sum(numbers) > known
    if is_row and _make_up(clause, claims, whole, known + sum(numbers), told):
        is_beside = False
    for i in rows:
        claims.add(i, whole.harm, "gapped", is_gapped=True, includes=not is_beside)


def _make_up(
    clause: Clause, claims: Claims, first: Statement, total: int, told: Sequence[Statement]
) -> bool:
    """Whether a row is the number told before it, "30 morts, à Boni (deux décès), Gossi (24) et Dori (4)": then
    its first is a part as the rest.
    """
    index = next(i for i, stated in claims.by_item.items() if stated is first)
    before = claims.before(index) or (told[-1] if told else None)
    is_sum = before is not None and before.people.quantity.best == total
    if is_sum and before is not None and before.harm.measure == first.harm.measure:
        claims.by_item[index] = replace(first, includes=True)
        return True
    return False


def _add_others(clause: Clause, claims: Claims) -> None:
    """ "Les habitants évoquent cinq morts, l'armée trois": what another party counts."""
    for match in _BY_OTHERS.finditer(clause.kinds):
        index = match.start(2)
        people, before = clause.items[index].people, claims.before(index)
        party = clause.items[index - 1].people
        noun = clause.tokens[clause.items[index].at - 1]
        is_party = party.is_definite if party is not None else noun.has("source")
        is_bare = people is not None and people.head == "elliptic" and not people.is_partitive
        if before is not None and is_party and is_bare and index - 1 not in claims.by_item:
            claims.add(index, before.harm, "gapped", is_gapped=True)


def _last_with_room(clause: Clause, rows: list[int], told: Sequence[Statement]) -> Statement | None:
    """The last statement before the sentence, where it can hold all of a row of numbers."""
    last = told[-1] if told else None
    total = sum(number_of_people(clause, i) for i in rows)
    return last if last is not None and total <= (last.people.quantity.best or 0) else None


def _is_named(clause: Clause, claims: Claims, match: re.Match[str]) -> bool:
    """Whether a number is bare, not yet told of, and stands behind a name."""
    index = match.start(1)
    people = clause.items[index].people
    before = claims.before(index)
    is_same = before is not None and people is not None and before.people.noun == people.noun
    if people is None or index in claims.by_item or not (people.head == "elliptic" or is_same):
        return False  # a number alone, or with its noun again: "à Beni (34 ménages)"
    at = clause.items[index].at - 1
    name = clause.tokens[at - (clause.tokens[at].form == "(")]
    return name.is_capital and not name.meanings and people.quantity.quantifier == "exact"
