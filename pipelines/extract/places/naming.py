"""How far a name goes: over several words, or back to one in lower case ("hôpital Nasser").

Here stands the look-up of longer names; what is a candidate stands in scan.py.
"""

import re

from pipelines.lexicons.place_cues import LanguageCues
from pipelines.lexicons.place_names import PARTICLES, fold
from pipelines.lexicons.place_records import Place
from pipelines.lexicons.places import Entry, Places

_FOLLOWING = re.compile(r"[ \u00a0’'‑-]{1,2}(\w+(?:[’'‘](?!s\b)\w+)*)")
_OPENING = re.compile(r"(?<!\w)([a-zà-ÿ]{3,12}) (?:(?:de|du|des|la|al|el)[ -]|[dl][’'])*$")
_LONGEST_OPENING = 28
_APOSTROPHES = "’'‘"
_BEARINGS = ("part", "outside")


def begun_before(
    text: str, start: int, places: Places, cues: LanguageCues
) -> tuple[int, int, tuple[Place, ...]] | None:
    """Span and places of a name that begins in lower case, before a capital at `start`: "lac Tchad",
    "mer Noire", "prison de Makala". No town's: "port Said" is none.
    """
    opening = _OPENING.search(text, max(0, start - _LONGEST_OPENING), start)
    entry = places.entry(opening[1]) if opening is not None else None
    if opening is None or entry is None or entry.longest < 2:
        return None
    longer = longer_name(text, opening.end(1), entry, places, cues)
    if longer is None or longer[0] <= start:
        return None
    own = tuple(place for place in longer[1] if place.is_own)
    named = own or tuple(place for place in longer[1] if _is_village(place))
    return (opening.start(1), longer[0], named) if named else None


def _is_village(place: Place) -> bool:
    """Whether it is of our own lists, which tell no population."""
    return place.kind in ("town", "district") and not place.population


def longer_name(
    text: str, end: int, entry: Entry, places: Places, cues: LanguageCues
) -> tuple[int, tuple[Place, ...]] | None:
    """The longest name of several words that starts with `entry`, and where it ends."""
    key, reached, found = entry.folded, end, None
    for size in range(2, entry.longest + 1):
        following = _FOLLOWING.match(text, reached)
        if following is None:
            break
        word, is_lower = following[1], following[1][0].islower()
        if (
            is_lower
            and size > entry.longest_own
            and not (_is_particle(word) or is_side(word, cues))
        ):
            break
        key, reached = f"{key} {fold(word)}", following.end()
        named = places.named(key)
        if is_lower:
            named = tuple(
                place
                for place in named
                if place.is_own or place.kind == "region" or _is_village(place)
            )
        if named:
            found = reached, named
    return None if found is None or _goes_on_to_a_side(text, found[0], cues) else found


def _goes_on_to_a_side(text: str, end: int, cues: LanguageCues) -> bool:
    """ "Afrique du Nord-Est" is no more in the north than in the east."""
    following = _FOLLOWING.match(text, end)
    return (
        text[end : end + 1] == "-" and following is not None and is_side(following[1].lower(), cues)
    )


def _is_particle(word: str) -> bool:
    return word in PARTICLES or word[1:2] in _APOSTROPHES or word.partition("-")[0] in PARTICLES


def is_side(word: str, cues: LanguageCues) -> bool:
    """Whether a word tells a side, as in "Extrême nord"."""
    return any(
        phrase.words == (word,) and phrase.cue.sense in _BEARINGS
        for phrase in cues.phrases.get(word, ())
    )
