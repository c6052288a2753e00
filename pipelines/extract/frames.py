"""Who was harmed: the people that stand where a verb group expects them.

Frames, not patterns per sentence: each voice names a side, and one search serves each side, with what
coordination joins to it ("une mère et ses deux filles"). What does not belong here: counts without a
verb (counts), what hangs on another statement (appositions), values and victims (figures).
"""

import re
from dataclasses import replace

from pipelines.extract.claims import Claims
from pipelines.extract.clauses import Clause
from pipelines.extract.people import People
from pipelines.extract.verbs import Verb

_CLOSE = 2  # items within which a bare participle belongs to all that is joined before it
_SUBJECT_GAP = 24  # items between a subject and its verb, appositions not counted
_HARD = ".?"
_OBJECT = re.compile(r"(?:,[^VPH.,]{1,12},)?[xuNd,(lg]{0,8}?([PH])")
_NEXT_SINGLE = re.compile(r"[dx]?([uN])")
_NEXT_OBJECT = re.compile(r"[xNu(]{0,4}(?:d[xuN(]{0,4}){0,2}(?:,c|,|c)[xd]?([PH])")
_FIRST_JOINED = re.compile(r"([PHN])[xdu]{0,4},?c$")
_MORE_JOINED = re.compile(r"([PHN])[xdu]{0,4}(?:,|,?c)$")
_OWN_VERB = re.compile(r"[xduN(]{0,6}V")
_REDUCED = re.compile(r"([P])(?:[xdu(]{0,4}|[xdu]{0,3},x{0,2}|,g[^V,]*,)$")
_CAUSED = re.compile(r"k[xd,(]{0,5}([PH])(?:[xd]{0,5}|,[sgo][^V.]*,[xd]{0,2})$")
_INCLUDED_NEXT_TO = re.compile(r"[PH][xdu]{0,4},?o$")
_ANTECEDENT = re.compile(r"([PH])[xdu]{0,4},?r[xd]{0,2}$")
_RELATIVE_OF_SOMEONE = re.compile(r"[PN][xdu]{0,3},?c$")
_COMPANY = re.compile(r"[xudN,]{0,8}t([P](?:(?:,|,?c)P)*)")
_NAMED_MEASURES = frozenset({"killed", "injured", "abducted", "missing", "detained"})
_SINGLE_OBJECT = frozenset({"killed"})


def frame(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """Claim the people of a verb group; nothing where it is negated or has not happened."""
    if verb.harm.measure != "missing" and is_unreal(clause, index):
        return
    found = _people(clause, index, verb, claims)
    is_zero = any((p := clause.items[i].people) is not None and p.quantity.is_zero for i in found)
    if is_zero and verb.harm.negated:
        _none_survived(clause, found[0], verb, claims)
        return
    if verb.is_negated != verb.harm.negated and not is_zero:
        return
    is_subject = verb.voice in ("passive", "subject", "reduced")
    for i in found:
        claims.take(
            i, verb, includes=clause.kinds[i - 1 : i] == "o", core=is_subject or i == found[0]
        )
    if verb.voice in ("passive", "subject"):
        _company(clause, index, verb, claims)


def _none_survived(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """ "Aucun des trois occupants n'a survécu" counts all three."""
    people = clause.items[index].people
    if people is not None and people.whole is not None:
        claims.take(index, verb, people=replace(people, quantity=people.whole))


def is_unreal(clause: Clause, index: int) -> bool:
    """Whether a cue shortly before an item says that nothing has happened (yet)."""
    before = clause.kinds[max(0, index - 8) : index]
    return "?" in before[before.rfind(".") + 1 :]


def _people(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    match verb.voice:
        case "passive" | "subject":
            return _subjects(clause, index, verb, claims)
        case "active" | "nominal":
            return _objects(clause, index, verb)
        case "reduced":
            return _reduced(clause, index, claims) or _gapped_objects(clause, index, verb)
        case "infinitive":
            return _one(_CAUSED.search(clause.kinds[:index]))


def _one(match: re.Match[str] | None) -> list[int]:
    return [match.start(1)] if match else []


def _subjects(clause: Clause, index: int, verb: Verb, claims: Claims) -> list[int]:
    """The subject before a verb, with what is joined to it."""
    kinds, i, skipped = clause.kinds, index - 1, 0
    antecedent = _ANTECEDENT.search(kinds, 0, index)
    if antecedent is not None:
        who = antecedent.start(1)
        return [] if _is_plural_mention(clause, who) else [who]
    while i >= 0 and kinds[i] not in _HARD and skipped < _SUBJECT_GAP:
        kind = kinds[i]
        if kind == "," and (opening := _parenthesis(kinds, i)) is not None:
            i = opening - 1
            continue
        is_free = (i == 0 or kinds[i - 1] not in "dts") and not _is_contracted(clause, i)
        if (
            is_free
            and kind in "PHNu"
            and not _is_included(kinds, i)
            and _may_be_subject(clause, i, verb)
        ):
            return _joined_before(clause, _outer(clause, i), claims)
        if kind == "V" and "r" not in kinds[max(0, i - 3) : i]:
            return []
        i, skipped = i - 1, skipped + 1
    return []


def _is_plural_mention(clause: Clause, index: int) -> bool:
    """ "sur des habitants qui fuyaient", "aux militaires décédés": nobody is counted in passing."""
    people, before = clause.items[index].people, clause.token_before(index)
    if people is None or not people.quantity.is_plural:
        return False
    first = clause.tokens[people.at]
    is_governed = before is not None and before.has("preposition") and not before.has("of")
    return is_governed or first.has("contracted")


def _is_included(kinds: str, index: int) -> bool:
    """ "cinq civils dont un enfant ont été tués": the verb is that of the civilians."""
    return _INCLUDED_NEXT_TO.search(kinds, 0, index) is not None


def _is_contracted(clause: Clause, index: int) -> bool:
    """ "du maire": a preposition within the noun phrase."""
    return clause.tokens[clause.items[index].at].has("contracted")


def _may_be_subject(clause: Clause, index: int, verb: Verb) -> bool:
    """Names and unknown nouns only of a verb in the singular, and of what befalls persons alone."""
    kind, measure = clause.kinds[index], verb.harm.measure
    people = clause.items[index].people
    if people is None or (verb.is_singular and _is_plural(people)):
        return False
    if kind in "PH":
        return True
    if _RELATIVE_OF_SOMEONE.search(clause.kinds, 0, index) and _is_related_noun(clause, index):
        return True
    if not verb.is_singular or measure not in _NAMED_MEASURES:
        return False
    is_demonym = clause.tokens[people.after - 1].is_capital  # "un Syrien s'est noyé"
    return kind == "N" or is_demonym or (verb.voice == "passive" and measure != "missing")


def _is_plural(people: People) -> bool:
    """Whether a verb in the singular cannot be that of these people; collectives take either."""
    quantity = people.quantity
    is_exact = quantity.quantifier == "exact" and (quantity.best or 0) > 1
    return is_exact or (quantity.is_plural and people.is_definite)


def _outer(clause: Clause, index: int) -> int:
    """The group before an apposition without a number: "28 personnes, des militaires, …"."""
    people = clause.items[index].people
    first = clause.tokens[clause.items[index].at]
    is_bare = people is not None and (people.quantity.is_plural or first.has("one_of"))
    return index - 2 if is_bare and clause.kinds[:index].endswith("P,") else index


def _parenthesis(kinds: str, closing: int) -> int | None:
    """Where the comma stands that opens ", dont …," or ", qui …," closed by the comma at `closing`."""
    start = kinds.rfind(".", 0, closing) + 1
    opening = kinds.rfind(",", start, closing)
    while opening >= 0:
        if kinds[opening + 1] in "orgs":
            return opening
        opening = kinds.rfind(",", start, opening)
    return None


def _joined_before(clause: Clause, last: int, claims: Claims) -> list[int]:
    """The people joined before an item: "une mère et ses deux filles", "A, B et C"."""
    found, i, kinds = [last], last, clause.kinds
    while True:
        joiner = (_MORE_JOINED if len(found) > 1 else _FIRST_JOINED).search(kinds, 0, i)
        if joiner is None or joiner.start(1) in claims.by_item:
            return found
        before = joiner.start(1)
        is_new_clause = kinds[joiner.end(1) : i].endswith(",c") and "V" in kinds[:before]
        governed = before > 0 and kinds[before - 1] in "Vdo"
        people = clause.items[before].people
        if is_new_clause or governed or people is None or people.quantity.is_plural:
            return found
        found.append(before)
        i = before


def _objects(clause: Clause, index: int, verb: Verb) -> list[int]:
    """The people after a verb, with those joined to them that no later verb claims."""
    kinds = clause.kinds
    single = _NEXT_SINGLE.match(kinds, index + 1)
    if single and _takes_single(kinds, index, single.start(1), verb):
        return [single.start(1)]
    match = _OBJECT.match(kinds, index + 1)
    if match is None:
        return []
    first = match.start(1)
    if verb.voice == "active" and _has_own_verb(clause, first):
        return []
    if verb.voice == "nominal" and not _is_complement(clause, index, first):
        return []
    found = [first]
    while (joiner := _NEXT_OBJECT.match(kinds, found[-1] + 1)) is not None:
        following = joiner.start(1)
        if kinds[following] == "H" or _has_own_verb(clause, following):
            break
        found.append(following)
    return found


def _takes_single(kinds: str, index: int, people: int, verb: Verb) -> bool:
    """Whether a name or an unknown noun is the object: just behind the verb, or behind "de"."""
    if verb.voice != "nominal" and people != index + 1:
        return False
    return kinds[people] == "N" or verb.harm.measure in _SINGLE_OBJECT


def _is_complement(clause: Clause, index: int, people: int) -> bool:
    """Whether "de" stands before the people of a noun: in its phrase or just before them."""
    if clause.tokens[clause.items[index].after - 1].form.endswith(_article_endings(clause, index)):
        return True
    if clause.tokens[clause.items[people].at].has("of"):
        return True
    before = clause.token_before(people)
    return people == index + 1 or (before is not None and before.has("of"))


def _article_endings(clause: Clause, index: int) -> tuple[str, ...]:
    verb = clause.items[index].verb
    return (" de", " d'", " du", " des", " of") if verb else ()


def _has_own_verb(clause: Clause, index: int) -> bool:
    """Whether a verb with a subject of its own follows these people before anything else does."""
    match = _OWN_VERB.match(clause.kinds, index + 1)
    verb = clause.items[match.end() - 1].verb if match else None
    return verb is not None and verb.voice in ("passive", "subject")


def _reduced(clause: Clause, index: int, claims: Claims) -> list[int]:
    """The noun just before a bare participle: "165 Palestiniens tués", "trois soldats et un civil tués"."""
    match = _REDUCED.search(clause.kinds, 0, index)
    if match is None:
        return []
    last = match.start(1)
    if _is_plural_mention(clause, last):
        return []
    if index - last > _CLOSE:
        return [last]
    joined = _joined_before(clause, last, claims)
    return [i for i in joined if clause.kinds[i] == "P"]


def _gapped_objects(clause: Clause, index: int, verb: Verb) -> list[int]:
    """ "ont fait 13 morts et blessé 12 autres": a participle that shares an earlier "ont"."""
    kinds = clause.kinds
    is_joined = index > 0 and kinds[index - 1] in "c,x"
    has_active = re.search(r"v|V", kinds[:index]) is not None
    is_object = verb.harm.takes == "object"
    return _objects(clause, index, verb) if is_joined and has_active and is_object else []


def _company(clause: Clause, index: int, verb: Verb, claims: Claims) -> None:
    """ "ont été enlevés avec leur principal, un enseignant et un chauffeur"."""
    match = _COMPANY.match(clause.kinds, index + 1)
    if match is None:
        return
    first = clause.items[match.start(1)].people
    if first is None or not _is_related(clause, first):
        return
    for i in range(match.start(1), match.end(1)):
        if clause.kinds[i] == "P":
            claims.take(i, verb, core=False)


def _is_related_noun(clause: Clause, index: int) -> bool:
    """ "un prêtre et son sacristain": whose noun is unknown, but not who he belongs to."""
    people = clause.items[index].people
    return people is not None and clause.tokens[people.at].has("possessive")


def _is_related(clause: Clause, people: People) -> bool:
    """Whether the words say that these people belong to those before: "leur", "de ses", "autres"."""
    words = clause.tokens[people.at : people.after]
    return people.has_other or any(t.has("possessive") for t in words)
