"""Counts that need no verb: "12 morts", "le nombre de blessés, 57", "n'a pas fait de victimes"."""

import re
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.unreal import is_unreal
from pipelines.lexicons.language import Harm

_VERB_WITHIN = 8  # tokens: auxiliaries, adverbs and the participle
_SINGULAR = ("é", "ée")  # "ont fait 1.200 morts et chassé …": a verb, not a noun
_BARE_PLURAL_AFTER = "lcv,.(Vqs"
_NUMBER_AFTER = re.compile(r"n[xudP]?r?([hV])(?:(?:c[xud]{1,4})?r?V)?[xudvN,(q]{0,12}(P)")
_NUMBER_BEFORE = re.compile(r"(P)(?:[xd]?|,[ds][xduP]{1,5},)n[xud]{0,3}P?r?([hV])")
_RISES_TO = re.compile(r"n(?:[xudPchr]{0,6}?(?=V)|[xudP]?)([hV])[^.]{0,24}?b[xd]?(P)")
_TOLL = re.compile(r"([hV])(?:[^.V]{0,32}?b[xd]?|(?:,P?q[xN]{0,3},)?[xudvN,(q]{0,10})(P)")
_TOLL_FROM = re.compile(r"(h)[xudvN,(q]{0,24}d(P)dP")  # "lowered the toll of the … from 22 to 19"
_TOLL_BEHIND = re.compile(r"(?<=d)(P)(h)")  # "ce qui élève à 158 leurs pertes"
_MAY_RISE = re.compile(r"\?[xdv]{0,3}b")  # "the number would likely reach 20,000"
_NOW = re.compile(
    r"(h),r[^.V,]{1,14},[xv]{0,3}(?:b[xd]?)?(P)"
)  # "the toll, which stood at 62, is now 90"
_AMOUNTING = re.compile(r"([hVP]),?v?dn(P)")  # "les blessés, au nombre de 34"
_APPOSED = re.compile(
    r"([HVP]),[xdq]{0,2}(P)(?:x{1,2}|d[xdu]{1,5})?,"
)  # "Les blessés, une vingtaine selon elle, …"
_LABELLED = re.compile(r"([hV])\.(P)")
_ARE = re.compile(r"([hVP])vx{0,2}(P)(?=[,.d]|$)")  # "Ces déplacés sont désormais 500.000"
_PUT_AT = re.compile(
    r"(?:q|(?<=dP)c)x{1,2}([hV])d(P)"
)  # "put the dead at 34 and the wounded at 88"
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
_BROUGHT_TO = re.compile(r"(?:n[xudPh]{0,4})?([hV])[^.V]{0,24}?d(P)")
_BEFALLEN = re.compile(r"(?:c[xdu]{1,4})?r?(V)")
_FROM_TO = re.compile(r"PdP")
_BRINGS_WITHIN = 3  # tokens from "bringing" to "the number of"
_LEFT = re.compile(r"[kl](P(?:[xdN]{0,3},P)*)[xdN]{0,3},?c$")
_BEHIND_NOUN = re.compile(r"x{0,2}d(P)")
_JOINT = re.compile(r"c([hV])")


def counted(clause: Clause, index: int, claims: Claims) -> None:
    """A quantity with a noun of harm says it all."""
    people = clause.items[index].people
    if people is None or people.harm is None or index in claims.by_item:
        return
    if people.harm.measure != "missing" and not people.is_definite and is_unreal(clause, index):
        return
    if clause.tokens[people.at].has("certain"):
        return  # "certains blessés sont dans un état critique": of those told of
    if people.is_described and (people.is_definite or _is_of_him(clause, people)):
        return
    if people.is_partitive and people.harm.measure == "displaced" and people.quantity.best == 1:
        return  # "one of the displaced clans"
    if people.quantity.is_zero and clause.kinds[index + 1 : index + 2] == "?":
        return  # "no more lives should be lost"
    if people.quantity.is_article and clause.tokens[people.after - 1].has("number_of"):
        return  # "the committee's toll"
    if people.quantity.is_plural and not _may_stand_bare(clause, index):
        return
    if people.harm.measure == "displaced" and _is_no_longer(clause, people):
        return
    if people.harm.measure == "injured" and _is_of_one(clause, index, people):
        return
    if people.quantity.is_article and _is_mere_event(clause, index, people):
        return
    behind = _BEHIND_NOUN.match(clause.kinds, index + 1)
    if behind is not None and _counts_those_behind(clause, people, behind.start(1)):
        claims.add(
            behind.start(1), people.harm, "counted"
        )  # "des enlèvements massifs de neuf élèves"
        return
    if _is_fraction(clause, index):
        return
    if _is_set_free(clause, index):
        claims.add_whole(people, people.harm, people.after)
        return
    claims.add(index, people.harm, "counted", includes=clause.kinds[index - 1 : index] == "o")
    for i in _left_with(clause, index):
        claims.add(i, people.harm, "counted")


def _left_with(clause: Clause, index: int) -> list[int]:
    """ "left nine gunmen and 14 others dead": those joined before a count that a participle ends."""
    row = _LEFT.search(clause.kinds, 0, index)
    item = clause.items[index]
    if row is None or not clause.tokens[item.after - 1].has("participle"):
        return []
    return [i for i in range(row.start(1), row.end(1)) if clause.kinds[i] == "P"]


def _is_mere_event(clause: Clause, index: int, people: People) -> bool:
    """ "Depuis un enlèvement massif": how many were taken it does not say, unless a verb counts it."""
    is_taking = people.harm is not None and people.harm.measure in ("abducted", "detained")
    is_event = clause.tokens[people.after - 1].has("nominal")
    return is_taking and is_event and clause.kinds[max(0, index - 1) : index] not in ("l", "q", "c")


def _is_no_longer(clause: Clause, people: People) -> bool:
    """ "some of the displaced have returned home"; and "a displaced person", of whom something else is told."""
    behind = clause.tokens[people.after : people.after + _VERB_WITHIN]
    own = takewhile(lambda t: t.form not in (",", "."), behind)
    is_one = people.quantity.best == 1 and not clause.tokens[people.at].form[0].isdigit()
    return is_one or any(t.has("returned") for t in own)


def _is_of_one(clause: Clause, index: int, people: People) -> bool:
    """ "He suffered an injury to the head": one who may have more; but "one death and one injury"."""
    is_event = clause.tokens[people.after - 1].has("injury")
    return is_event and (
        clause.tokens[people.at].has("indefinite_singular") or "V" in clause.kinds[:index][-2:]
    )


def _counts_those_behind(clause: Clause, noun: People, index: int) -> bool:
    people, before = clause.items[index].people, clause.token_before(index)
    is_number = people is not None and bool(people.quantity.best)
    is_of = before is not None and before.has("of")
    return noun.quantity.is_plural and is_number and is_of


def _is_of_him(clause: Clause, people: People) -> bool:
    """ "his body", of whose death the text may have told before (bodies)."""
    return clause.tokens[people.at].has("possessive")


def ranked_victims(clause: Clause, claims: Claims) -> None:
    """ "C'est la sixième victime depuis lundi": one death (annotation guide), where nothing else tells it."""
    if claims.by_item or "ordinal" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        people = item.people
        if people is None or people.quantity.best != 1:
            continue
        words = clause.tokens[people.at : people.after]
        harm = words[-1].meanings.get("zero_only")
        if (
            isinstance(harm, Harm)
            and any(t.has("ordinal") for t in words)
            and "V" not in clause.kinds
        ):
            claims.add(index, harm, "counted")


def _may_stand_bare(clause: Clause, index: int) -> bool:
    """ "a fait des morts" counts people, "l'ampleur des meurtres" does not."""
    before = index - 1
    while before > 0 and clause.tokens[clause.items[before].at].has("adverb"):
        before -= 1  # "il y a aussi des blessés"
    return before < 0 or clause.kinds[before] in _BARE_PLURAL_AFTER


def _is_fraction(clause: Clause, index: int) -> bool:
    """ "70 % des tués", "la moitié des 12 otages"."""
    before = clause.token_before(index)
    if before is not None and before.has("definite_of"):
        before = clause.tokens[max(0, clause.items[index].at - 2)]
    return before is not None and before.has("fraction")


def _is_set_free(clause: Clause, index: int) -> bool:
    """ "dix otages ont été libérés": the released as such are no figure (annotation guide)."""
    people = clause.items[index].people
    if people is None or people.harm is None or people.harm.measure not in ("abducted", "detained"):
        return False
    if clause.kinds[index + 1 : index + 2] == "V":
        verb = clause.items[index + 1].verb
        if verb is not None and verb.voice == "reduced" and people.whole is None:
            return False  # "Les 14 otages enlevés à Biakato ont été libérés"
    before = clause.token_before(index)
    is_object = before is not None and before.has("released")
    words = clause.tokens[people.at : people.after]
    is_called_taken = any(t.has("participle", "called_taken") for t in words)
    if is_object and not is_called_taken:
        return True  # "freed ten hostages", but not "rescued ten kidnapped pupils"
    if is_called_taken and people.harm.measure == "abducted":
        return False  # "ten kidnapped pupils regained their freedom"
    return any(t.has("released") for t in clause.tokens[people.after : people.after + _VERB_WITHIN])


def number_of(clause: Clause, claims: Claims) -> None:
    """ "porte à 71 le nombre de morts", "le nombre de blessés, 57"."""
    told: set[int] = set()  # items whose number an earlier pattern has read
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
                people.head == "elliptic" or pattern is _RISES_TO or _are_unnamed(match, people)
            )
            if harm is not None and not harm.negated and is_number and index not in told:
                told.add(index)
                claims.by_item.pop(index, None)
                _unclaim(clause, match.start(harm_group), claims)
                claims.add(index, harm, "number_of")
    _came_from(clause, claims)
    _brought_to(clause, claims)


def _is_put_at(clause: Clause, match: re.Match[str]) -> bool:
    before, at = clause.token_before(match.start(1)), clause.token_before(match.start(2))
    is_definite = before is not None and before.has("definite_plural")
    return is_definite and at is not None and at.has("locative")


def _came_from(clause: Clause, claims: Claims) -> None:
    """ "lowered the toll from 22 to 19": the new number counts, and takes the old one as superseded."""
    for index, stated in list(claims.by_item.items()):
        match = _FROM_TO.match(clause.kinds, index)
        old, new = stated.people, clause.items[index + 2].people if match else None
        before, between = clause.token_before(index), clause.tokens[old.after : old.after + 1]
        is_from = before is not None and before.has("instead")
        if new is None or not is_from or not all(t.has("range_join") for t in between):
            continue
        del claims.by_item[index]
        people = replace(new, quantity=replace(new.quantity, superseded=old.quantity))
        stated = replace(stated, people=people, at=old.at, after=new.after)
        claims.by_item[index + 2] = stated


def _worst(clause: Clause, first: int, number: int) -> Harm | None:
    """ "le nombre de réfugiés ayant péri": what a number counts is what befell those who had fled."""
    harm, match = _harm(clause, first), _BEFALLEN.match(clause.kinds, first + 1, number)
    later = _harm(clause, match.start(1)) if match else None
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


def _are_unnamed(match: re.Match[str], people: People) -> bool:
    """ "Le bilan est passé à 16 personnes", "s'élève à deux mille migrants": the toll counts them."""
    return match.re is _TOLL and "b" in match.group() and people.head == "known"


def _brought_to(clause: Clause, claims: Claims) -> None:
    """ "bringing the number of people killed in the strike to 13"."""
    for match in _BROUGHT_TO.finditer(clause.kinds):
        index, first = match.start(2), clause.items[match.start()].at
        people, harm = clause.items[index].people, _harm(clause, match.start(1))
        to = clause.token_before(index)
        is_brought = any(
            t.has("brings_to") for t in clause.tokens[max(0, first - _BRINGS_WITHIN) : first]
        )
        is_to = is_brought and to is not None and to.has("range_join")
        is_number = people is not None and (
            people.head == "elliptic"
            or (people.head == "known" and people.victims == "unspecified")
        )
        is_next = clause.kinds[index + 1 : index + 2] == "n"  # "and to four that of the wounded"
        if is_to and harm is not None and is_number and not is_next:
            claims.by_item.pop(index, None)
            claims.add(index, harm, "number_of", is_total=True)


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


def _harm(clause: Clause, index: int) -> Harm | None:
    item = clause.items[index]
    if item.verb is not None:
        return item.verb.harm
    word = clause.tokens[item.after - 1 if item.people is not None else item.at]
    harm = word.meanings.get("counted")
    return harm if isinstance(harm, Harm) else None


def joint(clause: Clause, statement: Statement) -> tuple[str, ...]:
    """The other measures of a joint count: "25 morts et blessés", "tués ou blessés"."""
    found: list[str] = []
    last = next(i for i, item in enumerate(clause.items) if item.after >= statement.after)
    match = _JOINT.match(clause.kinds, last + 1)
    while match is not None:
        harm, verb = _harm(clause, match.start(1)), clause.items[match.start(1)].verb
        is_bare = verb is None or (verb.voice == "reduced" and verb.core == verb.at)
        if verb is not None and clause.tokens[verb.at].form.endswith(_SINGULAR):
            break  # "ont fait 1.200 morts et chassé de chez elles …"
        has_own = clause.kinds[match.end() : match.end() + 1] in ("P", "H", "N")
        if harm is None or not is_bare or has_own or harm.measure == statement.harm.measure:
            break
        found.append(harm.measure)
        match = _JOINT.match(clause.kinds, match.end())
    return tuple(found)
