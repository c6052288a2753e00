"""Counts that a word for how many tells: "le nombre de blessés, 57", "porte à 71 le nombre de morts".

What belongs here: the number that "the number of", "the toll" or a verb of rising leads to. What does not: a
quantity that a noun of harm follows ("12 morts", counts), counts that changed by so much (changes).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.quantities import risen
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.shapes import Shape
from pipelines.lexicons.phrases import Harm

_NUMBER_AFTER = Shape(r"n[xudP]?r?([hV])(?:(?:c[xud]{1,4})?r?V)?[xudvN,(q]{0,12}(P)")
_NUMBER_BEFORE = Shape(r"(P)(?:[xd]?|,[ds][xduP]{1,5},)n[xud]{0,3}P?r?([hV])")
_RISES_TO = Shape(r"n(?:[xudPchr]{0,6}?(?=V)|[xudP]?)([hV])[^.]{0,24}?b[xd]?(P)")
_TOLL = Shape(r"([hV])(?:[^.V]{0,32}?b[xd]?|(?:,P?q[xN]{0,3},)?[xudvN,(q]{0,10})(P)")
_TOLL_FROM = Shape(r"(h)[xudvN,(q]{0,24}d(P)dP")  # "lowered the toll of the … from 22 to 19"
_TOLL_BEHIND = Shape(r"(?<=d)(P)(h)")  # "ce qui élève à 158 leurs pertes"
_MAY_RISE = re.compile(r"\?[xdv]{0,3}b")  # "the number would likely reach 20,000"
_NOW = Shape(
    r"(h),r[^.V,]{1,14},[xv]{0,3}(?:b[xd]?)?(P)"
)  # "the toll, which stood at 62, is now 90"
_AMOUNTING = Shape(r"([hVP]),?v?dn(P)")  # "les blessés, au nombre de 34"
_APPOSED = Shape(
    r"([HVP]),[xdq]{0,2}(P)(?:x{1,2}|d[xdu]{1,5})?,"
)  # "Les blessés, une vingtaine selon elle, …"
_LABELLED = Shape(r"([hV])\.(P)")
_ARE = Shape(r"([hVP])vx{0,2}(P)(?=[,.d]|$)")  # "Ces déplacés sont désormais 500.000"
_PUT_AT = Shape(r"(?:q|(?<=dP)c)x{1,2}([hV])d(P)")  # "put the dead at 34 and the wounded at 88"
_NUMBER_PATTERNS = (
    (_RISES_TO, 1, 2),
    (_NUMBER_BEFORE, 2, 1),
    (_NUMBER_AFTER, 1, 2),
    (_TOLL, 1, 2),
    (_NOW, 1, 2),
    (_TOLL_FROM, 1, 2),
    (_TOLL_BEHIND, 2, 1),
    (_AMOUNTING, 1, 2),
    (_LABELLED, 1, 2),
    (_APPOSED, 1, 2),
    (_ARE, 1, 2),
    (_PUT_AT, 1, 2),
)
_OF_TOLLS = (_TOLL, _NOW, _TOLL_FROM, _TOLL_BEHIND)
_BROUGHT_TO = Shape(r"(?:n[xudPh]{0,4})?([hV])[^.V]{0,24}?d(P)")
_SUMMED_UP = re.compile(r"x(?:d?(P)[nx]x?|[nx]x{0,2}d(P))")
_LABEL_OF_ROW = re.compile(r"[hV][xdu]{0,6}\.(P(?:(?:,|,?c)P)+)(?=[.]|$)")
_BEFALLEN = re.compile(r"(?:c[xdu]{1,4})?r?(V)")
_FROM_TO = re.compile(r"PdP")
_FROM = ("of", "instead")
_BRINGS_WITHIN = 3  # tokens from "bringing" to "the number of"


def number_of(clause: Clause, claims: Claims, told: Sequence[Statement] = ()) -> None:
    """ "porte à 71 le nombre de morts", "le nombre de blessés, 57"."""
    taken: set[int] = set()  # items whose number an earlier pattern has read
    for pattern, harm_group, people_group in _NUMBER_PATTERNS:
        for match in pattern.finditer(clause.kinds):
            index = match.start(people_group)
            harm = _worst(clause, match.start(harm_group), index)
            people = clause.items[index].people
            word = clause.tokens[clause.items[match.start(harm_group)].at]
            if pattern is _ARE and not _is_definite(clause, match.start(harm_group)):
                continue
            if pattern is _APPOSED and not _is_countless(clause, match.start(harm_group)):
                continue
            if pattern is _PUT_AT and not _is_put_at(clause, match):
                continue
            if _MAY_RISE.search(match.group()):
                continue
            if pattern in _OF_TOLLS and not _is_toll(clause, match, word):
                continue
            if pattern is _LABELLED and not _is_label(clause, match.start(harm_group), index):
                continue
            is_number = people is not None and (
                (people.head == "elliptic" and not people.quantity.is_article)  # "in a new toll"
                or pattern is _RISES_TO
                or _are_unnamed(clause, pattern, match, people)
            )
            if harm is not None and not harm.negated and is_number and index not in taken:
                taken.add(index)
                claims.by_item.pop(index, None)
                _unclaim(clause, match.start(harm_group), claims)
                claims.add(index, harm, "number_of")
    _listed_behind(clause, claims)
    _came_from(clause, claims)
    _brought_to(clause, claims)
    _summed_up(clause, claims, told)


def _listed_behind(clause: Clause, claims: Claims) -> None:
    """ "Tués dans l'embuscade: deux adjudants et cinq soldats"."""
    match = _LABEL_OF_ROW.match(clause.kinds)
    harm = harm_of(clause, 0) if match is not None else None
    if (
        match is None
        or harm is None
        or clause.tokens[clause.items[match.start(1)].at - 1].form != ":"
    ):
        return
    for i in range(match.start(1), match.end(1)):
        claims.add(i, harm, "listed")


def _is_put_at(clause: Clause, match: re.Match[str]) -> bool:
    before, at = clause.token_before(match.start(1)), clause.token_before(match.start(2))
    is_definite = before is not None and before.has("definite_plural")
    return is_definite and at is not None and at.has("locative")


def _came_from(clause: Clause, claims: Claims) -> None:
    """ "lowered the toll from 22 to 19": the new number counts, and takes the old one as superseded."""
    for index, stated in list(claims.by_item.items()):
        if _is_from_to(clause, index, stated.people):
            claims.by_item[index] = replace(stated, people=_risen(stated.people))
            continue
        match = _FROM_TO.match(clause.kinds, index)
        old, new = stated.people, clause.items[index + 2].people if match else None
        before, between = clause.token_before(index), clause.tokens[old.after : old.after + 1]
        is_from = before is not None and (
            before.has("instead") or (before.has("of") and _is_on_the_move(clause, old.at))
        )
        if new is None or not is_from or not all(t.has("range_join") for t in between):
            continue
        del claims.by_item[index]
        people = replace(new, quantity=replace(new.quantity, superseded=old.quantity))
        stated = replace(stated, people=people, at=old.at, after=new.after)
        claims.by_item[index + 2] = stated


def _is_from_to(clause: Clause, index: int, people: People) -> bool:
    """ "a porté le bilan de 12 à 19 morts", "le bilan est passé samedi de 12 à 19": no range, the toll was
    twelve before.
    """
    before = clause.token_before(index)
    is_of = before is not None and before.has(*_FROM) and people.quantity.quantifier == "range"
    return is_of and _is_on_the_move(clause, people.at)


def _is_on_the_move(clause: Clause, at: int) -> bool:
    """Whether words before a token say that a toll was brought, or has come, from one number to another."""
    words = clause.tokens[:at]
    is_toll = any(t.has("number_of") for t in words)
    return any(
        t.has("brings_to", "revised", "revises") or (is_toll and t.has("changed")) for t in words
    )


def _risen(people: People) -> People:
    return replace(people, quantity=risen(people.quantity))


def _summed_up(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Ce décès porte à 54 le total", "portant à 18 le nombre de victimes": of the deaths just told."""
    for match in _SUMMED_UP.finditer(clause.kinds if "brings_to" in clause.meanings else ""):
        index = match.start(match.lastindex or 0)
        words = clause.tokens[clause.items[match.start()].at : clause.items[match.end() - 1].after]
        people, own = clause.items[index].people, claims.in_order()
        dead = [s for s in (*told, *own) if s.harm.measure == "killed"]
        is_number = people is not None and people.head == "elliptic" and index not in claims.by_item
        is_sum = words[0].has("brings_to") and any(t.has("sum") for t in words)
        if is_number and is_sum and dead:
            claims.add(index, dead[-1].harm, "number_of", is_total=True)


def _worst(clause: Clause, first: int, number: int) -> Harm | None:
    """ "le nombre de réfugiés ayant péri": what a number counts is what befell those who had fled."""
    harm, match = harm_of(clause, first), _BEFALLEN.match(clause.kinds, first + 1, number)
    later = harm_of(clause, match.start(1)) if match else None
    is_later = harm is not None and later is not None and harm.measure != "killed"
    return later if is_later and later and later.measure in ("killed", "missing") else harm


def _is_toll(clause: Clause, match: re.Match[str], word: Token) -> bool:
    """Whether a word is a toll; "the death toll of last week's clashes" is one where it rises."""
    is_noun = "h" in (clause.kinds[match.start(1)], clause.kinds[match.start(2)])
    return word.has("number_of") and (is_noun or "b" in match.group())


def _unclaim(clause: Clause, index: int, claims: Claims) -> None:
    """ "Ils estiment à 27.000 le nombre de personnes ayant fui": it is not they who fled."""
    verb = clause.items[index].verb
    for i, own in list(claims.by_item.items()):
        is_its = verb is not None and own.at <= verb.core < own.after
        is_before = (
            i < index and clause.kinds[i] == "H"
        )  # "La coordination des réfugiés chiffre à …"
        if is_its and own.people.quantity.is_plural and (own.people.is_definite or is_before):
            del claims.by_item[i]


def _are_unnamed(clause: Clause, pattern: Shape, match: re.Match[str], people: People) -> bool:
    """ "Le bilan est passé à 16 personnes", "s'élève à deux mille migrants", "the toll passed 300 people", "put
    the number of those killed at 20 people": the toll counts them.
    """
    first, before = clause.tokens[people.at], clause.tokens[people.at - 1]
    is_risen = pattern is _TOLL and ("b" in match.group() or first.has("rises_to"))
    is_put = pattern is _NUMBER_AFTER and match.group().endswith("VdP") and before.has("locative")
    return people.head == "known" and (is_risen or is_put)


def _brought_to(clause: Clause, claims: Claims) -> None:
    """ "bringing the number of people killed in the strike to 13"."""
    for match in _BROUGHT_TO.finditer(clause.kinds):
        index, first = match.start(2), clause.items[match.start()].at
        people, harm = clause.items[index].people, harm_of(clause, match.start(1))
        to = clause.token_before(index)
        is_range = people is not None and _is_from_to(clause, index, people)
        is_brought = any(
            t.has("brings_to") for t in clause.tokens[max(0, first - _BRINGS_WITHIN) : first]
        )
        is_to = is_brought and to is not None and (to.has("range_join") or is_range)
        is_number = people is not None and (
            people.head == "elliptic"
            or (people.head == "known" and people.victims == "unspecified")
        )
        is_next = clause.kinds[index + 1 : index + 2] == "n"  # "and to four that of the wounded"
        if is_to and harm is not None and is_number and not is_next:
            claims.by_item.pop(index, None)
            claims.add(index, harm, "number_of", is_total=True)
            stated = claims.by_item[index]
            if is_range:
                claims.by_item[index] = replace(stated, people=_risen(stated.people))


def _is_definite(clause: Clause, index: int) -> bool:
    at = clause.items[index].at
    people = clause.items[index].people
    first = clause.tokens[at] if people is not None else clause.tokens[max(0, at - 1)]
    return first.has("definite_plural") and not first.has("contracted")


def _is_countless(clause: Clause, index: int) -> bool:
    people, verb = clause.items[index].people, clause.items[index].verb
    if verb is not None:
        before = clause.token_before(index)
        return verb.voice == "reduced" and before is not None and before.has("definite_plural")
    return people is not None and people.is_definite and people.quantity.is_plural


def _is_label(clause: Clause, label: int, index: int) -> bool:
    """ "Killed: 3", but not "19 were killed: 16 in the city"."""
    before, verb = clause.token_before(index), clause.items[label].verb
    is_bare = verb is None or verb.voice in ("reduced", "past")
    return is_bare and before is not None and before.form == ":"


def harm_of(clause: Clause, index: int) -> Harm | None:
    """What an item tells: a verb, a count or a bare noun of harm."""
    item = clause.items[index]
    if item.verb is not None:
        return item.verb.harm
    word = clause.tokens[item.after - 1 if item.people is not None else item.at]
    harm = word.meanings.get("counted")
    return harm if isinstance(harm, Harm) else None
