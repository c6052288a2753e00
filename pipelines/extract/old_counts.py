"""Which counts of a sentence are old ones: earlier tolls, wrong ones, and those from which a toll has risen.

What does not belong here: counts that another sentence takes the place of (accounts.newer_counts).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.extract.figures import Figure
from pipelines.extract.lexed import Token
from pipelines.extract.quantities import Quantity
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_OLD_WITHIN = 6  # tokens between what says that a number is old and those counted
_REVISED_WITHIN = 4  # tokens: "raised the toll", "from", "an earlier"
_REPORTED_WITHIN = 5  # tokens from "avait annoncé" to the number
_TOLD_WITHIN = 2  # tokens from "initially" to "been reported"
_OF_OLD = ("superseded", "earlier_on")
_BESIDE = 2  # tokens between two counts of one toll: "et", ", et"


def is_old(
    clause: Clause, statement: Statement, told: Sequence[Figure], *, is_of_many: bool
) -> bool:
    """Whether a statement counts what another has taken the place of; `told` are the figures before it."""
    return (
        _is_superseded(clause, statement, told)
        or is_revised_from(clause, statement)
        or (not is_of_many and _is_of_old_report(clause, statement, told))
        or _goes_on(clause, told, statement)
    )


def _is_superseded(clause: Clause, statement: Statement, told: Sequence[Figure]) -> bool:
    """Whether words before the number, and behind a new count, say that it is an earlier or a wrong one."""
    if "superseded" not in clause.meanings:
        return False
    near = told[-_OLD_WITHIN:]  # each count is a token or more
    new = (f.statement.after for f in reversed(near) if not f.is_superseded)
    first = max(0, statement.people.at - _OLD_WITHIN, next(new, 0))
    window = clause.tokens[first : statement.people.at]
    window = [t for t in window[:-1] if not t.has("negation")] + window[-1:]
    joined = next((i for i, t in enumerate(window) if t.has("conjunction")), len(window))
    contrasts = [t for t in window if t.has("contrast")]
    is_told_before = any(t.has("superseded") and not t.has("contrast") for t in window)
    if is_told_before and all(t.has("instead") for t in contrasts):
        contrasts = []  # "contre un premier bilan de six morts"
    is_new = bool(contrasts) or any(t.has("rises_to") for t in window[joined:])
    opening = [_opens(t, after) for t, after in pairwise(window)]
    window = [t for t, opens in zip(window, [*opening, False], strict=False) if not opens]
    if any(t.has("superseded") for t in window) and not is_new:
        return True
    verb = clause.tokens[statement.people.after : statement.after]
    old = next((i for i, t in enumerate(verb) if t.has("superseded")), len(verb))
    return any(t.has("found", "said") for t in verb[old + 1 : old + 1 + _TOLD_WITHIN])


def _opens(token: Token, after: Token) -> bool:
    """ "Previously, 350 had been killed": when it was, not that the number is old."""
    return token.has("adverb") and after.form == ","


def is_revised_from(clause: Clause, statement: Statement) -> bool:
    """ "raised the toll from an earlier ten", with no new number behind it."""
    at = statement.people.at
    before = clause.tokens[max(0, at - _REVISED_WITHIN) : at]
    is_from = any(t.has("instead") for t in before) and any(t.has("revises") for t in before)
    is_range = statement.people.quantity.quantifier == "range"
    return is_from and not is_range


def _is_of_old_report(clause: Clause, statement: Statement, told: Sequence[Figure]) -> bool:
    """ "Un précédent bilan, donné mardi par le préfet, faisait état de 59 morts", "earlier on Friday it was
    reported that 54 had been killed".
    """
    if clause.meanings.isdisjoint(_OF_OLD):
        return False
    start = told[-1].statement.after if told else 0
    before = clause.tokens[start : statement.people.at]
    is_reported = any(t.has("said") for t in before[-_REPORTED_WITHIN:])
    return (
        is_reported
        and any(_is_old_word(before, i) for i in range(len(before)))
        and not any(t.has("contrast", "rises_to") for t in before)
    )


def _is_old_word(tokens: Sequence[Token], at: int) -> bool:
    """ "Un précédent bilan", "plus tôt", not "un jour plus tôt, la police a dit avoir trouvé sept corps", nor
    "plus tôt, une bombe a touché un car, selon la police, qui fait état de deux morts".
    """
    token = tokens[at]
    if not token.has(*_OF_OLD) or token.has("negation"):
        return False
    is_counted_back = at > 0 and tokens[at - 1].has("thing")
    tells_event = any(t.has("event_noun", "event") for t in tokens[at:])
    return not (token.has("earlier_on") and (is_counted_back or tells_event))


def _goes_on(clause: Clause, figures: Sequence[Figure], statement: Statement) -> bool:
    """ "Un précédent bilan faisait état de 90 morts et 400 blessés": the wounded are of that count, too; those
    of "from 90 to 95 dead, and 400 wounded" are of the new one.
    """
    before = figures[-1] if figures else None
    is_of_new = len(figures) > 1 and figures[-2].statement is figures[-1].statement
    return (
        before is not None
        and before.is_superseded
        and not is_of_new
        and not is_revised_from(clause, before.statement)
        and before.measure != statement.harm.measure
        and 0 <= statement.at - before.statement.after <= _BESIDE
        and not any(t.form == "," for t in clause.tokens[before.statement.after : statement.at])
    )


def old_count(clause: Clause, figure: Figure, old: Quantity) -> Figure:
    """The old number of "passé de 17 à 23", a figure of its own that no total takes."""
    start, end = clause.tokens[old.at].start, clause.tokens[old.after - 1].end
    return replace(
        figure,
        low=old.low,
        best=old.best,
        high=old.high,
        quantifier=old.quantifier,
        quote_start=start,
        quote_end=end,
        phrase_start=start,
        phrase_end=end,
        people_end=end,
        rule=f"rise.{figure.rule}",
        is_superseded=True,
    )
