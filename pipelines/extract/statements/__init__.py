"""All statements of a sentence: verbs first, then counts, then what hangs on them."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.statements.among import among
from pipelines.extract.statements.appositions import hang
from pipelines.extract.statements.bodies import bodies
from pipelines.extract.statements.changes import changes
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.comprised import comprised
from pipelines.extract.statements.counts import counted, joint, ranked_victims
from pipelines.extract.statements.frames import frame
from pipelines.extract.statements.held import held
from pipelines.extract.statements.identified import identified
from pipelines.extract.statements.object_pronouns import of_those_held
from pipelines.extract.statements.pronouns import died
from pipelines.extract.statements.recounted import recounted
from pipelines.extract.statements.replaced import replaced
from pipelines.extract.statements.tolls import number_of
from pipelines.extract.statements.uncounted import counts_nobody


def statements(clause: Clause, told: Sequence[Statement] = ()) -> list[Statement]:
    """The statements of a sentence, in the order of the text.

    `told` are the last statements before it.
    """
    claims = Claims(clause)
    for index, item in enumerate(clause.items):
        if item.verb is not None:
            frame(clause, index, item.verb, claims)
    for index, item in enumerate(clause.items):
        if item.kind == "H":
            counted(clause, index, claims)
    of_those_held(clause, claims)
    bodies(clause, claims, told)
    held(clause, claims, told)
    number_of(clause, claims, told)
    changes(clause, claims)
    among(clause, claims, told)
    comprised(clause, claims, told)
    hang(clause, claims, told)
    identified(clause, claims, told)
    replaced(clause, claims)
    died(clause, claims, told)
    recounted(clause, claims, told)
    if not told:
        ranked_victims(clause, claims)
    for index, statement in claims.by_item.items():
        others = joint(clause, statement)
        if others:
            claims.by_item[index] = replace(statement, joint=others)
    stated = sorted([*claims.wholes, *claims.in_order()], key=lambda s: s.people.at)
    found = [s for s in stated if not counts_nobody(clause, s, told)]
    return [s for part in found for s in _with_whole(part)]


def _with_whole(part: Statement) -> list[Statement]:
    """ "18 of the 138 wounded": with some who are singled out, all of whom the noun tells; the whole behind
    those of them who died.
    """
    people = part.people
    if people.whole is None or people.harm is None or people.quantity.is_zero:
        return [part]
    number = people.whole
    group = replace(people, quantity=number, at=number.at, is_partitive=False, is_definite=True)
    rule = f"whole.{people.harm.rule}"
    whole = Statement(replace(group, whole=None), people.harm, number.at, people.after, rule)
    is_dead = part.harm.measure == "killed" != people.harm.measure
    return [replace(part, of_next=True), whole] if is_dead else [whole, part]
