"""Years of what the news stands before: "en proie aux violences depuis 2014", "who made peace in 2016".

They tell neither when people were harmed nor from when a toll counts. What does not belong here: days on
which something was said (reporting) or came of it (aftermath), and earlier events (occasions).
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from operator import attrgetter
from typing import get_args

from pipelines.extract.dates.of_event import SINCE
from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.lexicons.language_file import Form

_BOUNDS = frozenset({",", ";", ":", ".", "!", "?", "«", "»", "“", "”", '"', "–", "—"})
_TELLING = frozenset({"event", "that_one", *get_args(Form)})
_OF_WAR = ("event", "event_noun", "war", "cumulative")
_SOURCE_WITHIN = 6  # tokens: "l'Observatoire syrien des droits de l'homme (OSDH),"
_ABOUT_WITHIN = 2  # tokens from what a relative clause is about to its comma
_STATE_WITHIN = 10  # tokens: "en proie aux attaques du groupe armé Boko Haram depuis 2014"
_SINCE_WHEN = ("in_state", "not_told")  # "en proie à des violences", "régulièrement visé"
_IN_YEAR = ("in_state",)  # not "fears of a repeat of the 2014 kidnapping"
_PACT_WITHIN = 4  # tokens: "accord de paix de 2016", "2016 peace deal"
_VERBS = ("be", "have", "finite")
_RECENT_DAYS = 31
_WEEK_PREC = 3  # UCDP date_prec: up to a week
_START = attrgetter("start")


def is_of_background(
    date: DateMention,
    dates: Sequence[DateMention],
    tokens: Sequence[Token],
    places: Sequence[PlaceMention],
) -> bool:
    """Whether a coarse date of a sentence, one of its `dates`, is that of what the news stands before."""
    if date.is_day or (not date.is_period and date.precision <= _WEEK_PREC):
        return False
    at = bisect_left(tokens, date.text_start, key=_START)
    if date.is_period:
        is_aside = date.rule_id == SINCE and stands_aside(tokens, at)
        return is_aside or _is_of_state(at, date, dates, tokens, places)
    if _is_of_past_deed(at, tokens) or _is_of_speaker(at, tokens):
        return True
    if _is_of_pact(at, bisect_left(tokens, date.text_end, lo=at, key=_START), tokens):
        return True
    return _is_of_state(at, date, dates, tokens, places)


def _is_of_state(
    at: int,
    date: DateMention,
    dates: Sequence[DateMention],
    tokens: Sequence[Token],
    places: Sequence[PlaceMention],
) -> bool:
    """ "Neuf morts lundi à Gao, dans le nord tenu par les rebelles depuis 2012": of how a place or a party
    is; where nothing else tells of one event, the dead may be counted from then.
    """
    state = state_before(at, tokens, _SINCE_WHEN if date.is_period else _IN_YEAR)
    if state is None or _is_recent(date):
        return False
    if any(d.is_day for d in dates if d is not date):
        return True
    before = tokens[:state]
    is_event = any(t.has("event_noun", "event") for t in before) or any(p.is_local for p in places)
    return is_event and any(_tells_harm(t) for t in before)


def _is_recent(date: DateMention) -> bool:
    """ "Une opération en cours depuis lundi" may be what is told of."""
    if not date.is_period or date.start is None or date.end is None:
        return False
    return (date.end - date.start).days <= _RECENT_DAYS


def state_before(
    at: int, tokens: Sequence[Token], words: Sequence[str] = _SINCE_WHEN
) -> int | None:
    """Where the words begin that say how a place or a party is, of which the token at `at` tells since when."""
    for index in range(at - 1, max(-1, at - 1 - _STATE_WITHIN), -1):
        token = tokens[index]
        if token.has(*words):
            return index
        if token.form in _BOUNDS or token.has("relative", "finite", "have"):
            return None
    return None


def _is_of_past_deed(at: int, tokens: Sequence[Token]) -> bool:
    """ "Les dissidents des Farc, qui ont signé la paix en 2016, ont tué dix hommes": of a clause
    that harms nobody.
    """
    first = next((i for i in range(at - 1, -1, -1) if _parts(tokens[i])), 0)
    last = next((i for i in range(at, len(tokens)) if tokens[i].form in _BOUNDS), len(tokens))
    own = tokens[first:last]
    is_told = any(t.has("have") for t in tokens[first:at])
    return bool(own) and own[0].has("as_doer") and is_told and not any(_tells_harm(t) for t in own)


def _is_of_speaker(at: int, tokens: Sequence[Token]) -> bool:
    """ "…, ont confirmé les autorités mises en place après la chute de Gao en août 2021"."""
    first = next((i + 1 for i in range(at - 1, -1, -1) if _parts(tokens[i])), 0)
    own = tokens[first:at]
    return bool(own) and own[0].has("said") and not any(t.has("number", "that") for t in own)


def _is_of_pact(at: int, after: int, tokens: Sequence[Token]) -> bool:
    """ "Une signataire de l'accord de paix de 2016", "signatories of the 2016 peace deal"."""
    before = takewhile(_names, reversed(tokens[max(0, at - _PACT_WITHIN) : at]))
    behind = takewhile(_names, tokens[after : after + _PACT_WITHIN])
    is_bare = at < len(tokens) and not tokens[at].has("preposition")
    return any(t.has("pact") for t in before) or (is_bare and any(t.has("pact") for t in behind))


def _names(token: Token) -> bool:
    return not (_parts(token) or token.has(*_VERBS, "number", "event", "locative"))


def _parts(token: Token) -> bool:
    return token.form in _BOUNDS or token.has("relative")


def _tells_harm(token: Token) -> bool:
    return token.has(*_TELLING, "war", "cumulative")


def stands_aside(tokens: Sequence[Token], at: int) -> bool:
    """ "The group, which has fought since 2009, killed 12": whether a token is in a relative clause that tells
    neither of a war nor of what befell people; "the Observatory, which monitors the war, …" may name one.
    """
    first = next((i for i in range(at - 1, -1, -1) if tokens[i].form in _BOUNDS), -1)
    if first <= 0 or not tokens[first + 1].has("relative") or tokens[first].form != ",":
        return False
    last = next((i for i in range(at, len(tokens)) if tokens[i].form in _BOUNDS), len(tokens))
    own = [t for t in tokens[first + 1 : last] if not t.has("relative")]
    about = tokens[max(0, first - _ABOUT_WITHIN) : first]
    is_of_war = any(t.has(*_OF_WAR) for t in about) or any(t.has("war") for t in own)
    is_of_war &= not any(t.has("source") for t in tokens[max(0, first - _SOURCE_WITHIN) : first])
    return not is_of_war and not any(t.has(*get_args(Form)) for t in own)
