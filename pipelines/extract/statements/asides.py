"""Asides between a subject and its verb: where the comma or bracket stands that opens one.

What belongs here: "(…)", ", dont …,", ", qui …,", ", enlevé dimanche,". What does not: who the subject is
(subjects).
"""

import re

from pipelines.extract.statements.clauses import Clause

_BOTH = 2  # people
_SHARE_ASIDE = re.compile(r"x{1,3}o")  # ", more than half of whom are children,"
_PARTICIPLE_ASIDE = re.compile(r"(?<=[PHNux]),(?:x{1,2}|qx?)?V(?=[^V.]*$)")


def opening_of(clause: Clause, closing: int) -> int | None:
    """Where the bracket or comma stands that opens "(…)", ", dont …," or ", qui …," closed at `closing`."""
    kinds = clause.kinds
    if kinds[closing] == ")":
        bracket = kinds.rfind("(", 0, closing)
        return bracket if bracket > 0 else None
    start = kinds.rfind(".", 0, closing) + 1
    opening = kinds.rfind(",", start, closing)
    while opening >= 0:
        is_among = kinds[closing - 1] in "og"
        first = opening + 1 + clause.tokens[clause.items[opening + 1].at].has("quote")
        is_aside = (
            kinds[first : first + 1] in ("o", "r", "g", "s")
            or is_among
            or clause.tokens[clause.items[opening + 1].at].has("instead")
            or kinds[opening + 1 : closing] == "PP"  # "five aid workers, one a Kenyan, were …"
            or is_of_them(clause, opening + 1)
            or _tells_apart(clause, opening, closing)
            or _says_who(clause, opening, closing)
            or _SHARE_ASIDE.match(kinds, opening + 1, closing) is not None
            or any(t.has("most") for t in clause.tokens[clause.items[opening + 1].at :][:2])
        )
        if is_aside or _is_participle_aside(clause, opening, closing):
            return opening
        opening = kinds.rfind(",", start, opening)
    return None


def _tells_apart(clause: Clause, opening: int, closing: int) -> bool:
    """ "Two guards, one from the north and the other from the coast, were shot": none but the two."""
    who, first = clause.items[opening - 1].people, clause.items[opening + 1].people
    if who is None or first is None or first.head != "elliptic":
        return False
    words = clause.tokens[clause.items[opening].at : clause.items[closing].at]
    joined = next((i for i, t in enumerate(words) if t.has("conjunction")), len(words))
    is_some = (first.quantity.best or 0) < (who.quantity.best or 0)
    return is_some and any(t.has("other") for t in words[joined : joined + 3])


def _is_participle_aside(clause: Clause, opening: int, closing: int) -> bool:
    """ "le maire, enlevé dimanche, a été retrouvé mort"."""
    match = _PARTICIPLE_ASIDE.match(clause.kinds, opening, closing)
    verb = clause.items[match.end() - 1].verb if match else None
    return verb is not None and verb.voice in ("reduced", "past")


def _says_who(clause: Clause, opening: int, closing: int) -> bool:
    """ "the cleric, a prayer leader in Bani, was shot", "two brothers, both members of the tribe, were …"."""
    who, described = clause.items[opening - 1].people, clause.items[opening + 1].people
    if who is None or described is None or not clause.kinds.startswith("V", closing + 1):
        return False
    if clause.tokens[described.at].has("both_of"):
        return who.quantity.best == _BOTH
    is_one = clause.tokens[described.at].has("indefinite_singular") and who.is_definite
    return is_one and who.quantity.best == described.quantity.best == 1


def opens_aside(clause: Clause, index: int) -> bool:
    """ "Les onze soldats, disparus mardi après l'attaque ont été retrouvés morts", its comma forgotten."""
    verb = clause.items[index].verb
    is_bare = verb is not None and verb.voice in ("reduced", "past")
    return is_bare and re.search(r"[PHNux],x?$", clause.kinds[:index]) is not None


def is_of_them(clause: Clause, index: int) -> bool:
    """ "three of them"."""
    people = clause.items[index].people
    return people is not None and clause.tokens[people.after - 1].has("of_them")
