"""Bare numbers that add up to the one before them: "30 personnes, 22 dans la capitale et huit à Homs".

What does not belong here: how a bare number goes on with a harm (appositions), lists of people (appositions).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause

_TOWN_WITHIN = 3  # tokens: "dans la Marne"
_LISTING = frozenset({":", "-", "–", "—", "("})


def is_relative(clause: Clause, index: int) -> bool:
    """Whether people stand right behind a relative: "où sept personnes manquent"."""
    return clause.kinds[index - 1 : index] == "r"


def divide(clause: Clause, claims: Claims) -> None:
    """ "30 personnes, 22 dans la capitale et huit à Homs": numbers that add up to the one before them.

    Not so where that has a place of its own: "deux morts à Goma, un à Saké et un à Béni".
    """
    whole: int | None = None
    parts: list[int] = []
    for index in sorted(claims.by_item):
        statement = claims.by_item[index]
        if not statement.is_gapped:
            if not (parts and is_relative(clause, index)):
                whole, parts = index, []
            continue
        parts.append(index)
        told = claims.by_item[whole].people.quantity.best if whole is not None else None
        number = sum(claims.by_item[i].people.quantity.best or 0 for i in parts)
        is_whole = number == told and not any(_is_at_town(clause, i) for i in parts)
        is_row = len(parts) > 1 and (is_whole or not _is_elsewhere(clause, claims, parts[0]))
        if told and is_row and (number == told or _are_at_places(clause, claims, parts, told)):
            for i in parts:
                claims.by_item[i] = replace(claims.by_item[i], includes=True)


def _is_at_town(clause: Clause, index: int) -> bool:
    """Whether a town follows: "un à Saké", but not "dix au combat et cinq dans un accident"."""
    behind = clause.tokens[clause.items[index].after :][:_TOWN_WITHIN]
    return bool(behind) and behind[0].has("locative") and any(t.is_capital for t in behind)


def _are_at_places(clause: Clause, claims: Claims, parts: Sequence[int], told: int) -> bool:
    """ "At least 15 people, four in Gao and five in Mopti": each with a place, together no more than all."""
    numbers = [claims.by_item[i].people.quantity.best or 0 for i in parts]
    behind = [clause.tokens[claims.by_item[i].people.after :][:1] for i in parts]
    is_placed = all(t and t[0].has("locative") for t in behind)
    return is_placed and 0 < sum(numbers) < told


def _is_elsewhere(clause: Clause, claims: Claims, gapped: int) -> bool:
    before = claims.before(gapped)
    return before is not None and has_place(clause, before, gapped)


def has_place(clause: Clause, whole: Statement, part: int) -> bool:
    """Whether a bare number stands at a place other than that told behind the statement before it."""
    people = clause.items[part].people
    between = clause.tokens[whole.after : clause.items[part].at]
    is_bare = people is not None and people.head == "elliptic" and not people.is_partitive
    is_list = bool(between) and (between[-1].form in _LISTING or between[-1].has("restating"))
    return is_bare and not is_list and any(t.has("locative") for t in between)
