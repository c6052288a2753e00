"""Marks that part the members of a list and end no clause.

"dont douze enfants ; trois femmes ; et cinq hommes" · "parmi les blessés figurent : un guide, deux gardes".
What belongs here: the kinds of such marks. What does not: what befell the members (inclusions, among).
"""

import re

from pipelines.extract.lexed import Token

_OPENED = re.compile(r"o[lx]{0,2}(o?)(\.?)(?=[PN])")
_GOES_ON = re.compile(r"o[^.V]*\.(?=c?x?[PN][^.Vqlvr]*(?:\.|$))")


def within_lists(kinds: str, firsts: list[Token]) -> str:
    """The kinds of a clause, a colon or semicolon within a list of some of those told of a mere comma.

    `firsts` are the first tokens of the items; a member with a verb of its own is a clause.
    """
    for match in _OPENED.finditer(kinds):
        if match.group(1) and firsts[match.start(1)].has("adverb"):  # "figurent notamment"
            kinds = f"{kinds[: match.start(1)]}x{kinds[match.end(1) :]}"
        if match.group(2) and firsts[match.start(2)].form == ":":
            kinds = f"{kinds[: match.start(2)]},{kinds[match.end(2) :]}"
    at = 0
    while (match := _GOES_ON.search(kinds, at)) is not None:
        mark = match.end() - 1
        is_mark = firsts[mark].form == ";"
        kinds = f"{kinds[:mark]},{kinds[mark + 1 :]}" if is_mark else kinds
        at = match.start() if is_mark else mark
    return kinds
