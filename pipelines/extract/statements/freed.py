"""Parts of those taken or held who are free again: as such they are no figure (annotation guide).

What does not belong here: counts of the freed without a part (counts), how parts are found (inclusions).
"""

from itertools import takewhile

from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

HELD = ("abducted", "detained")
_FREE_WITHIN = 6  # tokens behind the count, or before the words for a part


def are_freed(clause: Clause, index: int) -> bool:
    """ "dix-huit enlevés, dont quatorze ont réussi à s'échapper"."""
    behind = clause.tokens[clause.items[index - 1].after :][:_FREE_WITHIN]
    own = takewhile(lambda t: t.form != ",", behind)
    return any(t.has("released") for t in own)


def are_of_freed(clause: Clause, index: int, harm: Harm) -> bool:
    """ "libérer les prisonniers politiques, dont la dirigeante", "saved 104 people, including eight minors":
    those set free or saved as such are no figure.
    """
    before = clause.tokens[: clause.items[index].at]
    if harm.measure in HELD:
        before = before[-_FREE_WITHIN:]
    return any(t.has("released") for t in before)
