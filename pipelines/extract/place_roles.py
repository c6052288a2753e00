"""What a place is to what is told: a scene, the dateline, or where people were taken or spoke.

Here stand the head of an article and the words that lead elsewhere ("évacués vers l'hôpital de");
places within the words of a source stand in reporting.py.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.model import PlaceMention, Role
from pipelines.extract.place_context import is_number
from pipelines.extract.place_scan import Candidate
from pipelines.lexicons.place_cues import LanguageCues, phrase_words

HEAD_LENGTH = 300
"""Characters in which a dateline may stand, below headings and by-lines."""

REACH = 80
MOST_WORDS, MOST_UNKNOWN = 8, 1
"""How far "taken" may stand before the name, and how many words there may be of no known use."""

_CAPITAL = r"[A-ZÀ-Þ][\w'’.-]*"
_DATELINE = re.compile(
    r"(?<![^\n])[ \t]*(?:date \d{4}(?:-\d\d){0,2}\s)?(?:"
    rf"(?P<place>{_CAPITAL}(?:[ /](?:{_CAPITAL}|d[eu]|la|el|al)){{0,4}})"
    r"(?:,?\s?\([^)\n]{2,40}\)|,\s?[^,\n–—(]{2,32}){0,4}(?:\.?\s?[–—]|\s--?(?=\s?[^\s\da-z])|\.\s?-\s)"
    r"|(?P<loud>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,30}):\s)"
)
"""PLACE (Country), day (AGENCY) –, in capitals or not; or PLACE: in capitals."""

LONGEST_GAP = 80
"""Characters between a village and what holds it: ", petite ville située à environ 600 km au nord de"."""

EXACT = 1
"""UCDP where_prec of a known point, which holds no other."""

_STOPS = frozenset(".;:!?")
_OPENINGS = frozenset(",('")


def dateline(text: str, start: int = 0) -> re.Match[str] | None:
    """The head "BAMAKO, 15 mars (AFP) –" of a text that begins at `start`; groups `place`, `loud`."""
    return _DATELINE.search(text, start, start + HEAD_LENGTH)


def role_of(
    text: str, candidate: Candidate, head: re.Match[str] | None, cues: LanguageCues
) -> Role:
    """The role that the words before a name give it; `head` is the article's dateline."""
    is_filed = head is not None and candidate.start in (head.start("place"), head.start("loud"))
    if is_filed and not candidate.context.is_located:
        return "dateline"
    is_beyond = candidate.context.widening == "border" and any(
        place.kind == "country" for place in candidate.exact
    )
    return "elsewhere" if is_beyond or _leads_elsewhere(text, candidate.start, cues) else "scene"


def mark_holders(text: str, mentions: Sequence[PlaceMention], cues: LanguageCues) -> None:
    """Give those that only hold the one before the role of holders, or its own: "Gao, au Mali"."""
    for before, mention in pairwise(mentions):
        if (
            before.where_prec <= mention.where_prec > EXACT
            and before.iso3 == mention.iso3
            and holds(text[before.text_end : mention.text_start], cues)
        ):
            is_there = before.role in ("scene", "holder")
            mention.role = "holder" if is_there else before.role


def holds(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap says that the latter place holds the former: ", dans la province du"."""
    if len(gap) > LONGEST_GAP:
        return False
    words = phrase_words(gap)
    plain = [word for word in words if word not in _OPENINGS]
    return (bool(plain) or "(" in words) and all(
        _is_known(word, cues) or word in cues.appositives or is_number(word) for word in plain
    )


def _is_known(word: str, cues: LanguageCues) -> bool:
    return word in cues.locatives or word in cues.connectors or word in cues.phrases


def _leads_elsewhere(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether people were taken, treated or reached there: "transporté à l'hôpital de", "joint à"."""
    words = phrase_words(text[max(0, start - REACH) : start])
    unknown = 0
    for back in range(1, min(MOST_WORDS, len(words)) + 1):
        word = words[-back]
        if word in cues.foreign:
            return True
        if word in cues.departed:
            return back > 1 and words[-back + 1] in cues.origins
        if word in cues.elsewhere:
            return back > 1 and words[-back + 1] not in cues.origins
        if word in _STOPS:
            return False
        unknown += not (_is_known(word, cues) or word in cues.conjunctions)
        if unknown > MOST_UNKNOWN:
            return False
    return False
