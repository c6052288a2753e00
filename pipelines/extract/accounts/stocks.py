"""Whether people are counted where they are: the displaced, the held and the missing of a moment.

What belongs here: words and forms that tell a state. What does not: other counts that are no incident's
(scope), and whether a toll statement is called stock or flow (reports).
"""

from collections.abc import Sequence

from pipelines.extract.event_types import OUTSIDE_CONFLICT, Trigger
from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention
from pipelines.extract.occasions import is_single
from pipelines.extract.setting import Setting
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

STOCK_FROM = 1000
"""Counted displaced people from here on are a stock, not one day's flight."""
AS_OF_RULE = "until"
""" "À la date du 9 mai" dates the count, not the dead."""
_FLOW_TO = 100_000  # so many have not fled on one day that nobody names
_HELD = frozenset({"detained", "abducted"})
_HELD_OR_MISSING = _HELD | {"missing"}
_STAYING = ".staying"
_COUNTED = ("counted", "number_of")
_JUST_BEFORE = 3  # tokens


def is_stock(
    clause: Clause, statement: Statement, setting: Setting, dated: DateMention | None
) -> bool:
    """Whether displaced people are counted where they are rather than told to have fled, or more are held or
    missing than one day's.
    """
    number = statement.people.quantity.best or statement.people.quantity.low or 0
    is_day = dated is not None and not (dated.is_period or dated.rule_id.endswith(AS_OF_RULE))
    is_conflict = all(t.kind not in OUTSIDE_CONFLICT for t in _scenes(setting))
    if statement.harm.measure in _HELD_OR_MISSING:
        return number >= STOCK_FROM and not is_day and is_conflict
    if statement.harm.measure != "displaced":
        return False
    if _is_staying(clause, statement):
        return True
    is_state = statement.rule.startswith("passive") and _is_present(clause, statement)
    is_of_one = is_day or is_single(clause)  # "have fled after an attack on Bani"
    is_state |= is_conflict and not is_of_one and _is_perfect(clause, statement)
    if number >= STOCK_FROM and (statement.rule.startswith(_COUNTED) or is_state):
        return True
    is_undated = dated is None or dated.is_period
    return number >= _FLOW_TO and is_undated and is_conflict


def remains(clause: Clause, statement: Statement) -> bool:
    """ "Quelque 3.200 habitants demeurent déplacés", "104,600 people were still displaced in May", "they are
    still holding 27 hostages", "is holding 40 hostages"; "three others are still held" were taken with those
    told of. So do those whom a town hosts.
    """
    people = statement.people
    tokens = clause.tokens[people.after : statement.after]
    if statement.harm.measure in _HELD:
        is_held_by = clause.tokens[statement.at].has("finite")  # "détiennent toujours 11 autres"
        if (
            people.is_partitive
            or people.quantity.best == 1
            or (people.has_other and not is_held_by)
        ):
            return False
        own = clause.tokens[statement.at : statement.after]
        if is_held_by and (any(t.has("still") for t in own) or _are_holding(clause, statement)):
            return True
        tokens = (*_just_before(clause, statement), *clause.tokens[statement.at : statement.after])
    elif statement.harm.measure != "displaced":
        return False
    verb = (*_just_before(clause, statement), *clause.tokens[statement.at : people.at])
    is_hosted = statement.harm.measure == "displaced" and any(t.has("hosting") for t in verb)
    return is_hosted or any(t.has("remaining") for t in tokens)


def is_left(clause: Clause, statement: Statement) -> bool:
    """ "Another 20 are being held", "the other five miners": those left of people who were told of before."""
    people = statement.people
    if statement.harm.measure not in _HELD_OR_MISSING or people.quantity.best is None:
        return False
    if people.is_definite and people.has_other and statement.harm.measure == "missing":
        return True
    verb = clause.tokens[people.after : statement.after]
    if statement.harm.measure == "abducted" and remains(clause, statement):
        return True
    is_state = people.has_other and clause.tokens[statement.after - 1].has("in_state")
    return is_state or any(t.has("still", "remaining") for t in verb)


def _are_holding(clause: Clause, statement: Statement) -> bool:
    """ "The group is also holding 40 hostages"; "police are holding twelve suspects" tells of one day's."""
    is_doing = clause.tokens[statement.at].has("gerund") and statement.harm.measure == "abducted"
    return is_doing and any(t.has("is") for t in _just_before(clause, statement))


def _is_staying(clause: Clause, statement: Statement) -> bool:
    """ "1,358 people are staying in six camps": where they are now."""
    return statement.rule.endswith(_STAYING) and _is_present(clause, statement)


def _is_present(clause: Clause, statement: Statement) -> bool:
    """ "322.000 personnes sont déplacées": they still are."""
    tokens = clause.tokens[statement.people.after : statement.after]
    return any(t.has("is") for t in tokens)


def _scenes(setting: Setting) -> Sequence[Trigger]:
    return (*setting.triggers, *setting.triggers_told)


def _is_perfect(clause: Clause, statement: Statement) -> bool:
    """ "Nearly 90,000 people have been displaced", "the fighting has displaced 2,273 families"."""
    verb = (*_just_before(clause, statement), *clause.tokens[statement.at : statement.after])
    return any(t.has("present_perfect") for t in verb)


def _just_before(clause: Clause, statement: Statement) -> Sequence[Token]:
    return clause.tokens[max(0, statement.at - _JUST_BEFORE) : statement.at]
