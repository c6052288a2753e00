"""Find the words of a text that may name a place: one pass over its capitalised words.

Here stands what is a candidate and what is a person, a body or a common word; which of several
places is meant stands in place_choice.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.place_context import Context, continues_list, noun_behind, read_before
from pipelines.lexicons.place_cues import LanguageCues
from pipelines.lexicons.place_names import fold
from pipelines.lexicons.places import Entry, Place, Places

BIG_TOWN = 100_000
"""People from which a town's name outweighs a capitalised word behind it ("Kaboul Express")."""

LONGEST_ACRONYM = 5

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽḎḐḤḨḪṢṬṮẒẔ"
_TOKEN = re.compile(
    rf"(?<!\w)(?:[LD][’'](?=[{_UPPER}]))?(?!(?:[LDSJC]|Qu)[’'])([{_UPPER}]\w*(?:(?:[’'‘](?!s\b)|[-‑])\w+)*)"
)
_FOLLOWING = re.compile(r"[  ’'‑-]{1,2}(\w+(?:[’'‘](?!s\b)\w+)*)")
_ARTICLE_BEFORE = re.compile(r"\b(?:(?:al|el)[- ]|(?:ar|as|ash|ad|an|at|az)-)$")
_LONGEST_ARTICLE = 5
_BLANKS = 8
_SENTENCE_END = frozenset('.!?\n:«»"“”…–—')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the text with the places that it may mean.

    `exact` are places of this spelling, `similar` those that may be transliterated so.
    `is_initial`: at the start of a sentence, where every word has a capital.
    """

    start: int
    end: int
    exact: tuple[Place, ...]
    similar: tuple[Place, ...]
    context: Context
    is_initial: bool


@dataclass(slots=True)
class _Last:
    """The capitalised word before, and the candidate before it that a list may continue."""

    end: int = -1
    word: str = ""
    name_end: int = -1
    context: Context | None = None


def scan(text: str, places: Places, cues: LanguageCues) -> Iterator[Candidate]:
    """The candidates of `text` in their order; linear in its length."""
    last, done = _Last(), 0
    for token in _TOKEN.finditer(text):
        start, end = token.span(1)
        if start < done:
            continue
        word = token[1]
        entry = places.entry(word)
        if entry is None and "-" in word:
            word, entry = _head(word, places)
            end = start + len(word)
        if entry is not None:
            candidate = _candidate(text, start, end, entry, places, cues, last)
            if candidate is not None:
                done = end = candidate.end
                last.name_end, last.context = end, candidate.context
                yield candidate
        last.end, last.word = end, word if done != end else ""


def _head(word: str, places: Places) -> tuple[str, Entry | None]:
    """A quarter's town: "Berlin-Marzahn" names Berlin where the whole is unknown."""
    head, _, tail = word.partition("-")
    entry = places.entry(head) if tail[:1].isupper() else None
    is_big = entry is not None and any(place.population >= BIG_TOWN for place in entry.exact)
    return (head, entry) if is_big else (word, None)


def _candidate(
    text: str, start: int, end: int, entry: Entry, places: Places, cues: LanguageCues, last: _Last
) -> Candidate | None:
    longer = _longer(text, end, entry, places) if entry.longest > 1 else None
    stop, exact = longer or (end, entry.exact)
    similar = () if longer else entry.similar
    is_common = longer is None and entry.folded in cues.never
    if not (exact or similar) or (longer is None and _is_acronym(text, start, end, places)):
        return None
    is_country = any(place.kind == "country" for place in exact)
    context = _context(text, start, stop, cues, _Last() if is_country else last)
    if is_common:
        exact = tuple(place for place in exact if place.kind in ("region", "district"))
        similar = ()
        if context.noun not in ("region", "district") or not exact:
            return None
    if context.bearer or not _stands_alone(text, start, stop, exact, context, places, cues, last):
        return None
    is_initial = (
        start == 0 or text[max(0, start - _BLANKS) : start].rstrip(" ")[-1:] in _SENTENCE_END
    )
    return Candidate(_with_article(text, start), stop, exact, similar, context, is_initial)


def _longer(
    text: str, end: int, entry: Entry, places: Places
) -> tuple[int, tuple[Place, ...]] | None:
    """The longest name of several words that starts with `entry`, and where it ends."""
    key, reached, found = entry.folded, end, None
    for _ in range(entry.longest - 1):
        following = _FOLLOWING.match(text, reached)
        if following is None:
            break
        key, reached = f"{key} {fold(following[1])}", following.end()
        named = places.named(key)
        if not following[1][:1].isupper():
            named = tuple(place for place in named if place.is_own or place.kind == "region")
        if named:
            found = reached, named
    return found


def _is_acronym(text: str, start: int, end: int, places: Places) -> bool:
    """Short words in capitals stand for bodies, unless they open a line ("GAO, 12 mars –")."""
    word = text[start:end]
    if len(word) < 2 or len(word) > LONGEST_ACRONYM or not word.isupper():
        return len(word) < 2
    opens_line = start == 0 or text[start - 1] == "\n"
    return word not in places.acronyms and not opens_line


def _context(text: str, start: int, end: int, cues: LanguageCues, last: _Last) -> Context:
    if last.context is not None and continues_list(text, last.name_end, start, cues):
        context = last.context
    else:
        context = read_before(text, start, cues)
    noun = noun_behind(text, end, cues)
    return context._replace(noun=noun, is_located=True) if noun else context


def _stands_alone(
    text: str, start: int, end: int, exact: tuple[Place, ...], context: Context,
    places: Places, cues: LanguageCues, last: _Last,
) -> bool:  # fmt: skip
    """Whether no capitalised neighbour makes the name a person's or a body's."""
    if last.word and last.end + 1 == start and text[last.end] in "  ":
        if not (_may_stand_beside(last.word, cues) or last.word in places.peoples):
            return False
    following = _TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    if following is None or _may_stand_beside(following[1], cues):
        return True
    weight = any(p.kind in ("country", "region") or p.population >= BIG_TOWN for p in exact)
    return weight and context.is_located


def _may_stand_beside(word: str, cues: LanguageCues) -> bool:
    folded = fold(word)
    return folded in cues.companions or folded in cues.never


def _with_article(text: str, start: int) -> int:
    """The start of the name with a lower-case Arabic article before it ("al-Khaldiyeh")."""
    if text[start - 1 : start] not in ("-", " "):
        return start
    before = _ARTICLE_BEFORE.search(text, max(0, start - _LONGEST_ARTICLE), start)
    return before.start() if before else start
