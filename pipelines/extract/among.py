"""Some of a number that the same sentence counts, told with the verb "to be".

"Eight were among 20 killed" · "Among the 12 killed were a policeman and four customers" · "Of those
killed, nine were children". What does not belong here: parts behind "including" (appositions).
"""

import re
from dataclasses import replace

from pipelines.extract.claims import Claims
from pipelines.extract.clauses import Clause
from pipelines.lexicons.language import Harm

_PART_FIRST = re.compile(r"([PNu])v[xv]{0,2}d([PH])")
_WHOLE_FIRST = re.compile(r"(?:^|[.,(q])x?d([PH])V?[xd]{0,3}v([PNu](?:[xd]{0,3}(?:,|,?c)[PNu])*)")
_THE_DEAD = re.compile(r"(?:^|[.,(q])[xo]([Vh])v[xv]{0,3}(P(?:(?:,|,?c)P)*)")
_OF_THEM = re.compile(r"(?:^|[.,(q])d([PH])[^.,]{0,12},(P)V")
_OF_THOSE = re.compile(r"(?:^|[.,(q])[do]x{0,2}([hV]),?x?(P)v")


def among(clause: Clause, claims: Claims) -> None:
    """Add the parts of numbers that the sentence states; "among the dead" is a word of harm itself."""
    for match in _OF_THOSE.finditer(clause.kinds):
        harm = _harm(clause, match.start(1))
        if harm is not None and _opens_set(clause, match.start(1)):
            claims.by_item.pop(match.start(2), None)
            claims.add(match.start(2), harm, "among", includes=True)
    for match in _THE_DEAD.finditer(clause.kinds):
        harm = _harm(clause, match.start(1))
        if harm is None or not _is_definite(clause, match.start(1)):
            continue
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] == "P":
                claims.add(i, harm, "among")
    for match in _OF_THEM.finditer(clause.kinds):
        part = claims.by_item.get(match.start(2))
        if part is not None and _stands_in_set(clause, match.start(1)):
            people = replace(part.people, is_partitive=True)
            claims.by_item[match.start(2)] = replace(part, people=people)
    for match in _PART_FIRST.finditer(clause.kinds):
        whole = claims.by_item.get(match.start(2))
        if whole is not None and _stands_in_set(clause, match.start(2)):
            claims.add(match.start(1), whole.harm, "among", of_next=True)
    for match in _WHOLE_FIRST.finditer(clause.kinds):
        whole = claims.by_item.get(match.start(1))
        if whole is None or not _stands_in_set(clause, match.start(1)):
            continue
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] in "PNu":
                claims.add(i, whole.harm, "among", includes=True)


def _is_definite(clause: Clause, index: int) -> bool:
    before = clause.token_before(index)
    return before is not None and before.has("definite_plural")


def _stands_in_set(clause: Clause, index: int) -> bool:
    before = clause.token_before(index)
    return before is not None and before.has("set_of")


def _opens_set(clause: Clause, harmed: int) -> bool:
    """Whether the words up to the word of harm begin with "of" or "among"."""
    first = max(0, harmed - 3)
    return any(clause.tokens[i.at].has("set_of") for i in clause.items[first:harmed])


def _harm(clause: Clause, index: int) -> Harm | None:
    verb = clause.items[index].verb
    harm = verb.harm if verb else clause.tokens[clause.items[index].at].meanings.get("counted")
    return harm if isinstance(harm, Harm) else None
