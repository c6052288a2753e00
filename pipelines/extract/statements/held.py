"""Who is held, was taken or hit, where the text has just told of such harm.

"Ten are still being held" · "un policier a été tué et deux autres ont été touchés". What belongs here: verbs
that tell of a harm only beside one ("took", "hold", "touchés"). What does not: those that tell of one by
themselves or by the words that they need (verbs, frames).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import joined_before
from pipelines.extract.statements.unreal import is_unreal
from pipelines.extract.statements.verbs import Verb
from pipelines.lexicons.phrases import Harm

_ABDUCTED = "abducted"
_DETAINED = "detained"
_MISSING = "missing"
_INJURED = "injured"
_OF_ATTACK = frozenset({"killed", _INJURED})
_AUXILIARIES = ("be", "been", "have", "adverb", "negation")
_ENDS = ("", ".", ",", "c")  # behind a bare number: "are still holding two"


def held(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add those of whom a verb without the words that it needs says that they were taken or are held.

    So says an abduction told of before, or the word for who did it: "the kidnappers hold ten others".
    """
    _hit(clause, claims)
    here = [s for s in (*claims.wholes, *claims.by_item.values()) if s.harm.measure == _ABDUCTED]
    before = [s for s in told if s.harm.measure == _ABDUCTED]
    numbers = {s.people.quantity.best or 0 for s in (*here, *before)}
    _still_taken(clause, claims, numbers, is_beside=bool(here))
    _still_away(clause, claims, here)
    is_told = bool(here or before)
    if not is_told and "captors" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        if item.kind != "x" or not clause.tokens[item.at].meanings or is_unreal(clause, index):
            continue
        if not is_told and not any(t.has("captors") for t in clause.tokens[: item.at]):
            continue
        if (harm := _harm(clause.tokens[item.at], "finite", _ABDUCTED)) is not None:
            _add_objects(clause, index, harm, claims)
        if (harm := _harm(clause.tokens[item.at], "participle", _ABDUCTED)) is not None:
            _add_subjects(clause, index, harm, claims)


def _still_taken(clause: Clause, claims: Claims, taken: set[int], *, is_beside: bool) -> None:
    """ "… 14 des 20 otages, les six autres restent détenus": held by those who took them."""
    for index, statement in claims.by_item.items():
        people, harm = statement.people, statement.harm
        is_rest = is_beside and (people.has_other or people.head == "elliptic")
        is_same = (people.quantity.best or 0) > 1 and people.quantity.best in taken
        if harm.measure != _DETAINED or harm.needs or not (is_rest or is_same):
            continue
        words = clause.tokens[statement.at : statement.after]
        harms = [h for t in words if (h := _harm(t, "participle", _ABDUCTED)) is not None]
        if harms and not any(t.has("been") for t in words):  # "ont été capturés" is news
            claims.by_item[index] = replace(statement, harm=harms[0])


def _still_away(clause: Clause, claims: Claims, taken: Sequence[Statement]) -> None:
    """ "Mille élèves ont été enlevés et 150 manquent toujours à l'appel": some of them, not lost elsewhere."""
    for index, statement in claims.by_item.items():
        harms = [s.harm for s in taken if s.at < statement.at]
        is_rest = statement.people.has_other or statement.people.head == "elliptic"
        if statement.harm.measure != _MISSING or not is_rest or not harms:
            continue
        words = clause.tokens[statement.at : statement.after]
        if any(t.has("still") or t.has("finite") for t in words):
            claims.by_item[index] = replace(statement, harm=harms[-1])


def _hit(clause: Clause, claims: Claims) -> None:
    """ "Un policier a été tué et deux autres ont été touchés": beside the dead or wounded of one sentence;
    "aucun garde n'a été touché" says it by itself.
    """
    if "participle" not in clause.meanings:
        return
    is_beside = any(s.harm.measure in _OF_ATTACK for s in claims.by_item.values())
    for index, item in enumerate(clause.items):
        harm = _harm(clause.tokens[item.at], "participle", _INJURED) if item.kind == "x" else None
        if harm is None or not harm.of_things or is_unreal(clause, index):
            continue  # "hit", not "taken to the morgue"
        _add_subjects(clause, index, harm, claims, only_zero=not is_beside)


def _may_be_hit(clause: Clause, index: int, people: People) -> bool:
    """Not "une maison sur deux a été touchée", nor "1.000 familles ont été touchées par les crues"."""
    behind = clause.tokens[clause.items[index].after :][:1]
    is_somebody = people.head == "known" and not people.is_household
    return (is_somebody or people.has_other) and not any(t.has("agent") for t in behind)


def _harm(token: Token, form: str, measure: str) -> Harm | None:
    harm = token.meanings.get(form)
    while isinstance(harm, Harm) and harm.measure != measure:
        harm = harm.otherwise
    return harm if isinstance(harm, Harm) and harm.takes == "object" else None


def _add_objects(clause: Clause, index: int, harm: Harm, claims: Claims) -> None:
    """ "They took 20 girls", "the gunmen hold 12 others", "are still holding two"."""
    people = clause.items[index + 1].people if clause.kinds[index + 1 : index + 2] == "P" else None
    is_counted = people is not None and (
        people.head == "known" or clause.kinds[index + 2 : index + 3] in _ENDS
    )
    if people is not None and is_counted and not people.is_definite:
        at = clause.items[index].at
        claims.take(index + 1, Verb("active", harm, at, at, at + 1, is_negated=False))


def _add_subjects(
    clause: Clause, index: int, harm: Harm, claims: Claims, *, only_zero: bool = False
) -> None:
    """ "Ten are still being held", "his brother and two cousins were taken"."""
    first = index
    while first > 0 and clause.tokens[clause.items[first - 1].at].has(*_AUXILIARIES):
        first -= 1
    is_passive = any(clause.tokens[i.at].has("be", "been") for i in clause.items[first:index])
    people = clause.items[first - 1].people if first and is_passive else None
    if people is None or clause.kinds[first - 1] not in "PN" or people.is_bare:
        return
    is_negated = any(clause.tokens[i.at].has("negation") for i in clause.items[first:index])
    if people.quantity.is_zero != is_negated or (only_zero and not is_negated):
        return
    if harm.measure == _INJURED and not _may_be_hit(clause, index, people):
        return
    at, core = clause.items[first].at, clause.items[index].at
    for i in joined_before(clause, first - 1, claims):
        claims.take(i, Verb("passive", harm, at, core, core + 1, is_negated=False))
