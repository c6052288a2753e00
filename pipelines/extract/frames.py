"""Who was harmed: the people that stand where a verb group expects them.

Frames, not patterns per sentence: each voice names a side, one search serves each side, and coordination
("une mère et ses deux filles"), apposition ("dont 4 enfants") and gapping ("et 20 autres") hand a frame on.
What does not belong here: values, victims, scope (quantities, people, figures).
"""

import re
from dataclasses import dataclass

from pipelines.extract.clauses import Clause, Item
from pipelines.extract.people import People
from pipelines.extract.verbs import Verb
from pipelines.lexicons.language import Harm

# Between a subject and its verb: modifiers, an apposition or relative clause between commas, brackets.
_OBJECT_GAP = 8
_SUBJECT_GAP = 24
_REDUCED_GAP = re.compile(r"[xd(]{0,3}\(?,?x?$")
_HARD = ".?"


@dataclass(frozen=True, slots=True)
class Statement:
    """One group of people and what happened to them; the quote is tokens [at, after)."""

    people: People
    harm: Harm
    at: int
    after: int
    rule: str
    includes: bool = False  # "dont …": a part of the statement before it
    joint: tuple[str, ...] = ()


class _Claims:
    """The statements found so far, and which items are spoken for."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.by_item: dict[int, Statement] = {}

    def take(self, index: int, verb: Verb, *, whole: bool, includes: bool = False) -> None:
        """State that the people of an item suffered what the verb says."""
        people = self.clause.items[index].people
        if people is None or index in self.by_item:
            return
        at, after = people.at, people.after
        if whole:
            first = verb.core if verb.core < at else verb.at
            at, after = min(at, first), max(after, verb.after)
        rule = f"{verb.voice}.{verb.harm.rule}"
        self.by_item[index] = Statement(people, verb.harm, at, after, rule, includes)


def statements(clause: Clause) -> list[Statement]:
    """All statements of a sentence, in the order of the text."""
    claims = _Claims(clause)
    for index, item in enumerate(clause.items):
        if item.verb is not None:
            _frame(clause, index, item.verb, claims)
    for index, item in enumerate(clause.items):
        if item.kind == "H" and index not in claims.by_item:
            _counted(clause, index, item, claims)
    _inclusions(clause, claims)
    return [claims.by_item[i] for i in sorted(claims.by_item)]


def _frame(clause: Clause, index: int, verb: Verb, claims: _Claims) -> None:
    if _is_unreal(clause, index):
        return
    match verb.voice:
        case "passive" | "subject":
            found = _subjects(clause, index, claims)
        case "active" | "nominal":
            found = _objects(clause, index, verb)
        case "reduced":
            found = _reduced(clause, index)
        case "infinitive":
            found = _caused(clause, index)
    is_zero = any(_is_zero(clause.items[i]) for i in found)
    if verb.is_negated != verb.harm.negated and not is_zero:
        return
    for i in found:
        claims.take(i, verb, whole=i == found[0], includes=_is_inclusion(clause, i))


def _is_zero(item: Item) -> bool:
    return item.people is not None and item.people.quantity.is_zero


def _is_unreal(clause: Clause, index: int) -> bool:
    """Whether a cue before the verb says that nothing has happened (yet)."""
    before = clause.kinds[max(0, index - 8) : index]
    return "?" in before[before.rfind(".") + 1 :]


def _subjects(clause: Clause, index: int, claims: _Claims) -> list[int]:
    """The subject before a verb, with what is joined to it by "et" or commas."""
    kinds, i = clause.kinds, index - 1
    skipped = 0
    while i >= 0 and kinds[i] not in _HARD and skipped < _SUBJECT_GAP:
        kind = kinds[i]
        if kind == "," and (opening := _parenthesis(kinds, i)) is not None:
            i = opening - 1
            continue
        if kind in "PH" and not _is_oblique(clause, i):
            return _joined_before(clause, i, claims)
        if kind == "V" and not _inside_relative(kinds, i):
            return []
        i, skipped = i - 1, skipped + 1
    return []


def _parenthesis(kinds: str, closing: int) -> int | None:
    """Where the comma stands that opens ", dont …," or ", qui …," closed by the comma at `closing`."""
    opening = kinds.rfind(",", 0, closing)
    while opening >= 0:
        if kinds[opening + 1] in "or":
            return opening
        if "." in kinds[opening:closing]:
            return None
        opening = kinds.rfind(",", 0, opening)
    return None


def _inside_relative(kinds: str, index: int) -> bool:
    return "r" in kinds[max(0, index - 3) : index]


def _is_oblique(clause: Clause, index: int) -> bool:
    """Whether a preposition or an inclusion governs the people: "par deux hommes", "dont 4 enfants"."""
    return index > 0 and clause.kinds[index - 1] in "d"


def _is_inclusion(clause: Clause, index: int) -> bool:
    return index > 0 and clause.kinds[index - 1] == "o"


def _joined_before(clause: Clause, last: int, claims: _Claims) -> list[int]:
    """The people joined before an item: "une mère et ses deux filles", "A, B et C"."""
    found, i, kinds = [last], last, clause.kinds
    while True:
        joiner = re.search(r"([PH])[xd]{0,3}(?:,|c|,c)$", kinds[:i])
        if joiner is None or joiner.start(1) in claims.by_item:
            return found
        before = joiner.start(1)
        is_new_clause = kinds[:i].endswith(",c") and "V" in kinds[:before]
        if is_new_clause or _is_oblique(clause, before) or _governed(kinds, before):
            return found
        found.append(before)
        i = before


def _governed(kinds: str, index: int) -> bool:
    """Whether a verb group just before these people takes them as its object."""
    return kinds[:index].endswith("V")


def _objects(clause: Clause, index: int, verb: Verb) -> list[int]:
    """The people after a verb, with those joined to them that no later verb claims."""
    kinds = clause.kinds
    gap = re.compile(rf"[xd,(l]{{0,{_OBJECT_GAP}}}?[PH]")
    match = gap.match(kinds, index + 1)
    if match is None:
        return []
    first = match.end() - 1
    if verb.voice == "active" and _has_subject_verb(clause, first):
        return []
    found = [first]
    while True:
        joiner = re.compile(r"[x(]{0,4}(?:d[x(]{0,4})?(?:,c|,|c)x?([PH])").match(
            kinds, found[-1] + 1
        )
        if joiner is None or _has_subject_verb(clause, joiner.start(1)):
            return found
        item = clause.items[joiner.start(1)]
        if item.kind == "H" and item.people and item.people.harm:
            return found
        found.append(joiner.start(1))


def _has_subject_verb(clause: Clause, index: int) -> bool:
    """Whether a verb with a subject of its own follows these people before anything else does."""
    match = re.compile(r"[xd(]{0,6}V").match(clause.kinds, index + 1)
    if match is None:
        return False
    verb = clause.items[match.end() - 1].verb
    return verb is not None and verb.voice in ("passive", "subject")


def _reduced(clause: Clause, index: int) -> list[int]:
    """The noun just before a bare participle: "165 Palestiniens tués", "deux gardes blessés"."""
    match = re.search(r"([P])(?:[xd(]{0,4}|[xd]{0,3},[x]{0,2})$", clause.kinds[:index])
    return [match.start(1)] if match else []


def _caused(clause: Clause, index: int) -> list[int]:
    """ "a contraint 300 familles à fuir": the people between a verb of cause and an infinitive."""
    match = re.search(r"k[xd,(]{0,5}([PH])[xd]{0,5}$", clause.kinds[:index])
    return [match.start(1)] if match else []


def _counted(clause: Clause, index: int, item: Item, claims: _Claims) -> None:
    """ "12 morts": the noun says it all."""
    people = item.people
    if people is None or people.harm is None or _is_unreal(clause, index):
        return
    if people.is_described and people.is_definite:
        return
    statement = Statement(
        people,
        people.harm,
        people.at,
        people.after,
        f"counted.{people.harm.rule}",
        includes=_is_inclusion(clause, index),
    )
    claims.by_item[index] = statement


def _inclusions(clause: Clause, claims: _Claims) -> None:
    """ "dont quatre enfants et un policier": parts of the statement before them, with its harm."""
    for match in re.finditer(r"o([xd,(]{0,4}P(?:[xd(]{0,3}(?:,|c)P)*)", clause.kinds):
        whole = _statement_before(claims, match.start())
        if whole is None:
            continue
        for i in range(match.start(1), match.end(1)):
            people = clause.items[i].people
            if people is None or i in claims.by_item:
                continue
            rule = f"including.{whole.harm.rule}"
            claims.by_item[i] = Statement(
                people, whole.harm, people.at, people.after, rule, includes=True
            )


def _statement_before(claims: _Claims, index: int) -> Statement | None:
    before = [i for i in claims.by_item if i < index]
    return claims.by_item[max(before)] if before else None
