"""Counts that rose or fell: "civilian deaths rose five percent to 359", "fell by a third to 412".

What belongs here: a noun of harm, a word of change, how much, and the number that it came to. What does not:
"the number of dead has risen to 12" (counts).
"""

import re

from pipelines.extract.statements.claims import Claims
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

_BEFORE = re.compile(r"([hV])([^.rqhHV]{0,14})$")
_AMOUNTS = ("fraction", "number")


def changes(clause: Clause, claims: Claims) -> None:
    """Add the number to which a count came, in the place of how much it changed."""
    if clause.meanings.isdisjoint(("changed", "rises_to", "rise")):
        return
    for index, item in enumerate(clause.items):
        people = item.people
        match = _BEFORE.search(clause.kinds, 0, index) if people is not None else None
        if people is None or match is None or people.head != "elliptic":
            continue
        harm = _harm(clause, match.start(1))
        is_changed = people.quantity.superseded is not None or _changes_to(clause, match, index)
        if harm is None or not is_changed:
            continue
        for i in range(match.start(2), index + 1):
            claims.by_item.pop(i, None)
        claims.add(index, harm, "number_of")


def _changes_to(clause: Clause, match: re.Match[str], index: int) -> bool:
    """Whether a word of change stands before an item, then perhaps an amount, then "to"."""
    words = clause.tokens[clause.items[match.start(1)].after : clause.items[index].at]
    if any(t.has("conditional") for t in words):
        return False  # "the number of displaced would reach 20,000"
    if not words or words[-1].has("rises_to"):
        return bool(words)
    changed = next((i for i, t in enumerate(words) if t.has("changed")), None)
    if changed is None or not words[-1].has("range_join"):
        return False
    amount = words[changed + 1 : -1]
    return not amount or any(t.has(*_AMOUNTS) or t.form[0].isdigit() for t in amount)


def _harm(clause: Clause, index: int) -> Harm | None:
    """What a noun counts: "deaths", or a participle behind "the number of people", "those", "the"."""
    item = clause.items[index]
    if item.verb is None:
        harm = clause.tokens[item.at].meanings.get("counted")
        return harm if isinstance(harm, Harm) else None
    before = clause.token_before(index)
    is_number = "n" in clause.kinds[max(0, index - 4) : index]
    is_number |= before is not None and before.has("definite_plural", "those")
    return item.verb.harm if is_number and item.verb.voice in ("reduced", "past") else None
