"""The harmed by name: "Those killed were identified as Garba Dangari, the village head, and Sarki Ali".

What belongs here: names behind words that say who the harmed were. What does not: names that are subject or
object of a verb of harm (subjects, objects).
"""

import re
from collections.abc import Sequence

from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

_ROW = re.compile(r"N(?:[^N.VH]{0,10}?(?:,|,?c)[xd]{0,2}N)*")
_WITHIN = 6  # items from those harmed to the word that names them


def identified(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add each name of those harmed, unless the number of them all has just been told."""
    if "identified" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        row = _ROW.match(clause.kinds, index + 1) if _is_naming(clause, item.at) else None
        harm = _harm_of_those(clause, index) if row else None
        if row is None or harm is None:
            continue
        names = [i for i in range(row.start(), row.end()) if clause.kinds[i] == "N"]
        if any(_counts(s, harm, len(names)) for s in (*told, *claims.by_item.values())):
            continue
        for i in names:
            claims.add(i, harm, "among")


def _is_naming(clause: Clause, at: int) -> bool:
    return clause.tokens[at].has("identified")


def _counts(statement: Statement, harm: Harm, names: int) -> bool:
    is_number = (statement.people.quantity.best or 0) >= names
    return is_number and statement.harm.measure == harm.measure


def _harm_of_those(clause: Clause, index: int) -> Harm | None:
    """What befell "the dead", "those killed", "the victims" shortly before an item."""
    for i in range(index - 1, max(-1, index - 1 - _WITHIN), -1):
        item, before = clause.items[i], clause.token_before(i)
        words = clause.tokens[item.at : item.after]
        is_definite = any(t.has("definite_plural") for t in (before, *words) if t is not None)
        harm = item.verb.harm if item.verb else _noun_of_harm(words[-1].meanings)
        if is_definite and isinstance(harm, Harm):
            return harm
    return None


def _noun_of_harm(meanings: dict[str, object]) -> object:
    return meanings.get("counted") or meanings.get("zero_only")
