"""Those who are told to be among the dead, the hurt or the held: "est l'une des douze victimes".

What belongs here: what names the set behind its verb. What does not: sets that open the sentence (among).
"""

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.rows_of_people import joined_before
from pipelines.extract.statements.shapes import Shape
from pipelines.lexicons.phrases import Harm

_ONE_AMONG = Shape(r"([PNu])[xdu]{0,4}[vlq][xv]{1,3}(o)(?=[,.)dxrc]|$)")
_ONE_OF = Shape(r"([PNu])[xdu]{0,6}v[xv]{0,2}(P)(?:dx?(P))?")


def one_among(clause: Clause, claims: Claims) -> None:
    """ "Le maire est l'une des douze victimes", "figure lui aussi parmi les morts"."""
    for match in _ONE_AMONG.finditer(clause.kinds):
        named = clause.tokens[clause.items[match.start(2)].at].meanings.get("among")
        if not isinstance(named, Harm):
            continue
        for i in joined_before(clause, match.start(1), claims):
            claims.add(i, named, "among", includes=True)
    for match in _ONE_OF.finditer(clause.kinds):
        one = clause.items[match.start(2)].people
        if one is None or one.quantity.best != 1:
            continue
        whole = claims.by_item.get(match.start(3)) if match.group(3) else None
        if whole is not None and one.head == "elliptic":
            claims.by_item.pop(match.start(2), None)
            claims.add(match.start(1), whole.harm, "among", of_next=True)
            continue
        is_of_set = one.is_partitive or clause.tokens[one.at].has("one_of")
        harm = _counted_in(clause.tokens[one.after - 1]) if is_of_set else None
        if harm is not None:
            claims.by_item.pop(match.start(2), None)
            claims.add(match.start(1), harm, "among", includes=True)


def _counted_in(noun: Token) -> Harm | None:
    """What a noun says has befallen those it counts: "morts", "otages", "victimes"."""
    harm = noun.meanings.get("counted") or noun.meanings.get("zero_only")
    return harm if isinstance(harm, Harm) else None
