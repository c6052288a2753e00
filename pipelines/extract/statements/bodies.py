"""A death told by nothing but a body: "He was taken on Sunday. His body was found in a ditch".

What belongs here: bodies of which only a pronoun says whose they are. What does not: counted bodies (counts),
"the body of a farmer" (frames).
"""

from collections.abc import Sequence

from pipelines.extract.people.nouns import is_plural
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.shapes import Shape
from pipelines.lexicons.phrases import Harm

_FOUND_WITHIN = 5  # tokens
_KILLED = "killed"
_DEATH_OF = Shape(r"Nxh")
UNKNOWN = "unspecified"


def bodies(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add one dead for "his body was found", unless the death of one has just been told; and the others found
    where bodies were.
    """
    _others(clause, claims, told)
    _deaths_of(clause, claims)
    if "body" not in clause.meanings or any(_is_one_death(s) for s in told):
        return
    for index, item in enumerate(clause.items):
        people = item.people
        if people is None or people.harm is None or not clause.tokens[item.at].has("possessive"):
            continue
        behind = clause.tokens[item.after : item.after + _FOUND_WITHIN]
        if any(t.has("found") for t in behind):
            claims.add(index, people.harm, "counted")


def _others(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Twenty bodies were found in Irumu. Seven others were found in Beni."."""
    for index, item in enumerate(clause.items):
        people = item.people
        if people is None or not (people.has_other and people.victims == UNKNOWN):
            continue
        last = claims.before(index) or (told[-1] if told else None)
        if last is None or last.harm.measure != _KILLED or last.people.head != "counted":
            continue
        behind = clause.tokens[item.after : item.after + _FOUND_WITHIN]
        if behind and behind[0].has("have", "be") and any(t.has("found") for t in behind):
            claims.add(index, last.harm, "counted")


def _deaths_of(clause: Clause, claims: Claims) -> None:
    """ "Hakimullah Mehsud's death was announced"."""
    for match in _DEATH_OF.finditer(clause.kinds):
        mark, noun = (
            clause.tokens[clause.items[i].at] for i in range(match.end() - 2, match.end())
        )
        harm = noun.meanings.get("counted")
        is_death = isinstance(harm, Harm) and harm.measure == _KILLED and not is_plural(noun)
        if mark.has("possessive_mark") and isinstance(harm, Harm) and is_death:
            claims.add(match.start(), harm, "counted")


def _is_one_death(statement: Statement) -> bool:
    return statement.harm.measure == _KILLED and statement.people.quantity.best == 1
