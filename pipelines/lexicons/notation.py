"""The notation of word lists: "soldat(s)" is soldat and soldats, "capti(f|ve)" captif and captive."""

import re
from itertools import product

_GROUP = re.compile(r"\(([^()]*)\)")


def spell_out(notation: str) -> list[str]:
    """All words that a notation stands for, in order."""
    pieces = _GROUP.split(notation)
    choices = [
        [piece] if position % 2 == 0 else (piece.split("|") if "|" in piece else ["", piece])
        for position, piece in enumerate(pieces)
    ]
    return ["".join(parts) for parts in product(*choices)]
