"""One of whose own people something is told: "Ali Sow, dont le fils a été tué".

What does not belong here: "dont" behind many, which singles out some of them (inclusions).
"""

import re
from collections.abc import Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.people import People

_ONE = re.compile(r"(?<![c,])([PN]),?(o)(?=P)")


def whose(kinds: str, people: Sequence[People | None], firsts: Sequence[Token]) -> str:
    """The kinds, "dont" behind one person a mere relative; `firsts` are the first tokens of the items."""
    for match in _ONE.finditer(kinds):
        mark, owner = match.start(2), people[match.start(1)]
        is_one = owner is not None and owner.quantity.best == 1 and not owner.is_household
        is_own = firsts[mark + 1].has("definite_singular", "definite_plural")
        if is_one and is_own and firsts[mark].has("of_whom"):
            kinds = f"{kinds[:mark]}r{kinds[mark + 1 :]}"
    return kinds
