"""Those who suffer a verb along with its people: "with their headmaster, a teacher and a driver".

What belongs here: companions behind a verb and between commas before it. What does not: those joined to its
people by "and" (rows_of_people).
"""

import re

from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.subjects import subjects
from pipelines.extract.statements.verbs import Verb

_COMPANY = re.compile(r"(?:dx?P)?[xudNc,()]{0,8}([tl])x{0,2}([PNu]x{0,2}(?:(?:,|,?c)x?[PNu])*)")
_BETWEEN_COMMAS = re.compile(r"[PN](,)(t)(P[xdN]{0,4}(?:(?:,|,?c)d?P[xdN]{0,4})*),$")
_SPEAKING = re.compile(r"(?:c[xduN]{1,4})?[xd]{0,2}q")
_HAS_VERB = re.compile(r"[xdu]{0,6}V")
_OF_HIS = 2  # tokens
_WITH_OTHERS = ("abducted", "detained")  # whoever is with those taken away is taken, too


def accompanied(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    """ "The mayor, along with two aides, was shot": the mayor and the aides; else nobody."""
    match = _BETWEEN_COMMAS.search(clause.kinds, 0, index)
    if match is None or not clause.tokens[clause.items[match.start(2)].at].has("company"):
        return []
    with_them = [i for i in range(match.start(3), match.end(3)) if clause.kinds[i] == "P"]
    if any((p := clause.items[i].people) is None or p.is_bare for i in with_them):
        return []
    found = subjects(clause, match.start(1), verb, claims)
    return [*found, *with_them] if found else []


def company(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """ "ont été enlevés avec leur principal, un enseignant et un chauffeur"."""
    match = _COMPANY.match(clause.kinds, index + 1)
    if match is None:
        return
    first = clause.items[match.start(2)].people
    beside = clause.tokens[clause.items[match.start(1)].at]
    is_related = first is not None and (_is_related(clause, first) or beside.has("company"))
    is_taken = verb.harm.measure in _WITH_OTHERS and match.group(2).startswith("P")
    is_related |= is_taken and first is not None and not first.is_bare
    if not (is_related and beside.has("together")) or _HAS_VERB.match(clause.kinds, match.end(2)):
        return  # "killing two, with three others wounded"
    end = match.end(2)
    if _SPEAKING.match(clause.kinds, end):
        # "with two others, one of his editors and a lawyer said"
        end = max(match.start(2) + 1, clause.kinds.rfind(",", 0, end))
    for i in range(match.start(2), end):
        people = clause.items[i].people
        is_his_name = clause.kinds[i] == "N" and clause.kinds[i - 1] == ","
        if clause.kinds[i] in "PuN" and not (people is None or people.is_bare or is_his_name):
            claims.take(i, verb, core=False)


def _is_related(clause: Clause, people: People) -> bool:
    """Whether the words say that these people belong to those before: "leur", "de ses", "autres", "of his"."""
    words = clause.tokens[people.at : people.after + _OF_HIS]
    return people.has_other or any(t.has("possessive") for t in words)
