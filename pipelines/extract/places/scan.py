"""Find the words of a text that may name a place: one pass over its capitalised words.

Here stands what is a candidate and what is a person, a body or a common word; which of several
places is meant stands in choice.py.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from pipelines.extract.places.context import Context, continues_list, noun_behind, read_before
from pipelines.extract.places.naming import begun_before, is_side, longer_name
from pipelines.lexicons.place_cues import LanguageCues, phrase_words
from pipelines.lexicons.place_names import PARTICLES, fold
from pipelines.lexicons.place_records import Place
from pipelines.lexicons.places import Entry, Places

BIG_TOWN = 100_000
"""People from which a town's name outweighs a capitalised word behind it ("Kaboul Express")."""

LONGEST_ACRONYM = 5

DIVISIONS = ("region", "district")

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽḎḐḤḨḪṢṬṮẒẔ"
_WORD = re.compile(rf"[{_UPPER}][\w’'‘‑-]*")
_APOSTROPHES = "’'‘"
_SPACES = " \u00a0"
_ARTICLE_BEFORE = re.compile(r"\b(?:(?:al|el)[- ]|(?:ar|as|ash|ad|an|at|az)-)$")
# "Hamdi al-Bokari"
_OF_A_PERSON = re.compile(rf" (?:al|el|ben|bin|ould|ag|dos|das|dia|von)[- ][{_UPPER}]")
_IN_A_PERSON = re.compile(rf"[{_UPPER}]\w+ (?:dos|das|von) $")
_PARTICLE = re.compile(rf" ([a-z]{{2,3}})[ -][{_UPPER}]")
_LONGEST_NAME_BEFORE = 24  # characters of "Fernandes dos "
_OF_ANOTHER = re.compile(rf"(?: \w+){{1,2}} (?:of|de) [{_UPPER}]")
_LONGEST_ARTICLE = 5
_LONGEST_OF_GAP = 32  # characters of " Local Government Area of "
_LONGEST_BESIDE = 14  # characters of " neighbouring "
_BLANKS = 8
_SENTENCE_END = frozenset('.!?\n:«»"“”…–—')


@dataclass(slots=True)
class Candidate:
    """A name in the text with the places that it may mean.

    `exact` are places of this spelling, `similar` those that may be transliterated so.
    `is_initial`: at the start of a sentence, where every word has a capital. `is_bearing`: a name such as
    "Centre-Ouest", which regions of many countries bear and others only lie in.
    """

    start: int
    end: int
    exact: tuple[Place, ...]
    similar: tuple[Place, ...]
    context: Context
    is_initial: bool
    is_bearing: bool = False


@dataclass(slots=True)
class _State:
    """What the names of one text are read with, and what was read before the current one.

    `word` is the capitalised word that ends at `word_end`, empty behind a name; `name_end` and
    `context` belong to the last name, whose context a list may carry on; `is_country` tells what it is.
    """

    text: str
    places: Places
    cues: LanguageCues
    word: str = ""
    word_end: int = -1
    name_end: int = -1
    context: Context | None = None
    is_country: bool = False


def scan(text: str, places: Places, cues: LanguageCues) -> Iterator[Candidate]:
    """The candidates of `text` in their order; linear in its length."""
    state, done = _State(text, places, cues), 0
    for start, end, word in _capitalised(text):
        if start < done:
            continue
        begun = begun_before(text, start, places, cues)
        if begun is not None:
            first, done, exact = begun
            state.word, state.name_end = "", done
            state.context = _marked(text, first, exact, cues)
            yield Candidate(first, done, exact, (), state.context, False)
            continue
        entry = places.entry(word)
        if entry is not None and _is_people(word, entry, places):
            entry = None
        is_middle = "-" in word and entry is not None and _is_middle(word, entry, cues)
        candidate = _candidate(state, start, end, entry) if entry and not is_middle else None
        is_headed = "-" in word and not (entry and entry.exact)
        if candidate is None and is_headed and not _is_building(text, start, end, cues):
            word, entry = _head(text, start, word, places, cues)
            end = start + len(word)
            candidate = _candidate(state, start, end, entry) if entry is not None else None
        state.word, state.word_end = word, end
        if candidate is not None:
            done = candidate.end
            state.word, state.name_end, state.context = "", done, candidate.context
            state.is_country = any(place.kind == "country" for place in candidate.exact)
            yield candidate


def _marked(text: str, start: int, exact: tuple[Place, ...], cues: LanguageCues) -> Context:
    """Whatever stands before it: a word such as "camp de" tells that a place is meant."""
    if any(place.is_own for place in exact):
        return Context(is_located=True)
    return read_before(text, start, cues)._replace(is_located=True, bearer=None)


def _is_people(word: str, entry: Entry, places: Places) -> bool:
    """Whether a word names a people rather than a town that is called so, too: "Thai", "Malian"."""
    return word in places.peoples and all(place.kind == "town" for place in entry.exact)


def _capitalised(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that begin with a capital, without elided articles and possessive endings."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        if start and text[start - 1].isalnum():
            continue
        if not word.isalnum():
            start, word = _bare(start, word)
            end = start + len(word)
        if word:
            yield start, end, word


def _bare(start: int, word: str) -> tuple[int, str]:
    """The word within "L'Union" or "Syria's"; empty for "C'est"."""
    word = word.rstrip("’'‘‑-")
    if word[-2:] in ("'s", "’s"):
        word = word[:-2]
    if word[1:2] in _APOSTROPHES and word[0] in "LDSJC" and len(word) > 1:
        return (start + 2, word[2:]) if word[2:3].isupper() else (start, "")
    return start, word


def _head(
    text: str, start: int, word: str, places: Places, cues: LanguageCues
) -> tuple[str, Entry | None]:
    """The first of "l'axe Kaya-Dablo"; a quarter's town: of "Berlin-Marzahn", if unknown, Berlin; the town
    of its middle: "Lubero-centre".
    """
    head, _, tail = word.partition("-")
    entry = places.entry(head)
    if entry is None:
        return word, None
    if fold(tail) in cues.companions or fold(tail) in cues.never:
        return head, entry
    is_road = read_before(text, start, cues).widening == "road"
    is_road = is_road or noun_behind(text, start + len(word), cues) == "road"
    is_big = any(place.population >= BIG_TOWN for place in entry.exact)
    is_quarter = is_big and not _is_pair(entry, places.entry(tail))
    is_town = tail[:1].isupper() and (is_road or is_quarter)
    return (head, entry) if is_town else (word, None)


def _is_middle(word: str, entry: Entry, cues: LanguageCues) -> bool:
    """Whether a likeness only is known of "Gaza-ville"."""
    return not entry.exact and fold(word.partition("-")[2]) in cues.companions


def _is_pair(entry: Entry, other: Entry | None) -> bool:
    """Whether both ends of a road may lie in one country."""
    ends = {place.iso3 for place in other.exact} if other else set[str | None]()
    return any(place.iso3 in ends for place in entry.exact)


def _candidate(state: _State, start: int, end: int, entry: Entry) -> Candidate | None:
    text = state.text
    longer = longer_name(text, end, entry, state.places, state.cues) if entry.longest > 1 else None
    stop, exact, similar = (*longer, ()) if longer else (end, entry.exact, entry.similar)
    is_common = longer is None and entry.folded in state.cues.never
    if is_common:
        exact, similar = tuple(place for place in exact if place.kind in DIVISIONS), ()
    before = text[max(0, start - _BLANKS) : start].rstrip(" ")
    is_initial = not start or before[-1:] in _SENTENCE_END
    if not exact and (is_initial or not similar or _goes_on(text, stop)):
        return None
    if not exact and _is_building(text, start, stop, state.cues):
        return None
    if (longer is None and _is_acronym(state, start, end)) or _follows_a_name(state, start):
        return None
    context = _context(state, start, stop, exact)
    if context.bearer or (is_common and context.noun not in DIVISIONS):
        return None
    if not _ends_a_name(state, start, stop, exact, context):
        return None
    if context.noun not in DIVISIONS and _is_beside(text, start, stop, state.cues.of_country):
        exact = tuple(place for place in exact if place.kind == "country") or exact
    first = _with_article(text, start)
    is_bearing = context.noun not in DIVISIONS and _is_bearing(text[start:stop], state.cues)
    return Candidate(first, stop, exact, similar, context, is_initial, is_bearing)


def _goes_on(text: str, end: int) -> bool:
    """Whether a name no list holds goes on: "Bundu" of "Bundu dia Kongo" is like none."""
    following = _PARTICLE.match(text, end)
    return following is not None and following[1] in PARTICLES


def _is_building(text: str, start: int, end: int, cues: LanguageCues) -> bool:
    """Whether it is what a building is called: "le marché Zorki", "the Kalu-Bale mosque"."""
    return _is_beside(text, start, end, cues.buildings)


def _is_beside(text: str, start: int, end: int, words: Set[str]) -> bool:
    behind = phrase_words(text[end : end + _LONGEST_BESIDE])[:1]
    return _word_before(text, start) in words or not words.isdisjoint(behind)


def _is_bearing(name: str, cues: LanguageCues) -> bool:
    return all(is_side(word, cues) for word in phrase_words(name.replace("-", " ")))


def _is_acronym(state: _State, start: int, end: int) -> bool:
    """Short words in capitals stand for bodies, unless they open a line ("GAO, 12 mars –")."""
    word = state.text[start:end]
    if len(word) < 2 or len(word) > LONGEST_ACRONYM or not word.isupper():
        return len(word) < 2
    opens_line = start == 0 or state.text[start - 1] == "\n"
    return word not in state.places.acronyms and not opens_line


def _follows_a_name(state: _State, start: int) -> bool:
    """Whether a capitalised word right before makes it a person's or a body's name."""
    start = _with_article(state.text, start)
    if _IN_A_PERSON.search(state.text, max(0, start - _LONGEST_NAME_BEFORE), start):
        return True
    if not state.word or state.word_end + 1 != start or state.text[start - 1] not in _SPACES:
        return False
    if state.word.rpartition("-")[2].islower():  # "Houthi-held Ibb"
        return False
    return not (_may_stand_beside(state.word, state.cues) or state.word in state.places.peoples)


def _ends_a_name(
    state: _State, start: int, end: int, exact: tuple[Place, ...], context: Context
) -> bool:
    """Whether no capitalised word goes on with the name, or only behind a well-known place that is more than
    a side: "Nord Shewa" is no region that is called North.
    """
    if state.text[end : end + 1] not in _SPACES:
        return True
    if not context.is_located and _OF_A_PERSON.match(state.text, end):
        return False
    following = _WORD.match(state.text, end + 1)
    if following is not None and fold(following[0]) in state.cues.streets:
        return False
    if following is None or _may_stand_beside(following[0], state.cues):
        return True
    if _is_bearing(state.text[start:end], state.cues):
        return False
    is_known = any(p.kind in ("country", "region") or p.population >= BIG_TOWN for p in exact)
    return is_known and context.is_located


def _context(state: _State, start: int, end: int, exact: tuple[Place, ...]) -> Context:
    text, cues, context = state.text, state.cues, state.context
    is_country = any(place.kind == "country" for place in exact)
    if context is None or is_country or not continues_list(text, state.name_end, start, cues):
        context = read_before(text, start, cues, state.places.peoples)
        if context.noun and _is_of_the_one_before(state, start):
            context = context._replace(noun=None)
    noun = noun_behind(text, end, cues)
    kinds = {place.kind for place in exact}
    is_sort = noun == "town" and _word_before(text, start) in cues.qualities
    if is_sort or (noun in ("district", "town") and _is_of_the_one_behind(text, end, kinds)):
        noun = _sort_of(noun, kinds)
    if noun == "road":
        return context._replace(widening="road", is_located=True)
    return context._replace(noun=noun, is_located=True) if noun else context


def _sort_of(noun: str | None, kinds: Set[str]) -> str | None:
    """What a name is that tells of what sort a town is: a region, or what it is without a noun."""
    return "region" if noun == "town" and "region" in kinds and "country" not in kinds else None


def _is_of_the_one_behind(text: str, end: int, kinds: Set[str]) -> bool:
    """Whether a region's name stands before another's district or town: "south Kashmir district of Pulwama"."""
    is_wide = not kinds.isdisjoint(("region", "country")) and "district" not in kinds
    return is_wide and _OF_ANOTHER.match(text, end) is not None


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - _LONGEST_BESIDE) : start].rstrip(" ")
    return before.rpartition(" ")[2].lower()


def _is_of_the_one_before(state: _State, start: int) -> bool:
    """Whether a noun between two names belongs to the first: "Tsafe Local Government Area of Zamfara"."""
    if state.is_country:  # "the Kenya region of Isiolo"
        return False
    gap = state.text[state.name_end : start]
    is_beside = state.name_end >= 0 and len(gap) <= _LONGEST_OF_GAP and "," not in gap
    return is_beside and noun_behind(state.text, state.name_end, state.cues) is not None


def _may_stand_beside(word: str, cues: LanguageCues) -> bool:
    folded = fold(word)
    return folded in cues.companions or folded in cues.never


def _with_article(text: str, start: int) -> int:
    """The start of the name with a lower-case Arabic article before it ("al-Khaldiyeh")."""
    if text[start - 1 : start] not in ("-", " "):
        return start
    before = _ARTICLE_BEFORE.search(text, max(0, start - _LONGEST_ARTICLE), start)
    return before.start() if before else start
