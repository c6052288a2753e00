"""Words that a verb of harm needs around it: "taken" is abducted before "hostage", arrested after "police".

What belongs here: whether the needed word stands where it must. What does not: verb groups (verbs).
"""

from collections.abc import Callable, Mapping, Set
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.lexicons.phrases import Harm

_SERVING = frozenset({"security_forces", "armed_group", "aid_or_un"})
_BETWEEN = ("on_day", "adverb", "looking_back", "demonstrative", "preposition", "agent")
_BEHIND_OBJECT = ("relative", "preposition", "said", "agent", "thing")
_OF_WHOM = 10  # tokens before a verb in which households or the displaced must stand
_NEED_WITHIN = 7  # tokens in which a word that the verb needs must stand
_LONGEST_ASIDE = 9  # tokens between commas
_CLOSING = {",": ",", "(": ")", "[": "]"}
_VERBAL = frozenset(
    {"have", "be", "been", "finite", "gerund", "nominal", "infinitive", "participle"}
)


def has_needed(needs: Set[str], tokens: list[Token], at: int) -> bool:
    """Whether one of the words that a form at a token needs stands where it must; none may be needed."""
    if not needs:
        return True
    following = _behind(tokens, at)
    if any(t.form in needs for t in following):
        return True
    return any(_AROUND[need](tokens, at, following) for need in _AROUND.keys() & needs)


def _is_name(tokens: list[Token], at: int) -> bool:
    return any(t.is_capital and not t.meanings for t in tokens[at + 1 : at + 2])


def _is_number(token: Token) -> bool:
    return token.form[0].isdigit() or token.has("number", "about", "floor")


def _is_before(tokens: list[Token], at: int, meaning: str) -> bool:
    return any(t.has(meaning) for t in tokens[max(0, at - _NEED_WITHIN) : at])


def _are_officers(tokens: list[Token], at: int) -> bool:
    """Whether the first people there are of the police: not "gunmen killed two policemen and took …"."""
    before = tokens[max(0, at - _OF_WHOM) : at]
    first = next((t for t in before if t.has("person", "officers")), None)
    return first is not None and first.has("officers")


def _are_displaced(tokens: list[Token], at: int) -> bool:
    """Whether a number of households, or of the displaced, stands there."""
    before = tokens[max(0, at - _OF_WHOM) : at]
    nouns = [t.meanings.get("counted") for t in before]
    is_told = any(t.has("household") for t in before) or any(
        isinstance(noun, Harm) and noun.measure == "displaced" for noun in nouns
    )
    return is_told and any(
        _is_number(t) and not t.has("indefinite_singular", "about") for t in before
    )


def _are_counted(tokens: list[Token], at: int) -> bool:
    """Whether a number stands there that is new: "les huit soldats" have been told of before."""
    first = max(1, at - _NEED_WITHIN)
    new = [j for j in range(first, at) if not tokens[j - 1].has("definite_plural")]
    is_first = first == 1 and _is_number(tokens[0])
    return is_first or any(_is_number(tokens[j]) for j in new)


def _is_apart(following: list[Token]) -> bool:
    """ "the killing on Monday of three teachers"."""
    is_between = following[:1] != [] and following[0].has(*_BETWEEN) and not following[0].has("of")
    return is_between and any(t.has("of") for t in following)


def _serves(token: Token) -> bool:
    return token.meanings.get("person") in _SERVING


def _is_inside(token: Token) -> bool:
    """Whether the object of a verb can go on with a word: "lost a leg when police fired"."""
    return not token.has(*_BEHIND_OBJECT) and token.form != ","


def _behind(tokens: list[Token], at: int) -> list[Token]:
    """The words among which one that a verb needs must stand: "driven 300, or 50 families, out"."""
    near = tokens[at + 1 : at + 1 + _NEED_WITHIN]
    comma = next((i for i in range(at + 1, at + 1 + len(near)) if tokens[i].form in _CLOSING), None)
    end = aside_end(tokens, comma) if comma is not None else None
    if comma is None or end is None:
        return near
    return [*tokens[at + 1 : comma], *tokens[end : end + _NEED_WITHIN - (comma - at - 1)]]


def aside_end(tokens: list[Token], comma: int) -> int | None:
    """The comma or bracket that closes a short aside within a verb group: ", selon lui,", "[5 May]"."""
    closing = _CLOSING.get(tokens[comma].form)
    if closing is None:
        return None
    for at in range(comma + 1, min(len(tokens), comma + _LONGEST_ASIDE)):
        if tokens[at].form == closing:
            return at
        if tokens[at].form == "." or not _VERBAL.isdisjoint(tokens[at].meanings):
            return None
    return None


_AROUND: Mapping[str, Callable[[list[Token], int, list[Token]], bool]] = {
    # a capitalised word without meaning, or a number, just behind it
    "+name": lambda tokens, at, _: _is_name(tokens, at),
    "+number": lambda tokens, at, _: any(map(_is_number, tokens[at + 1 : at + 2])),
    # before it a camp ("le site abrite 2.000 personnes"), those who hold others for ransom, the police
    "+shelter": lambda tokens, at, _: _is_before(tokens, at, "shelter"),
    "+captors": lambda tokens, at, _: _is_before(tokens, at, "captors"),
    "+officers": lambda tokens, at, _: _are_officers(tokens, at),
    # before it a number without an article ("huit soldats sont tombés"), or of families or displaced
    "+counted": lambda tokens, at, _: _are_counted(tokens, at),
    "+households": lambda tokens, at, _: _are_displaced(tokens, at),
    # behind a noun of harm its day, place or doer, and then "of"
    "+apart": lambda _, __, following: _is_apart(following),
    # behind it people who fight or serve
    "+serving": lambda _, __, following: any(map(_serves, takewhile(_is_inside, following))),
}
