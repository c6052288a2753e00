"""Some of a set, told with a verb of containing: "Les 240 blessés comprennent trente policiers".

What does not belong here: sets named by "parmi" (among), and parts behind words such as "dont" (inclusions).
"""

import re
from collections.abc import Sequence

from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import number_of_people
from pipelines.lexicons.phrases import Harm

_PARTS = re.compile(r"x{0,2}(P(?:[xdN]{0,4}(?:,|,?c)x?[PN])*)")
_SET = re.compile(r"([PHhV])[xudN]{0,6}$")
_COUNT_WITHIN = 7  # tokens: "le bilan du ministère de l'Intérieur comprend"


def comprised(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add those whom a set contains that the sentence or the one before it has counted."""
    for index, item in enumerate(clause.items if "comprising" in clause.meanings else ()):
        parts = _PARTS.match(clause.kinds, index + 1)
        if parts is None or not clause.tokens[item.at].has("comprising"):
            continue
        harm, number = _contained_in(clause, index, claims, told)
        members = [i for i in range(parts.start(1), parts.end(1)) if clause.kinds[i] in "PN"]
        if harm is None or (number and sum(number_of_people(clause, i) for i in members) > number):
            continue
        for i in members:
            claims.add(i, harm, "comprised", includes=True)


def _contained_in(
    clause: Clause, index: int, claims: Claims, told: Sequence[Statement]
) -> tuple[Harm | None, int | None]:
    """What befell the set before a verb of containing, and how many it is."""
    found = _SET.search(clause.kinds, 0, index)
    own = claims.by_item.get(found.start(1)) if found else None
    if own is not None:
        return own.harm, own.people.quantity.best if own.people.is_definite else None
    last = told[-1] if told else None
    at = clause.items[index].at
    is_count = any(t.has("losses") for t in clause.tokens[max(0, at - _COUNT_WITHIN) : at])
    noun = clause.tokens[clause.items[found.start(1)].after - 1].meanings if found else {}
    if last is None or not (is_count or "zero_only" in noun or "counted" in noun):
        return None, None
    harm = noun.get("counted")
    return harm if isinstance(harm, Harm) else last.harm, last.people.quantity.best
