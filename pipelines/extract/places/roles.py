"""What a place is to what is told: a scene, the dateline, or where people were taken or spoke.

Here stand the head of an article and the words that lead elsewhere ("évacués vers l'hôpital de");
places within the words of a source stand in reporting.py.
"""

import re
from collections.abc import Sequence

from pipelines.extract.model import PlaceMention, Role
from pipelines.extract.places.holders import is_known
from pipelines.extract.places.scan import Candidate
from pipelines.lexicons.place_cues import LanguageCues, phrase_words
from pipelines.lexicons.place_names import fold

HEAD_LENGTH = 300
"""Characters in which a dateline may stand, below headings and by-lines."""

REACH = 80
MOST_WORDS, MOST_UNKNOWN = 12, 1
"""How far "taken" may stand before the name, and how many words there may be of no known use; those of
names ("taken to the King George's Trauma Centre in") do not count.
"""

_CAPITAL = r"[A-ZÀ-Þ][\w'’.-]*"
_DASH = (
    r"(?:\.?\s?[–—]|\s--?(?=\s?[^\s\da-z])|\.\s?-\s|(?<=[a-z)])-\s(?=[A-ZÀ-Þ])"
    r"|(?<=[A-Za-z]\)):?\s(?=[A-ZÀ-Þ]))"
)
_DAY = r"[^\d\n]{3,20}\d{1,2}(?:,? \d{4})?(?::\s|\s(?=[A-ZÀ-Þ][a-zà-ÿ]|At\b|A\b))"
_DATELINE = re.compile(
    r"(?<![^\n])[ \t]*(?:date \d{4}(?:-\d\d){0,2}\s)?(?:"
    rf"(?P<place>{_CAPITAL}(?:[ /](?:{_CAPITAL}|d[eu]|la|el|al)){{0,4}})"
    rf"(?:,?\s?[(\[][^)\]\n]{{2,40}}[)\]]|,\s?[^,\n–—(]{{2,32}}?){{0,4}}{_DASH}"
    rf"|(?P<loud>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{{2,30}}(?:,\s{_CAPITAL}(?: {_CAPITAL}){{0,3}})?)(?::\s|,\s{_DAY})"
    rf"|(?P<told>(?:\A|(?<=\n\n)){_CAPITAL}(?: {_CAPITAL})?):\s(?=[A-ZÀ-Þ«\"“])"
    rf"|\((?P<closed>{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}})\)\s(?=[A-ZÀ-Þ«\"“])"
    ")"
)
"""PLACE (Country), day (AGENCY) –, in capitals or not; PLACE: or PLACE, day, in capitals; Place: at first;
(Place) on a line of its own text: "(Bamako) Deux soldats …".
"""

_HIT_WITHIN = 6  # words from "killed" to "a meeting"
_NOUN_BETWEEN = 2  # words from "fleeing" to a place: "fleeing violence in", not "fleeing to"
_BEFORE = 12  # characters of "by the ", "par la "
_NEXT = re.compile(rf"(?: {_CAPITAL}){{1,3}}")
_NAMED = re.compile(rf"{_CAPITAL}|\d[\d.,]*")
_POSSESSIVES = ("'s", "’s")
_STOPS = frozenset(".;:!?")


def dateline(text: str, start: int = 0) -> re.Match[str] | None:
    """The head "BAMAKO, 15 mars (AFP) –" of a text that begins at `start`; groups `place`, `loud`, `told`,
    `closed`.
    """
    return _DATELINE.search(text, start, start + HEAD_LENGTH)


def role_of(
    text: str, candidate: Candidate, head: re.Match[str] | None, cues: LanguageCues
) -> Role:
    """The role that the words before a name give it; `head` is the article's dateline."""
    is_country = any(place.kind == "country" for place in candidate.exact)
    is_filed = head is not None and _is_filed(candidate, head, is_country)
    if is_filed and not candidate.context.is_located:
        return "dateline"
    if _is_office(text, candidate.end, cues) or _is_seat(text, candidate.start, cues):
        return "office"
    is_sea = any(place.kind == "sea" for place in candidate.exact)
    if is_sea and not candidate.context.is_located:
        return "elsewhere"  # "the worst Mediterranean wreck"
    is_capital = any(place.is_capital for place in candidate.exact)
    if (is_country or is_capital) and _acts(text, candidate.start, cues):
        return "elsewhere"
    if is_country and owns(text, candidate) and not _is_inside(text, candidate, cues):
        return "elsewhere"
    if is_capital and _is_power(text, candidate, cues):
        return "elsewhere"
    is_beyond = candidate.context.widening in ("border", "near") and is_country
    return "elsewhere" if is_beyond or _leads_elsewhere(text, candidate.start, cues) else "scene"


def _is_filed(candidate: Candidate, head: re.Match[str], is_country: bool) -> bool:
    """Whether a name is the dateline's place: not Mali in "Mali: Six soldats …"; Mali in "BAMAKO, Mali –"."""
    if head["place"] is not None:
        return head.start("place") <= candidate.start < head.end()
    groups = ("loud",) if is_country else ("loud", "told", "closed")
    return any(head.start(group) <= candidate.start < head.end(group) for group in groups)


def _is_office(text: str, end: int, cues: LanguageCues) -> bool:
    """Whether who holds an office, or a body, is named: "Panjgur Deputy Commissioner", "Medina Bus Company"."""
    following = _NEXT.match(text, end)
    return following is not None and any(fold(w) in cues.offices for w in following[0].split())


def _is_seat(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether a government sits there: "the government in Aden stood by its figure"."""
    words = phrase_words(text[max(0, start - REACH) : start])
    return len(words) > 1 and words[-1] in cues.locatives and words[-2] in cues.governments


def _is_power(text: str, candidate: Candidate, cues: LanguageCues) -> bool:
    """Whether a capital stands for its state: "les forces de Damas", "Damascus ally Russia"."""
    words = phrase_words(text[max(0, candidate.start - _BEFORE) : candidate.start])
    behind = phrase_words(text[candidate.end : candidate.end + _BEFORE])[:1]
    is_of = len(words) > 1 and words[-1] in cues.owners and words[-2] in cues.powers
    return is_of or (not candidate.context.is_located and not cues.powers.isdisjoint(behind))


def is_home(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether somebody is from there: "un habitant de Gao", "a mother from Gao"."""
    words = phrase_words(text[max(0, start - REACH) : start])
    return len(words) > 1 and words[-1] in cues.origins and words[-2] in cues.homes


def not_at_home(places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """Without where people are from, if it is told behind where they were: "a man from Lyon died in Kabul"."""
    if not any(p.is_home for p in places):
        return places
    there = [p for p in places if not p.is_home]
    return [p for p in places if not (p.is_home and any(_is_rather(p, other) for other in there))]


def _is_rather(home: PlaceMention, other: PlaceMention) -> bool:
    """Whether a town, or another country, stands behind the home of somebody: who speaks stands before it."""
    is_behind = other.text_start > home.text_end
    return is_behind and (other.is_local or other.iso3 != home.iso3)


def owns(text: str, candidate: Candidate) -> bool:
    """Whether a state is whose they are: "fighters of Mali's army" may be anywhere."""
    return text[candidate.end : candidate.end + 2] in _POSSESSIVES


def _is_inside(text: str, candidate: Candidate, cues: LanguageCues) -> bool:
    """Whether it is told where: "in Mali's north", not "from Mali's army"."""
    before = phrase_words(text[max(0, candidate.start - _BEFORE) : candidate.start])[-1:]
    return bool(cues.locatives.difference(cues.origins).intersection(before))


def _acts(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether a state is who did it: "tués par Israël", "a coalition led by Washington"."""
    words = [w for w in phrase_words(text[max(0, start - _BEFORE) : start]) if w not in cues.owners]
    return bool(words) and words[-1] in cues.agents


def _on_the_way(word: str, behind: str, cues: LanguageCues) -> bool:
    """Whether people left from there or were bound for it: "travelling from Gao to Bamako"."""
    is_bound = word in cues.fled and behind in cues.toward
    return is_bound or (word in cues.departed and behind in cues.origins)


def _is_stranded(words: Sequence[str], cues: LanguageCues) -> bool:
    """Whether another preposition or a verb follows the one they had: "the car they were travelling in hit"."""
    return bool(words) and words[0] in cues.at and words[0] not in cues.connectors


def _was_hit(before: Sequence[str], cues: LanguageCues) -> bool:
    """Whether people were harmed where they met: "an attack on a meeting of elders"."""
    near = before[-_HIT_WITHIN:]
    return "," not in near and not cues.harmed.isdisjoint(near)


def _is_origin(words: Sequence[str], cues: LanguageCues) -> bool:
    """Whether people were taken from there: "evacuated 140 residents from", not "évacués à l'hôpital de"."""
    others = cues.locatives.difference(cues.origins, cues.owners)
    named = {p.cue.sense for w in words for p in cues.phrases.get(w, ())}
    is_bare = others.isdisjoint(words) and "town" not in named
    return words[0] in cues.origins or (words[-1] in cues.origins and is_bare)


def _leads_elsewhere(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether people were taken, treated or reached there: "transporté à l'hôpital de", "joint à"."""
    words = phrase_words(before := text[max(0, start - REACH) : start])
    named = set(phrase_words("\n".join(_NAMED.findall(before))))
    unknown = names = 0
    is_behind = False
    for back in range(1, min(MOST_WORDS, len(words)) + 1):
        word = words[-back]
        if word in cues.foreign:
            is_far = unknown > 0 and words[-1] in cues.locatives.difference(
                cues.owners, cues.agents
            )
            return unknown + names <= MOST_UNKNOWN and not is_far
        if word in cues.fleeing and back > _NOUN_BETWEEN:
            return True
        if word in cues.fled or word in cues.departed:
            is_behind |= _is_stranded(words[len(words) - back + 2 :], cues)
            return back > 1 and not is_behind and _on_the_way(word, words[-back + 1], cues)
        if word in cues.gatherings and _was_hit(words[:-back], cues):
            return False
        if word in cues.elsewhere:
            return back > 1 and not _is_origin(words[-back + 1 :], cues)
        if word in _STOPS:
            return False
        if not (is_known(word, cues) or word in cues.conjunctions):
            is_behind |= word in named and unknown > 0  # "from Gao to Bamako overturned near"
            unknown, names = unknown + (word not in named), names + (word in named)
        if unknown > MOST_UNKNOWN:
            return False
    return False
