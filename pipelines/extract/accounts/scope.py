"""Whether a figure counts one incident or a running toll.

Cumulative: the nearest time words tell of a period ("depuis début avril", "en 2020"), the sentence
says so ("au total"), or the count is a stock of displaced people or too great for one incident.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.accounts.late_deaths import is_recovery
from pipelines.extract.accounts.since import is_when_it_began, is_within, names_day_of_attack
from pipelines.extract.accounts.spread import (
    adds_up,
    adds_up_since,
    are_recent,
    is_at_many_places,
    sums_month,
    towns_apart,
)
from pipelines.extract.accounts.states import is_since_of_state
from pipelines.extract.accounts.stocks import AS_OF_RULE, STOCK_FROM, is_stock, remains
from pipelines.extract.accounts.worst import is_of_worst, is_of_worst_event, is_worst
from pipelines.extract.background import stands_aside
from pipelines.extract.dates.of_event import SINCE
from pipelines.extract.event_types import OUTSIDE_CONFLICT
from pipelines.extract.model import DateMention
from pipelines.extract.occasions import (
    counts_several,
    is_of_one_man,
    is_of_one_moment,
    is_single,
)
from pipelines.extract.people.nouns import is_plural
from pipelines.extract.setting import Setting
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause

_RELATIVE_WITHIN = 8  # tokens from "which" to what it tells: "qui a tué six personnes et blessé 60"
_SINCE_DAY = 2  # tokens: "depuis le"
_NAMED_WITHIN = 12  # tokens from "since" to the end of what names an event
_SO_FAR_TOLL_FROM = 100  # fewer "so far" are those whom rescuers have found by now
_IN_ALL_FROM = 100  # fewer "in all" may well be those of one event
_AS_OF_WITHIN = 2  # tokens up to the day: "by", "au"
_AS_OF_FROM = 100  # fewer by a day of the calendar may be those whom rescuers have found
_MANY_DAYS_TOLL_FROM = 10_000  # nor have so many died on one day of a war, whatever day is told
_WAR_TOLL_FROM = 1000  # no incident of the field has so many dead without its day being told
_BATTLE = frozenset({"date.warred", "date.launched", SINCE})  # "two days of fighting"
_SHORT_PERIOD_DAYS = 7  # an operation over a few days is still one incident (annotation guide)
_WEEK_PREC = 3  # UCDP date_prec: up to a week
_LONG_PREC = 5  # UCDP date_prec: longer than a month
_PUNCTUATION = frozenset('.,;»”"')
_ENDS = frozenset({"relative", "adding", "brings_to"})
_SUMMING = frozenset({"cumulative", "in_all", "since"})


def scope_of(clause: Clause, statement: Statement, setting: Setting, *, is_total: bool) -> str:
    """ "incident" or "cumulative" for a statement in its sentence; `is_total` takes in those told before it."""
    end = _clause_end(clause, statement)
    dates = [d for d in setting.dates if not _is_behind(d, end)]
    states = [d for d in dates if _is_of_state(clause, statement, d)]
    dates = [d for d in dates if not (is_within(d, states) or is_when_it_began(d, setting))]
    own = [d for d in dates if not is_of_worst(clause, d)]
    if is_total:  # "nine died on Friday, bringing to 40 the number of people killed since Monday"
        own = [
            d for d in own if d.is_period and d.text_start > clause.tokens[statement.at].start
        ] or own
    dated = _nearest(clause, statement, own or dates)
    is_war = _is_of_war(statement, dated, setting) and not _is_of_that_event(clause)
    is_spread = is_at_many_places(clause, statement, setting, end)
    if dated is not None and (_is_of_others(clause, statement, dated) or _is_of_event(dated)):
        return "cumulative" if is_war or is_spread else "incident"
    if remains(clause, statement):
        return "cumulative"
    if dated is not None and _is_of_few_days(clause, statement, dated, setting):
        is_sum = is_total or adds_up_since(clause, statement, setting)
        return "cumulative" if is_sum and dated.rule_id == SINCE else "incident"
    if _is_somebody(statement) or _is_gone_since(statement, dated):
        return "incident"
    if statement.harm.measure == "displaced" and names_day_of_attack(setting):
        return "incident"
    if _tells_of_named_event(clause, statement):
        return "incident"
    # "which brings to fifty the toll of three attacks", wherever these were
    towns = [] if is_total else towns_apart(clause, setting)
    if counts_several(clause, statement, towns, setting.quotes) and not is_of_worst_event(
        clause, statement
    ):
        return "cumulative"
    if is_spread:
        return "cumulative"
    is_by_one = is_single(clause) or is_of_one_man(clause, statement)
    is_by_one |= is_of_one_moment(clause, statement)
    if dated is not None and not dated.is_period and is_by_one:
        return "cumulative" if is_war else "incident"
    is_count_so_far = (
        dated is not None and dated.start is None and _number(statement) < _SO_FAR_TOLL_FROM
    )
    if dated is not None and _accumulates(dated, setting) and not is_count_so_far:
        return "cumulative"
    if dated is not None and (adds_up(clause, dated, setting) or sums_month(clause, dated)):
        return "cumulative"
    if dated is not None and _is_as_of(clause, statement, dated, setting):
        return "cumulative"
    if _is_summed_up(clause, statement, setting, dated, is_total=is_total):
        return "cumulative"
    return "cumulative" if is_war or is_stock(clause, statement, setting, dated) else "incident"


def _is_of_few_days(
    clause: Clause, statement: Statement, dated: DateMention, setting: Setting
) -> bool:
    """ "Two days of fighting left 27 dead", "thousands have fled since Thursday", "in three days floods killed
    31 across the country": one battle, one flight, one disaster.
    """
    if not dated.is_period or dated.start is None or dated.end is None:
        return False
    days = (dated.end - dated.start).days - setting.coarse_days
    is_flight = statement.harm.measure == "displaced" and dated.rule_id == SINCE
    is_battle = dated.rule_id in _BATTLE and _number(statement) < _SO_FAR_TOLL_FROM
    return (is_flight or is_battle or _is_disaster(setting)) and days <= _SHORT_PERIOD_DAYS


def _is_somebody(statement: Statement) -> bool:
    """Whether a statement tells of one person, or that nobody was harmed: neither adds up over time."""
    people = statement.people
    return people.quantity.is_zero or (people.quantity.best == 1 and people.is_described)


def _tells_of_named_event(clause: Clause, statement: Statement) -> bool:
    """ "Patrols have grown since the raid on Gao, which killed twelve": the twelve are of the raid."""
    first = max(0, statement.at - _RELATIVE_WITHIN)
    before = clause.tokens[first : statement.at]
    relative = next((at for at, t in enumerate(before, first) if t.has("relative")), None)
    if relative is None or any(t.form in _PUNCTUATION for t in before[relative - first :]):
        return False
    named = clause.tokens[max(0, relative - _NAMED_WITHIN) : relative]
    since = next(
        (i for i, t in enumerate(named) if t.has("since") and not t.has("cumulative")), None
    )
    return since is not None and any(
        t.has("event_noun") and not is_plural(t) for t in named[since + 1 :]
    )


def _is_gone_since(statement: Statement, dated: DateMention | None) -> bool:
    """ "Huit Turcs enlevés depuis le 8 mai", "l'enlèvement de 300 filles en 2014": all taken on one day."""
    if dated is None or statement.harm.measure not in ("abducted", "missing"):
        return False
    if dated.rule_id == SINCE:
        is_day = dated.start is not None and dated.start.day > 1  # "depuis janvier" counts on
        return is_day and _number(statement) < _SO_FAR_TOLL_FROM
    return statement.rule.startswith("nominal") and _number(statement) < STOCK_FROM


def _number(statement: Statement) -> int:
    return statement.people.quantity.best or statement.people.quantity.low or 0


def _is_disaster(setting: Setting) -> bool:
    return any(t.kind in OUTSIDE_CONFLICT for t in setting.triggers)


def _is_told_disaster(setting: Setting) -> bool:
    told = (*setting.triggers, *setting.triggers_told)
    return bool(told) and all(t.kind in OUTSIDE_CONFLICT for t in told)


def _is_of_war(statement: Statement, dated: DateMention | None, setting: Setting) -> bool:
    """Whether so many dead or injured are told of without a day that they are those of a war."""
    is_many = (
        statement.harm.measure in ("killed", "injured") and _number(statement) >= _WAR_TOLL_FROM
    )
    is_dayless = dated is None or (not dated.is_day and dated.precision > _WEEK_PREC)
    is_dayless |= _number(statement) >= _MANY_DAYS_TOLL_FROM
    return is_many and is_dayless and not (_is_disaster(setting) or _is_told_disaster(setting))


def _is_of_that_event(clause: Clause) -> bool:
    """ "Quelque 1.200 personnes ont été tuées lors de cette attaque"."""
    return "demonstrative" in clause.meanings and any(
        this.has("demonstrative") and noun.has("event_noun") and not noun.form.endswith("s")
        for this, noun in pairwise(clause.tokens)
    )


def _is_of_these(clause: Clause) -> bool:
    """ "Ces violences ont fait plus de cent morts", "these clashes have left 300 dead": of all of them."""
    return "demonstrative" in clause.meanings and any(
        these.has("demonstrative") and noun.has("war") and is_plural(noun)
        for these, noun in pairwise(clause.tokens)
    )


def _is_summed_up(
    clause: Clause,
    statement: Statement,
    setting: Setting,
    dated: DateMention | None,
    *,
    is_total: bool,
) -> bool:
    """Whether words of the clause say that a count adds up: "au total", "depuis"; of one person none does."""
    if is_worst(clause) or statement.people.quantity.best == 1:
        return False
    if (dated is None or dated.is_period) and are_recent(clause):
        return True
    if {"tallied", "of_civilians"} <= clause.meanings and dated is None:
        return True  # "the mission documented civilian casualties in Derna (two killed)"
    own = _summing_words(clause, statement, dated)
    if "recovered" in clause.meanings and (is_total or statement.people.has_other):
        own -= {"since"}  # "Onze autres corps ont été trouvés depuis samedi, ce qui porte à 50 …"
    has_period = "since" in own or any(d.is_period and d.start for d in setting.dates)
    is_many = _number(statement) >= _IN_ALL_FROM and not _is_told_disaster(setting)
    if ("in_all" in own and has_period) or (is_many and ("in_all" in own or _is_of_these(clause))):
        own |= {"cumulative"}
    is_day = dated is not None and dated.is_day and not _tells_beginning(clause, dated)
    is_of_day = is_day and not (is_total or has_period)
    is_short = dated is not None and dated.is_period  # "since Thursday"
    return ("cumulative" in own and not is_of_day) or (not is_short and "since" in own)


def _is_of_event(dated: DateMention) -> bool:
    """ "Depuis le naufrage du 12 février"."""
    return dated.rule_id == SINCE and not dated.is_period


def _tells_beginning(clause: Clause, dated: DateMention) -> bool:
    """ "un mois après le début de l'offensive": the day from which people are counted."""
    if "cumulative" not in clause.meanings:
        return False
    words = [t for t in clause.tokens if t.has("cumulative")]
    return any(t.start < dated.text_end and dated.text_start < t.end for t in words)


def _clause_end(clause: Clause, statement: Statement) -> int:
    """Where the clause of a statement ends: at the next relative behind it ("…, où depuis 2014 …"), or what the
    speaker adds ("…, adding that since 2014 …").
    """
    if _ENDS.isdisjoint(clause.meanings):
        return clause.tokens[-1].end
    for token, after in pairwise(clause.tokens[statement.after :]):
        is_of_war = token.has("since") and after.has("cumulative", "war")  # "since the war began"
        if token.has(*_ENDS) and not is_of_war:
            return token.start
    return clause.tokens[-1].end


def _is_behind(dated: DateMention, end: int) -> bool:
    """Whether a period is told of in a later clause; a day told there is mostly that of the event."""
    return dated.is_period and dated.text_start > end


def _is_of_state(clause: Clause, statement: Statement, dated: DateMention) -> bool:
    """ "une ville occupée depuis janvier": the period of what stands beside those counted."""
    if dated.rule_id != SINCE or not dated.is_period:
        return False
    at = next((i for i, t in enumerate(clause.tokens) if t.end > dated.text_start), 0)
    return is_since_of_state(clause, statement, at)


def _summing_words(
    clause: Clause, statement: Statement, dated: DateMention | None
) -> frozenset[str]:
    """What words of the clause say of a sum over time: "depuis", "ces derniers mois"; not "May this year"."""
    if not clause.meanings & _SUMMING:
        return frozenset()
    end = _clause_end(clause, statement)
    month = dated if dated and not (dated.is_period or dated.is_day) else None
    own = [
        t
        for i, (t, after) in enumerate(pairwise(clause.tokens))
        if t.end <= end
        and not (t.has("since") and after.form in _PUNCTUATION)  # "portés disparus depuis."
        and not (t.has("since") and is_since_of_state(clause, statement, i))
        and not (t.has("since", "cumulative") and stands_aside(clause.tokens, i))
        and not (month and month.text_start < t.start < month.text_end)
    ]
    return frozenset(tag for tag in _SUMMING if any(t.has(tag) for t in own))


def _is_of_others(clause: Clause, statement: Statement, dated: DateMention) -> bool:
    """ "le premier incident depuis avril, quand 54 soldats avaient péri": not the period of the count."""
    first = clause.tokens[statement.at].start
    between = [t for t in clause.tokens if dated.text_end <= t.start < first]
    later = [i for i, t in enumerate(between) if t.has("subordinate") and not t.has("contrast")]
    is_aside = later and any(t.form == "," for t in between[later[-1] :])  # "since May, when …, 54"
    return bool(later and not is_aside) or is_of_worst(clause, dated)


def _nearest(
    clause: Clause, statement: Statement, dates: Sequence[DateMention]
) -> DateMention | None:
    start, end = clause.tokens[statement.at].start, clause.tokens[statement.after - 1].end
    return min(dates, key=lambda d: max(d.text_start - end, start - d.text_end, 0), default=None)


def _is_as_of(clause: Clause, statement: Statement, dated: DateMention, setting: Setting) -> bool:
    """ "291 had lost their lives by 15 March", "129 morts au 28 février": counted up to a day."""
    is_until = dated.rule_id.endswith(AS_OF_RULE)
    is_calendar = any(c.isdigit() for c in dated.text) and (dated.is_day or is_until)
    if not is_calendar or _number(statement) < _AS_OF_FROM or _is_disaster(setting):
        return False
    if is_recovery(clause, statement):
        return False  # "411 corps retrouvés à la date du 9 mai"
    words = [t for t in clause.tokens if t.end <= dated.text_start or t.start == dated.text_start]
    return is_until or any(t.has("up_to_day") for t in words[-_AS_OF_WITHIN:])


def _accumulates(dated: DateMention, setting: Setting) -> bool:
    if dated.start is None or dated.end is None:
        return dated.is_period and not dated.rule_id.endswith(AS_OF_RULE)
    is_told = dated.rule_id == SINCE and any(c.isdigit() for c in dated.text)  # no mere weekday
    days = (dated.end - dated.start).days - setting.coarse_days // (2 if is_told else 1)
    is_long = days > _SHORT_PERIOD_DAYS
    if not dated.is_period:
        return is_long and dated.precision == _LONG_PREC and not dated.is_day
    return is_long
