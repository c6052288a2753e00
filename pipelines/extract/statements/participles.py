"""The people of a participle: "165 Palestiniens tués", "were dragged out and killed", "et blessé 12 autres".

What does not belong here: verbs with a subject or object of their own (subjects, objects).
"""

import re
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.statements.asides import opening_of
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import DETERMINERS, Clause
from pipelines.extract.statements.objects import objects
from pipelines.extract.statements.rows_of_people import joined_before, number_of_people
from pipelines.extract.statements.subjects import NAMED_MEASURES, is_plural_mention, subjects
from pipelines.extract.statements.verbs import Verb

_QUOTES = frozenset('«»"“”')
_CLOSE = 2  # items within which a bare participle belongs to all that is joined before it
_SHARED_AUXILIARY = re.compile(
    r"(?<!v)v[xuvdN,]{1,14}(?:r[xdV]{1,5})?(?:,?c|,)x{0,2}$"
)  # "was ambushed while on patrol and killed"
_SHARED_PASSIVE = re.compile(r"(V)[xudN,]{0,8}(?:,?c|,)x{0,2}$")
_REDUCED = re.compile(
    r"([PH])(?:\(P[xd]?(?:[,c]P[xd]?){0,3}\))?(?:[xdu(]{0,4}|[xdu]{0,3},x{0,2}|,g[^V,]*,)$"
)
_OWNED = re.compile(r"(P)(?:d[xu]{1,2}|dP){0,3}d$")
_OF_CHAIN = re.compile(r"(P)(?:d[xuN]{1,2}){0,4}(?:\([xd]{1,4}\)|,[uxl](?:[xu]|d[xuN]){0,5},)?$")
_QUOTED = re.compile(r"(P)[xd]{2,8},x{0,2}$")  # "deux membres du gang des « Zetas », arrêtés"
_BESIDE = re.compile(r"(P)[xd]?$")
_OPENING = re.compile(r"(?:[xudN(]|(?<=d)P|[tl]x?P){0,18},([PN])")
_OPENED_BY = ("quote", "adverb", "severity")
_MANY, _ONE = ("és", "ées", "us", "ues", "is", "ises"), ("é", "ée", "u", "ue", "i", "ise")
_NAMED_REDUCED = re.compile(r"([PN])N?,x{0,2}$")


def reduced(clause: Clause, index: int, claims: Claims) -> list[int]:
    """The noun just before a bare participle: "165 Palestiniens tués", "trois soldats et un civil tués"."""
    match = (
        _behind_aside(clause, index)
        or _REDUCED.search(clause.kinds, 0, index)
        or _behind_quoted(clause, index)
        or _behind_chain(clause, index)
        or _named(clause, index, claims)
    )
    before = clause.token_before(index)
    is_described = before is not None and before.has(*DETERMINERS) and not before.has("of_them")
    if before is not None and before.has("of") and not before.has("of_them"):
        return []  # "un camp de déplacés"
    if match is None or (is_described and index - match.start(1) > 1):
        return []  # "the son of the slain elder"
    last = _of_which(clause, index, match.start(1))
    if clause.kinds[last] == "H" and not _befalls_others(clause, index, last):
        return []
    if _is_of_one(clause, index) and number_of_people(clause, last) > 1:
        return []  # "a tué huit hommes, égorgé trois femmes"
    people = clause.items[last].people
    if is_plural_mention(clause, last) or people is None or _owns(clause, people.after):
        return []
    is_beside = clause.kinds[:last].endswith(
        "Hc"
    )  # "huit morts et des personnes portées disparues"
    if people.is_bare and not (people.has_other or is_beside):
        return []
    if number_of_people(clause, last) == 1 and clause.tokens[people.at].has("demonstrative"):
        return []  # "ce militaire tué au combat": told of before
    if before is not None and before.has("to_be"):
        return []  # "called for the centre, which holds 600 people, to be evacuated"
    if people.head == "unknown" and people.quantity.quantifier == "vague":
        return []  # "many shortcomings in hospital"
    if index - last > _CLOSE:
        return [last]
    joined = joined_before(clause, last, claims)
    return [i for i in joined if clause.kinds[i] in "PN" or i == last]


def _behind_aside(clause: Clause, index: int) -> re.Match[str] | None:
    """ "left nine people, including a nurse, dead", "five others (two officers) wounded": past the aside."""
    is_closed = index > 0 and clause.kinds[index - 1] in ",)"
    opening = opening_of(clause, index - 1) if is_closed else None
    return _BESIDE.search(clause.kinds, 0, opening) if opening else None


def _behind_quoted(clause: Clause, index: int) -> re.Match[str] | None:
    """ "Deux membres du gang des « Zetas », arrêtés lundi, …": past a name in quotes, in the same number."""
    match, verb = _QUOTED.search(clause.kinds, 0, index), clause.items[index].verb
    if match is None or verb is None or verb.voice != "reduced":
        return None
    words = clause.tokens[clause.items[match.start(1)].after : clause.items[index].at]
    is_like = _is_in_number(clause, verb, match.start(1))
    return match if is_like and any(t.form in _QUOTES for t in words) else None


def _behind_chain(clause: Clause, index: int) -> re.Match[str] | None:
    """ "Trois soldats de la garnison de Téra (sud-ouest) tués", "le maire de Kita, candidat à sa succession,
    tué": past all that the people are of, a bracket or what they were.
    """
    match, verb = _OF_CHAIN.search(clause.kinds, 0, index), clause.items[index].verb
    if match is None or verb is None or verb.voice != "reduced" or verb.harm.of_things:
        return None
    return match if _is_in_number(clause, verb, match.start(1)) else None


def _is_in_number(clause: Clause, verb: Verb, index: int) -> bool:
    """Whether a participle stands in the number of the people at an item: "deux bergers … tués"."""
    is_many = clause.tokens[verb.core].form.endswith("s")
    return is_many == (number_of_people(clause, index) != 1)


def _owns(clause: Clause, at: int) -> bool:
    """ "A bomb under the preacher's chair killed two": not the preacher."""
    return any(t.has("possessive_mark") for t in clause.tokens[at : at + 1])


def _is_of_one(clause: Clause, index: int) -> bool:
    """Whether a participle with people behind it agrees with one person alone: "égorgé trois femmes"."""
    verb = clause.items[index].verb
    is_singular = verb is not None and clause.tokens[verb.core].form.endswith("é")
    return is_singular and clause.kinds[index - 1 : index + 2] == ",VP"


def _of_which(clause: Clause, index: int, last: int) -> int:
    """ "Deux frères de la famille Sow, enlevés dimanche", "trois gardes du domicile d'un élu tués": a plural is
    of the brothers and the guards.
    """
    verb = clause.items[index].verb
    is_many = verb is not None and clause.tokens[verb.core].form.endswith(_MANY)
    owner = _OWNED.search(clause.kinds, 0, last) if is_many else None
    is_one = number_of_people(clause, last) == 1
    return owner.start(1) if owner is not None and is_one else last


def _befalls_others(clause: Clause, index: int, last: int) -> bool:
    """ "Cinq déplacés tués dans un raid", "trois otages blessés": what befell those a noun of harm names."""
    people, verb = clause.items[last].people, clause.items[index].verb
    if people is None or people.harm is None or verb is None:
        return False
    is_state = people.harm.measure in ("displaced", "abducted", "detained") and people.whole is None
    is_worse = verb.harm.measure in ("killed", "injured", "abducted")
    return is_state and is_worse and verb.harm.measure != people.harm.measure


def _named(clause: Clause, index: int, claims: Claims) -> re.Match[str] | None:
    """ "Le pasteur Jean Dupont, enlevé dimanche, …": a name that a participle in the singular describes."""
    match, verb = _NAMED_REDUCED.search(clause.kinds, 0, index), clause.items[index].verb
    if match is None or verb is None or verb.harm.measure not in NAMED_MEASURES:
        return None
    is_told = clause.kinds[: match.start()].endswith("P,") and match.start() - 2 in claims.by_item
    return None if is_told or clause.tokens[verb.core].form.endswith("s") else match


def opening(clause: Clause, index: int) -> list[int]:
    """ "Blessée à la tête, une infirmière …": one that opens its sentence tells of the subject behind it."""
    match, verb = _OPENING.match(clause.kinds, index + 1), clause.items[index].verb
    before = clause.tokens[: clause.items[index].at]
    is_first = all(t.has(*_OPENED_BY) for t in before)
    people = clause.items[match.start(1)].people if match else None
    if match is None or verb is None or people is None or not is_first:
        return []
    is_one = number_of_people(clause, match.start(1)) == 1
    other_number = _MANY if is_one else _ONE
    is_like = not clause.tokens[verb.core].form.split(" ")[0].endswith(other_number)
    return [match.start(1)] if is_like and not people.quantity.is_plural else []


def joined_participle(clause: Clause, index: int, claims: Claims) -> list[int]:
    """ "avait été enlevé dimanche, puis tué": a participle joined to a passive has its subject."""
    match = _SHARED_PASSIVE.search(clause.kinds, 0, index)
    first = clause.items[match.start(1)].verb if match else None
    before = clause.token_before(index)
    if first is None or first.voice != "passive" or first.is_negated:
        return []
    if before is not None and before.has("thing"):
        return []  # "ten were injured and 16 donkeys killed"
    return [i for i, s in claims.by_item.items() if s.at <= first.core < s.after]


def gapped_passive(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    """ "were dragged out and killed": a participle that shares an earlier "were"."""
    kinds = "".join(  # "were charged with terrorism and remanded in custody"
        "x" if k == "?" and clause.tokens[i.at].has("accusing") else k
        for k, i in zip(clause.kinds[:index], clause.items, strict=False)
    )
    match = _SHARED_AUXILIARY.search(kinds)
    if match is None:
        return []
    first = clause.items[match.start()].at
    auxiliaries = takewhile(lambda t: t.has("have", "be", "been"), clause.tokens[first:])
    if not any(t.has("be", "been") for t in auxiliaries):
        return []
    return subjects(clause, match.start(), replace(verb, voice="passive"), claims)


def gapped_objects(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "ont fait 13 morts et blessé 12 autres": a participle that shares an earlier "ont"."""
    kinds = clause.kinds
    before = clause.token_before(index)
    is_described = before is not None and before.has(*DETERMINERS, "person")
    is_joined = index > 0 and kinds[index - 1] in "c,x" and not is_described
    has_active = re.search(r"[vVq]", kinds[:index]) is not None
    behind = clause.tokens[verb.after : verb.after + 1]
    is_object = verb.harm.takes == "object" and not any(t.has("agent") for t in behind)
    return objects(clause, index, verb) if is_joined and has_active and is_object else []
