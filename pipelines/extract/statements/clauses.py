"""A sentence as a row of items: people, verb groups of harm, and the small words between them.

The items' kinds make a string with one letter each, over which frames look for their people:
P people · H a counted noun of harm · h such a noun without a count · V a verb group of harm
u a noun phrase that may be a person ("un dirigeant") · N a name · o including · g a gloss ("surtout")
s the same again ("soit") · r relative · c conjunction · , comma · . a hard boundary · d preposition
t together with · l light verb · n "the number of" · k a verb of cause · ? nothing has happened (yet)
q a verb of saying · b a count that rises ("s'élève à") · v another auxiliary · ( ) brackets · x anything else
"""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.people.nouns import name_end
from pipelines.extract.people.reader import OPENERS, PeopleReader
from pipelines.extract.quantities import is_between_commas, may_begin
from pipelines.extract.statements.ages import ages
from pipelines.extract.statements.bare_nouns import bare_nouns
from pipelines.extract.statements.lists import within_lists
from pipelines.extract.statements.names import is_aged, is_with_his, named
from pipelines.extract.statements.shapes import Shape
from pipelines.extract.statements.shares import is_fraction, is_share
from pipelines.extract.statements.taken_for import taken_for
from pipelines.extract.statements.verbs import VERB_OPENERS, Verb, VerbReader
from pipelines.extract.statements.whose import whose
from pipelines.lexicons.phrases import Meanings

_BY_TAG = (
    ("neutral", "x"),
    ("counted", "h"),
    ("including", "o"),
    ("among", "o"),
    ("gloss", "g"),
    ("restating", "s"),
    ("number_of", "n"),
    ("said", "q"),
    ("conditional", "?"),
    ("rises_to", "b"),
    ("cause", "k"),
    ("light", "l"),
    ("together", "t"),
    ("relative", "r"),
    ("conjunction", "c"),
    ("preposition", "d"),
    ("have", "v"),
    ("be", "v"),
    ("future", "v"),
)
_BY_FORM = {
    ",": ",",
    "-": ",",
    "--": ",",
    "–": ",",
    "—": ",",
    ";": ".",
    "!": ".",
    "?": ".",
    ":": ".",
    ".": ".",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
}
_MARKS = {form: kind for form, kind in _BY_FORM.items() if form not in (".", "-", "--")}
DETERMINERS = ("definite_singular", "definite_plural", "number")
"""Behind which a participle only describes: "the injured soldiers"."""
_ADJECTIVES = Shape(r"Pxcx")
_OWNER = re.compile(r"(?<=P)(P)")
_SOME = re.compile(r"o[xl]{0,3}((?:[PuN][xdN]{0,4}(?:,|,?c))*[PuN])")
_PEOPLE_BEFORE = re.compile(r"[PH](?:V[xd]{0,6})?,?$")
_SHORTEST_NAME = 2  # words
_OF_PERSONS = frozenset({"killed", "injured", "abducted", "detained"})
_CALENDAR_DAY = 3  # items of "le 6 juin", "on 6 June"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a clause over the tokens [at, after)."""

    kind: str
    at: int
    after: int
    people: People | None = None
    verb: Verb | None = None


@dataclass
class Clause:
    """The items of a sentence, their kinds as a string, and the tokens below them."""

    tokens: list[Token]
    items: list[Item]
    kinds: str

    @cached_property
    def meanings(self) -> frozenset[str]:
        """All that any of its tokens may mean."""
        return frozenset[str]().union(*[t.meanings for t in self.tokens if t.meanings])

    def token_before(self, index: int) -> Token | None:
        """The token just before an item."""
        at = self.items[index].at
        return self.tokens[at - 1] if at else None


def day_length(clause: Clause, index: int) -> int:
    """How many items are a day that begins at one: "lundi", "on Monday", "le 6 juin", "on 6 June"; else 0."""
    words = [clause.tokens[item.at] for item in clause.items[index : index + _CALENDAR_DAY]]
    if words[0].has("weekday", "on_day"):
        return 1
    is_calendar = len(words) == _CALENDAR_DAY and any(w.form[0].isdigit() for w in words[1:])
    is_introduced = words[0].has("definite_singular", "preposition")
    return _CALENDAR_DAY if is_calendar and is_introduced else 0


class ClauseReader:
    """Reads the tokens of a sentence into items, from left to right, the longest reading first."""

    def __init__(self, people: PeopleReader, verbs: VerbReader) -> None:
        self._people = people
        self._verbs = verbs
        self._kinds: dict[int, tuple[Meanings, str]] = {}
        self._inert: dict[int, tuple[Meanings, str | None]] = {}
        """By the identity of meanings, which are kept beside it: so no others can take it on."""

    def clause(self, tokens: list[Token]) -> Clause:
        """The sentence's items in order; every token belongs to one."""
        items: list[Item] = []
        at = 0
        while at < len(tokens):
            kind = self._inert_kind(tokens[at])
            item = self._item_at(tokens, at) if kind is None else _lone(kind, at)
            if item.people is not None and item.after > at + 2 and is_between_commas(tokens, at):
                items[-1] = _lone("x", items[-1].at)  # "of, at least, seven people"
            items.append(item)
            at = item.after
        kinds = _joined_adjectives("".join([i.kind for i in items]), items, tokens)
        if old := ages(kinds, [i.people for i in items]):
            for i in old:
                if not _is_of_place(tokens, items[i - 2]):
                    items[i] = replace(items[i], kind="x")
            kinds = "".join([i.kind for i in items])
        if "PP" in kinds:
            kinds = _without_owners(kinds, items, tokens)
        if "h" in kinds or "V" in kinds:
            kinds = self._with_bare_nouns(kinds, items, tokens)
        if "o" in kinds:
            firsts = [tokens[i.at] for i in items]
            kinds = whose(within_lists(kinds, firsts), [i.people for i in items], firsts)
        if "u" in kinds and "o" in kinds:
            kinds = _with_described(kinds, items, tokens)
        for i, people in named(kinds, [i.people for i in items]):
            items[i] = replace(items[i], people=people)
        return Clause(tokens, *_without_descriptions(kinds, items, tokens))

    def _inert_kind(self, token: Token) -> str | None:
        """The kind of a token that can only stand alone, as most do; None where it may begin more."""
        if token.is_capital:
            return None
        if not token.meanings:
            return "x" if token.form.isalpha() else _MARKS.get(token.form)
        known = self._inert.get(id(token.meanings))
        if known is None:
            begins = may_begin(token, OPENERS) or not VERB_OPENERS.isdisjoint(token.meanings)
            kind = None if begins or token.form in _BY_FORM else self._kind(token)
            known = self._inert[id(token.meanings)] = token.meanings, kind
        return known[1]

    def _item_at(self, tokens: list[Token], at: int) -> Item:
        token = tokens[at]
        if token.has("neutral"):
            return _lone("x", at)
        if token.meanings or token.form[0].isdigit() or "-" in token.form:
            if at and tokens[at - 1].has("aged"):
                return Item("x", at, self._ages_end(tokens, at))
            group = self._people.people_at(tokens, at)
            if group is not None and is_share(tokens, at, group):
                return Item("x", at, group.after)
            if group is not None and group.after > at and not is_fraction(tokens, at, group):
                return Item(_people_kind(group), at, group.after, people=group)
            verb = self._verbs.verb_at(tokens, at)
            if verb is not None:
                return Item("V", at, verb.after, verb=verb)
        if token.is_capital:
            first = self._behind_titles(tokens, at)
            after = name_end(tokens, first + (first < len(tokens) and tokens[first].has("person")))
            is_name = after - at >= _SHORTEST_NAME or is_aged(tokens, at, after)
            is_name = is_name or is_with_his(tokens, after)
            if after > first and (is_name or self._suffers(tokens, after)):
                return Item("N", at, after, people=self._people.named(tokens, at, after))
        if token.form == "." and at and self._is_abbreviated(tokens[at - 1]):
            return _lone("x", at)
        if token.has("rises_to") and any(t.has("by_cause") for t in tokens[at + 1 : at + 2]):
            return _lone("x", at)  # "was hit by a train"
        return _lone(self._kind(token), at)

    def _with_bare_nouns(self, kinds: str, items: list[Item], tokens: list[Token]) -> str:
        """The kinds, bare nouns of harm that count a few as if they had a number."""
        for i in bare_nouns(kinds, [tokens[x.at] for x in items]):
            few = self._people.a_few(tokens, items[i].at)
            items[i] = replace(items[i], kind="H", people=few, verb=None)
        return "".join([i.kind for i in items])

    def _is_abbreviated(self, token: Token) -> bool:
        """Whether a full stop behind a word ends no sentence: "Lt.", "a man named C.S."."""
        is_initial = len(token.form) == 1 and token.is_capital and not token.meanings
        return is_initial or token.form in self._people.language.abbreviations

    def _ages_end(self, tokens: list[Token], at: int) -> int:
        """The token after the ages at a token: "46, 50 and 73", "between 17 and 62"."""
        end = self._people.number_end(tokens, at)
        while (following := _behind_joiner(tokens, end)) > end:
            if following >= len(tokens) or not _is_number(tokens[following]):
                break
            end = following + 1
        return end

    def _suffers(self, tokens: list[Token], after: int) -> bool:
        """ "Tensoba a été tué": whether what befalls one person alone follows a capitalised word."""
        if after >= len(tokens) or not tokens[after].has("singular"):
            return False
        verb = self._verbs.verb_at(tokens, after)
        if verb is None or verb.voice == "active" or verb.harm.measure not in _OF_PERSONS:
            return False
        harm = verb.harm
        return not harm.of_places and (harm.measure == "abducted" or not harm.of_things)

    def _behind_titles(self, tokens: list[Token], at: int) -> int:
        """The token after "Lt. Col."."""
        abbreviations = self._people.language.abbreviations
        while (
            at + 1 < len(tokens) and tokens[at + 1].form == "." and tokens[at].form in abbreviations
        ):
            at += 2
        return at

    def _kind(self, token: Token) -> str:
        """The kind of a lone token; different meanings are few."""
        if not token.meanings or token.form in _BY_FORM:
            return _BY_FORM.get(token.form, "x")
        known = self._kinds.get(id(token.meanings))
        if known is None:
            kind = next((kind for tag, kind in _BY_TAG if token.has(tag)), "x")
            known = self._kinds[id(token.meanings)] = token.meanings, kind
        return known[1]


def _without_descriptions(
    kinds: str, items: list[Item], tokens: list[Token]
) -> tuple[list[Item], str]:
    """Items in which those for whom others are taken count nobody; the class of these may be known by them."""
    people = [i.people for i in items]
    for who, other in taken_for(kinds, people, tokens):
        first, second = people[who], people[other]
        if first is not None and second is not None and first.victims == "unspecified":
            items[who] = replace(items[who], people=replace(first, victims=second.victims))
        items[other] = replace(items[other], kind="x", people=None)
        kinds = f"{kinds[:other]}x{kinds[other + 1 :]}"
    return items, kinds


def _joined_adjectives(kinds: str, items: list[Item], tokens: list[Token]) -> str:
    """The kinds, "and" between two adjectives a mere word: "17 missionnaires américains et canadiens"."""
    for match in _ADJECTIVES.finditer(kinds):
        words = (tokens[items[i].at] for i in (match.start() + 1, match.end() - 1))
        if all((not w.meanings or w.has("demonym")) and w.form.endswith("s") for w in words):
            at = match.end() - 2
            items[at] = replace(items[at], kind="x")
            kinds = f"{kinds[:at]}x{kinds[at + 1 :]}"
    return kinds


def _without_owners(kinds: str, items: list[Item], tokens: list[Token]) -> str:
    """The kinds, one to whom people belong a mere word: "un conseiller du ministre et leur chauffeur"."""
    for match in _OWNER.finditer(kinds):
        at = match.start(1)
        owner, own = items[at].people, items[at - 1].people
        is_one = owner is not None and owner.is_definite and owner.quantity.best == 1
        if (
            is_one
            and tokens[items[at].at].has("contracted", "of")
            and own
            and own.after == items[at].at
        ):
            items[at] = replace(items[at], kind="x", people=None)
            kinds = f"{kinds[:at]}x{kinds[at + 1 :]}"
    return kinds


def _with_described(kinds: str, items: list[Item], tokens: list[Token]) -> str:
    """The kinds, those among some of a number whom their country or an unknown noun tells: "dont un Belge et un
    Suisse", "12 militants, including a bombmaker".
    """
    for match in _SOME.finditer(kinds):
        is_of_people = _PEOPLE_BEFORE.search(kinds, 0, match.start()) is not None
        for i in range(match.start(1), match.end(1)):
            first, noun = tokens[items[i].at], tokens[items[i].after - 1]
            is_told = noun.is_capital or is_of_people
            if kinds[i] == "u" and is_told and first.has("indefinite_singular"):
                items[i] = replace(items[i], kind="P")
    return "".join([i.kind for i in items])


def _is_of_place(tokens: list[Token], item: Item) -> bool:
    """ "le Cauca (19)": what stands behind the name of a region is no age."""
    name = tokens[item.after - 1]
    is_name = name.is_capital and not name.meanings
    return item.kind == "u" and is_name and tokens[item.at].has("definite_singular")


@cache
def _lone(kind: str, at: int) -> Item:
    """The item of a single token; the same for all sentences, which are of bounded length."""
    return Item(kind, at, at + 1)


def _behind_joiner(tokens: list[Token], at: int) -> int:
    """The token behind a comma, "and" or both."""
    at += at < len(tokens) and tokens[at].form == ","
    return at + (at < len(tokens) and tokens[at].has("conjunction"))


def _is_number(token: Token) -> bool:
    is_word = token.has("number") and not token.has("indefinite_singular")
    return is_word or token.form.isdigit()


def _people_kind(people: People) -> str:
    if people.head == "counted":
        return "H" if people.harm is not None else "P"
    return "u" if people.head == "possible" else "P"
