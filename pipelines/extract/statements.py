"""All statements of a sentence: verbs first, then counts, then what hangs on them."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.among import among
from pipelines.extract.appositions import hang
from pipelines.extract.claims import Claims, Statement
from pipelines.extract.clauses import Clause
from pipelines.extract.counts import counted, joint, number_of
from pipelines.extract.frames import frame

_OF_DISEASE = frozenset({"killed", "injured", "missing"})


def statements(clause: Clause, told: Sequence[Statement] = ()) -> list[Statement]:
    """The statements of a sentence, in the order of the text.

    `told` are the last statements before it. Deaths of disease are none (annotation guide).
    """
    claims = Claims(clause)
    for index, item in enumerate(clause.items):
        if item.verb is not None:
            frame(clause, index, item.verb, claims)
    for index, item in enumerate(clause.items):
        if item.kind == "H":
            counted(clause, index, claims)
    number_of(clause, claims)
    among(clause, claims, told)
    hang(clause, claims, told)
    for index, statement in claims.by_item.items():
        others = joint(clause, statement)
        if others:
            claims.by_item[index] = replace(statement, joint=others)
    is_of_disease = "disease" in clause.meanings
    return [s for s in claims.in_order() if not (is_of_disease and s.harm.measure in _OF_DISEASE)]
