"""The sentence around the words of a figure, out of the characters before and after them.

Only for reading: where sentences end for the extraction is decided in extract/text.py.
"""

import re
from typing import Any

_END = re.compile(r"\n|[.!?…](?:\s?[»”\"'’)\]])*\s")
_ELLIPSIS = "… "
MARGIN = 240
"""Characters before and after the words that sql/report/figures.sql hands over."""


def in_sentence(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with `before` and `after` cut to the sentence in which its words stand."""
    return figure | {
        "before": _tail(figure.get("before", "")),
        "after": _head(figure.get("after", "")),
    }


def _tail(before: str) -> str:
    """What stands between the last end of a sentence and the words, cut at a blank if too long."""
    ends = [match.end() for match in _END.finditer(before)]
    if ends:
        return before[ends[-1] :].lstrip()
    if len(before) < MARGIN:
        return before.lstrip()
    return _ELLIPSIS + before.partition(" ")[2]


def _head(after: str) -> str:
    """What stands between the words and the end of their sentence."""
    end = _END.search(after)
    if end:
        return after[: end.end()].rstrip()
    if len(after) < MARGIN:
        return after.rstrip()
    return after.rpartition(" ")[0] + " …"
