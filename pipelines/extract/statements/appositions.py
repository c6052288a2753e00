"""Statements that hang on another: restatements, lists that add up, gapped counts.

"soit 3.600 ménages" · "treize enlèvements, onze élèves, le proviseur et le
chauffeur" · "128 tués selon les médecins, 87 selon le parquet". They take the harm of the statement
before them; nothing here looks at verbs. What does not belong here: parts by words such as "dont" (inclusions).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.divided import divide, has_place, is_relative
from pipelines.extract.statements.elsewhere import add_elsewhere
from pipelines.extract.statements.inclusions import add_parts, add_some, is_title_of
from pipelines.extract.statements.objects import may_hold
from pipelines.extract.statements.place_counts import add_place_counts
from pipelines.extract.statements.shapes import Shape
from pipelines.extract.statements.shares import is_ratio

_RESTATED = re.compile(r"V?(?:[xudh()]{0,7},?s|[xud]{0,3}[(,]|(?:\([hx]\))?,c|d)(P)")
_STATED_FIRST = re.compile(
    r"([PH])(?:[xd]{0,4},?s|d)$"
)  # "90 ménages, soit", "90 ménages de 700 personnes"
_LISTED = re.compile(
    r"[xudV]{0,6}(?:(?<=d)P[xud]{0,4})?[,.(x]{1,3}s?([Pu][xdN]{0,4}(?:(?:,N(?=,)|,?o[Pu]x{0,2})?(?:,|,?c)[Pu][xdN]{0,4})+)"
)
_NAMED = re.compile(
    r"\.(N[xd]{0,4}(?:,[xP](?=[,.]|$))?(?:(?:,|,?c)N[xd]{0,4}(?:,[xP](?=[,.]|$))?)*)"
)
_SPEAKER = re.compile(r"[xdu]{0,4}q")
_ALSO = Shape(r",?cd?(P(?:[xd]{0,3},?cP)*)N?[xdu]{0,8}(?:(?<=x)cx{1,3})?(?:dP)?(?:[.,ro(]|$)")
_FURTHER = Shape(r"(?:,|,?c|\.)(P)x[xdN]{0,6}(?:[.,]|$)")
_TOLD_AS = Shape(r"[dlbq](P)(V)[xd]{0,4}((?:(?:,|,?c)P[xdN]{0,8})+)(?:[.),]|c(?=H)|$)")
_OTHER_SIDE = Shape(r"P[xd]{0,3},?(c)x?[uPNx](P)(?=[.,]|$)")
_LEAST_OF_DAY = 2  # tokens
_LEAST_PARTS = 2
_PARTS = frozenset(";:")
_FRONTED = Shape(r"(?:\.|,?c),?[dx][xuNd]{1,3},(P)(?=[.,c]|$)")
_GAPPED = Shape(r"(?:,x?|,?c|\(|,[dtls]|d|\.)(P)(?=[dxuV.,r])")


def hang(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add everything that hangs on the statements found so far.

    `told` are the last statements before the sentence: "Parmi eux, 6 365 enfants".
    """
    add_parts(clause, claims, told)
    for index in sorted(claims.by_item):
        _restated(clause, index, claims)
        _listed(clause, index, claims)
    add_some(clause, claims)
    _gapped(clause, claims)
    _fronted(clause, claims)
    _of_other_side(clause, claims)
    add_place_counts(clause, claims, told)
    divide(clause, claims)
    _also(clause, claims)
    add_elsewhere(clause, claims)


def _also(clause: Clause, claims: Claims) -> None:
    """ "… sont tués, ainsi que cinq des huit tireurs", ", un civil également": a late subject of the verb."""
    for match in _FURTHER.finditer(clause.kinds):
        item, before = clause.items[match.start(1)], claims.before(match.start())
        if before is not None and clause.tokens[item.after].has("further"):
            claims.add(match.start(1), before.harm, "also")
    items = clause.items if "same_noun" in clause.meanings else ()
    for index, item in enumerate(items):
        before = claims.before(index) if item.kind == "P" else None
        joiner = clause.token_before(index) if before is not None else None
        if before is not None and joiner is not None and joiner.has("same_noun"):
            claims.add(
                index, before.harm, "also"
            )  # "la mort de dix civils et celle de deux soldats"
    for match in _TOLD_AS.finditer(clause.kinds):
        _rest_of_toll(clause, match, claims)
    for match in _ALSO.finditer(clause.kinds):
        before = claims.before(match.start())
        joiner = clause.tokens[clause.items[match.start() + match.group().index("c")].at]
        if before is None or not joiner.has("also"):
            continue
        for i in range(match.start(1), match.end(1)):
            if clause.kinds[i] == "P" and not _is_told_otherwise(clause, i, before):
                claims.add(i, before.harm, "also")


def _is_told_otherwise(clause: Clause, index: int, before: Statement) -> bool:
    """ "Twelve deaths, as well as 300 households affected": what a noun told is not of those behind it."""
    people = clause.items[index].people
    if people is None or before.people.head != "counted":
        return False
    return any(t.has("person") for t in clause.tokens[people.after : people.after + 1])


def _rest_of_toll(clause: Clause, match: re.Match[str], claims: Claims) -> None:
    """ "Le bilan est de cinq civils tués, un soldat et un rebelle": the participle is that of them all."""
    first, verb = claims.by_item.get(match.start(1)), clause.items[match.start(2)].verb
    if first is None or verb is None or verb.voice not in ("reduced", "past"):
        return
    if "c" not in match.group(3) and not match.group().endswith("c"):
        return
    for i in range(match.start(3), match.end(3)):
        if clause.kinds[i] == "P":
            claims.add(i, first.harm, "also")


def _restated(clause: Clause, index: int, claims: Claims) -> None:
    """The same people in the other unit: persons and households, whichever stands first."""
    harm = claims.by_item[index].harm
    match = _RESTATED.match(clause.kinds, index + 1)
    if match is not None and _are_of_other_unit(clause, index, match.start(1)):
        claims.by_item.pop(match.start(1), None)
        claims.add(match.start(1), harm, "restated", restates=True)
    first = _STATED_FIRST.search(clause.kinds, 0, index)
    if first is not None and _are_of_other_unit(clause, first.start(1), index):
        claims.add(first.start(1), harm, "restated")  # "700 personnes, soit 90 ménages déplacés"
        claims.by_item[index] = replace(claims.by_item[index], restates=True)


def _are_of_other_unit(clause: Clause, one: int, other: int) -> bool:
    first, second = clause.items[one].people, clause.items[other].people
    if first is None or second is None or second.quantity.is_plural or second.quantity.is_article:
        return False
    return first.is_household != second.is_household


def _listed(clause: Clause, index: int, claims: Claims) -> None:
    """A list behind a count that adds up to it names its parts."""
    whole = claims.by_item[index]
    kinds, match = "Pu", _LISTED.match(clause.kinds, index + 1)
    if match is None:
        kinds, match = "N", _NAMED.match(clause.kinds, index + 1)
    if match is None or whole.people.quantity.best is None:
        return
    parts = [i for i in range(match.start(1), match.end(1)) if clause.kinds[i] in kinds]
    if _SPEAKER.match(clause.kinds, parts[-1] + 1) and _best(clause, parts[-1]) == 0:
        parts.pop()  # "five policemen and five civilians - police said"
    parts = [i for i in parts if not is_title_of(clause, i) and clause.kinds[i - 1] != "o"]
    numbers = [_best(clause, i) for i in parts]
    if len(parts) < _LEAST_PARTS or not all(numbers):
        return
    if sum(numbers) != whole.people.quantity.best:
        return
    is_aside = (
        "o" in clause.kinds[parts[0] : parts[-1]]
    )  # "ten civilians, including a guest, and four …"
    if any(i in claims.by_item for i in parts) and not is_aside:
        return
    if has_place(clause, whole, parts[0]) or not may_hold(clause, index, parts):
        return
    for i in parts:
        claims.by_item.pop(i, None)
        claims.add(i, whole.harm, "listed", includes=True)
    for i in range(parts[0], parts[-1] if is_aside else parts[0]):
        if clause.kinds[i - 1 : i + 1] == "oP":
            claims.add(i, whole.harm, "including", includes=True)


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
        if match.group().startswith(".") and clause.tokens[people.at - 1].form not in _PARTS:
            continue
        before, joiner = _main_before(clause, claims, index), clause.token_before(index)
        if joiner is not None and joiner.has("instead", "superseded"):
            continue  # what it stands for is found by its size (replaced)
        if match.group().startswith(",x"):
            continue
        if before is not None and _goes_on(clause, index, before):
            is_some = joiner is not None and joiner.has("together")  # ", with 16 in Aleppo alone"
            is_some |= _is_of_row_of_parts(clause, index, before)
            claims.add(index, before.harm, "gapped", is_gapped=True, includes=is_some)


def _is_of_row_of_parts(clause: Clause, index: int, before: Statement) -> bool:
    """ "63 morts, dont trente dans le Kunar, dix au Nangarhar": each at a place, all of the 63."""
    behind = [clause.tokens[at : at + 1] for at in (before.after, clause.items[index].after)]
    return before.includes and all(t and t[0].has("locative") for t in behind)


def _of_other_side(clause: Clause, claims: Claims) -> None:
    """ "L'armée a perdu douze hommes et les rebelles neuf": the verb is that of the other side, too."""
    for match in _OTHER_SIDE.finditer(clause.kinds):
        index, joiner = match.start(2), clause.items[match.start(1)]
        people, before = clause.items[index].people, claims.before(match.start(1))
        is_bare = people is not None and people.head == "elliptic" and not people.is_partitive
        noun = clause.tokens[joiner.after]
        is_side = noun.has("definite_plural", "definite_singular") or noun.is_capital
        if before is not None and is_bare and is_side and before.rule.startswith("active"):
            claims.add(index, before.harm, "gapped", is_gapped=True)


def _fronted(clause: Clause, claims: Claims) -> None:
    """ "En mai, 60 personnes ont été tuées ; en juin, 84": a time, place or side before a bare number."""
    for match in _FRONTED.finditer(clause.kinds):
        index, first = match.start(1), clause.items[match.start()]
        people, before = clause.items[index].people, claims.before(index)
        opens = clause.tokens[first.after : clause.items[index].at]
        is_mark = first.kind != "." or clause.tokens[first.at].form == ";"
        is_bare = people is not None and people.head == "elliptic" and index not in claims.by_item
        is_front = any(t.has("locative", "side", "weekday") for t in opens[:2])
        if before is not None and is_mark and is_bare and is_front:
            claims.add(index, before.harm, "gapped", is_gapped=True)


def _main_before(clause: Clause, claims: Claims, index: int) -> Statement | None:
    """The statement before a number, but in a row none of a relative: "neuf à Ennery, où sept manquent, et six
    à Verrettes".
    """
    known = [i for i in claims.by_item if i < index]
    main = [i for i in known if not is_relative(clause, i)]
    if main and claims.by_item[max(main)].is_gapped:
        return claims.by_item[max(main)]
    return claims.before(index)


def _goes_on(clause: Clause, index: int, before: Statement) -> bool:
    after = clause.items[index].after
    while after + 1 < len(clause.tokens) and _is_mere_adverb(clause.tokens[after]):
        after += 1  # "et quatre enfin dans l'est"
    following = clause.tokens[after] if after < len(clause.tokens) else None
    joiner = clause.token_before(index)
    if following is None or before.people.quantity.is_zero or _is_some(clause, index):
        return False
    if clause.tokens[after - 1].has("on_day"):
        return True  # "nine were killed on Monday, 14 on Tuesday"
    if _is_day(clause, after):
        return True
    if _is_of_things(clause, index, before):
        return False
    behind = clause.tokens[after + 1 : after + 2]
    if following.form == "," and any(token.has("according") for token in behind):
        return True  # "200, selon l'Église"
    if joiner is not None and joiner.has("instead"):
        return True
    if joiner is not None and joiner.has("of"):
        return False  # "a city of 170,000 on the coast"
    if following.has("according", "side", "weekday", "since"):
        return True
    if _are_others_by(clause, index, following):
        return True
    if before.harm.measure == "displaced" and following.has("infinitive_marker"):
        return True  # "9,800 have fled to Pachir and 9,600 to Surkh"
    return following.has("locative") and not is_ratio(clause.tokens, after)


def _is_mere_adverb(word: Token) -> bool:
    return word.has("adverb") and not word.has("weekday")


def _are_others_by(clause: Clause, index: int, following: Token) -> bool:
    """ "Trois personnes sont mortes lors de la tempête et 13 autres lors des pluies"."""
    people = clause.items[index].people
    return people is not None and people.has_other and following.has("by_cause")


def _is_some(clause: Clause, index: int) -> bool:
    """ "10,000 fled, many in need of food": of a word for a part no further people are told."""
    people = clause.items[index].people
    return people is not None and clause.tokens[people.at].has("some")


def _is_day(clause: Clause, after: int) -> bool:
    """ "48 rebelles tués le 19 octobre, 150 le 18", "39 personnes sont mortes en 2021, 37 l'année dernière"."""
    day = clause.tokens[after : after + 2]
    if len(day) < _LEAST_OF_DAY or not day[0].has("definite_singular"):
        return False
    return day[1].form.isdigit() or day[1].has("period", "ordinal", "first_of")


def _is_of_things(clause: Clause, index: int, before: Statement) -> bool:
    """ "abattu de trois balles, une à la tête", "un attentat qui a fait 80 morts, puis un autre"."""
    people, joiner = clause.items[index].people, clause.items[index].at - 1
    unit = clause.tokens[joiner - 1] if joiner > 1 else None
    if unit is not None and unit.has("thing") and _is_number(clause, joiner - 2):
        return True
    is_another = people is not None and people.has_other and people.quantity.is_article
    return is_another and before.rule.startswith("counted")


def _is_number(clause: Clause, at: int) -> bool:
    token = clause.tokens[at]
    return token.has("number") or token.form.isdigit()
