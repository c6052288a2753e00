"""Statements about a part of the people just told of: "dont quatre enfants", "parmi eux, trois élèves".

They take the harm of their whole, which stands before them in the sentence or is the last one told of.
What does not belong here: parts with a verb of their own (partitions), what adds to a statement or repeats it
(appositions).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.freed import HELD, are_freed, are_of_freed
from pipelines.extract.statements.partitions import (
    gapped_parts,
    is_smaller,
    out_of,
    partition,
    singled_out,
)
from pipelines.extract.statements.rows_of_people import number_of_people
from pipelines.extract.statements.shapes import Shape
from pipelines.extract.statements.things import are_things
from pipelines.lexicons.phrases import Harm

_INCLUDED = Shape(
    r"o(?:(?=N,P[,.])|[xudNl,(]{0,4}|,?[xl]?v[xl]{0,2}|,xqrx{0,2}[lv])"
    r"([PN](?:(?:[xudN(]{0,5}|[xudN]{0,3}\([xudNPo]{1,6}\))(?:,x{1,3}(?=,))?(?:,|,?cd?|,t)[PN])*)"
)
_TELLER = re.compile(r"(?:,P,?|c[xuP]{1,3})?[xdu]{0,3}q")
_INCLUDED_FAR = Shape(r"o[xudNq]{1,8}v[xl]{0,2}([PN](?:[xudN(]{0,5}(?:,|,?c)[PN])*)")
_HANGS_ON = re.compile(r"([PH])[xdu]{0,4},?$")
_AMONG_THEM = re.compile(r"(?:c(P))?o(?=[,).(]|$)")
_SAVED_WITHIN = 4  # tokens: "ont toutes été sauvées"
_SET_FIRST = re.compile(
    r"(?:x,)?(?:o|d([PH])V?[^,.]{0,10}),"
)  # "Parmi eux, …", "Sur les 20 élèves enlevés, …"
_ASIDE = re.compile(r",o[^,]{1,4},c$")
_BESIDES = re.compile(r"(?:g[xud]{0,3}P[xud]{0,5}?|V?[PH][xdu]{0,3}),?x(?P<more>P)(?=[.,)dx]|$)")
_THOSE = re.compile(r"([hV])[xd]{0,2},?v?$")
_PARTLY = Shape(r"[,(c](P)")
_REST = re.compile(r"[dxP]{0,3}c(P)")
_OF_SET = re.compile(r"v[xl]{0,2}([PNu])")
_DOES = re.compile(r"[Px]?rx{0,2}(V)[xud]{0,3}[PH]")
_NAMED_BEHIND = re.compile(r"P(?:dx{1,3})?,$")  # "l'imam de la mosquée, Ali Sow"
_TITLE = re.compile(r"N,P(?:[,.x()]|$)$")


def add_parts(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add the parts of what the sentence, or else the last statements before it, tell."""
    out_of(clause, claims)
    _included(clause, claims, told)
    singled_out(clause, claims, told)
    partition(clause, claims, told)
    gapped_parts(clause, claims)


def add_some(clause: Clause, claims: Claims) -> None:
    """ "twelve people were hurt, seven of them children", "… (two seriously)"."""
    for match in _PARTLY.finditer(clause.kinds):
        index = match.start(1)
        people = clause.items[index].people
        before = claims.before(index)
        if people is None or before is None:
            continue
        if clause.tokens[people.at].has("some"):
            continue  # "many of them on foot"
        if match.group()[0] == "c" and not before.rule.startswith("partly"):
            continue  # "12 of them women and eight of them children"
        following = clause.tokens[people.after : people.after + 1]
        is_grave = people.head == "elliptic" and any(t.has("severity") for t in following)
        among = _AMONG_THEM.match(clause.kinds, index + 1)
        if among is not None and among.group(1) and not people.quantity.is_article:
            claims.add(among.start(1), before.harm, "partly", includes=True)
        is_among = among is not None and (not among.group(1) or among.start(1) in claims.by_item)
        if _is_one_such(clause, index):
            claims.add(index + 1, before.harm, "partly", includes=True)
        elif is_grave or is_among or clause.tokens[people.after - 1].has("of_them"):
            claims.add(index, before.harm, "partly", includes=True)
            _add_rest(clause, index, claims, before)
    _besides(clause, claims)
    _of_set(clause, claims)


def _besides(clause: Clause, claims: Claims) -> None:
    """ "614 morts, en majorité des combattants mais aussi 138 civils" are a part as those before; "a tué dix
    soldats mais aussi deux civils" are more.
    """
    for match in _BESIDES.finditer(clause.kinds if "besides" in clause.meanings else ""):
        index = match.start("more")
        before, people = claims.before(index), clause.items[index].people
        is_part = match.group().startswith("g")
        if before is None or people is None or (people.quantity.is_plural and not is_part):
            continue
        if not clause.tokens[people.at - 1].has("besides"):
            continue
        claims.add(index, before.harm, "including" if is_part else "also", includes=is_part)


def _of_set(clause: Clause, claims: Claims) -> None:
    """ "Parmi eux, 18.000 vivent à Ocaña": bare numbers behind a set that opens the sentence are of it."""
    match = _SET_FIRST.match(clause.kinds)
    if match is None:
        return
    whole = claims.by_item.get(match.start(1)) if match.group(1) else None
    first = clause.tokens[clause.items[match.start(1) - 1].at] if match.group(1) else None
    if first is not None and (whole is None or not first.has("out_of")):
        return
    for index, part in claims.by_item.items():
        is_bare = part.people.head == "elliptic" and not part.people.has_other
        is_like = whole is None or (
            part.harm.measure == whole.harm.measure and is_smaller(part.people, whole.people)
        )
        if index >= match.end() and is_bare and is_like:
            claims.by_item[index] = replace(part, includes=True)


def _is_one_such(clause: Clause, index: int) -> bool:
    """ "three people were killed, one a 10-year-old boy"."""
    one, who = clause.items[index].people, clause.items[index + 1 :][:1]
    if one is None or one.head != "elliptic" or one.quantity.best != 1:
        return False
    return bool(who) and who[0].people is not None and who[0].people.quantity.is_article


def _add_rest(clause: Clause, index: int, claims: Claims, whole: Statement) -> None:
    """ "19 people, 16 of them soldiers and three civilians": the rest, where both make the whole."""
    match = _REST.match(clause.kinds, index + 1)
    if match is None:
        return
    both = number_of_people(clause, index) + number_of_people(clause, match.start(1))
    if both == (whole.people.quantity.best or 0):
        claims.add(match.start(1), whole.harm, "partly", includes=True)


def _included(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    far = list(_INCLUDED_FAR.finditer(clause.kinds))
    for match in chain(_INCLUDED.finditer(clause.kinds), far):
        is_far = match in far
        if is_far and not clause.tokens[clause.items[match.start()].at].has("among"):
            continue
        harm = _harm_among(clause, match.start(), claims, told)
        if harm is None:
            continue
        if any(t.has("fraction") for t in _between(clause, match.start(), match.end(1))):
            continue
        before = clause.token_before(match.start())
        if before is not None and before.has("fraction"):
            continue  # "53 per cent of whom are women"
        if harm.measure in HELD and are_freed(clause, match.end(1)):
            continue
        if are_things(clause, match.start(1)):
            continue  # "134 drones, dont 67 ont été abattus"
        if claims.before(match.start()) is None and (
            _tells_other(clause, match.start(1))
            or are_of_freed(clause, match.start(), harm)
            or _is_of_thing(clause, match)
        ):
            continue
        for i in range(match.start(1), match.end(1)):
            is_other = i in claims.by_item and _is_behind_aside(clause, match.start(1), i)
            if is_other or _tells_it(clause, i) or (i > match.start(1) and _are_saved(clause, i)):
                break
            if _is_set_of(clause, i, claims) or _is_agent(clause, i):
                continue
            if clause.kinds[i] in "PN" and not (is_name_of(clause, i) or is_title_of(clause, i)):
                own = claims.by_item.get(i)
                claims.add(i, harm, "including", includes=True)
                if own is not None and own.harm.measure == harm.measure:
                    claims.by_item[i] = replace(own, includes=True)  # "dont 196 civils exécutés"


def _is_of_thing(clause: Clause, match: re.Match[str]) -> bool:
    """ "Une affaire dont le procureur a parlé": of no people told before."""
    people = clause.items[match.start(1)].people
    is_one = people is not None and people.is_described and people.quantity.best == 1
    return is_one and clause.kinds[: match.start()].endswith(("u", "x"))


def _tells_it(clause: Clause, index: int) -> bool:
    """ "a monk and two sisters, Ko Tun, the fighter, told reporters", "two men, police and medics said"."""
    people = clause.items[index].people
    is_teller = people is not None and (people.is_bare or people.quantity.is_article)
    is_known = is_teller and clause.kinds[index - 1] == ","
    is_known |= clause.kinds[index] == "N"
    return is_known and _TELLER.match(clause.kinds, index + 1) is not None


def _are_saved(clause: Clause, index: int) -> bool:
    """ "12 corps, dont deux enfants, et 29 personnes ont été sauvées": none of the dead."""
    verb = clause.tokens[clause.items[index].after :][:_SAVED_WITHIN]
    return verb[:1] != [] and verb[0].has("have", "be") and any(t.has("released") for t in verb)


def _is_agent(clause: Clause, index: int) -> bool:
    """ "including 26 shot by police", "attacks, including a bomber who killed one": who did it."""
    before = clause.token_before(index)
    doing = _DOES.match(clause.kinds, index + 1)
    verb = clause.items[doing.start(1)].verb if doing else None
    is_doer = verb is not None and verb.voice in ("active", "past")
    return is_doer or (before is not None and before.has("agent"))


def _is_set_of(clause: Clause, index: int, claims: Claims) -> bool:
    """ "Among the injured soldiers are 11 Italians": those of whom the Italians are some."""
    people, some = clause.items[index].people, _OF_SET.match(clause.kinds, index + 1)
    part = claims.by_item.get(some.start(1)) if some else None
    is_told = part is not None and part.rule.startswith("among.")
    return is_told and people is not None and people.is_bare


def _is_behind_aside(clause: Clause, first: int, index: int) -> bool:
    """ "Eleven soldiers, including a captain, and a civilian were killed": the civilian is none of them."""
    is_closed = _ASIDE.search(clause.kinds, 0, index) is not None
    return is_closed and index > first and clause.kinds[index + 1 : index + 2] == "V"


def _tells_other(clause: Clause, index: int) -> bool:
    """ "des frappes, dont une à Rafah", "dont certains chefs ont pris part à …": nobody told of before."""
    people = clause.items[index].people
    behind = clause.tokens[clause.items[index].after :][:1]
    is_verb = clause.kinds[index + 1 : index + 2] == "v"
    acts = is_verb and any(t.has("have") for t in behind)
    if is_verb and people is not None and clause.tokens[people.at].has("certain"):
        return True  # "des mouvements, dont certains sont armés"
    return acts or (people is not None and people.head == "elliptic" and people.quantity.is_article)


def _between(clause: Clause, first: int, after: int) -> list[Token]:
    return clause.tokens[clause.items[first].at : clause.items[after - 1].at]


def is_name_of(clause: Clause, index: int) -> bool:
    """ "a community leader, Carmelo Guerrero": the name of one just told of; "dont le film de Jean Gai"."""
    if clause.kinds[index] != "N":
        return False
    title = clause.token_before(index)
    if clause.kinds[index - 1] != "P" and title is not None and title.has("person"):
        return False  # "are community leader Carmelo Guerrero and seven others"
    match = _NAMED_BEHIND.search(clause.kinds, 0, index)
    before = clause.items[match.start()].people if match is not None else None
    is_one = before is not None and before.quantity.best == 1
    return is_one or clause.kinds[index - 1] not in "o,clv"


def is_title_of(clause: Clause, index: int) -> bool:
    """ "Haji Karim, a tribal elder, and Abdul Rahman, a teacher": who the one named just before was."""
    people = clause.items[index].people
    is_one = people is not None and people.quantity.is_article and clause.kinds[index] == "P"
    return is_one and _TITLE.search(clause.kinds, 0, index + 2) is not None


def _harm_among(
    clause: Clause, index: int, claims: Claims, told: Sequence[Statement]
) -> Harm | None:
    """What "parmi les blessés" says itself, else the statement before "dont"."""
    named = clause.tokens[clause.items[index].at].meanings.get("among")
    if isinstance(named, Harm):
        return named
    if (harm := _of_those(clause, index)) is not None:
        return harm
    if _is_of_others(clause, index, claims) or _is_adverb(clause, index):
        return None
    if (before := claims.before(index)) is not None:
        return before.harm
    return told[-1].harm if told and not _is_of_things(clause, index) else None


def _is_of_things(clause: Clause, index: int) -> bool:
    """ "the group consisted of displaced people": what includes them is no number of those told of."""
    is_of_names = clause.kinds[index - 1 : index + 2] == ",oN"  # "the villages, including Zalla"
    at = index - 1 - is_of_names
    first = clause.items[at] if at >= 0 else None
    if first is None or first.kind != "x" or clause.tokens[clause.items[index].at].has("of_them"):
        return False
    noun = clause.tokens[first.at]
    nouns = clause.tokens[
        max(0, first.at - 1) : first.after
    ]  # "les localités touchées, dont Zalla"
    if is_of_names and any(t.has("thing", "division", "sites") for t in nouns):
        return True
    is_known = noun.meanings and not noun.has("generic_source")
    return not is_known and noun.form.isalpha() and not noun.is_capital


def _of_those(clause: Clause, index: int) -> Harm | None:
    """What "those killed including …", "the deaths include …" say themselves."""
    match = _THOSE.search(clause.kinds, 0, index)
    before = clause.token_before(match.start(1)) if match else None
    if match is None or before is None or not before.has("definite_plural"):
        return None
    item = clause.items[match.start(1)]
    harm = item.verb.harm if item.verb else clause.tokens[item.at].meanings.get("counted")
    return harm if isinstance(harm, Harm) else None


def _is_of_others(clause: Clause, index: int, claims: Claims) -> bool:
    """ "cinq personnes seulement, dont une fillette, ont été sauvées": nothing has befallen the five."""
    match = _HANGS_ON.search(clause.kinds, 0, index)
    if match is None:
        return False
    at = match.start(1)
    people = clause.items[at].people
    if clause.kinds[at - 1 : at] == "g" or _is_said_of(clause, at, claims):
        return False  # "most of them women, including ten", "61,067 are civilians, including 6,365"
    return at not in claims.by_item and not (people and people.is_definite)


def _is_said_of(clause: Clause, index: int, claims: Claims) -> bool:
    return clause.kinds[max(0, index - 2) : index] == "Pv" and index - 2 in claims.by_item


def _is_adverb(clause: Clause, index: int) -> bool:
    """ "il s'était notamment plaint": within a verb it names no part."""
    is_either = clause.tokens[clause.items[index].at].has("adverb")
    return is_either and clause.kinds[index - 1 : index] not in (",", "P", "H", "(")


def is_of_whom(clause: Clause, statement: Statement) -> bool:
    """ "They saved twelve people, one of whom later died": of those named right before, whoever they are."""
    people = statement.people
    return people.is_partitive and any(
        t.has("of_whom") for t in clause.tokens[people.at : people.after]
    )
