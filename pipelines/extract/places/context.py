"""What the words around a place name tell: who bears it, how exactly it places what happened.

Here stand the walk over the words before and behind a name and UCDP's where_prec; the words are in
`places` of seeds/lang/<code>.yaml and the choice between places of one name in choice.py.
"""

import re
from collections.abc import Container
from math import cos, radians, sin
from typing import NamedTuple

from pipelines.lexicons.place_cues import Cue, LanguageCues, phrase_words
from pipelines.lexicons.place_records import Kind

REACH = 56
"""Characters before a name that are read: the longest chain seen in wire copy is about 50."""

PARAGRAPH_END = "\n\n"
"""Behind it begins what a title or a paragraph before says nothing of."""

NEAR_KILOMETRES = 25
"""UCDP's where_prec 2: within about 25 km of a known point."""

DISTRICT_KILOMETRES = 75
"""Farther than this a distance places nothing within one district; our own bound."""

DEGREE_KILOMETRES = 111.2
"""Kilometres in a degree of latitude."""

PLACES = 2
"""Decimal places of coordinates, as in the gazetteer: about a kilometre."""

_NUMBER = re.compile(r"\d[\d.,]*")
_NEXT = re.compile(r"(?:[-–][A-ZÀ-Þ][\w'’]+)?\s+([^\W\d_][\w-]*(?: [A-Za-z-]+){0,2})")
_APPOSED = re.compile(
    r",\s(?:une?\s|an?\s)?([^\W\d_]+)\s([^\W\d_]+)"
)  # of "Tillabéri, région minière"; "Celaya, the state police said" is none
_POSSESSIVE = "s"  # of "Syria's", as phrase_words gives it
_OPENING = {")": "(", "]": "["}
_LIST_GAP = 24


class Context(NamedTuple):
    """What was read before (and behind) a name.

    `bearer` is title or organisation where the name is not a place's own; `noun` is the nearest of
    region, district and town; `widening` the nearest of near, outside, part, border, road and sea;
    `kilometres` a stated distance from the place, `bearing` its direction in degrees from north.
    """

    is_located: bool = False
    bearer: str | None = None
    noun: str | None = None
    widening: str | None = None
    kilometres: float | None = None
    bearing: float | None = None


def read_before(text: str, start: int, cues: LanguageCues, peoples: Container[str] = ()) -> Context:
    """The context that the words before offset `start` give, nearest first.

    Words of `peoples` (demonyms) may stand between: "la province tchadienne du Lac".
    """
    before = text[max(0, start - REACH) : start].rpartition(PARAGRAPH_END)[2]
    words = phrase_words(before)
    position, seen, is_located, bare = len(words), dict[str, Cue](), False, True
    kilometres, is_owned, last = None, True, None
    while position:
        word = words[position - 1]
        if word == _POSSESSIVE:
            break
        is_located = is_located or word in cues.locatives
        if "unit" in seen and kilometres is None:
            kilometres = _number(word, cues, seen["unit"].value)
        size, cue = _phrase(words, position, cues)
        if cue is None:
            size = _skippable(words, position, cues, peoples)
        elif _applies(cue, seen, bare, is_owned) and (bare or word not in cues.seats):
            seen.setdefault(_slot(cue), cue)
        elif _slot(cue) == "noun" and last == "part":
            seen.setdefault("noun", cue)  # "la région ouest de Tillabéri"
        if not size:
            break
        last = cue.sense if cue is not None else None
        is_owned = is_owned and all(w in cues.owners for w in words[position - size : position])
        position, bare = position - size, bare and word == ","
    return Context(
        is_located or bool(seen),
        _sense(seen, "bearer"),
        _sense(seen, "noun"),
        _sense(seen, "widening"),
        kilometres,
        _bearing(seen),
    )


def _applies(cue: Cue, seen: dict[str, Cue], is_next: bool, is_owned: bool) -> bool:
    """A title stands right before the name, a body with "of" between: "l'armée à Gao" is in Gao. A noun
    beyond "au nord de" is not the name's own.
    """
    if cue.sense == "title":
        return is_next
    if cue.sense == "organisation":
        return is_owned
    return _slot(cue) != "noun" or "widening" not in seen


def _phrase(words: list[str], end: int, cues: LanguageCues) -> tuple[int, Cue | None]:
    for phrase in cues.phrases.get(words[end - 1], ()):
        size = len(phrase.words)
        if size <= end and tuple(words[end - size : end]) == phrase.words:
            return size, phrase.cue
    return 0, None


def _skippable(words: list[str], end: int, cues: LanguageCues, peoples: Container[str]) -> int:
    """How many words a connector, a demonym, a number or a bracket ("12 km (7 miles) de") takes here,
    or the comma of "la capitale malienne, Bamako".
    """
    word, before = words[end - 1], words[end - 2] if end > 1 else ""
    if word == "," and (before in peoples or cues.capitals.fullmatch(before)):
        return 1
    if word in cues.connectors or word in peoples or is_number(word):
        return 1
    opening = _OPENING.get(word)
    return end - words.index(opening) if opening in words[:end] else 0


def _slot(cue: Cue) -> str:
    if cue.sense in ("title", "organisation"):
        return "bearer"
    if cue.sense in ("region", "district", "town"):
        return "noun"
    return "widening" if cue.sense not in ("unit", "number") else cue.sense


def _sense(seen: dict[str, Cue], slot: str) -> str | None:
    return seen[slot].sense if slot in seen else None


def _bearing(seen: dict[str, Cue]) -> float | None:
    cue = seen.get("widening")
    return cue.value if cue is not None and cue.sense == "outside" else None


def is_number(word: str) -> bool:
    """Whether digits stand there: "300", "1.093"."""
    return bool(_NUMBER.fullmatch(word))


def _number(word: str, cues: LanguageCues, unit: float) -> float | None:
    if _NUMBER.fullmatch(word):
        digits = word.rstrip(".,").replace(",", ".")
        whole = digits.replace(".", "") if re.search(r"\.\d{3}$", digits) else digits
        return float(whole) * unit if whole.count(".") <= 1 else None
    found = next((p.cue for p in cues.phrases.get(word, ()) if p.cue.sense == "number"), None)
    return found.value * unit if found else None


def noun_behind(text: str, end: int, cues: LanguageCues) -> str | None:
    """What follows a name ("Idlib province", "Giwa local government area", "the Kaya-Dablo road"): region,
    district, town, road or None.
    """
    following = _NEXT.match(text, end) or _APPOSED.match(text, end)
    if following is None or following[following.lastindex or 1].lower() in cues.owners:
        return None
    words = following[1].lower().split(" ")
    for size in range(len(words), 0, -1):
        for phrase in cues.phrases.get(words[size - 1], ()):
            is_noun = phrase.cue.sense in ("region", "district", "town", "road")
            if is_noun and phrase.words == tuple(words[:size]):
                return phrase.cue.sense
    return None


def continues_list(text: str, end: int, start: int, cues: LanguageCues) -> bool:
    """Whether only a conjunction stands between two names, as in "de Gao, Ménaka et d'Ansongo"."""
    if not 0 < start - end <= _LIST_GAP:
        return False
    words = phrase_words(text[end:start])
    if not cues.between.isdisjoint(words):  # "de la région de Mopti, entre Douentza et Sévaré"
        return False
    while words and words[-1] in cues.connectors:
        words.pop()
    return bool(words) and all(word in cues.conjunctions for word in words)


def moved(
    latitude: float | None, longitude: float | None, context: Context
) -> tuple[float | None, float | None]:
    """The point that lies `kilometres` from another on a stated `bearing`, else that other itself."""
    if latitude is None or longitude is None or None in (context.kilometres, context.bearing):
        return latitude, longitude
    angle = radians(context.bearing or 0.0)
    degrees = (context.kilometres or 0.0) / DEGREE_KILOMETRES
    east = degrees * sin(angle) / cos(radians(latitude))
    return round(latitude + degrees * cos(angle), PLACES), round(longitude + east, PLACES)


def where_prec(kind: Kind, context: Context) -> int:
    """UCDP's where_prec: 1 exact, 2 within 25 km, 3 district, 4 region, 5 spread, 6 country, 7 sea."""
    if kind == "sea" or context.widening == "sea":
        return 7
    if kind == "area" or context.widening in ("border", "road"):
        return 5
    if kind == "country":
        return 5 if context.widening or context.kilometres else 6
    if kind == "region":
        return 3 if context.noun == "district" else 4
    return _town_prec(kind, context)


def _town_prec(kind: Kind, context: Context) -> int:
    if context.kilometres is not None and context.kilometres > NEAR_KILOMETRES:
        return 3 if context.kilometres <= DISTRICT_KILOMETRES else 5
    if kind == "district" or context.noun == "district":
        return 3  # whatever it is called: a province of Burkina Faso is of the second level
    if context.noun == "region":
        return 4
    is_beside = context.kilometres is not None or context.widening in ("near", "outside")
    return 2 if is_beside else 1
