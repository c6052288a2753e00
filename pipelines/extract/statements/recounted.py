"""A count told before, told anew without its noun: "Ils étaient 171.500 fin janvier", "it had counted 987".

What belongs here: bare numbers behind words that take up an earlier count. What does not: the number to which
a count that the same sentence names has come (counts, changes).
"""

from collections.abc import Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

RULE = "recounted"
CUES = ("recounts", "rivals", "recounted", "tallied")
"""What words mean that take up an earlier count: "it now stands at", "they numbered", "it had recorded"."""
_OF_THEN = ("recounted", "tallied")
_MOST_CHANGE = 3
"""How many times greater or smaller a number may be and still be that of the same count; our own bound."""
_MOST_RIVAL = 10  # the same where words name the count: "the rebels put the figure at four"
_LEAST = 10  # "They were two" may say anything, "put the figure at two" does not
_NAMED = 3  # words of a cue that names the count: "put the figure at"
_BEHIND = ("x", "d")  # items that may stand between the words and the number: "environ", "à"


def recounted(clause: Clause, claims: Claims, told: Sequence[Statement]) -> None:
    """Add each bare number behind such words, with the harm of the count told before that it is nearest to."""
    if clause.meanings.isdisjoint(CUES):
        return
    for index, item in enumerate(clause.items):
        people = item.people
        if people is None or people.head != "elliptic" or index in claims.by_item:
            continue
        if clause.kinds[index + 1 : index + 2] in ("V", "h"):
            continue  # "documented 76 massacres"
        cue = _cue(clause, index)
        if cue is None:
            continue
        is_named = len(cue.form.split()) >= _NAMED and not cue.has(*_OF_THEN)
        least, most = (1, _MOST_RIVAL) if is_named else (_LEAST, _MOST_CHANGE)
        before = [s for s in claims.in_order() if s.at < people.at]
        harm = _harm_of(people.quantity.best, least, most, [*told, *before])
        if harm is not None:
            claims.add(index, harm, RULE, is_old=cue.has(*_OF_THEN))


def _cue(clause: Clause, index: int) -> Token | None:
    """The word that takes up an earlier count, before a number and what stands between them."""
    before = index - 1
    while before > 0 and clause.kinds[before] in _BEHIND and not _is_cue(clause, before):
        before -= 1
    return _last(clause, before) if before >= 0 and _is_cue(clause, before) else None


def _is_cue(clause: Clause, index: int) -> bool:
    return _last(clause, index).has(*CUES)


def _last(clause: Clause, index: int) -> Token:
    return clause.tokens[clause.items[index].after - 1]


def _harm_of(number: int | None, least: int, most: int, told: Sequence[Statement]) -> Harm | None:
    """The harm of the number told before that is nearest in size, if it is near enough."""
    if number is None or number < least:
        return None
    known = [(best, s) for s in told if (best := s.people.quantity.best) and not s.includes]
    near = [(max(n, number) / min(n, number), s.harm) for n, s in reversed(known)]
    change, harm = min(near, key=lambda pair: pair[0], default=(most + 1, None))
    return harm if change <= most else None
