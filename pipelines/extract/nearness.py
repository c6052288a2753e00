"""Which date and place of a sentence are a figure's.

What belongs here: distance in the text. What does not: finding dates and places (dates, places), whether two
of them are the same (agreement), and putting figures into accounts (accounts).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.agreement import ELSEWHERE, relation_of_days, relation_of_places
from pipelines.extract.dates.of_event import BEGINNINGS
from pipelines.extract.event_types import OF_MEASURE, Trigger
from pipelines.extract.figures import Figure, is_in_row
from pipelines.extract.model import COUNTRY_PREC, DateMention, PlaceMention
from pipelines.extract.of_wounds import day_of_wounds, place_of_wounds
from pipelines.extract.setting import CLAUSE, Setting
from pipelines.extract.spacing import (
    around,
    breaks_between,
    distance,
    gap,
    is_beside,
    is_clause_between,
)

_ROW = (len(" et "), len(" and "))  # characters between the figures of a row
_WEEK = 3  # UCDP date_prec: a month or more tells less of an incident than a day does
_HARMED = frozenset({"killed", "injured"})
_FEW_WEEKS = 45  # days of a period within which an incident may be told to lie; our own bound
_OPENS = 2  # characters before a day that begins its sentence: a quotation mark
_OPENS_CLAUSE = 8  # characters from its first word to a day: "and in "
_BEHIND = 6  # characters between a number and the day that is its own: " fin "
_PLACE_BEHIND = 9  # characters between a number and the place that is its own: " à ", " dans le "
_DAY_WITHIN = 5  # characters: " on ", " le "


def nearest_date(figure: Figure, setting: Setting) -> DateMention | None:
    """The date nearest to a figure in its sentence: of a period for a toll, of a day for an incident; of
    those who died of wounds one between their words, or that of a noun for the attack.
    """
    if not setting.dates and not figure.is_late:
        return None
    known, key = setting.days_of, figure.asked_as
    if key not in known:
        known[key] = _nearest_date(figure, setting)
    return known[key]


def _nearest_date(figure: Figure, setting: Setting) -> DateMention | None:
    if figure.is_late:
        return day_of_wounds(figure, setting)
    first, last = figure.earlier or (setting.start, setting.end)
    dates = [
        d
        for d in around(setting.dates, figure)
        if first <= d.text_start < last
        and is_beside(d, figure, setting)
        and not _is_of_count_before(d, figure)
    ]
    is_toll = figure.scope == "cumulative"
    if is_toll and figure.is_total:
        dates = [d for d in dates if not _is_of_count_brought(d, figure)]
    wanted = [
        d for d in dates if d.is_period == is_toll or (is_toll and _is_stretch(d, figure, setting))
    ]
    if not wanted:
        wanted = [d for d in dates if is_toll or _may_hold(d, figure, setting)]
    told = [d for d in wanted if not _is_of_telling(d, setting)] or wanted
    if len(told) == 1:
        return told[0]
    is_incident = not is_toll
    nearest = min(
        told,
        key=lambda d: (
            is_incident and _is_of_other_clause(d, figure, setting),
            is_incident and d.precision > _WEEK,
            is_incident and not _is_own(d, figure, setting),
            distance(figure, setting, d),
        ),
        default=None,
    )
    if figure.is_superseded or nearest is None or nearest.end is None:
        return nearest
    if is_incident and not nearest.is_period:
        return nearest
    beside = [d for d in told if d.is_period and distance(figure, setting, d) < CLAUSE]
    return _with_both_ends(nearest, beside)


def _with_both_ends(day: DateMention, told: Sequence[DateMention]) -> DateMention:
    """ "As of 12 May, 300 killed since January": each says one end of the period."""
    assert day.end is not None  # noqa: S101
    if day.start is None:
        starts = (d.start for d in told if d.start)
        start = next((start for start in starts if start < day.end), None)
        return replace(day, start=start) if start else day
    ends = (d.end for d in told if not d.start and d.end)
    end = next((end for end in ends if day.start < end < day.end), None)
    return replace(day, end=end) if end else day


def _is_own(date: DateMention, figure: Figure, setting: Setting) -> bool:
    """Whether a day goes with a figure rather than with another verb: "to bury the 23 killed in Sunday's
    bombing", "Friday's violence, where five died, …", "On Tuesday, gunmen killed nine".
    """
    if date.text_start in setting.anchored:
        return True
    if date.text_start >= figure.quote_end:
        is_far = is_clause_between(figure.quote_end, date.text_start, setting)
        return not (is_far or _is_turn_between(figure.quote_end, date.text_start, setting))
    opens = date.text_start - setting.start <= _OPENS
    opens |= is_clause_between(date.text_start - _OPENS_CLAUSE, date.text_start + 1, setting)
    return opens and not _is_turn_between(date.text_end, figure.quote_start, setting)


def _is_of_other_clause(date: DateMention | PlaceMention, figure: Figure, setting: Setting) -> bool:
    """ "14 died in Ndimo on May 3, and in April at least 20 were killed": the 20 in April."""
    ends = (date.text_end, figure.quote_start), (figure.quote_end, date.text_start)
    return any(is_clause_between(a, b + 1, setting) for a, b in ends)


def _is_turn_between(start: int, end: int, setting: Setting) -> bool:
    first = bisect_left(setting.turns, start)
    return first < len(setting.turns) and setting.turns[first] < end


def _is_of_count_before(date: DateMention, figure: Figure) -> bool:
    """ "passé de 47.900 fin mars à 52.300", "rose to 41 from 36 in May": the day of the number before."""
    quantity, is_new = figure.statement.people.quantity, not figure.is_superseded
    if quantity.superseded is None or not is_new:
        return False
    if quantity.superseded.at < quantity.at:
        return figure.quote_start <= date.text_start < figure.quote_end
    return 0 <= date.text_start - figure.quote_end <= _BEHIND


def _is_of_count_brought(date: DateMention, figure: Figure) -> bool:
    """ "82 were killed in the past 24 hours, taking the overall toll to 35,173": the hours of the 82."""
    return date.precision <= _WEEK and date.text_end <= figure.quote_start


def _may_hold(date: DateMention, figure: Figure, setting: Setting) -> bool:
    """Whether an incident may be of a period: one that killed of a few weeks, not of a war "since 2014"; who is
    held or has fled since then is.
    """
    if not is_bounded(date) or date.rule_id not in BEGINNINGS or figure.measure not in _HARMED:
        return is_bounded(date)
    assert date.start and date.end  # noqa: S101
    return (date.end - date.start).days - setting.coarse_days <= _FEW_WEEKS


def is_bounded(date: DateMention) -> bool:
    """Whether both ends of a period are told: "between 16 and 22 October"."""
    return date.is_period and date.start is not None and date.end is not None


def _is_stretch(date: DateMention, figure: Figure, setting: Setting) -> bool:
    """Whether a week or more is told of beside a toll: "last week, 50 died in several raids"."""
    is_long = not date.is_day and date.precision >= _WEEK
    return is_long and _is_own(date, figure, setting)


def _is_of_telling(date: DateMention, setting: Setting) -> bool:
    """Whether a day may be that on which the article was written and its sources spoke."""
    return date.is_day and date.start is not None and date.start == date.end == setting.published


def nearest_place(figure: Figure, setting: Setting) -> PlaceMention | None:
    """The place nearest to a figure in its sentence; of an incident a town before a region."""
    if not setting.places and not figure.is_late:
        return None
    known, key = setting.towns_of, figure.asked_as
    if key not in known:
        known[key] = _nearest_place(figure, setting)
    return known[key]


def _nearest_place(figure: Figure, setting: Setting) -> PlaceMention | None:
    if figure.is_late:
        return place_of_wounds(figure, setting)
    if own := setting.places_of.get((figure.quote_start, figure.quote_end)):
        return own
    others = _ends_of_others(figure, setting)
    near = [p for p in around(setting.places, figure) if is_beside(p, figure, setting)]
    near = [p for p in near if not _stands_behind(p, others, setting)]
    near = _of_own_clause(near, figure, setting)
    if len(near) == 1:
        return near[0]
    return min(
        near,
        key=lambda p: (figure.scope == "incident" and p.breadth, distance(figure, setting, p)),
        default=None,
    )


def _of_own_clause(
    near: Sequence[PlaceMention], figure: Figure, setting: Setting
) -> Sequence[PlaceMention]:
    """ "Two died in Gao, while in Mopti region six were hurt": without a town that the region does not hold;
    "two died in the east of Congo, while Kinshasa voted": without any that a part of a country may hold.
    """
    if len(near) == 1 or figure.scope != "incident":
        return near
    own = [p for p in near if not _is_of_other_clause(p, figure, setting)]
    region = next((p for p in own if p.breadth), None)
    if region is None or len(own) == len(near) or any(p.is_local for p in own):
        return near
    if region.breadth > 1:
        return own if region.where_prec == COUNTRY_PREC else near
    return [p for p in near if p in own or relation_of_places(region, p) not in ELSEWHERE]


def is_anothers(figure: Figure, setting: Setting, place: PlaceMention) -> bool:
    """Whether a place stands right behind another figure of the sentence: "dont 15 à Djibo et 6 à Dori"; what
    a row of figures ends with is of all of them: "deux tués et dix blessés à Gao".
    """
    return _stands_behind(place, _ends_of_others(figure, setting), setting)


def _ends_of_others(figure: Figure, setting: Setting) -> list[int]:
    """Where the figures end, in order, that follow a figure in its sentence without standing in its row."""
    row, others = (figure.quote_start, figure.quote_end), list[int]()
    for quote in setting.quotes:
        if quote[0] - row[1] in _ROW:
            row = quote
        elif figure.quote_start < quote[0]:
            others.append(quote[1])
    return sorted(others)


def _stands_behind(place: PlaceMention, ends: Sequence[int], setting: Setting) -> bool:
    first = bisect_left(ends, place.text_start - _PLACE_BEHIND)
    is_near = first < len(ends) and ends[first] < place.text_start
    return is_near and not breaks_between(ends[first], place.text_start, setting)


def is_parted(before: Figure, figure: Figure, setting: Setting) -> bool:
    """Whether a clause begins between two figures of one sentence, and the later one has a word of its own
    for what happened, or a place: "… while ten died in an attack on …", "… at Gao, and two died at Ansongo".
    """
    if before.sentence != figure.sentence or figure.scope == "cumulative":
        return False
    if before.quote_start < setting.other_from <= figure.quote_start < setting.end:
        return True
    own_words = range(figure.quote_start, figure.quote_end)  # "31 protesters" are no event
    telling = [
        t
        for t in setting.triggers
        if t.kind not in OF_MEASURE.values() and t.text_start not in own_words
    ]
    between = breaks_between(before.quote_end, figure.quote_start + 1, setting)
    is_clause = max((worth for _, worth in between), default=0) == CLAUSE
    if _is_of_another_day(before, figure, setting, is_clause=is_clause):
        return True
    own, others = (
        min(around(telling, f), key=lambda t: distance(f, setting, t), default=None)
        for f in (figure, before)
    )
    here, there = nearest_place(figure, setting), nearest_place(before, setting)
    is_elsewhere = (
        here is not None and there is not None and relation_of_places(there, here) in ELSEWHERE
    )
    if is_elsewhere and setting.places_of:
        return True
    are_others = figure.statement.people.has_other and figure.measure != before.measure
    are_others |= _are_objects_of_one_verb(before, figure)
    return is_clause and (is_elsewhere or (own != others and not are_others))


def _are_objects_of_one_verb(before: Figure, figure: Figure) -> bool:
    """ "Gunmen abducted a chief, and about 40 others, in a raid"."""
    people, has_verb = figure.statement.people, figure.statement.at < figure.statement.people.at
    is_object = before.rule == figure.rule and figure.rule.startswith("active")
    return (
        is_object
        and not has_verb
        and people.after == figure.statement.after
        and is_in_row(before, figure)
    )


def _is_of_another_day(
    before: Figure, figure: Figure, setting: Setting, *, is_clause: bool
) -> bool:
    """ "14 were killed on Saturday and nine on Sunday"; the wounded may die, and a toll rise, another day."""
    if len(setting.dates) == 1 or before.is_superseded or figure.is_superseded or figure.is_late:
        return False
    there, here = nearest_date(before, setting), nearest_date(figure, setting)
    if there is None or here is None or relation_of_days(there, here) != "differs":
        return False
    is_own = _is_right_beside(there, before) and _is_right_beside(here, figure)
    return is_own or (is_clause and there.text_end <= figure.quote_start)


def _is_right_beside(date: DateMention, figure: Figure) -> bool:
    gap = max(date.text_start - figure.quote_end, figure.quote_start - date.text_end)
    return gap <= _DAY_WITHIN


def nearest_triggers(
    own: Sequence[Figure], others: Sequence[Figure], setting: Setting
) -> Sequence[Trigger]:
    """The triggers of a sentence that stand nearer to an account's figures than to those of others."""
    if not others:
        return setting.triggers
    nearer = [t for t in setting.triggers if gap(own, setting, t) <= gap(others, setting, t)]
    return nearer or setting.triggers
