"""People who die of wounds: neither the day of their death nor the town of the hospital is the incident's.

What belongs here: telling such a death, and where in its sentence its own day and place stand. What does
not: whose wounds they were (relations) and the incident (accounts).
"""

from collections.abc import Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

_RECOVERED_WITHIN = 3  # tokens between bodies and "pulled from the rubble"
_WOUNDS_WITHIN = (
    12  # tokens from the verb: "mercredi à l'hôpital de Gao des suites de leurs blessures"
)


def is_late(clause: Clause, statement: Statement) -> bool:
    """ "Two of the wounded have died", "ont succombé à leurs blessures", "two more bodies were washed up"."""
    if statement.harm.measure != "killed":
        return False
    if statement.people.has_other and is_recovery(clause, statement):
        return True
    noun = statement.people.harm
    if noun is not None and noun.measure == "injured":
        return True
    own = clause.tokens[statement.people.at : statement.after]
    described = own[: statement.people.after + 1 - statement.people.at]  # "Three people injured …"
    if any(_is_wounded(t) for t in described if t.meanings):
        return True
    if "of_wounds" not in clause.meanings:
        return False
    behind = _behind(clause, statement)[:_WOUNDS_WITHIN]
    return any(t.has("of_wounds") for t in (*own, *behind))


def is_recovery(clause: Clause, statement: Statement) -> bool:
    """ "Nine bodies were pulled from the rubble"."""
    if "recovered" not in clause.meanings or statement.people.head != "counted":
        return False
    first, after = statement.at - _RECOVERED_WITHIN, statement.after + _RECOVERED_WITHIN
    return any(t.has("recovered") for t in clause.tokens[max(0, first) : after])


def is_mourned(clause: Clause, statement: Statement) -> bool:
    """ "Six of the soldiers were buried", "the funerals of six soldiers": perhaps only some of the dead."""
    if statement.harm.measure != "killed" or "mourned" not in clause.meanings:
        return False
    if is_recovery(clause, statement):
        return False  # "411 bodies found and buried as of 9 May"
    own = clause.tokens[max(0, statement.at - _RECOVERED_WITHIN) : statement.after]
    return any(t.has("mourned") for t in (*own, *_behind(clause, statement)))


def spans_of_death(clause: Clause, told: Sequence[Statement]) -> list[tuple[int, int]]:
    """Where in the text days and places are those of late deaths: behind each of them, in its clause; and
    between the noun and who died, "le décès à l'hôpital de Mora de deux blessés".
    """
    late = [s for s in told if is_late(clause, s)]
    of_noun = [clause.tokens[s.at : s.people.at] for s in late if s.rule.startswith("nominal")]
    behind = [_up_to_wounds(_behind(clause, s)) for s in late]
    return [(tokens[0].start, tokens[-1].end) for tokens in (*of_noun, *behind) if tokens]


def _behind(clause: Clause, statement: Statement) -> Sequence[Token]:
    after = statement.after
    while after < len(clause.tokens) and not _ends(clause.tokens[after]):
        after += 1
    return clause.tokens[statement.after : after]


def _up_to_wounds(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "à Gao des suites de blessures reçues samedi dans une embuscade à Bourem": when and where they died, not
    were hurt; "à ses brûlures à Yaoundé" only tells where they died.
    """
    at = next((i for i, t in enumerate(tokens) if i and t.has("of_wounds")), len(tokens))
    is_told = any(t.has("event", "event_noun", "suffered") for t in tokens[at + 1 :])
    return tokens[:at] if is_told else tokens


def _ends(token: Token) -> bool:
    return token.form in ",;:." or token.has("conjunction", "relative", "that")


def _is_wounded(token: Token) -> bool:
    return any(isinstance(m, Harm) and m.measure == "injured" for m in token.meanings.values())
