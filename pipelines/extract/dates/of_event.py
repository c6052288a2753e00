""" "Since …" that names the day of an incident rather than a period over which a toll runs.

"Depuis le naufrage du 12 février" counts the dead of the wreck; "the deadliest attack since October 2017,
when …" goes on to tell of October 2017. What does not belong here: reading dates (dates).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from pipelines.extract.event_types import OUTSIDE_CONFLICT, triggers
from pipelines.extract.lexed import Token
from pipelines.extract.model import DateMention
from pipelines.extract.occasions import turn_to_earlier
from pipelines.extract.people.nouns import is_plural
from pipelines.lexicons.phrases import Harm

SINCE = "date.since"
BEGINNINGS = frozenset({SINCE, "date.launched", "date.began", "date.warred", "date.couped"})
"""Rules by which a period begins: "since May", "the war broke out on 3 May"."""
WHEN = "date.when"
"""Of a day with which a sentence turns to what happened on it: "3,000 have fled since 5 June, when …"."""
_NAMED_WITHIN = 20  # characters from "depuis" to the noun, or from the date to it
_DAY, _YEAR = 1, 5  # UCDP date_prec
_TAKEN = frozenset({"abducted", "detained", "missing"})
_TAKEN_WITHIN = 4  # tokens from "held" to the day: "held in Gao since"


def days_of_events(
    dates: Sequence[DateMention],
    tokens: Sequence[Token],
    coarse_days: int,
    read: Callable[[int, int], Sequence[DateMention]],
) -> list[DateMention]:
    """The dates of a sentence; `read` gives those of a stretch of the text, `coarse_days` is by how many
    days the publication date widens every interval.
    """
    found: list[DateMention] = []
    for date in dates:
        if date.rule_id != SINCE or date.start is None:
            found.append(date)
        elif _tells_on(date, tokens):
            cue_end = date.text_start + len(date.text.split(maxsplit=1)[0])
            told = read(cue_end, date.text_end) or _bare_year(date)
            is_when = _is_when(date, tokens)
            found += [replace(d, rule_id=WHEN) if is_when else d for d in told] or [date]
        elif _names_accident(date, tokens):
            end = date.start + timedelta(days=coarse_days)
            found.append(replace(date, end=end, precision=_DAY, is_period=False, is_day=True))
        else:
            found.append(date)
            points = [d for d in read(date.text_start + 1, date.text_end) if not d.is_period]
            if _is_when(date, tokens):
                found += [replace(d, rule_id=WHEN) for d in points]
            elif _names_attack(date, tokens) or _is_of_captivity(date, tokens):
                found += points
    return found


def _tells_on(date: DateMention, tokens: Sequence[Token]) -> bool:
    """Whether a date goes with "the worst", before it, and with ", when …", behind it, or with "the one in"."""
    turn = turn_to_earlier(tokens)
    if turn is not None and tokens[turn].start == date.text_start:
        return True
    if not any(t.has("superlative") for t in tokens if t.end <= date.text_start):
        return False
    return _is_when(date, tokens)


def _bare_year(date: DateMention) -> list[DateMention]:
    """ "Since 2017, when …": all of that year, which is no time expression by itself."""
    if date.start is None or date.text.split()[-1] != str(date.start.year):
        return []
    end = date.start.replace(month=12, day=31)
    return [replace(date, end=end, precision=_YEAR, is_period=False)]


def _is_when(date: DateMention, tokens: Sequence[Token]) -> bool:
    """Whether a date goes on with ", when …"."""
    behind = [t for t in tokens if t.start >= date.text_end][:2]
    words = [t for t in behind if t.form != ","][:1]
    return any(t.has("when") for t in words)


def _names_attack(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "Since jihadists raided the post last Tuesday": the toll runs on, but the attack has its day."""
    own = [t for t in tokens if date.text_start <= t.start <= date.text_end + len(" ")]
    if any(t.has("cumulative") or (t.has("event_noun") and is_plural(t)) for t in own):
        return False
    return any(t.has("event_noun", "event") for t in own)


def _is_of_captivity(date: DateMention, tokens: Sequence[Token]) -> bool:
    """ "Held since March", "porté disparu depuis le 2 mai": taken, or last seen, in March, on 2 May."""
    before = [t for t in tokens if t.end <= date.text_start][-_TAKEN_WITHIN:]
    harms = (t.meanings[m] for t in before for m in ("participle", "finite") if m in t.meanings)
    return any(isinstance(h, Harm) and h.measure in _TAKEN for h in harms)


def _names_accident(date: DateMention, tokens: Sequence[Token]) -> bool:
    """Whether "since" goes with a wreck or an earthquake; wars are counted from attacks, too."""
    named = [t for t in triggers(tokens) if t.kind in OUTSIDE_CONFLICT]
    return any(
        date.text_start < t.text_start <= date.text_start + _NAMED_WITHIN
        or 0 <= t.text_start - date.text_end <= _NAMED_WITHIN
        for t in named
    )
