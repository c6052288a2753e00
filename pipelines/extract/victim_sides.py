"""Whose people are counted, where their own noun leaves it open: sides, ranks, glosses and titles.

"côté armée, cinq tués" · "la police compte 50 blessés dans ses rangs" · "trente personnes, des militaires
pour la plupart" · "Awa Diallo, journaliste". What does not belong here: what the noun itself says, and what
the account makes likely (victims).
"""

from collections.abc import Sequence
from itertools import takewhile

from pipelines.extract.event_types import ARMED
from pipelines.extract.lexed import Token
from pipelines.extract.people.nouns import ADULT
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_UNKNOWN = "unspecified"
_AGENT_WITHIN = 6  # tokens from who killed to the verb
_NOUNS = ("event", "event_noun", "thing", "cumulative")
_SIDES_WITHIN = 7  # tokens from "clashes" to the second of the sides
_SIDE_TOKENS = 5  # "du côté des forces de l'ordre"
_GLOSS_TOKENS = 9  # ", des militaires dans leur grande majorité,"
_TITLE_TOKENS = 3  # ", une jeune journaliste"
_BRACKETED = 8  # tokens: "Awa Diallo (alias Abou Sow), journaliste"
_BOTH_WITHIN = 3  # tokens: "fighters from both sides"
_TITLE_BEFORE = 6  # tokens: "le numéro deux du Hamas,"
_ENDS_TITLE = (
    "said",
    "have",
    "be",
    "agent",
    "relative",
    "conjunction",
    "event",
    "finite",
    "participle",
)
_PART_ENDS = frozenset(".;!?")
_OF_A_SIDE = frozenset({"side", "set_of", "losses", "own_losses"})
_OF_CIVILIANS = frozenset({"civilians", "women", "children"})


def side_of(clause: Clause, statement: Statement) -> str | None:
    """The class of the side to which a sentence counts people; None where it names none."""
    tokens, people = clause.tokens, statement.people
    if people.head == "name":
        return _titled(tokens, people.after) or _titled_before(tokens, people.at, people.after)
    glossed = _glossed(tokens, people.after) or _glossed(tokens, statement.after)
    if glossed is not None:
        return glossed
    start = _part_start(tokens, people.at)
    behind = tokens[statement.after : statement.after + _SIDE_TOKENS]
    if is_of_own_ranks(clause, statement) or statement.harm.rule.endswith(".perdu"):
        return _side(_before_relative(tokens[start : people.at])) or _side(
            list(reversed(tokens[start : people.at]))
        )
    if behind and behind[0].has("side", "set_of"):
        return _side(behind[1:])
    for at in range(start, people.at) if not _OF_A_SIDE.isdisjoint(clause.meanings) else ():
        if tokens[at].has("own_losses") and at > 0 and _is_whose(tokens[at - 1]):
            return _side(list(reversed(tokens[start:at])))
        if tokens[at].has("of") and at > start:
            continue  # "a group of bandits killed six people"
        if tokens[at].has("side", "set_of", "losses"):
            return _side(tokens[at + 1 : min(people.at, at + _SIDE_TOKENS)])
    return None


def _before_relative(tokens: Sequence[Token]) -> Sequence[Token]:
    """Backwards, who stands before "qui" in "l'armée qui combat les rebelles a perdu sept hommes"."""
    first = next((i for i, t in enumerate(tokens) if t.has("who")), 0)
    return tokens[:first][::-1]


def _is_whose(token: Token) -> bool:
    """ "army losses", "their own losses"."""
    return token.has("possessive", "premodifier") or token.meanings.get("source") in ARMED


def are_of_both(clause: Clause, statement: Statement) -> bool:
    """ "90 fighters from both sides have died", "90 combattants sont morts des deux côtés"."""
    if "both_sides" not in clause.meanings:
        return False
    ends = (statement.people.after, statement.after)
    return any(t.has("both_sides") for end in ends for t in clause.tokens[end : end + _BOTH_WITHIN])


def is_by_one_side(clause: Clause, statement: Statement) -> bool:
    """ "Rebels killed 19 people", "security forces shot dead three": no fight, but what one side did."""
    verb = clause.tokens[statement.at]
    if statement.people.at <= statement.at or not verb.has(
        "finite", "said_participle", "participle"
    ):
        return False
    for i in range(statement.at - 1, max(-1, statement.at - 1 - _AGENT_WITHIN), -1):
        token = clause.tokens[i]
        if token.has("conjunction", "relative", "have") or token.form in _PART_ENDS:
            continue
        if token.has("person", "source", "pronoun"):
            kinds = {token.meanings.get("source"), token.meanings.get("person")}
            is_adjective = i > 0 and clause.tokens[i - 1].has(*_NOUNS)  # "les violences islamistes"
            is_adjective |= _is_of_event(clause.tokens, i)
            return token.has("pronoun") or (not ARMED.isdisjoint(kinds) and not is_adjective)
    return False


def _is_of_event(tokens: Sequence[Token], side: int) -> bool:
    """ "Clashes between the army and rebels killed 40": the event has killed them, not one of its sides."""
    is_between = False
    for token in reversed(tokens[max(0, side - _SIDES_WITHIN) : side]):
        if token.form in _PART_ENDS or token.has("said", "have", "be", "relative", "finite"):
            return False
        is_between |= token.has("preposition")
        if token.has("event_noun"):
            return is_between
    return False


def is_of_own_ranks(clause: Clause, statement: Statement) -> bool:
    """ "50 blessés dans ses rangs": one side's, which tells nothing of others."""
    if "own_ranks" not in clause.meanings:
        return False
    behind = clause.tokens[statement.after : statement.after + _SIDE_TOKENS]
    return any(t.has("own_ranks") for t in behind)


def _part_start(tokens: Sequence[Token], at: int) -> int:
    return next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].form in _PART_ENDS), 0)


def _side(tokens: Sequence[Token]) -> str | None:
    """The class of the first word that names people, a force or a side."""
    for token in tokens:
        if token.has("friendly"):
            return "security_forces"
        if token.meanings.get("source") in ARMED:
            return str(token.meanings["source"])
        named = token.meanings.get("person", _UNKNOWN)
        if named != _UNKNOWN:
            return str(named)
    return None


def _glossed(tokens: Sequence[Token], at: int) -> str | None:
    """The class in ", des militaires pour la plupart" or "dont une majorité de soldats" from a token on."""
    if at >= len(tokens) or (tokens[at].form != "," and not tokens[at].has("including")):
        return None
    found: set[str] = set()
    is_gloss = False
    for token in tokens[at + 1 : at + 1 + _GLOSS_TOKENS]:
        if token.form == "," or token.has("have", "be", "number"):
            break
        is_gloss |= token.has("gloss", "fraction")
        named = token.meanings.get("person", _UNKNOWN)
        if named != _UNKNOWN:
            found.add(str(named))
    if not is_gloss or not found:
        return None
    if found <= _OF_CIVILIANS:
        return "civilians"  # most of them women: the guide's civilians
    return found.pop() if len(found) == 1 else "mixed"


def _titled_before(tokens: Sequence[Token], at: int, after: int) -> str | None:
    """What the words before a name say: "Lt. Jules Bemba", "le numéro deux du Hamas, Ali Sow"."""
    is_apart = at > 0 and tokens[at - 1].form == ","
    title: list[Token] = []
    for token in reversed(tokens[max(0, at - _TITLE_BEFORE) : at - is_apart]):
        if token.form in _PART_ENDS or not token.meanings or token.has(*_ENDS_TITLE):
            break
        title.append(token)
    if is_apart and not any(t.has("person") for t in title):
        return None
    words = (*reversed(title), *tokens[at:after])
    sides = [str(t.meanings["source"]) for t in words if t.meanings.get("source") in ARMED]
    if sides:
        return "armed_group" if "armed_group" in sides else "security_forces"
    named = [str(t.meanings.get("person", _UNKNOWN)) for t in words]
    return next((n for n in reversed(named) if n not in (_UNKNOWN, "civilians")), None)


def _titled(tokens: Sequence[Token], at: int) -> str | None:
    """What an apposition behind a name says: ", journaliste à la radio", ", 12 ans"."""
    if at < len(tokens) and tokens[at].form == "(":
        words = tokens[at : at + _BRACKETED]
        at = next((i + 1 for i, t in enumerate(words, at) if t.form == ")"), at)
    if at + 1 >= len(tokens) or tokens[at].form != ",":
        return None
    if tokens[at + 1].form.isdigit():
        return "children" if int(tokens[at + 1].form) < ADULT else None
    for i, token in enumerate(tokens[at + 1 : at + 1 + _TITLE_TOKENS], at + 2):
        if token.has("person", "generic_source", "speaks_for"):
            named = str(token.meanings.get("person", _UNKNOWN))
            is_open = named in ("civilians", _UNKNOWN)
            return _served(token, tokens[i : i + _SIDE_TOKENS]) if is_open else named
        if token.meanings and not token.has(
            "indefinite_singular", "definite_singular", "premodifier"
        ):
            break
    return None


def _served(office: Token, behind: Sequence[Token]) -> str | None:
    """The force in "chef d'un groupe rebelle", "army spokesman"; a party's secretary may be armed."""
    if office.meanings.get("source") in ARMED:
        return str(office.meanings["source"])
    if not behind or not behind[0].has("of", "serving"):
        return None
    own = takewhile(lambda t: t.form not in _PART_ENDS | {","} and not t.has(*_ENDS_TITLE), behind)
    return next((str(t.meanings["source"]) for t in own if t.meanings.get("source") in ARMED), None)
