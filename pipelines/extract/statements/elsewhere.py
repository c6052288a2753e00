"""People at a further place without a verb: "trois soldats sont morts à Djibo, deux civils à Boni".

They take the harm of the statement before them. What does not belong here: bare numbers (appositions).
"""

from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.shapes import Shape

_SEGMENT = Shape(r"(?:[.,]|,?c)(?:[xd]{1,3},)?(P)[dxN]{2,14}(?=[.,]|,?cP|$)")
_PLACE_FIRST = Shape(r"(?:[.,]|,?c)(d)[xN]{1,3},(P)(?=[.,c]|$)")
_BESIDE = "dxN.,c"
_FURTHER_ON = "dxN.,c(u)"
_NAME_WITHIN = 4  # tokens between people and the name of their place: "in the village of Boni"


def add_elsewhere(clause: Clause, claims: Claims) -> None:
    """Add people who stand with a place alone, behind a statement that has one, too."""
    for match in _SEGMENT.finditer(clause.kinds):
        index = match.start(1)
        people = clause.items[index].people
        before = claims.before(index)
        if people is None or before is None or index in claims.by_item:
            continue
        if people.head != "known" or not (people.is_described or people.quantity.best):
            continue
        if _is_placed(clause, clause.items[index].after) and _goes_on(clause, before, index):
            claims.add(index, before.harm, "elsewhere")
    _behind_places(clause, claims)


def _behind_places(clause: Clause, claims: Claims) -> None:
    """ "Huit sont morts à Rafah ; à Khan Younès, cinq": a bare number behind a place of its own."""
    for match in _PLACE_FIRST.finditer(clause.kinds):
        index = match.start(2)
        people, before = clause.items[index].people, claims.before(index)
        if people is None or before is None or people.head != "elliptic":
            continue
        if people.quantity.best and _is_placed(clause, clause.items[match.start(1)].at):
            claims.add(index, before.harm, "elsewhere", is_gapped=True)


def _goes_on(clause: Clause, before: Statement, index: int) -> bool:
    """Whether nothing but the place and day of a statement stands between it and the people.

    "Dix autres personnes" may be further on: "tuées dans la nuit du 6 au 7 lors d'une attaque à Mbau".
    """
    people = clause.items[index].people
    is_other = people is not None and people.has_other and not people.quantity.is_article
    if before.people.quantity.is_zero or not (is_other or _is_placed(clause, before.after)):
        return False
    between = [i for i, item in enumerate(clause.items) if before.after <= item.at and i < index]
    return all(clause.kinds[i] in (_FURTHER_ON if is_other else _BESIDE) for i in between)


def _is_placed(clause: Clause, at: int) -> bool:
    """Whether a name of a place stands at a token, behind a day and a word such as "à" or "near"."""
    at += any(t.has("weekday") for t in clause.tokens[at : at + 1])
    tokens = clause.tokens[at : at + 1 + _NAME_WITHIN]
    if not tokens or not tokens[0].has("locative"):
        return False
    return any(t.is_capital and not t.meanings for t in tokens[1:])
