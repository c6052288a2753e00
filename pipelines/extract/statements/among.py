"""Some of a number that the same sentence counts, told with the verb "to be".

"Eight were among 20 killed" · "Among the 12 killed were a policeman and four customers" · "Of those
killed, nine were children". What does not belong here: parts behind "including" (appositions).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.people import People
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.inclusions import is_name_of
from pipelines.extract.statements.one_among import one_among
from pipelines.extract.statements.rows_of_people import joined_before, number_of_people
from pipelines.extract.statements.shapes import Shape
from pipelines.lexicons.phrases import Harm

_PART_FIRST = Shape(
    r"([PNu])(?:,x(?=,),|dP(?=v))?(?:[xdu]{0,4}(?:c[xk]{1,2})?[vl][xv]{0,2})?d([PH])"
)
_SET_FIRST = Shape(
    r"(?:^|[.,(q])x?d([PHh])(V?)(?:c[xd]?V)?[^.V]{0,14}?l[x]{0,2}(P(?:[xd]{0,3}(?:,|,?c)x?[PNu])*)"
)
_SET_LISTED = Shape(
    r"(?:^|[.(])x?d([PHh])V?[xdN]{0,5},(P(?:[xd]{0,4}(?:,|,?c)x?[PNu])*)(?=[xdN]{0,8}(?:[.,]|$))"
)
_AMONG_THEM = Shape(r"o(?:[^.V]{0,14}?[lq]|\.)[x]{0,2}(P(?:[xd]{0,6}(?:,|,?[ct])x?[PNu])*)")
_SET_OF = Shape(r"o[x]{0,2}Pv[xl]{0,2}(P(?:[xd]{0,3}(?:,|,?c)x?[PNu])*)")
_LISTED_AMONG = Shape(r"[ql](P(?:[xdu]{0,3}(?:,|,?c)P)*)[xdu]{0,3}(o)")
_IT_IS = re.compile(r"[PH](?:[^PH.]{0,9}(?:,|,?c)[xd]{0,2}[PHNu]){0,6}")
_JOINED = re.compile(r"(?:,|,?c)[xd]{0,2}([PHNu])")
_EQUATED = Shape(
    r"([PH])(?:(?:[xd]{0,3}|V[xd]{0,6})v[xv]?|x|\.)(P(?:[^PV.]{0,7}(?:,|,?c)[x]?[PNu]){0,5})"
)
_WHOLE_FIRST = Shape(r"(?:^|[.,(q])x?d([PH])V?[xd]{0,3}v([PNu](?:[xd]{0,3}(?:,|,?c)[PNu])*)")
_THE_DEAD = Shape(r"(?:^|[.,(q])[xo]([Vh])v[xv]{0,3}(P(?:(?:,|,?c)P)*)")
_ONE_OF_THE_DEAD = Shape(r"([PNu])[xdu]{0,4}[vl][xv]{0,2}dx(h)")
_OF_THEM = Shape(r"(?:^|[.,(q])d([PH])[^.,]{0,12},(P)V")
_OTHERS_ARE = Shape(r"(?:^|[.,q(])(P)v[x]{0,2}([PN](?:[xd]{0,3}(?:,|,?c)x?[PNu])*)")
_VICTIMS_OF = frozenset({"killed", "injured", "abducted"})
_OF_THOSE = Shape(r"(?:^|[.,(q])[do]x{0,2}([hV]),?x?(P)v")


def among(clause: Clause, claims: Claims, told: Sequence[Statement] = ()) -> None:
    """Add the parts of numbers that the sentence states; "among the dead" is a word of harm itself."""
    for match in _OF_THOSE.finditer(clause.kinds):
        harm = _harm(clause, match.start(1))
        if harm is not None and _opens_set(clause, match.start(1)):
            claims.by_item.pop(match.start(2), None)
            claims.add(match.start(2), harm, "among", includes=True)
    for match in _THE_DEAD.finditer(clause.kinds):
        harm = _harm(clause, match.start(1))
        if harm is None or not _is_definite(clause, match.start(1)):
            continue
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] == "P":
                claims.add(i, harm, "among")
    for match in _OF_THEM.finditer(clause.kinds):
        part = claims.by_item.get(match.start(2))
        if part is not None and _stands_in_set(clause, match.start(1)):
            people = replace(part.people, is_partitive=True)
            claims.by_item[match.start(2)] = replace(part, people=people)
    for match in _PART_FIRST.finditer(clause.kinds):
        whole = claims.by_item.get(match.start(2)) or _victims_told(clause, match.start(2), told)
        if whole is not None and _stands_in_set(
            clause, match.start(2), is_said=match.end() > match.start() + 3
        ):
            for i in joined_before(clause, match.start(1), claims):
                claims.add(i, whole.harm, "among", of_next=True)
    for match in _ONE_OF_THE_DEAD.finditer(clause.kinds):
        harm = _harm(clause, match.start(2))
        is_set = any(t.has("set_of") for t in clause.tokens[: clause.items[match.start(2)].at][-2:])
        if harm is not None and is_set and _is_definite(clause, match.start(2)):
            for i in joined_before(clause, match.start(1), claims):
                claims.add(i, harm, "among")
    _set_first(clause, claims, told)
    _set_listed(clause, claims)
    _listed_among(clause, claims)
    _equated(clause, claims, told)
    _it_is(clause, claims, told)
    _others(clause, claims, told)
    _again(clause, claims, told)
    one_among(clause, claims)
    for match in _WHOLE_FIRST.finditer(clause.kinds):
        whole = claims.by_item.get(match.start(1))
        if whole is None or not _stands_in_set(clause, match.start(1)):
            continue
        if any(t.has("fraction") for t in clause.tokens[: whole.at]):
            continue  # "most of the 60 killed were children"
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] in "PNu":
                claims.add(i, whole.harm, "among", includes=True)


def _set_first(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Parmi les personnes tuées figurent six enfants", "Sur ces 200 tués figurent 31 enfants"."""
    for match in _AMONG_THEM.finditer(clause.kinds):
        named = clause.tokens[clause.items[match.start()].at].meanings.get("among")
        is_stop = clause.kinds[match.start() + 1] == "."
        stop = clause.token_before(match.start() + 2) if is_stop else None
        if not isinstance(named, Harm) or (stop is not None and stop.form != ":"):
            continue
        if _is_inverted(clause, match.start(1)):
            continue
        named = _of_those_told(clause, match.start(), named, claims, told)
        for i in range(match.start(1), match.end(1)):
            if clause.kinds[i] in "PNu" and not is_name_of(clause, i):
                claims.add(i, named, "among", includes=True)
    for match in _SET_OF.finditer(clause.kinds):
        _are_in_set(clause, match, claims)
    for match in _SET_FIRST.finditer(clause.kinds):
        first, verb = match.start(1), clause.items[match.end(2) - 1].verb
        claim, set_word = claims.by_item.get(first), clause.token_before(first)
        if clause.kinds[first] == "h":
            set_word = clause.tokens[clause.items[match.start(1)].at - 2]
        harm = claim.harm if claim else verb.harm if verb else _harm(clause, first)
        if harm is None or set_word is None or not set_word.has("set_of", "out_of"):
            continue
        for i in range(match.start(3), match.end(3)):
            if clause.kinds[i] in "PNu":
                claims.add(i, harm, "among", includes=True)


def _of_those_told(
    clause: Clause, among: int, harm: Harm, claims: Claims, told: Sequence[Statement]
) -> Harm:
    """ "La frappe a fait 21 blessés. Parmi les victimes se trouvent trois mineurs": hurt, where nobody died."""
    known = [s.harm for s in (*told, *claims.by_item.values())]
    is_open = clause.tokens[clause.items[among].at].has("of_victims") and bool(told)
    return known[-1] if is_open and all(h.measure == "injured" for h in known) else harm


def _is_inverted(clause: Clause, index: int) -> bool:
    """ " … among the victims," said a resident": who stands behind the verb of saying speaks."""
    verb = clause.kinds.rfind("q", 0, index)
    if verb < 0 or "l" in clause.kinds[verb:index]:
        return False
    before = clause.token_before(verb)
    return before is None or not (before.form[0].isalpha() or before.form[0].isdigit())


def _are_in_set(clause: Clause, match: re.Match[str], claims: Claims) -> None:
    """ "Among the injured soldiers are 11 Italians": the soldiers are all of them, the Italians some."""
    of_set, named = match.start() + match.group().index("P"), match.start()
    people, harm = (
        clause.items[of_set].people,
        clause.tokens[clause.items[named].at].meanings.get("among"),
    )
    if people is None or not people.is_bare or not isinstance(harm, Harm):
        return
    claims.by_item.pop(of_set, None)
    for i in range(match.start(1), match.end(1)):
        has_verb = i > match.start(1) and clause.kinds[i + 1 : i + 2] == "V"
        if clause.kinds[i] in "PNu" and not has_verb:
            claims.by_item.pop(i, None)
            claims.add(i, harm, "among", includes=True)


def _set_listed(clause: Clause, claims: Claims) -> None:
    """ "Parmi les civils tués, neuf soignants et deux chauffeurs": the parts, without a verb."""
    for match in _SET_LISTED.finditer(clause.kinds):
        first = match.start(1)
        claim, set_word = claims.by_item.get(first), clause.token_before(first)
        following = clause.items[first + 1].verb
        harm = claim.harm if claim else following.harm if following else _harm(clause, first)
        if harm is None or set_word is None or not set_word.has("set_of"):
            continue
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] in "PNu":
                claims.add(i, harm, "among", includes=True)


def _listed_among(clause: Clause, claims: Claims) -> None:
    """ "The report lists 22 women and nine minors among the fatalities"."""
    for match in _LISTED_AMONG.finditer(clause.kinds):
        named = clause.tokens[clause.items[match.start(2)].at].meanings.get("among")
        for i in range(match.start(1), match.end(1)):
            if clause.kinds[i] == "P" and isinstance(named, Harm):
                claims.add(i, named, "among", includes=True)


def _again(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Les 12 victimes sont de la même famille": the dead just told of, by their number again."""
    dead = [s for s in told if s.harm.measure == "killed"]
    for index, item in enumerate(clause.items if dead else ()):
        people = item.people if item.kind == "P" else None
        if people is None or not people.is_definite or (people.quantity.best or 0) <= 1:
            continue
        before = clause.token_before(index)
        if before is not None and before.has("set_of", "out_of", "among"):
            continue
        whole = _told_of(clause, people, dead, people.quantity.best or 0)
        if whole is not None:
            claims.add(index, whole.harm, "again")


def _it_is(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Il s'agit de trois hommes et d'une femme": who they are of whom the text has just told."""
    if "it_is" not in clause.meanings:
        return
    for index, item in enumerate(clause.items):
        match = (
            _IT_IS.match(clause.kinds, index + 1) if clause.tokens[item.at].has("it_is") else None
        )
        if match is None:
            continue
        joined = _JOINED.finditer(clause.kinds, match.start(), match.end())
        parts = [match.start(), *(m.start(1) for m in joined)]
        numbers = [number_of_people(clause, i) for i in parts]
        totals = (sum(_outermost(numbers)), sum(numbers))
        whole = next((s for s in reversed(told) if s.people.quantity.best in totals), None)
        if whole is None:
            continue
        for i in parts:
            claims.by_item.pop(i, None)
            claims.add(i, whole.harm, "among", includes=True)


def _others(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Les autres victimes sont un gardien et deux cuisinières": the rest of the dead just told of."""
    if all(s.harm.measure != "killed" for s in told):
        return
    for match in _OTHERS_ARE.finditer(clause.kinds):
        people = clause.items[match.start(1)].people
        words = clause.tokens[people.at : people.after] if people is not None else ()
        harm = words[-1].meanings.get("zero_only") if words else None
        if not isinstance(harm, Harm) or not any(t.has("other") for t in words):
            continue
        for i in range(match.start(2), match.end(2)):
            if clause.kinds[i] in "PNu":
                claims.add(i, harm, "among", includes=True)


def _victims_told(clause: Clause, index: int, told: Sequence[Statement]) -> Statement | None:
    """The dead told of to whom "parmi les neuf victimes" comes back."""
    people = clause.items[index].people
    if people is None or not people.is_definite or not people.quantity.best:
        return None
    dead = [s for s in told if s.harm.measure == "killed"]
    return _told_of(clause, people, dead, people.quantity.best)


def _outermost(numbers: Sequence[int]) -> list[int]:
    """The numbers of a row without those that only part the one before them: 15, 6, 9, 1 → 15, 1."""
    kept: list[int] = []
    at = 0
    while at < len(numbers):
        kept.append(numbers[at])
        rest, end = numbers[at], at + 1
        while end < len(numbers) and numbers[end] < rest:
            rest, end = rest - numbers[end], end + 1
        is_parted = end < len(numbers) and numbers[end] == rest and end > at + 1
        at = end + 1 if is_parted else at + 1
    return kept


def _equated(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """ "Les onze tués sont dix militaires et un gendarme": who they were, where the numbers agree."""
    for match in _EQUATED.finditer(clause.kinds):
        index = match.start(1)
        people, own = clause.items[index].people, claims.by_item.get(index)
        if people is None or not people.is_definite:
            continue
        parts = [i for i in range(match.start(2), match.end(2)) if clause.kinds[i] in "PNu"]
        between = clause.tokens[people.after : clause.items[parts[0]].at]
        if not any(t.has("be", "comprising") or t.form == ":" for t in between):
            continue
        if own is None and _name_the_dead(clause, people, parts, claims, told):
            continue
        total = sum(number_of_people(clause, i) for i in parts)
        whole = own or _told_of(clause, people, told, total)
        number = people.quantity.best or (whole.people.quantity.best if whole else None)
        if whole is None or number != total or any(i in claims.by_item for i in parts):
            continue
        for i in parts:
            claims.add(i, whole.harm, "among", includes=True)


def _name_the_dead(
    clause: Clause, people: People, parts: list[int], claims: Claims, told: Sequence[Statement]
) -> bool:
    """ "Les victimes sont un berger et son fils", where no number of the dead has been told."""
    harm = clause.tokens[people.after - 1].meanings.get("zero_only")
    is_told = any(s.harm.measure in _VICTIMS_OF for s in told)
    if is_told or not isinstance(harm, Harm) or not people.quantity.is_plural:
        return False
    if not any(number_of_people(clause, i) for i in parts):
        return False
    for i in parts:
        claims.add(i, harm, "among")
    return True


def _told_of(
    clause: Clause, people: People, told: Sequence[Statement], number: int
) -> Statement | None:
    """The statement to which "les victimes" come back."""
    if not clause.tokens[people.after - 1].has("zero_only", "counted"):
        return None
    return next((s for s in reversed(told) if s.people.quantity.best == number), None)


def _is_definite(clause: Clause, index: int) -> bool:
    before = clause.token_before(index)
    return before is not None and before.has("definite_plural")


def _stands_in_set(clause: Clause, index: int, *, is_said: bool = True) -> bool:
    """Whether people are a set named by "among"; a mere "of" names one only where a verb says so."""
    before = clause.token_before(index)
    return before is not None and before.has("set_of") and (is_said or not before.has("of"))


def _opens_set(clause: Clause, harmed: int) -> bool:
    """Whether the words up to the word of harm begin with "of" or "among"."""
    first = max(0, harmed - 3)
    return any(clause.tokens[i.at].has("set_of") for i in clause.items[first:harmed])


def _harm(clause: Clause, index: int) -> Harm | None:
    verb, people = clause.items[index].verb, clause.items[index].people
    if people is not None and people.harm is not None:
        return people.harm
    harm = verb.harm if verb else clause.tokens[clause.items[index].at].meanings.get("counted")
    return harm if isinstance(harm, Harm) else None
