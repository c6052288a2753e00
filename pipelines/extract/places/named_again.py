"""Places that a text comes back to without their names: "dans cette ville", "in the west of the country".

What does not belong here: capitals, which need no name before ("la capitale", capitals.py).
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pipelines.extract.model import COUNTRY_PREC, PlaceMention
from pipelines.lexicons.place_cues import LanguageCues

FARTHEST = 800
"""Characters between a name and the words that come back to it: about a paragraph and the one before."""


_SENTENCE_ENDS = frozenset(".!?\n")


def named_again(
    text: str,
    mentions: Sequence[PlaceMention],
    capitals: Sequence[PlaceMention],
    main: PlaceMention | None,
    cues: LanguageCues,
) -> Iterator[PlaceMention]:
    """The last town (else where it was filed) or region of `mentions` (in the order of the text) once more,
    where `text` means it; by the name that it was told by. Of `capitals`, which have none, only one of the
    same sentence: "trois blessés dans la capitale, dans l'ouest de la ville". A part of the country is one of
    `main`, of which the article tells.
    """
    towns = [m for m in mentions if m.is_local and m.role in ("scene", "dateline")]
    regions = [m for m in mentions if m.breadth == 1 and m.role in ("scene", "holder")]
    nameless = {m.text_start for m in capitals}
    for pattern, named in ((cues.towns_again, towns), (cues.regions_again, regions)):
        for found in pattern.finditer(text) if named else ():
            start, end = found.span()
            last = _last_before(text, start, named, nameless)
            if last is not None and start - last.text_end <= FARTHEST:
                yield replace(last, text_start=start, text_end=end, role="scene")
    if main is not None:
        whole = replace(main, where_prec=COUNTRY_PREC, role="scene")
        for found in cues.countries_again.finditer(text):
            yield replace(whole, text=found[0], text_start=found.start(), text_end=found.end())


def _last_before(
    text: str, start: int, named: Sequence[PlaceMention], nameless: Container[int]
) -> PlaceMention | None:
    before = named[: bisect_left(named, start, key=lambda mention: mention.text_end)]
    for last in reversed(before):
        between = text[last.text_end : start]
        if last.text_start not in nameless or _SENTENCE_ENDS.isdisjoint(between):
            return last
    return None
