"""What a place is to what is told: a scene, the dateline, or where people were taken or spoke.

Here stand the head of an article and the words that lead elsewhere ("évacués vers l'hôpital de");
places within the words of a source stand in reporting.py.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.model import PlaceMention, Role
from pipelines.extract.places.context import is_number
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

LONGEST_GAP = 80
"""Characters between a village and what holds it: ", petite ville située à environ 600 km au nord de"."""

EXACT = 1
"""UCDP where_prec of a known point, which holds no other."""

_NOUN_BETWEEN = 2  # words from "fleeing" to a place: "fleeing violence in", not "fleeing to"
_BEFORE = 12  # characters of "by the ", "par la "
_NEXT = re.compile(r" (\w+)")
_OTHER_END = re.compile(r"\A[-–][A-ZÀ-Þ][\w'’]+")  # of "the Kaya-Dablo road"
_NAMED = re.compile(rf"{_CAPITAL}|\d[\d.,]*")
_POSSESSIVES = ("'s", "’s")
_STOPS = frozenset(".;:!?")
_QUOTES = frozenset("'»”\"")
_OPENINGS = frozenset(",()") | _QUOTES


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
    is_capital = any(place.is_capital for place in candidate.exact)
    if (is_country or is_capital) and _acts(text, candidate.start, cues):
        return "elsewhere"
    if is_country and owns(text, candidate) and not _is_inside(text, candidate, cues):
        return "elsewhere"
    if is_capital and _is_power(text, candidate.start, cues):
        return "elsewhere"
    is_beyond = candidate.context.widening in ("border", "near") and is_country
    return "elsewhere" if is_beyond or _leads_elsewhere(text, candidate.start, cues) else "scene"


def _is_filed(candidate: Candidate, head: re.Match[str], is_country: bool) -> bool:
    """Whether a name is the dateline's place: not Mali in "Mali: Six soldats …"; Mali in "BAMAKO, Mali –"."""
    if head["place"] is not None:
        return head.start("place") <= candidate.start < head.end()
    groups = ("loud",) if is_country else ("loud", "told", "closed")
    return any(head.start(group) <= candidate.start < head.end(group) for group in groups)


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
        if _owns_next(gap) and before.iso3 == mention.iso3 and holds(gap, cues):
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
    return tuple(word for word in gap if word not in _OPENINGS) in cues.other_names


def holds(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap says that the latter place holds the former: ", dans la province du"."""
    if len(gap) > LONGEST_GAP:
        return False
    words = phrase_words(_OTHER_END.sub("", gap))
    plain = [word for word in words if word not in _OPENINGS]
    if any(_counts(*pair, cues) for pair in pairwise(plain)):
        return False
    return (bool(plain) or "(" in words) and all(
        _is_known(word, cues) or word in cues.appositives or is_number(word) for word in plain
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
        and all(
            _is_known(w, cues) or w in cues.conjunctions or w in cues.appositives for w in words
        )
    )


def _is_known(word: str, cues: LanguageCues) -> bool:
    return word in cues.locatives or word in cues.connectors or word in cues.phrases


def _is_office(text: str, end: int, cues: LanguageCues) -> bool:
    """Whether who holds an office is named: "Panjgur Deputy Commissioner"."""
    following = _NEXT.match(text, end)
    return (
        following is not None and following[1][0].isupper() and fold(following[1]) in cues.offices
    )


def _is_seat(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether a government sits there: "the government in Aden stood by its figure"."""
    words = phrase_words(text[max(0, start - REACH) : start])
    return len(words) > 1 and words[-1] in cues.locatives and words[-2] in cues.governments


def _is_power(text: str, start: int, cues: LanguageCues) -> bool:
    """Whether a capital stands for its state: "les forces de Damas"."""
    words = phrase_words(text[max(0, start - _BEFORE) : start])
    return len(words) > 1 and words[-1] in cues.owners and words[-2] in cues.powers


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
            return back > 1 and not is_behind and _on_the_way(word, words[-back + 1], cues)
        if word in cues.elsewhere:
            return back > 1 and not _is_origin(words[-back + 1 :], cues)
        if word in _STOPS:
            return False
        if not (_is_known(word, cues) or word in cues.conjunctions):
            is_behind |= word in named and unknown > 0  # "from Gao to Bamako overturned near"
            unknown, names = unknown + (word not in named), names + (word in named)
        if unknown > MOST_UNKNOWN:
            return False
    return False
