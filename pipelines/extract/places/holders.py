"""Which of two neighbouring names holds the other: "Gao, au Mali", "Narathiwat's Rueso district".

What a name is by the words before it stands in roles.py.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.model import PlaceMention
from pipelines.extract.places.context import is_number
from pipelines.lexicons.place_cues import LanguageCues, phrase_words

LONGEST_GAP = 80
"""Characters between a village and what holds it: ", petite ville située à environ 600 km au nord de"."""

EXACT = 1
"""UCDP where_prec of a known point, which holds no other."""

_BEFORE = 12  # characters of "entre les "
_OTHER_END = re.compile(r"\A[-–][A-ZÀ-Þ][\w'’]+")  # of "the Kaya-Dablo road"
_POSSESSIVES = ("'s", "’s")
_STOPS = frozenset(".;:!?")
_QUOTES = frozenset("'»”\"")
_OPENINGS = frozenset(",()") | _QUOTES


def mark_holders(text: str, mentions: Sequence[PlaceMention], cues: LanguageCues) -> None:
    """Give those that only hold the one before the role of holders, or its own: "Gao, au Mali"; and those
    that go on with where people were taken: "évacués vers Gao, d'autres vers Ménaka". A place's second name
    and the end of a stretch are holders, too.
    """
    for i, mention in enumerate(mentions):
        if mention.breadth > 1 and _is_party(text, i, mentions, cues):
            mention.role = "elsewhere"
    for before, mention in pairwise(mentions):
        if before.role == "elsewhere" and _goes_on(
            text[before.text_end : mention.text_start], cues
        ):
            mention.role = "elsewhere"
        if _ends_stretch(text, before, mention, cues) or _names_again(text, before, mention, cues):
            mention.role = "holder" if before.role == "scene" else before.role
        gap = text[before.text_end : mention.text_start]
        if _is_road_in(gap, before, mention, cues):
            before.role = "elsewhere"
        elif (
            (_owns_next(gap) or _bears_next(gap, before, mention, cues))
            and before.iso3 == mention.iso3
            and holds(gap, cues)
        ):
            held = (
                mention if before.role == "holder" else before
            )  # "Duki, in Pakistan's Balochistan"
            held.role = "holder" if held.role == "scene" else held.role
        elif (
            (mention.where_prec > EXACT or (before.is_local and _is_town_around(gap, cues)))
            and before.iso3 == mention.iso3
            and (holds(gap, cues) or _is_apposed(gap, cues))
            and (_is_finer(before, mention) or _lies_beside(gap, before, cues))
        ):
            is_there = before.role in ("scene", "holder")
            mention.role = "holder" if is_there else before.role


def _is_party(text: str, at: int, mentions: Sequence[PlaceMention], cues: LanguageCues) -> bool:
    """Whether a state fights somebody who is no place: "entre Israël et le Hezbollah", "entre les rebelles et
    l'Ukraine"; of two states either may be where.
    """
    mention = mentions[at]
    start, end = mention.text_start, mention.text_end
    before = phrase_words(text[max(0, start - _BEFORE) : start])
    before = before[:-1] if before[-1:] and before[-1] in cues.owners else before
    behind = phrase_words(text[end : end + _BEFORE])
    nearest = mentions[at + 1 : at + 2]
    is_first = bool(before) and before[-1] in cues.between and bool(behind)
    if is_first and behind[0] in cues.conjunctions:
        return not any(m.text_start - end <= _BEFORE for m in nearest)
    return False


def _owns_next(gap: str) -> bool:
    """ "Narathiwat's Rueso district", not "Gao's old market, in northern Mali"."""
    return gap.startswith(_POSSESSIVES) and "," not in gap


def _bears_next(gap: str, before: PlaceMention, mention: PlaceMention, cues: LanguageCues) -> bool:
    """ "the Sofala town of Dondo", "the Accra suburb of Madina": the former holds the latter."""
    words = tuple(phrase_words(gap[: LONGEST_GAP + 1]))
    if not mention.is_local or mention.where_prec > EXACT or words[1:] == ():
        return False
    named = next((p for p in cues.phrases.get(words[-2], ()) if p.words == words[:-1]), None)
    whole = any(p.words == words for p in cues.phrases.get(words[-1], ()))
    is_noun = named is not None and named.cue.sense == "town" and words[-1] in cues.origins
    return whole or (is_noun and not before.is_local)


def _is_road_in(gap: str, before: PlaceMention, mention: PlaceMention, cues: LanguageCues) -> bool:
    """ "along Gubio road in Maiduguri": a street of the latter."""
    first, *rest = [*phrase_words(gap[: LONGEST_GAP + 1]), ""]
    is_road = any(p.cue.sense == "road" for p in cues.phrases.get(first, ()))
    is_town = before.is_local and mention.is_local and mention.where_prec <= EXACT
    return (
        is_road and is_town and rest[:1] != [] and rest[:-1] != [] and set(rest[:-1]) <= cues.inside
    )


def _is_finer(before: PlaceMention, mention: PlaceMention) -> bool:
    return before.where_prec <= mention.where_prec or before.is_local


def _is_town_around(gap: str, cues: LanguageCues) -> bool:
    """Whether a town is named for what lies in it: "à Komsilga, dans la commune de Zimtanga", "Maarat in
    Idlib", "Deir el-Balah, in central Gaza".
    """
    words = phrase_words(gap[: LONGEST_GAP + 1])
    if len(words) == 1 and words[0] in cues.inside:
        return True
    named = {p.cue.sense for w in words for p in cues.phrases.get(w, ()) if p.words == (w,)}
    is_in = not cues.locatives.isdisjoint(words[1:]) and words[:1] in ([","], ["("])
    return is_in and not named.isdisjoint(("town", "part"))


def _is_apposed(gap: str, cues: LanguageCues) -> bool:
    """Whether a village is described by what lies beside it: ", village chiite de la montagne au nord de"."""
    comma, *words = [w for w in phrase_words(gap[: LONGEST_GAP + 1]) if w not in _QUOTES] or [""]
    if comma != "," or len(gap) > LONGEST_GAP or not (_STOPS | _OPENINGS).isdisjoint(words):
        return False
    senses = [{p.cue.sense for p in cues.phrases.get(word, ())} for word in words]
    is_village = any("town" in named for named in senses[:2])
    return is_village and any(named & {"outside", "near", "unit"} for named in senses)


def _lies_beside(gap: str, before: PlaceMention, cues: LanguageCues) -> bool:
    """Whether a region is placed by what lies beside it: "le Soum, au nord-ouest du Séno"; one that itself
    holds a district also by what is near: "à Chak, dans le Wardak, près de Kaboul".
    """
    wanted = {"outside", "near"} if before.role == "holder" else {"outside"}
    words = phrase_words(gap)
    cues_named = (p.cue for word in words[1:] for p in cues.phrases.get(word, ()))
    return words[:1] == [","] and any(cue.sense in wanted for cue in cues_named)


def _ends_stretch(
    text: str, before: PlaceMention, mention: PlaceMention, cues: LanguageCues
) -> bool:
    """ "entre Bankass et Koro": the first of two places stands for what lies between."""
    words = phrase_words(text[max(0, before.text_start - _BEFORE) : before.text_start])
    gap = phrase_words(text[before.text_end : mention.text_start][: LONGEST_GAP + 1])
    return words[-1:] != [] and words[-1] in cues.between and gap[1:] == [] and _joins(gap, cues)


def _joins(gap: list[str], cues: LanguageCues) -> bool:
    return bool(gap) and gap[0] in cues.conjunctions


def _names_again(
    text: str, before: PlaceMention, mention: PlaceMention, cues: LanguageCues
) -> bool:
    """ "Khartoum North, also known as Bahri": one place."""
    gap = phrase_words(text[before.text_end : mention.text_start][: LONGEST_GAP + 1])
    is_name = tuple(word for word in gap if word not in _OPENINGS) in cues.other_names
    return is_name and (before.is_local or not mention.is_local)


def holds(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap says that the latter place holds the former: ", dans la province du"."""
    if len(gap) > LONGEST_GAP:
        return False
    words = phrase_words(_OTHER_END.sub("", gap))
    plain = [word for word in words if word not in _OPENINGS]
    if any(_counts(*pair, cues) for pair in pairwise(plain)):
        return False
    return (bool(plain) or "(" in words) and all(
        is_known(word, cues) or word in cues.appositives or is_number(word) for word in plain
    )


def _counts(word: str, following: str, cues: LanguageCues) -> bool:
    """Whether a number stands alone before a place: "in Dan Gulbi, nine in Kadauri"."""
    return (is_number(word) or word in cues.counts) and following in cues.locatives


def _goes_on(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap only goes on with a list: ", d'autres vers la localité de"."""
    words = phrase_words(gap) if len(gap) <= LONGEST_GAP else []
    return (
        bool(words)
        and words[0] in cues.conjunctions
        and all(is_known(w, cues) or w in cues.conjunctions or w in cues.appositives for w in words)
    )


def is_known(word: str, cues: LanguageCues) -> bool:
    """Whether a word is one of those around names."""
    return word in cues.locatives or word in cues.connectors or word in cues.phrases
