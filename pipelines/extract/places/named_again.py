"""Places that a text comes back to without their names: "dans cette ville", "in the region".

What does not belong here: capitals, which need no name before ("la capitale", capitals.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.model import PlaceMention
from pipelines.lexicons.place_cues import LanguageCues

FARTHEST = 800
"""Characters between a name and the words that come back to it: about a paragraph and the one before."""


def named_again(
    text: str, mentions: Sequence[PlaceMention], cues: LanguageCues
) -> Iterator[PlaceMention]:
    """The last town or region of `mentions` (in the order of the text) once more, where `text` means it; by
    the name that it was told by.
    """
    towns = [m for m in mentions if m.is_local and m.role == "scene"]
    regions = [m for m in mentions if m.breadth == 1 and m.role in ("scene", "holder")]
    for pattern, named in ((cues.towns_again, towns), (cues.regions_again, regions)):
        for found in pattern.finditer(text) if named else ():
            start, end = found.span()
            last = next((m for m in reversed(named) if m.text_end <= start), None)
            if last is not None and start - last.text_end <= FARTHEST:
                yield replace(last, text_start=start, text_end=end, role="scene")
