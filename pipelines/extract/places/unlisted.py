"""Villages that the gazetteer lacks: "à Karma, au Burkina Faso", "le village de Tantila".

They keep their name as written and take country, coordinates and precision of what holds them, so that
the map shows no more than is known. Whose name is in the gazetteer stands in scan.py.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.extract.model import COUNTRY_PREC, PlaceMention
from pipelines.extract.places.context import read_before
from pipelines.extract.places.holders import LONGEST_GAP, holds
from pipelines.lexicons.place_cues import NAME, LanguageCues, phrase_words
from pipelines.lexicons.place_names import fold
from pipelines.lexicons.places import Places

LONGEST_SENTENCE = 300
"""Characters before and behind in which a region may stand in the same sentence."""

LONGEST_PARAGRAPH = 800
"""Characters before in which a region still tells where a village lies."""

LONGEST_COUNT = 40
"""Characters of a number or harm in words with its day: "tuées dimanche matin"."""

LONGEST_ROW = 6
"""Characters of " and " between two names of one row."""

LONGEST_NOUN = 20
"""Characters of " neighbourhood ", "quartier de ": beside the name of a quarter."""

NEAR, DISTRICT = 2, 3
"""UCDP where_prec of a place beside a known one, and of a district."""

_POSSESSIVE = ("'s", "’s")
_BREAKS = frozenset(".!?\n")
_POSSESSED = re.compile(r"['’]s ")
_FINDER = re.compile(NAME)


def unlisted(
    text: str,
    mentions: Sequence[PlaceMention],
    country: PlaceMention | None,
    places: Places,
    cues: LanguageCues,
) -> list[PlaceMention]:
    """The villages of `text` that are none of `mentions`, in its order; `country` is the article's."""
    taken = {m.text_start: m.text_end for m in mentions}
    found: dict[int, PlaceMention] = {}
    for number, holder in enumerate(mentions):
        if holder.role == "elsewhere":
            continue
        for name in _names_before(text, holder, taken, cues):
            if _is_name(name[0], places, cues):
                best = _finest(text, mentions[number:], cues)
                found.setdefault(name.start(), _village(name, best))
    for start, name, is_stranger in _named_so(text, cues):
        is_whole = (
            is_stranger or _POSSESSED.search(name) or taken.get(start, 0) >= start + len(name)
        )
        if start in found or (start in taken and is_whole) or not _is_name(name, places, cues):
            continue  # "Wardak's Chak" is no name, but "Hsin Ku" is, though there is a Hsin
        if is_stranger:
            holder = _district(text, start, mentions)
        else:
            holder = (
                _in_row(text, (start, start + len(name)), mentions, cues)
                or _town_of_quarter(text, (start, start + len(name)), mentions, cues)
                or _around(text, start, mentions)
                or _told(text, start, mentions, cues)
                or country
            )
        if holder is not None:
            found[start] = _placed(name, start, holder)
    villages = _alike(_in_chains(text, [found[start] for start in sorted(found)], mentions, cues))
    return sorted([*villages, *_said_again(text, villages, mentions, cues)], key=_start)


def _named_so(text: str, cues: LanguageCues) -> Iterator[tuple[int, str, bool]]:
    """Names beside words that make them places, and whether only a district told of does so."""
    for name in cues.villages.finditer(text) if cues.may_name_village(text) else ():
        group = "after" if name["after"] else "before"
        yield name.start(group), name[group], False
    for name in cues.strangers.finditer(text):
        yield name.start("name"), name["name"], not _is_counted(text, name, cues)


def _in_chains(
    text: str,
    villages: Sequence[PlaceMention],
    mentions: Sequence[PlaceMention],
    cues: LanguageCues,
) -> list[PlaceMention]:
    """Each where the name behind it is placed, where that holds it and is known more closely: "Zurak in the
    Bashar area in Wase".
    """
    chain = list(merged(mentions, villages))
    for at in range(len(chain) - 2, -1, -1):
        village, holder = chain[at : at + 2]
        if not village.is_unlisted or holder.where_prec >= village.where_prec:
            continue
        gap = text[village.text_end : holder.text_start]
        if holder.role != "elsewhere" and holds(gap, cues) and "," not in gap[:1]:
            chain[at] = _placed(village.text, village.text_start, holder)
    return [mention for mention in chain if mention.is_unlisted]


def _alike(villages: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Each where the same name is placed most closely: "Zurak village … Zurak, in Wase district"."""
    best: dict[str, PlaceMention] = {}
    for village in sorted(villages, key=lambda v: v.where_prec):
        best.setdefault(fold(village.text), village)
    return [_placed(v.text, v.text_start, best[fold(v.text)]) for v in villages]


def _said_again(
    text: str,
    villages: Sequence[PlaceMention],
    mentions: Sequence[PlaceMention],
    cues: LanguageCues,
) -> Iterator[PlaceMention]:
    """The villages wherever else the text names them: "Bule, où sept sont morts … Bule déplore …"."""
    known = {village.text: village for village in villages}
    taken = {m.text_start for m in (*villages, *mentions)}
    for name in _FINDER.finditer(text) if known else ():
        village, start = known.get(name[0]), name.start()
        if village and start not in taken and not read_before(text, start, cues).bearer:
            yield _placed(name[0], start, village)


def _names_before(
    text: str, holder: PlaceMention, taken: Container[int], cues: LanguageCues
) -> Sequence[re.Match[str]]:
    """The unknown names that a holder follows: in "à Karma et Tessa, au Burkina Faso" Karma and Tessa."""
    first = max(0, holder.text_start - LONGEST_GAP)
    *others, last = [None, *_FINDER.finditer(text, first, holder.text_start)]
    if last is None or last.start() in taken:
        return ()
    if not holds(gap := text[last.end() : holder.text_start], cues):
        return ()
    row = [last]
    for name in reversed(others):
        if (
            name is None
            or name.start() in taken
            or not _is_joined(text[name.end() : row[0].start()], cues)
        ):
            break
        row.insert(0, name)
    context = read_before(text, row[0].start(), cues)
    words = phrase_words(text[max(0, row[0].start() - 16) : row[0].start()])
    is_there = bool(context.noun or context.widening) or (bool(words) and words[-1] in cues.at)
    is_there = is_there or _describes(gap, cues)
    return row if is_there and not context.bearer else ()


def _is_joined(gap: str, cues: LanguageCues) -> bool:
    """Whether only a comma or a conjunction stands between two names."""
    words = phrase_words(gap[: LONGEST_ROW + 1])
    return bool(words) and all(word in cues.conjunctions for word in words)


def _describes(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap calls what stands before it a village: ", localité à 12 km de", "est un village de"."""
    comma, first, *rest = [*phrase_words(gap), "", ""]
    is_apposition = (comma in (",", "(") or comma in cues.appositives) and first not in cues.origins
    cues_named = (p.cue for word in (first, *rest) for p in cues.phrases.get(word, ()))
    wanted = (
        ("unit",) if first in cues.locatives else ("town", "unit")
    )  # "selon Ali, dans la ville de"
    return is_apposition and any(cue.sense in wanted for cue in cues_named)


def _finest(text: str, chain: Sequence[PlaceMention], cues: LanguageCues) -> PlaceMention:
    """Of "Myanmar's Sagaing region" the region; of "Pulwama district, south of Srinagar" the district."""
    best = chain[0]
    for before, after in pairwise(chain):
        gap = text[before.text_end : after.text_start]
        if after.iso3 != best.iso3 or not holds(gap, cues):
            break
        if not (best.where_prec == DISTRICT and _is_mere_bearing(gap, cues)):
            best = min(best, after, key=lambda mention: mention.where_prec)
    return best


def _is_mere_bearing(gap: str, cues: LanguageCues) -> bool:
    """Whether a gap tells a side or nearness without a distance: ", south of", ", near"."""
    senses = {p.cue.sense for word in phrase_words(gap) for p in cues.phrases.get(word, ())}
    return not senses.isdisjoint(("outside", "near")) and "unit" not in senses


def _district(text: str, start: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The district or nearby town of the sentence, else the last one told of in the paragraph."""
    first = bisect_left(mentions, text.rfind("\n", 0, start), key=_start)
    last = bisect_left(mentions, start, first, key=_start)
    nearest = (_around(text, start, mentions), *reversed(mentions[first:last]))
    held = (m for m in nearest if m is not None and _may_hold(m))
    return next((m for m in held if m.is_local and m.where_prec <= DISTRICT), None)


def _in_row(
    text: str, name: tuple[int, int], mentions: Sequence[PlaceMention], cues: LanguageCues
) -> PlaceMention | None:
    """The known village named in one row with an unknown one: "dans les villages de Bangalo et Lihoto"."""
    at = bisect_left(mentions, name[0], key=_start)
    for mention in (*mentions[at : at + 1], *mentions[max(at - 1, 0) : at]):
        first, last = sorted([name, (mention.text_start, mention.text_end)])
        gap = phrase_words(text[first[1] : last[0]][: LONGEST_ROW + 1])
        if (
            mention.is_local
            and mention.where_prec <= NEAR
            and len(gap) == 1
            and gap[0] in cues.conjunctions
        ):
            return mention
    return None


def _town_of_quarter(
    text: str, name: tuple[int, int], mentions: Sequence[PlaceMention], cues: LanguageCues
) -> PlaceMention | None:
    """The town told of last, where a part of it is named: "à Mossoul … dans le quartier de Zambila"."""
    start, end = name
    beside = phrase_words(text[max(0, start - LONGEST_NOUN) : start])[-2:]
    beside += phrase_words(text[end : end + LONGEST_NOUN])[:1]
    if cues.quarters.isdisjoint(word.rstrip(".") for word in beside):
        return None
    first = bisect_left(mentions, start - LONGEST_PARAGRAPH, key=_start)
    before = mentions[first : bisect_left(mentions, start, first, key=_start)]
    roles = ("scene", "dateline")
    return next((m for m in reversed(before) if m.is_local and m.role in roles), None)


def _is_counted(text: str, name: re.Match[str], cues: LanguageCues) -> bool:
    """Whether people are counted or harmed in a place: "nine in Kadauri, four in Bini", "tuées mardi à
    Danga", "à Zarou 30 morts", or a sentence begins with it: "In Wala, gunmen shot …"; not "in Taliban
    attacks".
    """
    before = phrase_words(text[max(0, name.start() - LONGEST_COUNT) : name.start()])
    behind = phrase_words(text[name.end() : name.end() + LONGEST_COUNT])
    is_deed = name["name"].endswith(_POSSESSIVE) or (
        bool(behind) and behind[0].rstrip(".,") in cues.deeds
    )
    while before and before[-1] in cues.whens:
        before.pop()
    is_fronted = (not before or before[-1] in _BREAKS) and behind[:1] == [","]
    beside = [*before[-1:], *behind[:1]]
    is_count = any(word.isdigit() or word in cues.counts for word in beside)
    return (is_count or is_fronted) and not is_deed


def _around(text: str, start: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The finest region, district or nearby town of the sentence, of equals one that follows."""
    first = bisect_left(mentions, start - LONGEST_SENTENCE, key=_start)
    last = bisect_left(mentions, start + LONGEST_SENTENCE, first, key=_start)
    holders = [m for m in mentions[first:last] if _may_hold(m) and _is_beside(text, start, m)]
    return min(holders, key=lambda m: (m.where_prec, m.text_start < start), default=None)


def _told(
    text: str, start: int, mentions: Sequence[PlaceMention], cues: LanguageCues
) -> PlaceMention | None:
    """The region or district told of last, or the town named for what lies near it; of "Muidumbe
    district of Cabo Delgado" the district, of "à Beni, dans le Nord-Kivu" the surroundings of the town.
    """
    first = bisect_left(mentions, start - LONGEST_PARAGRAPH, key=_start)
    last = bisect_left(mentions, start, first, key=_start)
    for at in range(last - 1, first - 1, -1):
        if _may_hold(mentions[at]):
            inner, outer = mentions[max(at - 1, first)], mentions[at]
            gap = text[inner.text_end : outer.text_start]
            if not holds(gap, cues):
                return outer
            if _may_hold(inner):
                return inner
            is_town = inner.is_local and inner.role == "scene" and inner.iso3 == outer.iso3
            return replace(inner, where_prec=DISTRICT) if is_town else outer
    return None


def _may_hold(mention: PlaceMention) -> bool:
    """Whether it is a district, a region, a lake or a town named for what lies near it."""
    is_there = mention.role in ("scene", "holder")
    has_point = mention.where_prec < COUNTRY_PREC or mention.latitude is not None
    return is_there and mention.where_prec >= NEAR and has_point


def _is_beside(text: str, start: int, mention: PlaceMention) -> bool:
    between = text[min(start, mention.text_end) : max(start, mention.text_start)]
    return "\n" not in between and ". " not in between


def _is_name(name: str, places: Places, cues: LanguageCues) -> bool:
    """No body, people or common word, and nothing in capitals only."""
    words = [w for w in re.split("[ -]", name) if w]
    return (
        not any(fold(_unpossessed(w)) in cues.never for w in words)
        and name not in places.peoples
        and words[0] not in places.peoples
        and not name.isupper()
    )


def _unpossessed(word: str) -> str:
    """ "Sunday's battle for Kidal": no more a village than Sunday."""
    return next((word.removesuffix(end) for end in _POSSESSIVE if word.endswith(end)), word)


def _village(name: re.Match[str], holder: PlaceMention) -> PlaceMention:
    return _placed(name[0], name.start(), holder)


def _placed(name: str, start: int, holder: PlaceMention) -> PlaceMention:
    return replace(
        holder,
        text=name,
        text_start=start,
        text_end=start + len(name),
        where_prec=max(holder.where_prec, NEAR),
        is_local=True,
        role="scene",
        is_unlisted=True,
    )


def merged(
    mentions: Sequence[PlaceMention], villages: Sequence[PlaceMention]
) -> Iterator[PlaceMention]:
    """Both in the order of the text, without the mentions within a village's name."""
    end = 0
    for mention in sorted([*villages, *mentions], key=lambda m: (m.text_start, -m.text_end)):
        if mention.text_start >= end:
            yield mention
            end = max(end, mention.text_end)


def _start(mention: PlaceMention) -> int:
    return mention.text_start
