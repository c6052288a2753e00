"""The worst of its kind: whose time words say since when there was none like it, not when people died.

What does not belong here: whether a count is of one incident or a running toll (scope).
"""

from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter

from pipelines.extract.model import DateMention
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_SUPERLATIVE_WITHIN = 5  # tokens between "la plus meurtrière" and "depuis 2017"
_WEEK_PREC = 3  # UCDP date_prec: up to a week


def is_worst(clause: Clause, end: int | None = None) -> bool:
    """ "La pire tragédie cette année", but not "its first toll since the coup"."""
    return "superlative" in clause.meanings and any(
        t.has("superlative") and not after.has("number_of", "nominal", "counted")
        for t, after in pairwise(clause.tokens[:end])
    )


def is_of_worst_event(clause: Clause, statement: Statement) -> bool:
    """ "… were shot dead, in the bloodiest of several assaults"; "several bombs killed 90, on a most violent
    day" tells of all the bombs.
    """
    if "superlative" not in clause.meanings:
        return False
    events = (i + 1 for i, t in enumerate(clause.tokens) if t.has("event_noun"))
    return is_worst(clause, max([statement.after, *events]))


def is_of_worst(clause: Clause, dated: DateMention) -> bool:
    """ "L'attaque la plus meurtrière depuis 2017", "the strongest typhoon of 2020"."""
    is_long = dated.is_period or dated.precision > _WEEK_PREC
    if not is_long or "superlative" not in clause.meanings:
        return False
    at = bisect_right(clause.tokens, dated.text_start, key=attrgetter("end"))
    return any(t.has("superlative") for t in clause.tokens[max(0, at - _SUPERLATIVE_WITHIN) : at])
