"""From when a toll counts whose own words do not say so.

A town's share of a report, the displaced beside the dead, "so far": they count over the period told in
their paragraph, else over that of the toll before, else from the first "since …" of the article on. What does
not belong here: the dates of a sentence (nearness) and of an incident (accounts).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipelines.extract.accounts.reports import stock_or_flow
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import DateMention
from pipelines.extract.setting import LEAD_SENTENCES, Setting

_WAR_TOLL_FROM = 1000  # so many have not died on the day on which it was said
_DRIVEN_OUT = "active"  # "the war has displaced millions": since it began
_OF_ONE_DAY = frozenset({"killed", "injured"})  # summed up over several attacks of a day


def complete_periods(
    tolls: Sequence[Account],
    figures: Sequence[Figure],
    settings: Mapping[int, Setting],
    since: DateMention | None,
    day: DateMention | None,
    published: date | None,
) -> None:
    """Give tolls without a start one; `since` is the article's first, `day` its lead's, for sums of a day."""
    told: DateMention | None = None
    for account in tolls:
        counted = [figures[i] for i in account.figures]
        is_stock = stock_or_flow(counted, settings) == "stock"
        before = told if told and (not is_stock or told.end == published) else None
        is_told_of = not is_stock or counted[0].rule.startswith(_DRIVEN_OUT)
        beside = settings[counted[0].sentence].since_told if is_told_of else None
        later = since if not (is_stock and since and _stands_behind(since, counted[0])) else None
        account.date = _completed(account.date, beside or before or later)
        if account.date is None and _sums_up_a_day(counted):
            account.date = day
        if account.date and account.date.start and account.date.is_period:
            told = account.date


def _stands_behind(day: DateMention, figure: Figure) -> bool:
    """Whether the period of another toll is told of later only: "1.8 million displaced live in Ituri. …"."""
    return day.text_start >= figure.quote_end


def _completed(own: DateMention | None, told: DateMention | None) -> DateMention | None:
    """ "so far", "as of 12 May": a start for what only says until when."""
    if own is None or told is None or told.start is None:
        return own or told
    if own.start is None and own.end is not None and told.start < own.end:
        return replace(own, start=told.start)
    return own


def _sums_up_a_day(counted: Sequence[Figure]) -> bool:
    """ "At least 23 killed in separate attacks", told at the head of an article."""
    is_lead = counted[0].sentence < LEAD_SENTENCES and counted[0].measure in _OF_ONE_DAY
    return is_lead and all((f.number or 0) < _WAR_TOLL_FROM for f in counted)
