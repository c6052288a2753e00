"""Patterns over the kinds of a clause's items, tried only where the kinds are that they cannot do without.

Most clauses lack one of them, and to look for a letter takes a tenth of the time of trying the pattern.
What does not belong here: what the kinds are (clauses), and what a pattern means (the module that tries it).
"""

import re
from collections.abc import Iterable

_CLASS = re.compile(r"\[[^\]]*\]|\\.|\.")
_GROUP = re.compile(r"\((\?(?:[:=]|<=|<!|!))?([^()]*)\)")
_OPTIONAL = re.compile(r"\{0,|[?*]")
_LEFT_OUT = re.compile(r".(?:[?*]|\{0,?\d*\})|\{[^}]*\}")
_ANY = "_"


class Shape:
    """A pattern over kinds; finds what it would find by itself."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._needs = needed(pattern)

    def finditer(self, kinds: str) -> Iterable[re.Match[str]]:
        """All places where it fits, from left to right."""
        for kind in self._needs:
            if kind not in kinds:
                return ()
        return self._pattern.finditer(kinds)


def needed(pattern: str) -> str:
    """The kinds that are in everything which a pattern fits; rather too few than one too many."""
    rest = _CLASS.sub(_ANY, pattern)
    while (group := _GROUP.search(rest)) is not None:
        is_optional = _OPTIONAL.match(rest, group.end()) or "|" in group[2]
        is_needed = group[1] in (None, "?:") and not is_optional
        rest = rest[: group.start()] + (group[2] if is_needed else _ANY) + rest[group.end() :]
    plain = "" if "|" in rest else _LEFT_OUT.sub("", rest)
    return "".join(sorted({kind for kind in plain if kind.isalpha() or kind == ","}))
