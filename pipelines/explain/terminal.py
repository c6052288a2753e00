"""Numbers, source texts and tables of facts as a terminal shows them.

What is shown of an article stands in figures and accounts.
"""

import unicodedata
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

_LAYOUT = "\n\t"  # control characters that a terminal may be shown
_CONTROLS = ("Cc", "Cf", "Cs")  # Unicode categories that could steer a terminal or turn its text


def printable(text: str) -> str:
    """The text with control characters as middle dots, one for one, so that offsets hold."""
    return "".join(
        "·" if unicodedata.category(c) in _CONTROLS and c not in _LAYOUT else c for c in text
    )


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """The bounds in the shortest way that says them all, as in the report: 7, 13+, ≤ 20, 3–9 (5)."""
    if low == high and low is not None:
        return f"{low:,}"
    if low is None and high is None:
        return "–" if best is None else f"{best:,}"
    ends = f"{low:,}+" if high is None else f"≤ {high:,}" if low is None else f"{low:,}–{high:,}"
    return ends if best is None or best == low else f"{ends} ({best:,})"


def listed(entries: Iterable[tuple[str, Iterable[str]]]) -> Table:
    """Entries with their name at the left and their lines at the right."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in range(2):
        table.add_column(overflow="fold")
    for name, lines in entries:
        table.add_row(name, Text(printable("\n".join(lines))))
    return table
