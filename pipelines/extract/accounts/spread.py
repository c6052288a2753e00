"""Whether a sentence counts the people of many places, of a row of attacks or of all a month.

What does not belong here: a period or a sum that makes a count a toll (scope), the number of events that nouns
tell of (occasions).
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from pipelines.extract.accounts.stocks import AS_OF_RULE
from pipelines.extract.event_types import OUTSIDE_CONFLICT, PROTESTS
from pipelines.extract.lexed import Token
from pipelines.extract.model import COUNTRY_PREC, DateMention
from pipelines.extract.occasions import are_many, counts_several, is_single
from pipelines.extract.setting import Setting
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_OF_MANY_PLACES = frozenset({"many_places", "all_over"})
_HARMED = frozenset({"killed", "injured"})
_WEEK_PREC = 3  # UCDP date_prec: up to a week
_SEVERAL_DAYS = 2  # from the first to the last: "the past 24 hours" are one
_OPENING = 2  # tokens: "le mois"
_RECENT_WITHIN = 3  # tokens from "recent" to the noun
_RECENT_BEHIND = 2  # tokens from the noun to "recent": "attacks in recent days"
_ROW = 2  # towns
_TELLS_ON = ("event_noun", "person", "counted", "have", "be", "relative")
_MONTH = "date.month"  # without its year
_NAMED_BY_DAY = 5  # characters between an event and its date: " de ", " of "


def is_at_many_places(clause: Clause, statement: Statement, setting: Setting, end: int) -> bool:
    """ "134 people died across Syria": of no one incident; a flood is one."""
    if _OF_MANY_PLACES.isdisjoint(clause.meanings):
        return False
    if statement.harm.measure not in _HARMED or any(
        t.kind in OUTSIDE_CONFLICT for t in setting.triggers
    ):
        return False
    behind = [t for t in clause.tokens[statement.after :] if t.end <= end]
    countries = {p.text_start for p in setting.places if p.where_prec >= COUNTRY_PREC}
    return _tells_many_places(behind) or any(
        before.has("all_over") and t.start in countries for before, t in pairwise(behind)
    )


def _tells_many_places(tokens: Sequence[Token]) -> bool:
    """ "Twelve died throughout the country", but not "at nationwide protests", which may be of one town."""
    return any(t.has("many_places") for t in tokens[-1:]) or any(
        t.has("many_places") and not after.has("event_noun", "event")
        for t, after in pairwise(tokens)
    )


def towns_apart(clause: Clause, setting: Setting) -> list[int]:
    """Where towns are named; "in raids on the villages of Doro and Kaya" as one, for one force went from one to
    the other.
    """
    starts = [p.text_start for p in setting.places if p.is_local]
    if len(starts) < _ROW or "sites" not in clause.meanings:
        return starts
    row = _row_of_sites(clause.tokens, frozenset(starts))
    return [start for start in starts if start not in row]


def _row_of_sites(tokens: Sequence[Token], starts: Collection[int]) -> set[int]:
    """The towns but for the first that follow "villages of", with what holds them, up to what else is told."""
    at = next(i for i, t in enumerate(tokens) if t.has("sites")) + 1
    row: list[int] = []
    for token in tokens[at:]:
        if token.start in starts:
            row.append(token.start)
        elif token.has(*_TELLS_ON):
            break
    return set(row[1:])


def adds_up(clause: Clause, dated: DateMention, setting: Setting) -> bool:
    """ "Strikes killed 19 over the past two days", "the mission documented three deaths in July": the people
    of several events, of all events of a month.
    """
    is_long = dated.precision > _WEEK_PREC and not dated.is_day
    names_day = dated.start is not None or dated.rule_id.endswith(AS_OF_RULE)  # unlike "so far"
    if "tallied" in clause.meanings and is_long and names_day:
        return True
    if _are_of_month(clause, dated, setting):
        return True
    if not dated.is_period or dated.start is None or dated.end is None:
        return False
    days = (dated.end - dated.start).days - setting.coarse_days
    words = (t for t in clause.tokens if dated.text_start <= t.start < dated.text_end)
    is_to_now = any(t.has("looking_back") for t in words)
    return is_to_now and days >= _SEVERAL_DAYS and are_many(clause.tokens)


def adds_up_since(clause: Clause, statement: Statement, setting: Setting) -> bool:
    """ "11 salvos have killed 68 since Monday", "since Friday the unrest has left 14 dead"."""
    kinds = {t.kind for t in setting.triggers}
    if statement.harm.measure == "displaced" or kinds & OUTSIDE_CONFLICT:
        return False
    return bool(kinds & PROTESTS) or counts_several(clause, statement, (), setting.quotes)


def _are_of_month(clause: Clause, dated: DateMention, setting: Setting) -> bool:
    """ "Rebel attacks killed 40 last month"; "the attacks of November 2015" are one day's."""
    if dated.is_day or dated.precision <= _WEEK_PREC or dated.rule_id.endswith(AS_OF_RULE):
        return False
    first, last = dated.text_start - _NAMED_BY_DAY, dated.text_end + _NAMED_BY_DAY
    near = [t for t in clause.tokens if first <= t.end and t.start <= last]
    if any(p.is_local for p in setting.places) and all(
        t.has("mutual") for t in clause.tokens if t.has("event_noun")
    ):
        return False  # "En mai, 22 personnes ont été tuées dans des affrontements à Faya"
    is_named_by_it = are_many(near) and not any(t.form == "," for t in near)
    if dated.rule_id == _MONTH:
        is_named_by_it &= any(_is_one_of_those(a, b) for a, b in pairwise(clause.tokens))
    return not is_named_by_it and are_many(clause.tokens) and not is_single(clause)


def _is_one_of_those(before: Token, noun: Token) -> bool:
    """ "The attacks of November 2015", unlike "killed in attacks in July"."""
    return noun.has("event_noun") and not before.has("preposition", "locative")


def are_recent(clause: Clause) -> bool:
    """ "Lors de récentes attaques", "31 were arrested in recent West Bank raids", "attacks in recent days"."""
    if "lately" not in clause.meanings:
        return False
    tokens = clause.tokens
    told = (i for i, token in enumerate(tokens) if token.has("lately"))
    return any(are_many(tokens[max(0, i - _RECENT_BEHIND) : i + 1 + _RECENT_WITHIN]) for i in told)


def sums_month(clause: Clause, dated: DateMention) -> bool:
    """ "April was the deadliest month of the year: 92 were killed", "le mois d'avril, avec 92 morts, est l'un
    des plus meurtriers": all who were, in all of it.
    """
    is_month = dated.precision > _WEEK_PREC and not dated.is_day
    if not is_month or "superlative" not in clause.meanings:
        return False
    opening = clause.tokens[:_OPENING]
    if any(t.has("period") and t.start < dated.text_end for t in opening):
        return True
    words = [{"superlative", "period"} & t.meanings.keys() for t in clause.tokens]
    return any(len(a) == len(b) == 1 and a != b for a, b in pairwise(words))
