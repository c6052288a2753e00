"""Since when a place or a party is what it is: "une ville occupée par les rebelles depuis janvier", "au pouvoir
depuis 2021". Such a time is not that of a count beside it.

What does not belong here: whether a period makes a count a toll (scope).
"""

from collections.abc import Sequence

from pipelines.extract.background import state_before
from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

_BACK_TO = 8  # tokens from "depuis" back to the participle
_OF_TOLL = ("event", "cumulative", "counted", "nominal")
_TOLL_FROM = 100  # fewer may have died at once
_HELD = frozenset({"detained", "abducted"})
_AUXILIARIES = ("have", "be", "been")
_STOPS = (*_AUXILIARIES, "relative", "said")


def is_since_of_state(clause: Clause, statement: Statement, since: int) -> bool:
    """Whether the "since" at a token tells of a noun near it rather than of those counted."""
    if state_before(since, clause.tokens) is not None:
        return not _is_toll_since(clause, statement, since)  # "un pays en guerre depuis dix ans"
    if _are_held_since(clause, statement, since):
        return True
    if since < statement.after:
        return False
    return _hangs_on_noun(clause.tokens, max(statement.after, since - _BACK_TO), since)


def _is_toll_since(clause: Clause, statement: Statement, since: int) -> bool:
    """ "La mission, déployée depuis 2013, a perdu plus de 170 hommes", where no day is told."""
    quantity = statement.people.quantity
    is_many = (quantity.best or quantity.low or 0) >= _TOLL_FROM
    return since < statement.at and is_many and "weekday" not in clause.meanings


def _are_held_since(clause: Clause, statement: Statement, since: int) -> bool:
    """ "Les corps de deux marins détenus par des pirates depuis 2016": since when they had been held."""
    first = max(statement.people.after, since - _BACK_TO)
    for token in reversed(clause.tokens[first:since]):
        if token.form == "," or token.has(*_STOPS):
            return False
        harm = token.meanings.get("participle")
        if isinstance(harm, Harm):
            return harm.measure in _HELD and statement.harm.measure not in _HELD
    return False


def _harms(token: Token) -> bool:
    """ "chiffre à 241 le nombre de civils tués depuis janvier": since when they have been killed."""
    return any(isinstance(meaning, Harm) for meaning in token.meanings.values())


def _hangs_on_noun(tokens: Sequence[Token], first: int, since: int) -> bool:
    """ "le territoire contrôlé par le groupe depuis 2007": a participle behind a noun that is no event."""
    for at in range(since - 1, first, -1):
        token, before = tokens[at], tokens[at - 1]
        if token.form == "," or token.has(*_STOPS) or _harms(token):
            return False
        is_form = not token.meanings or token.has("participle")
        if is_form and token.form.endswith(("é", "ée", "és", "ées")):
            before = tokens[at - 2] if before.form == "," and at > 1 else before
            is_noun = before.form.isalpha() and not before.has(*_AUXILIARIES, "adverb", *_OF_TOLL)
            return is_noun and not before.has("preposition")
    return False
