"""Deaths of one just told of, whom a pronoun takes up: "was rushed to hospital, where he died".

What belongs here: "he" and "she" before a word of death. What does not: subjects that are named (subjects),
bodies of which a pronoun says whose they are (bodies).
"""

from collections.abc import Sequence

from pipelines.extract.people import group
from pipelines.extract.quantities import single
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.unreal import is_unreal

_KILLED = "killed"
_HURT_OR_GONE = frozenset({"injured", "missing", "abducted", "detained"})


def died(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add the death of one just told of as hurt, taken or missing: a figure of its own beside that one."""
    if "one_person" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        verb = item.verb
        if verb is None or verb.harm.measure != _KILLED or verb.voice != "subject":
            continue
        who = _pronoun_before(clause, index)
        if who is None or verb.is_negated != verb.harm.negated or is_unreal(clause, index):
            continue
        before = claims.before(who) or (told[-1] if told else None)
        if before is not None and _is_one_hurt(before):
            rule = f"{verb.voice}.{verb.harm.rule}"
            at = clause.items[who].at
            one = group(single(at), "elliptic", clause.tokens, at, at + 1)
            claims.by_item[who] = Statement(one, verb.harm, at, verb.core + 1, rule, includes=True)


def _pronoun_before(clause: Clause, index: int) -> int | None:
    """The item of "he" or "she" before a verb group, past adverbs."""
    before = index - 1
    while before > 0 and clause.tokens[clause.items[before].at].has("adverb"):
        before -= 1
    is_one = before >= 0 and clause.tokens[clause.items[before].at].has("one_person")
    return before if is_one else None


def _is_one_hurt(statement: Statement) -> bool:
    return statement.harm.measure in _HURT_OR_GONE and statement.people.quantity.best == 1
