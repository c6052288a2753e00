"""Whom the words before a verb leave as its subject: "the men who killed two guards were arrested".

What does not belong here: any other search before a verb (subjects).
"""

import re

from pipelines.extract.statements.clauses import Clause

_WITH_OBJECT = re.compile(
    r"r(?:x?(V)[xduN]{0,4}[PHu][xduNPHc()]{0,14}|[xdulvN]{1,10}P[xdu]{0,6}"
    r"|[xdulvqN]{1,8}(V)[xd]{0,2}[VPHhu]?[xdu]{0,6}),?$"
)
_ELSE = re.compile(r"[vq][xdV]{0,8}[ur,]")
_DOER = re.compile(r"([PHN])[xdu]{0,7},?$")


def is_of_none(clause: Clause, relative: int) -> bool:
    """ "ceux qui sont morts", "un bus, qui a été arrêté": it befalls nobody whom the sentence counts."""
    before = relative - 1 - (clause.kinds[relative - 1 : relative] == ",")
    if before < 0 or not clause.tokens[clause.items[relative].at].has("who"):
        return False
    return clause.tokens[clause.items[before].after - 1].has("those", "thing")


def who_did_it(clause: Clause, index: int) -> list[int] | None:
    """ "The men who killed two guards were arrested", "ceux qui enquêtaient sur le meurtre": not the
    guards; None where no such clause is there.
    """
    match = _WITH_OBJECT.search(clause.kinds, 0, index)
    if match is None or not clause.tokens[clause.items[match.start()].at].has("who"):
        return None
    verb = clause.items[match.start(1)].verb if match.group(1) else None
    if verb is not None and verb.voice not in ("active", "past"):
        return None
    noun = clause.items[match.start(2)].verb if match.group(2) else None
    if noun is not None and noun.voice not in ("nominal", "infinitive"):
        return None
    doer = _DOER.search(clause.kinds, 0, match.start())
    return [doer.start(1)] if doer else []


def does_else(clause: Clause, index: int, verb: int) -> bool:
    """Whether nobody does something else before the verb: "No one is saying how the money vanished"."""
    people = clause.items[index].people
    behind = _ELSE.match(clause.kinds, index + 1, verb)
    return people is not None and people.quantity.is_zero and behind is not None
