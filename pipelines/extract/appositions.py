"""Statements that hang on another: parts, restatements, lists that add up, gapped counts.

"dont quatre enfants" · "soit 3.600 ménages" · "treize enlèvements, onze élèves, le proviseur et le
chauffeur" · "128 tués selon les médecins, 87 selon le parquet". They take the harm of the statement
before them; nothing here looks at verbs.
"""

import re

from pipelines.extract.claims import Claims, Statement
from pipelines.extract.clauses import Clause
from pipelines.extract.lexed import Token
from pipelines.lexicons.language import Harm

_INCLUDED = re.compile(r"o([xudNlv,(]{0,4}[PN](?:[xudN(]{0,5}(?:,|,?c)[PN])*)")
_RESTATED = re.compile(r"(?:[xud()]{0,7},?s|[xud]{0,3}[(,])(P)")
_PARTLY = re.compile(r"[,(](P)")
_LISTED = re.compile(r"[xudV]{0,6}[,.(x]{1,3}([Pu][xdN]{0,4}(?:(?:,|,?c)[Pu][xdN]{0,4})+)")
_ALSO = re.compile(r",?c(P(?:[xd]{0,3},?cP)*)[xdu]{0,5}(?:\.|$)")
_PARTITION = re.compile(r"(P)v(?:P|o)")
_GAPPED = re.compile(r"(?:,|,?c|\(|,d|d)(P)(?=[dxV.,])")


def hang(clause: Clause, claims: Claims, told: Harm | None) -> None:
    """Add everything that hangs on the statements found so far.

    `told` is the harm of the last statement before the sentence: "Parmi eux, 6 365 enfants".
    """
    _included(clause, claims, told)
    _partition(clause, claims, told)
    for index in sorted(claims.by_item):
        _restated(clause, index, claims)
        _listed(clause, index, claims)
    _partly(clause, claims)
    _gapped(clause, claims)
    _also(clause, claims)


def _partly(clause: Clause, claims: Claims) -> None:
    """ "twelve people were hurt, seven of them children", "… (two seriously)"."""
    for match in _PARTLY.finditer(clause.kinds):
        index = match.start(1)
        people = clause.items[index].people
        before = claims.before(index)
        if people is None or before is None:
            continue
        following = clause.tokens[people.after : people.after + 1]
        is_grave = people.head == "elliptic" and any(t.has("severity") for t in following)
        if is_grave or clause.tokens[people.after - 1].has("of_them"):
            claims.add(index, before.harm, "partly", includes=True)


def _partition(clause: Clause, claims: Claims, told: Harm | None) -> None:
    """ "dix-sept étaient des enseignants": a part of those told of before."""
    for match in _PARTITION.finditer(clause.kinds):
        index = match.start(1)
        people = clause.items[index].people
        before = claims.before(index)
        harm = before.harm if before else told
        if people is not None and people.head == "elliptic" and harm is not None:
            claims.add(index, harm, "partition", includes=True)


def _also(clause: Clause, claims: Claims) -> None:
    """ "… sont tués, ainsi que cinq des huit tireurs": a late subject of the verb before."""
    for match in _ALSO.finditer(clause.kinds):
        before = claims.before(match.start())
        joiner = clause.token_before(match.start(1))
        if before is None or joiner is None or not joiner.has("also"):
            continue
        for i in range(match.start(1), match.end(1)):
            if clause.kinds[i] == "P":
                claims.add(i, before.harm, "also")


def _included(clause: Clause, claims: Claims, told: Harm | None) -> None:
    for match in _INCLUDED.finditer(clause.kinds):
        harm = _harm_among(clause, match.start(), claims) or told
        if harm is None:
            continue
        if any(t.has("fraction") for t in _between(clause, match.start(), match.end(1))):
            continue
        for i in range(match.start(1), match.end(1)):
            if clause.kinds[i] in "PN" and not _is_name_of(clause, i):
                claims.add(i, harm, "including", includes=True)


def _between(clause: Clause, first: int, after: int) -> list[Token]:
    return clause.tokens[clause.items[first].at : clause.items[after - 1].at]


def _is_name_of(clause: Clause, index: int) -> bool:
    """ "a community leader, Carmelo Guerrero": the name of one just told of."""
    before = clause.items[index - 2].people if clause.kinds[:index].endswith("P,") else None
    is_one = before is not None and before.quantity.best == 1
    return is_one and clause.kinds[index] == "N"


def _harm_among(clause: Clause, index: int, claims: Claims) -> Harm | None:
    """What "parmi les blessés" says itself, else the statement before "dont"."""
    named = clause.tokens[clause.items[index].at].meanings.get("among")
    if isinstance(named, Harm):
        return named
    whole = claims.before(index)
    return whole.harm if whole else None


def _restated(clause: Clause, index: int, claims: Claims) -> None:
    """The same people in the other unit: persons and households."""
    match = _RESTATED.match(clause.kinds, index + 1)
    if match is None:
        return
    own, again = clause.items[index].people, clause.items[match.start(1)].people
    if own is not None and again is not None and own.is_household != again.is_household:
        claims.by_item.pop(match.start(1), None)
        claims.add(match.start(1), claims.by_item[index].harm, "restated", restates=True)


def _listed(clause: Clause, index: int, claims: Claims) -> None:
    """A list behind a count that adds up to it names its parts."""
    whole = claims.by_item[index]
    match = _LISTED.match(clause.kinds, index + 1)
    if match is None or whole.people.quantity.best is None:
        return
    parts = [i for i in range(match.start(1), match.end(1)) if clause.kinds[i] in "Pu"]
    numbers = [_best(clause, i) for i in parts]
    if any(i in claims.by_item for i in parts) or sum(numbers) != whole.people.quantity.best:
        return
    for i in parts:
        claims.add(i, whole.harm, "listed", includes=True)


def _best(clause: Clause, index: int) -> int:
    people = clause.items[index].people
    return (people.quantity.best or 0) if people is not None else 0


def _gapped(clause: Clause, claims: Claims) -> None:
    """A bare number joined to a statement goes on with its harm: ", 87 selon le parquet"."""
    for match in _GAPPED.finditer(clause.kinds):
        index = match.start(1)
        people = clause.items[index].people
        if people is None or people.head != "elliptic" or index in claims.by_item:
            continue
        before = claims.before(index)
        if before is not None and _goes_on(clause, index, before):
            joiner = clause.token_before(index)
            is_old = joiner is not None and joiner.has("instead")
            claims.add(index, before.harm, "gapped", is_gapped=True, is_old=is_old)


def _goes_on(clause: Clause, index: int, before: Statement) -> bool:
    after = clause.items[index].after
    following = clause.tokens[after] if after < len(clause.tokens) else None
    joiner = clause.token_before(index)
    if following is None or before.people.quantity.is_zero:
        return False
    if joiner is not None and joiner.has("instead"):
        return True
    if joiner is not None and joiner.has("of"):
        return False  # "a city of 170,000 on the coast"
    if _is_ratio(clause, after):
        return False
    return following.has("according", "side", "locative")


def _is_ratio(clause: Clause, after: int) -> bool:
    """ "one in four"."""
    number = clause.tokens[after + 1 : after + 2]
    return any(t.has("number") or t.form.isdigit() for t in number)
