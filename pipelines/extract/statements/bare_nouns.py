"""Nouns of harm in a bare plural, which count a few: "there were deaths on both sides", "bodies were found".

What belongs here: telling those that are counted from those that are spoken of ("deaths in custody rose"). What
does not: nouns of harm with a number or an article (counts).
"""

from collections.abc import Container, Iterator, Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.people.nouns import is_plural
from pipelines.lexicons.phrases import Harm

_MEASURES = frozenset({"killed", "injured"})
_NO_NOUN = ("number_of", "participle")
_NO_VERB = ("preposition", "together", "number")
_DESCRIBED = ("definite_singular", "definite_plural", "preposition", "number_of", "number", "be")
_OF_WHOM = (" de", " d'")
_FOUND_WITHIN = 3  # tokens: "bodies have also been found"


def bare_nouns(kinds: str, firsts: Sequence[Token]) -> Iterator[int]:
    """The items that are such nouns; `firsts` are the first tokens of all items."""
    reported: set[int] = set()
    for index, noun in enumerate(firsts):
        harm = noun.meanings.get("counted") if kinds[index] in "hV" else None
        if not isinstance(harm, Harm) or harm.measure not in _MEASURES:
            continue
        if _are_reported(kinds, firsts, index, reported):
            reported.add(index)
            yield index
        if kinds[index] == "V":
            continue
        if noun.has(*_NO_NOUN) or not is_plural(noun):
            continue
        is_found = noun.has("bodies") and (_are_found(firsts, index) or _are_dug_out(firsts, index))
        if _are_told(firsts, index) or is_found:
            yield index


def _are_reported(
    kinds: str, firsts: Sequence[Token], index: int, reported: Container[int]
) -> bool:
    """ "La police fait état de morts et de blessés": nouns, though the words are participles as well."""
    before = firsts[index - 1] if index else None
    if before is None or not is_plural(firsts[index]):
        return False
    is_told = before.has("said") and before.form.endswith(_OF_WHOM)
    return is_told or (kinds[index - 2 : index] == "cd" and index - 3 in reported)


def _are_told(firsts: Sequence[Token], index: int) -> bool:
    """ "caused deaths"; but not "the reported deaths"."""
    verb, before = firsts[index - 1 : index], firsts[max(0, index - 2) : max(0, index - 1)]
    is_light = any(t.has("light") and not t.has(*_NO_VERB) for t in verb)
    return is_light and not any(t.has(*_DESCRIBED) for t in before)


def _are_dug_out(firsts: Sequence[Token], index: int) -> bool:
    """ "Rescuers recovered bodies", "pulling bodies from the water"."""
    verb = firsts[index - 1 : index]
    return any(t.has("recovered") and not t.has(*_NO_VERB) for t in verb)


def _are_found(firsts: Sequence[Token], index: int) -> bool:
    """ "Bodies were found in a well", "rebels withdrew and bodies were found"."""
    before = firsts[index - 1]
    is_first = not index or before.has("conjunction", "said", "that") or before.form == ","
    behind = firsts[index + 1 : index + 2 + _FOUND_WITHIN]
    is_passive = behind[:1] != [] and behind[0].has("have", "be")
    return is_first and is_passive and any(t.has("recovered") for t in behind)
