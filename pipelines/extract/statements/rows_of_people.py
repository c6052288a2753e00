"""People told of in a row: "une mère et ses deux filles", "A, B et C", "28 personnes, des militaires".

What does not belong here: of which verb they are the subject or the object (subjects, objects).
"""

import re

from pipelines.extract.people import People
from pipelines.extract.statements.asides import is_of_them
from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause

_LEAST_BEFORE = 2  # items
_FIRST_JOINED = re.compile(
    r"([PHN])(?:(?:[xdu]|(?<=d)N|(?<=dx)N){0,6}(?:\([^V()]{1,8}\)|,xx?(?=,))?,?|[xdu]{0,3}r[^.,PHV]{1,9},)c$"
)
_JOINED_ALIKE = re.compile(
    r"[dx]([PH])[xdu]{0,3}cd$"
)  # "de dix élèves et de leur principal, enlevés"
_NAME_AND_TITLE = re.compile(r"(N)[xdu]{0,3},?c[xd]{1,2}$")
_WHOLE_JOINED = re.compile(r"([PH])[xdu]{0,4},o[PNxdu]{1,4}(?:c[PNxdu]{1,4})?,c$")
_TOLL_IS = re.compile(r"h[xudP]{0,14}vx?d$")  # "le bilan de l'attaque est de" 15 soldats et …
_MORE_JOINED = re.compile(r"([PHN])(?:[xdu]{0,6}|,xx?(?=,))(?:,|,?c)$")
_NAMED_AFTER = re.compile(r"(P)(?:x{0,2}d[xduN]{1,8})?,$")
_ALONE = re.compile(r",[^N]")  # behind a name that stands in no row of names
_ROW_OF_KINDS = re.compile(r"(P)(?:,P)+,?c$")  # "dozens of civilians, soldiers and"


def other_unit(clause: Clause, index: int) -> int:
    """The households of "1,450 families, or 7,250 individuals, who …", else the item itself."""
    first = index - 3
    if clause.kinds[max(0, first) : index] != "P,c":
        return index
    one, other = clause.items[first].people, clause.items[index].people
    is_same = one is None or other is None or one.is_household == other.is_household
    return index if is_same else first


def outer_group(clause: Clause, index: int) -> int:
    """The group before an apposition: "28 personnes, des militaires, …", "90 familles, 400 âmes, …"."""
    people = clause.items[index].people
    first = clause.tokens[clause.items[index].at]
    before = clause.items[index - 2].people if clause.kinds[:index].endswith("P,") else None
    if people is None or before is None:
        return index
    source = clause.token_before(index - 2)
    if source is not None and source.has("according"):
        return index  # "according to a witness, the victims were shot"
    is_other_unit = before.is_household != people.is_household
    is_bare = people.quantity.is_plural or first.has("one_of")
    return index - 2 if is_bare or is_other_unit else index


def number_of_people(clause: Clause, index: int) -> int:
    """The best number of an item's people; 0 where it has none."""
    people = clause.items[index].people
    return (people.quantity.best or 0) if people is not None else 0


def joined_before(clause: Clause, last: int, claims: Claims) -> list[int]:
    """The people joined before an item: "une mère et ses deux filles", "A, B et C"."""
    found, i, kinds = [last], last, clause.kinds
    if is_of_them(clause, last) or _is_bare_number(clause, last):
        return found
    if (whole := _kinds_of(clause, last)) is not None:
        return [whole]
    while True:
        i = _whose_description(clause, i)
        i -= _is_likely(clause, i)
        joined = _MORE_JOINED if len(found) > 1 else _FIRST_JOINED
        alike = _JOINED_ALIKE.search(kinds, 0, i) if len(found) == 1 else None
        joiner = alike or _WHOLE_JOINED.search(kinds, 0, i) or joined.search(kinds, 0, i)
        joiner = joiner or _titled(clause, i)
        if joiner is None or joiner.start(1) in claims.by_item:
            return found
        before = _who_is_named(clause, _of_which_group(clause, joiner.start(1)))
        is_new_clause = kinds[joiner.end(1) : i].endswith(",c") and "V" in kinds[:before]
        is_toll = _TOLL_IS.search(kinds, 0, before) is not None
        governed = alike is None and before > 0 and kinds[before - 1] in "Vdob" and not is_toll
        governed |= is_other_clause(clause, before, i)
        people = clause.items[before].people
        if _has_verb_behind(clause, before, i):
            return found
        if len(found) > 1 and _opens_list(clause, before):
            return [*found, before]  # "they included two men, four boys and a girl killed"
        if is_new_clause or governed or people is None or not _is_like(clause, people, found):
            return found
        numbers = [number_of_people(clause, i) for i in found]
        is_closed = kinds[last + 1 : last + 2] == "," or people.victims == "unspecified"
        if len(found) > 1 and is_closed and people.quantity.best == sum(numbers):
            return [before]  # "two persons, a lawyer and a guard, were shot"
        found = [*_without_their_names(clause, people, found), before]
        i = before


def _is_likely(clause: Clause, index: int) -> bool:
    """ "53 soldats et probablement une vingtaine de rebelles": whether an adverb stands before the last."""
    adverb = clause.token_before(index)
    is_beside = clause.kinds[:index].endswith("cx")
    return is_beside and adverb is not None and adverb.has("adverb", "likely")


def _without_their_names(clause: Clause, people: People, found: list[int]) -> list[int]:
    """ "Two farmers, Ali Hassan and Omar Bello, and a guard": the names are those of the two."""
    names = people.quantity.best or 0
    is_named = len(found) > names > 1 and all(clause.kinds[i] == "N" for i in found[-names:])
    return found[:-names] if is_named else found


def _whose_description(clause: Clause, index: int) -> int:
    """ "A soldier and Ali Hassan, a farmer, were shot": the name before what he was, which stands for him."""
    first = clause.tokens[clause.items[index].at]
    is_closed = clause.kinds[:index].endswith("N,") and clause.kinds[index + 1 : index + 2] == ","
    return index - 2 if is_closed and first.has("indefinite_singular") else index


def _is_bare_number(clause: Clause, index: int) -> bool:
    """ "traitait 21 patients et deux étaient morts": a number behind a noun is of those, none joined to it."""
    people, before = clause.items[index].people, clause.items[max(0, index - 2)].people
    is_beside = clause.kinds[:index].endswith("Pc") and people is not None and before is not None
    if not (is_beside and people and before) or before.head == "elliptic":
        return False
    is_bare = people.head == "elliptic" and not (people.has_other or people.is_partitive)
    return is_bare and not people.quantity.is_article


def _titled(clause: Clause, name: int) -> re.Match[str] | None:
    """ "Ali Hassan and defence volunteer Omar Bello": past a title without an article."""
    title = clause.token_before(name)
    is_title = clause.kinds[name] == "N" and title is not None and title.has("person")
    return _NAME_AND_TITLE.search(clause.kinds, 0, name) if is_title else None


def _of_which_group(clause: Clause, index: int) -> int:
    """ "four members of the security forces and two civilians": the four stand in the row."""
    before = clause.token_before(index)
    is_of = clause.kinds[: index + 1].endswith("PdP") and before is not None and before.has("of")
    return index - 2 if is_of or is_whom_they_guard(clause, index) else index


def is_whom_they_guard(clause: Clause, index: int) -> bool:
    """ "Two soldiers guarding the mayor were killed": whom others only guard, lead or carry."""
    before = clause.token_before(index)
    is_object = clause.kinds[: index + 1].endswith("PxP")
    return is_object and before is not None and before.has("in_charge_of")


def _who_is_named(clause: Clause, index: int) -> int:
    """ "The mayor, Juan Perez, 54, his wife and two guards", "A chief of the army, Ali Sow, and": it is his."""
    titled = _NAMED_AFTER.search(clause.kinds, 0, index) if clause.kinds[index] == "N" else None
    is_beside = titled is not None and titled.end(1) == index - 1
    if titled is None or not (is_beside or _ALONE.match(clause.kinds, index + 1)):
        return index
    who = clause.items[titled.start(1)].people
    is_one = who is not None and (who.quantity.is_article or who.is_described)
    return titled.start(1) if is_one and number_of_people(clause, titled.start(1)) == 1 else index


def is_other_clause(clause: Clause, before: int, index: int) -> bool:
    """ "The floods had affected 77,000 people, and 16,000 were evacuated": an unknown verb has the first."""
    is_joined = clause.kinds[:index].endswith(",c") and before > 0
    verb = clause.token_before(before) if is_joined else None
    return verb is not None and not verb.meanings and verb.form.endswith("ed")


def _is_like(clause: Clause, people: People, joined: list[int]) -> bool:
    """Whether people may be told of along with those joined to them: no plurals but with plurals, "des femmes
    et des enfants".
    """
    rest = [p for i in joined if (p := clause.items[i].people)]
    is_row = all(p.quantity.is_plural and not p.is_definite for p in (people, *rest))
    return is_row or not people.quantity.is_plural


def _opens_list(clause: Clause, index: int) -> bool:
    """Whether a list begins behind "included" of which no number is the whole."""
    if index < _LEAST_BEFORE or clause.kinds[index - 1] != "o":
        return False
    whole = clause.items[index - 2].people
    return clause.kinds[index - 2] != "," and (whole is None or whole.is_bare or whole.is_definite)


def _kinds_of(clause: Clause, last: int) -> int | None:
    """The number of "dozens of civilians, soldiers and police": who they are has none of its own."""
    row = _ROW_OF_KINDS.search(clause.kinds, 0, last)
    if row is None:
        return None
    people = [p for i in (*range(row.start(1), row.end()), last) if (p := clause.items[i].people)]
    is_row = all(p.is_bare for p in people[1:]) and not people[0].is_bare
    return row.start(1) if is_row and people[0].quantity.best != 1 else None


def _has_verb_behind(clause: Clause, before: int, index: int) -> bool:
    """ "hundreds of inmates escaped and 129 died": the first did something else."""
    first, last = clause.items[before].after, clause.items[index].at
    return any(t.has("released", "finite", "perfect") for t in clause.tokens[first:last])


def is_related_noun(clause: Clause, index: int) -> bool:
    """ "un prêtre et son sacristain": whose noun is unknown, but not who he belongs to."""
    people = clause.items[index].people
    words = clause.tokens[people.at : people.after] if people is not None else ()
    return any(t.has("possessive") for t in words)  # "two of his guards"
