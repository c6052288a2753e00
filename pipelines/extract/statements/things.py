"""Numbers without a noun that count things told of before: "134 drones, dont 67 ont été abattus".

What belongs here: telling so from the noun before the number. What does not: nouns for things, which make no
people (people).
"""

from pipelines.extract.statements.clauses import Clause

_COUNTED_NOUNS = frozenset("PHN")


def are_things(clause: Clause, index: int) -> bool:
    """Whether a bare number follows a counted thing and nobody stands between them."""
    people = clause.items[index].people
    if people is None or people.head != "elliptic" or people.has_other or people.is_partitive:
        return False
    for i in range(index - 1, 0, -1):
        item, before = clause.items[i], clause.token_before(i)
        if item.kind in _COUNTED_NOUNS:
            return False
        is_counted = before is not None and (before.has("number") or before.form[0].isdigit())
        is_counted &= before is not None and not before.has("indefinite_singular")  # "in an attack"
        noun = clause.tokens[item.at]
        if is_counted and noun.has("thing"):
            return not noun.has("moment")  # "in four days, of whom two died"
    return False
