"""Whom a pronoun behind a verb takes up: "lined up twelve men and shot them", "… and slit their throats".

What does not belong here: objects that are named (objects), deaths of whom "he" takes up (pronouns).
"""

import re
from dataclasses import replace

from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.freed import HELD
from pipelines.extract.statements.verbs import Number, Verb

_TAKEN_UP = re.compile(r"([PN])(?:[xdu]{0,3},?ox?[PN])?[^PNV.?rq]{0,16}$")
_NO_OBJECT = ("conjunction", "agent", "relative", "contrast")
_BEHIND_PRONOUN = frozenset(",.cdrt(")
_GOVERNED = ("V", "vx", "d")  # "ont sorti le maire", "a tiré sur le maire"


def taken_up(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "lined up twelve men and shot them", "… and slit their throats": whom a pronoun takes up."""
    pronoun = _object_pronoun(clause, index, verb)
    match = _TAKEN_UP.search(clause.kinds, 0, index) if pronoun else None
    if match is None:
        return []
    between = clause.tokens[clause.items[match.start()].after : verb.at]
    is_next = any(t.has("realised_modal") for t in between)  # "deux bergers avant de les égorger"
    is_next |= verb.whose is not None  # "a écrasé un piéton en causant sa mort"
    if not (is_next or re.search("[,c]", match.group())):
        return []
    people, before = clause.items[match.start(1)].people, clause.token_before(match.start(1))
    if people is None or before is None or before.form == "," or before.has(*_NO_OBJECT):
        return []  # "two soldiers caught and killed them": who did it stands there
    is_one = people.quantity.best == 1
    is_object = clause.kinds[: match.start(1)].endswith(_GOVERNED)
    is_counted = not people.quantity.is_plural and (
        is_object or not (people.is_definite and is_one)
    )
    return [match.start(1)] if is_counted and is_one != (pronoun == "many") else []


def of_those_held(clause: Clause, claims: Claims) -> None:
    """ "ont enlevé douze élèves et en ont tué deux": two of those taken."""
    for index in sorted(claims.by_item) if "of_those" in clause.meanings else ():
        killed, held = claims.by_item[index], claims.before(index)
        verb = clause.items[index - 1].verb
        if held is None or verb is None or verb.at == 0 or held.harm.measure not in HELD:
            continue
        is_bare = killed.people.head == "elliptic" and not killed.people.has_other
        if (
            is_bare
            and killed.harm.measure == "killed"
            and clause.tokens[verb.at - 1].has("of_those")
        ):
            people = replace(killed.people, is_partitive=True)
            claims.by_item[index] = replace(killed, people=people)


def _object_pronoun(clause: Clause, index: int, verb: Verb) -> Number | None:
    """Whether a verb's object is "them" (many) or "him" (one); None where it is neither."""
    if verb.whose is not None:
        return verb.whose
    before = clause.tokens[verb.at - 1 : verb.at]
    if before and before[0].has("object_clitic"):
        return "many" if before[0].has("definite_plural") else "one"
    following = clause.items[index + 1 : index + 3]
    pronoun = clause.tokens[following[0].at] if following else None
    if pronoun is None or not pronoun.has("object_pronoun"):
        return None
    if len(following) > 1 and following[1].kind not in _BEHIND_PRONOUN and pronoun.form == "her":
        return None  # "killed her dog"
    return "many" if pronoun.has("plural_pronoun") else "one"
