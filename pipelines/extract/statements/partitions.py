"""Parts of a number told before, told by a clause of their own: "dix-sept étaient des enseignants", "sur les 46
décès, 27 sont dus à la noyade".

What belongs here: bare numbers that a verb says more of. What does not: parts behind "dont" (inclusions).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import number_of_people
from pipelines.extract.statements.shapes import Shape
from pipelines.lexicons.phrases import Harm

UNKNOWN = "unspecified"
_PARTITION = Shape(r"P(?:v[xo]{0,2}|x)")
_AND_PART = re.compile(r"[xduNv]{0,10}(?:P[xduN]{0,4})?(?:,|,?c)(P)")
_OUT_OF = Shape(r"(d)([HP])[xudN]{0,6}?(?:,[xqrlv]{0,4}|[lx]{1,2})(P)")
_ROW = re.compile(r"P[xduv]{0,4}P?[xdu]{0,4}(?:(?:,|,?c)P[xduv]{0,4}P?[xdu]{0,4})+")
_GAPPED = re.compile(r"[xduNv]{0,8}(?:P[xduN]{0,4})?(?:,|,?c)x?(P)(?![xud]{0,3}[Vv])")
_BELONGS_WITHIN = 3  # tokens behind the count
_AGE_WORDS = 3  # "avaient 19 ans"


def out_of(clause: Clause, claims: Claims) -> None:
    """ "Sur les 46 décès, 27 sont dus à l'effondrement de maisons et 19 à la noyade"."""
    for match in _OUT_OF.finditer(clause.kinds):
        whole = clause.items[match.start(2)].people
        if not clause.tokens[clause.items[match.start(1)].at].has("out_of"):
            continue
        if whole is None or not whole.is_definite or (whole.quantity.best or 0) <= 1:
            continue
        told = claims.by_item.get(match.start(2))
        harm = whole.harm or (told.harm if told else None)
        if harm is not None:
            _add_row(clause, match.start(3), claims, harm, whole)


def _add_row(clause: Clause, first: int, claims: Claims, harm: Harm, whole: People) -> None:
    """Claim a part and those joined to it, while none is larger than the whole."""
    if (row := _whole_row(clause, first, whole)) is not None:
        for i in row:
            claims.by_item.pop(i, None)
            claims.add(i, harm, "partition", includes=True)
        return
    index: int | None = first
    while index is not None and is_smaller(clause.items[index].people, whole):
        if index in claims.by_item:
            return
        claims.add(index, harm, "partition", includes=True)
        following = _AND_PART.match(clause.kinds, index + 1)
        index = following.start(1) if following else None
        people = clause.items[index].people if index is not None else None
        is_bare = people is not None and (people.head == "elliptic" or people.is_partitive)
        if following is None or not (is_bare or "v" not in following.group()):
            return


def gapped_parts(clause: Clause, claims: Claims) -> None:
    """ "59 of the dead were from Gao, 13 from Bourem", "224 were men, 168 women and 15 girls": of whom the verb
    said once is said, too.
    """
    for first in sorted(claims.by_item):
        part, index = claims.by_item[first], first
        if not (part.includes or part.people.is_partitive or part.rule.startswith("among")):
            continue
        match = _GAPPED.match(clause.kinds, index + 1)
        while match is not None and _is_counted(clause, match.start(1)):
            if index == first and not _has_copula(clause, index, match.start(1)):
                break
            index = match.start(1)
            claims.add(index, part.harm, "gapped", includes=part.includes)
            match = _GAPPED.match(clause.kinds, index + 1)


def _is_counted(clause: Clause, index: int) -> bool:
    people = clause.items[index].people
    is_number = people is not None and bool(people.quantity.best)
    return (
        is_number
        and people is not None
        and not people.quantity.is_article
        and people.quantity.quantifier != "at_most"  # "some under five"
        and people.head in ("elliptic", "known")
    )


def _has_copula(clause: Clause, first: int, end: int) -> bool:
    words = clause.tokens[clause.items[first].after : clause.items[end].at]
    return any(t.has("be", "belongs") for t in words)


def _whole_row(clause: Clause, first: int, whole: People) -> list[int] | None:
    """The counts of "five were soldiers, four policemen and two volunteers", if they make up the whole."""
    match = _ROW.match(clause.kinds, first)
    row = [i for i in range(match.start(), match.end()) if clause.kinds[i] == "P"] if match else []
    row = [i for i in row if not _is_predicate(clause, i)]
    total = sum(number_of_people(clause, i) for i in row)
    return row if len(row) > 1 and total == whole.quantity.best else None


def _is_predicate(clause: Clause, index: int) -> bool:
    """Whether people only say what those before them were: "five were soldiers"."""
    people = clause.items[index].people
    return people is not None and (people.is_bare or people.quantity.is_article)


def is_smaller(people: People | None, whole: People) -> bool:
    """Whether people are fewer than those whose part they may be."""
    known = whole.quantity.best or whole.quantity.low or 0
    number = (people.quantity.best or people.quantity.low or 0) if people is not None else 0
    return 0 < number < known


def partition(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "dix-sept étaient des enseignants", "huit faisaient partie des 20 tués"."""
    for match in _PARTITION.finditer(clause.kinds):
        index = match.start()
        people = clause.items[index].people
        if people is None or people.has_other or not _is_some(people):
            continue
        if "?" in clause.kinds[:index]:
            continue  # "not aware if the people killed were five"
        before = claims.before(index)
        wholes = [s for s in (*told, before) if s and is_smaller(people, s.people)]
        if before is not None and before.people.is_partitive:
            # "Three of the dead were …, six were …"
            wholes = [s for s in wholes if s.harm.measure == before.harm.measure] or wholes
        if clause.tokens[people.after - 1].has("zero_only"):  # "four of the victims"
            wholes = [s for s in wholes if s.harm.measure == "killed"] or wholes
        if wholes and _tells_apart(clause, index, wholes[-1].harm):
            _add_row(clause, index, claims, wholes[-1].harm, wholes[-1].people)


def _is_some(people: People) -> bool:
    """ "ten", "ten of the victims"."""
    return people.head == "elliptic" or (people.is_partitive and people.victims == UNKNOWN)


def singled_out(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "La plus jeune victime n'avait que 13 ans": one of the dead told of."""
    if all(s.harm.measure != "killed" for s in told):
        return
    for index, item in enumerate(clause.items):
        if item.kind != "P" or item.people is None or not item.people.is_definite:
            continue
        words = clause.tokens[item.at : item.after]
        harm = words[-1].meanings.get("zero_only")
        if isinstance(harm, Harm) and any(t.has("rank") for t in words):
            claims.add(index, harm, "partition", includes=True)


def _tells_apart(clause: Clause, index: int, harm: Harm) -> bool:
    """Whether words behind a bare number say what kind of the harmed these are."""
    after = clause.items[index].after
    following = clause.tokens[after : after + _BELONGS_WITHIN]
    if any(t.has("belongs") for t in following):
        return True
    if any(t.has("treated") for t in following):
        return harm.measure == "injured"
    if any(t.has("still") and n.has("locative") for t, n in pairwise(following)):
        return True
    if any(t.has("be") and n.has("person", "demonym") for t, n in pairwise(following[:2])):
        return True  # "quatre étaient mineurs"
    if _is_age(following):
        return True
    return re.match(r"v[x]?(?:P|o)", clause.kinds[index + 1 :]) is not None


def _is_age(words: Sequence[Token]) -> bool:
    """ "trois avaient 19 ans"."""
    if len(words) < _AGE_WORDS or not words[0].has("have"):
        return False
    return words[1].form.isdigit() and words[2].has("thing")
