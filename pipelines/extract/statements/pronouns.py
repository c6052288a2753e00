"""Deaths of one just told of, whom a pronoun takes up: "was rushed to hospital, where he died", "ce dernier a
rendu l'âme".

What belongs here: "he" and "she" before a word of death, "the latter" before any of harm. What does not:
subjects that are named (subjects), bodies of which a pronoun says whose they are (bodies).
"""

from collections.abc import Sequence

from pipelines.extract.people import group
from pipelines.extract.quantities import single
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.subjects import NAMED_MEASURES
from pipelines.extract.statements.unreal import is_unreal
from pipelines.extract.statements.verbs import Verb

_KILLED = "killed"
_PRONOUNS = ("one_person", "latter")
_OF_SUBJECT = ("subject", "passive")
_HURT_OR_GONE = frozenset({"injured", "missing", "abducted", "detained"})


def died(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add the death of one just told of as hurt, taken or missing: a figure of its own beside that one; and
    what befell "the latter", where nothing has said it yet.
    """
    if clause.meanings.isdisjoint(_PRONOUNS):
        return
    for index, item in enumerate(clause.items):
        verb, who = item.verb, _pronoun_before(clause, index)
        if verb is None or who is None or verb.voice not in _OF_SUBJECT:
            continue
        if verb.is_negated != verb.harm.negated or is_unreal(clause, index):
            continue
        before = claims.before(who) or (told[-1] if told else None)
        is_hurt = before is not None and _is_one_hurt(before)
        is_death = verb.harm.measure == _KILLED and verb.voice == "subject"
        if (is_death and is_hurt) or _is_latter(clause, who, verb, [*told, *claims.in_order()]):
            rule = f"{verb.voice}.{verb.harm.rule}"
            at = clause.items[who].at
            one = group(single(at), "elliptic", clause.tokens, at, at + 1)
            stated = Statement(one, verb.harm, at, verb.core + 1, rule, includes=is_hurt)
            claims.by_item[who] = stated


def _is_latter(clause: Clause, who: int, verb: Verb, told: Sequence[Statement]) -> bool:
    """ "Ce dernier a été tué": where the text has not just told the same of one."""
    is_said = any(s.harm.measure == verb.harm.measure and s.people.quantity.best == 1 for s in told)
    is_of_one = verb.harm.measure in NAMED_MEASURES and not is_said
    return is_of_one and clause.tokens[clause.items[who].at].has("latter")


def _pronoun_before(clause: Clause, index: int) -> int | None:
    """The item of "he" or "she" before a verb group, past adverbs."""
    before = index - 1
    while before > 0 and clause.tokens[clause.items[before].at].has("adverb"):
        before -= 1
    is_one = before >= 0 and clause.tokens[clause.items[before].at].has(*_PRONOUNS)
    return before if is_one else None


def _is_one_hurt(statement: Statement) -> bool:
    return statement.harm.measure in _HURT_OR_GONE and statement.people.quantity.best == 1
