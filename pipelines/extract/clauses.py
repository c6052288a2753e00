"""A sentence as a row of items: people, verb groups of harm, and the small words between them.

The items' kinds make a string with one letter each, over which frames look for their people:
P people · H a counted noun of harm · V a verb group · o including · r relative · c conjunction · , comma
. a hard boundary · d preposition · l light verb · n "the number of" · k a verb of cause
? a cue that nothing has happened (yet) · ( ) brackets · x anything else
"""

from dataclasses import dataclass

from pipelines.extract.lexed import Token
from pipelines.extract.people import People, PeopleReader
from pipelines.extract.verbs import Verb, VerbReader

_BY_TAG = (
    ("including", "o"),
    ("number_of", "n"),
    ("conditional", "?"),
    ("cause", "k"),
    ("light", "l"),
    ("relative", "r"),
    ("conjunction", "c"),
    ("preposition", "d"),
    ("have", "v"),
    ("be", "v"),
    ("future", "v"),
)
_BY_FORM = {",": ",", ";": ".", "!": ".", "?": ".", ":": ".", ".": ".", "(": "(", ")": ")"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a clause over the tokens [at, after)."""

    kind: str
    at: int
    after: int
    people: People | None = None
    verb: Verb | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """The items of a sentence, their kinds as a string, and the tokens below them."""

    tokens: list[Token]
    items: list[Item]
    kinds: str


def read_clause(tokens: list[Token], people: PeopleReader, verbs: VerbReader) -> Clause:
    """Read a sentence's tokens into items, from left to right, the longest reading first."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _item_at(tokens, at, people, verbs)
        items.append(item)
        at = item.after
    return Clause(tokens, items, "".join(i.kind for i in items))


def _item_at(tokens: list[Token], at: int, people: PeopleReader, verbs: VerbReader) -> Item:
    token = tokens[at]
    if token.meanings or token.form[0].isdigit() or "-" in token.form:
        group = people.people_at(tokens, at)
        if group is not None and group.after > at:
            kind = "H" if group.head == "counted" and group.harm is not None else "P"
            return Item(kind, at, group.after, people=group)
        verb = verbs.verb_at(tokens, at)
        if verb is not None:
            return Item("V", at, verb.after, verb=verb)
    return Item(_kind(token), at, at + 1)


def _kind(token: Token) -> str:
    if not token.meanings:
        return _BY_FORM.get(token.form, "x")
    return next((kind for tag, kind in _BY_TAG if token.has(tag)), "x")
