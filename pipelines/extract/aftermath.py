"""Days on which the dead were found or buried, captives freed, a search ended or a toll rose.

None of them is the day of what happened: "Quatre corps ont été repêchés mercredi", "they were laid to rest on
Friday". What does not belong here: days on which something was said (reporting), and late deaths (late_deaths).
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from pipelines.extract.adjuncts import anchored
from pipelines.extract.dates.of_event import SINCE
from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.lexicons.language_file import Form

_OF_EVENT = (SINCE, "date.after")  # "found since the wreck of 12 May", "freed a week after it"
_LONG_AFTER = "long_after"
_WORDS = ("aftermath", _LONG_AFTER, "released", "recovered")
_BOUNDS = frozenset(',;:.()«»“”"–—')
_NOUNS = ("person", "nominal", "counted")
_VERBS = ("said", "relative", "event", *(f for f in get_args(Form) if f not in _NOUNS))
_ENDS_RAID = ("relative", "definite_singular", "later_than")
_WITHIN = 8  # tokens between a verb and its day


def days_after(
    dates: Sequence[DateMention], tokens: Sequence[Token], places: Sequence[PlaceMention]
) -> list[DateMention]:
    """The days of a sentence that are those of its aftermath; bodies found in a town were mostly left there."""
    if not dates or not any(t.has(*_WORDS) for t in tokens if t.meanings):
        return []
    days = [d for d in dates if _may_be_after(d, tokens)]
    is_dated = any(
        d.rule_id in _OF_EVENT for d in dates
    )  # "found on Friday, a day after the wreck"
    days = [d for d in days if _tells_aftermath(d, tokens, () if is_dated else places)]
    kept = anchored(tokens, days) if days else ()
    return [d for d in days if d.text_start not in kept]


def days_long_after(dates: Sequence[DateMention], tokens: Sequence[Token]) -> list[DateMention]:
    """Those of trials and anniversaries, which do not even tell about when it happened."""
    return [d for d in dates if is_long_after(_verb_of(d, tokens), tokens)]


def is_long_after(verb: Token | None, tokens: Sequence[Token]) -> bool:
    """Whether a verb tells of a trial or an anniversary; a court condemns the culprit, others the deed:
    "Le président a condamné vendredi l'attaque".
    """
    if verb is None or not verb.has(_LONG_AFTER):
        return False
    return not verb.has("said") or any(t.has("court") for t in tokens if t.start < verb.start)


def _may_be_after(date: DateMention, tokens: Sequence[Token]) -> bool:
    """A day, or "depuis samedi"; but "found since the wreck of 12 May" names the event."""
    if date.rule_id != SINCE:
        return date.is_day and date.rule_id not in _OF_EVENT
    own = (t for t in tokens if date.text_start <= t.start < date.text_end)
    is_found = any(t.has("recovered") for t in tokens) and any(t.has("other") for t in tokens)
    return date.is_period and is_found and not any(t.has("event_noun", "event") for t in own)


def _in_raid(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "freed on Tuesday in a raid on a camp": an event of its own; "jailed on Tuesday for the raid" none."""
    for token in tokens:
        if token.start >= date.text_end:
            if token.form in _BOUNDS or token.has(*_ENDS_RAID):
                return False
            if token.has("event_noun"):
                return True
    return False


def _tells_aftermath(
    date: DateMention, tokens: Sequence[Token], places: Sequence[PlaceMention]
) -> bool:
    verb = _verb_of(date, tokens)
    if is_long_after(verb, tokens):
        return True
    if verb is None or not verb.has("aftermath", "released", "recovered"):
        return False
    is_find = verb.has("recovered") and not verb.has("aftermath", "released")
    return not (is_find and any(p.is_local for p in places)) and not _in_raid(date, tokens)


def _verb_of(date: DateMention, tokens: Sequence[Token]) -> Token | None:
    """The verb with which a day goes: the one before it, else the one that follows."""
    first = next((i for i, t in enumerate(tokens) if t.end > date.text_start), len(tokens))
    after = next((i for i, t in enumerate(tokens) if t.start >= date.text_end), len(tokens))
    if within := next((t for t in tokens[first:after] if t.has(*_WORDS)), None):
        return within  # "est passé mercredi à douze"
    behind = after + 1 if after < len(tokens) and tokens[after].form == "," else after
    before = _verb(reversed(tokens[max(0, first - _WITHIN) : first]))
    return before or _verb(tokens[behind : behind + _WITHIN])


def _verb(tokens: Iterable[Token]) -> Token | None:
    for token in tokens:
        if token.form in _BOUNDS:
            return None
        if token.has(*_WORDS) or (token.has(*_VERBS) and not _is_noun(token)):
            return token
    return None


def _is_noun(token: Token) -> bool:
    """ "The dead", "les morts"; "killed" is a verb, too."""
    return token.has("person") or (token.has("counted") and not token.has("finite", "perfect"))
