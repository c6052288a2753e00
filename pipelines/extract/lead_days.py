"""The day of what an article leads with, out of what its first sentences tell.

What does not belong here: which days a sentence tells of (reporting), and its place (telling).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.extract.model import DateMention
from pipelines.extract.reporting import Told
from pipelines.extract.setting import LEAD_SENTENCES

OPENING_SENTENCES = 8
"""How many sentences open an article: in them what it leads with is told more closely."""

SPOKEN = "date.spoken"
"""The rule of a lead's day that is only known to be that on which its sources spoke."""

_MONTH = 4  # UCDP date_prec of what is longer than a week: in later sentences, of something else
_YEAR = 5  # UCDP date_prec of what is longer than a month
_BRIEF_DAYS = 2  # a longer period sums up several incidents
_BY_DAYS = frozenset({"date.range", "date.list"})  # nothing closer is meant by them
_NEWS = timedelta(days=31)  # between an incident and the article that leads with it


class Opening(NamedTuple):
    """What a sentence tells, up to where it turns to an earlier event, its days without those of others, and
    whether it goes on with the incident.
    """

    told: Told
    other_from: int
    days: Sequence[DateMention]
    goes_on: bool


def day_of_lead(
    opened: Callable[[int], Opening], count: int, published: date | None
) -> DateMention | None:
    """The first day of the lead; if it tells of none, the day of the telling is the nearest known. Of the
    `count` sentences of the opening each is only `opened` where it is asked for.
    """
    lead = [opened(i) for i in range(min(count, LEAD_SENTENCES))]
    days = [
        d
        for at, one in enumerate(lead)
        for d in one.told.dates
        if d.text_start < one.other_from and (at == 0 or _is_no_month(d))
    ]
    first = next((d for d in days if is_day_told(d) or _is_brief(d)), None)
    if first is None or not first.is_day:
        first = _day_gone_on([opened(i) for i in range(count)], first, published) or first
    said = (d for one in lead for d in one.told.said)
    spoken = next((d for d in said if is_day_told(d) or _is_brief(d)), None)
    return first or (replace(spoken, rule_id=SPOKEN) if spoken else None)


def _day_gone_on(
    opening: Sequence[Opening], told: DateMention | None, published: date | None
) -> DateMention | None:
    """The day of the incident in what follows, within what the lead told: "The raid was on Friday"."""
    days = [d for one in opening if one.goes_on for d in one.days if d.is_day]
    if told is None:
        return next((d for d in days if _is_recent(d, published)), None)
    return next((d for d in days if _is_within(d, told)), None) or _only_day_in(opening, told)


def _only_day_in(opening: Sequence[Opening], told: DateMention) -> DateMention | None:
    """The one day of what the lead tells less closely: "last week. … feared dead in the boat that sank on
    Wednesday"; what is told from day to day is told closely.
    """
    if told.rule_id in _BY_DAYS:
        return None
    scene = {p.name for p in opening[0].told.places if p.is_local}
    near = (one for one in opening if not _is_elsewhere(one.told, scene))
    days = [d for one in near for d in one.days if d.is_day and _is_within(d, told)]
    return days[0] if len({(d.start, d.end) for d in days}) == 1 else None


def _is_elsewhere(told: Told, scene: set[str]) -> bool:
    """Whether other towns are told of than the first sentence's."""
    towns = {p.name for p in told.places if p.is_local}
    return bool(scene and towns) and scene.isdisjoint(towns)


def _is_recent(day: DateMention, published: date | None) -> bool:
    """Whether news may still be of that day; what is told of an older one is history."""
    return published is None or (day.end is not None and published - day.end <= _NEWS)


def _is_within(day: DateMention, told: DateMention) -> bool:
    if None in (day.start, day.end, told.start, told.end):
        return False
    assert day.start and day.end and told.start and told.end  # noqa: S101
    return told.start <= day.start and day.end <= told.end


def _is_no_month(mention: DateMention) -> bool:
    return mention.is_day or mention.precision < _MONTH


def is_day_told(mention: DateMention) -> bool:
    """Whether a day, a week or a month is told of rather than a period or a year."""
    is_short = mention.is_day or mention.precision < _YEAR
    return not mention.is_period and mention.start is not None and is_short


def _is_brief(date: DateMention) -> bool:
    """Whether a period is as short as an incident may be: "these past 24 hours"."""
    if date.start is None or date.end is None:
        return False
    return date.is_period and (date.end - date.start).days <= _BRIEF_DAYS
