"""Accounts as rows: incident reports and toll statements with date, place, type and totals.

What belongs here: filling the columns of an account. What does not: which figures belong to it
(accounts) and what the totals are (totals).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.extract.accounts.scenes import Lead, Scenes, scenes_of
from pipelines.extract.accounts.totals import totals
from pipelines.extract.actors.deaths import deaths
from pipelines.extract.actors.parties import choose_parties
from pipelines.extract.agreement import relation_of_days
from pipelines.extract.event_types import (
    ARMED,
    MOB_VIOLENCE,
    OUTSIDE_CONFLICT,
    PROTESTS,
    UNPROTECTED,
    event_type,
    sub_event_type,
    taken_by,
    told_by_agent,
)
from pipelines.extract.figures import Account, Figure
from pipelines.extract.likely_victims import fill_victims
from pipelines.extract.model import ActorMention, Bounds, DateMention, Parties, PlaceMention
from pipelines.extract.setting import LEAD_SENTENCES, Setting
from pipelines.lexicons.language_file import WEAK

_YEAR = 5  # UCDP date_prec of what is longer than a month
_BY_DAYS = frozenset({"date.list", "date.range"})  # nothing closer is meant by them
_FLED = ("subject", "nominal")  # how a flight is told by its own verb or noun
MANY_TIMES = 2
"""How many times fewer civilians than armed people are a few; our own bound."""

NO_PARTIES = Parties(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Report:
    """An account with the values of its row; `figures` are positions in the article's figures."""

    scope: str
    figures: tuple[int, ...]
    event_type: str
    sub_event_type: str
    date: DateMention | None
    place: PlaceMention | None
    totals: dict[str, Bounds]
    parties: Parties
    deaths: dict[str, int]
    stated_by: str | None
    stated_by_type: str
    stock_or_flow: str | None


def report(
    account: Account,
    figures: Sequence[Figure],
    settings: dict[int, Setting],
    lead: Lead,
    actors: Sequence[ActorMention],
) -> Report:
    """Fill in an account's row; `actors` are those named nearby, the nearest first."""
    own = [figures[i] for i in account.figures]
    measures = {f.measure for f in own if f.number} or {f.measure for f in own}
    scenes = scenes_of(account, figures, settings, lead)
    if any(t.kind in PROTESTS for scene in (*scenes.near, *scenes.further) for t in scene):
        _part_sides(own)
    sub_type = _sub_type(scenes, measures, _hurt(own), actors)
    is_toll = account.scope == "cumulative"
    kind = _toll_type(sub_type, measures) if is_toll else sub_type
    fill_victims(own, kind)
    place, counted = account.place or lead.place, totals(own, account.figures)
    parties = _parties(sub_type, own, place, actors)
    named = next((f for f in own if f.stated_by), own[0])
    kept = stock_or_flow(own, settings) if is_toll else None
    date = account.date or (None if is_toll or account.is_before else lead.date)
    if not is_toll and account.sentences[0] < LEAD_SENTENCES and _is_closer(lead.date, date):
        date = lead.date
    return Report(
        scope=account.scope,
        figures=tuple(account.figures),
        event_type=kind if is_toll else event_type(sub_type),
        sub_event_type=sub_type,
        date=_as_of(date) if kept == "stock" and measures == {"displaced"} else date,
        place=place,
        totals=counted,
        parties=parties,
        deaths=deaths(own, counted, parties),
        stated_by=named.stated_by,
        stated_by_type=named.stated_by_type,
        stock_or_flow=kept,
    )


def _part_sides(own: Sequence[Figure]) -> None:
    """ "32 protesters were wounded, doctors said. Police count 13 wounded officers": besides them."""
    for figure in own:
        others = (
            f for f in own if f.measure == figure.measure and f.quote_end < figure.quote_start
        )
        is_of_state = figure.victims == "security_forces" and figure.part_of is None
        if is_of_state and any(f.stated_by != figure.stated_by for f in others):
            figure.is_of_side = True


def _sub_type(
    scenes: Scenes, measures: set[str], victims: set[str], actors: Sequence[ActorMention]
) -> str:
    """What happened: by the words nearby, else by those who did it, else by the words of the rest."""
    by_agent, further = told_by_agent(measures, victims, actors), scenes.further
    if by_agent and not any(scenes.near):
        further = [[t for t in scene if t.rank < WEAK] for scene in further[:1]]
    told = sub_event_type([*scenes.near, *further], measures, victims)
    is_weak = all(t.rank >= WEAK for scene in scenes.near for t in scene)  # "of a boat"
    is_left_open = told == "Other" or (told == "Attack" and by_agent == MOB_VIOLENCE)
    is_left_open |= told == "Accident" and is_weak and any(scenes.near)
    return by_agent if by_agent and is_left_open else taken_by(told, actors)


def _is_closer(day: DateMention | None, told: DateMention | None) -> bool:
    """Whether a day lies in what an account tells less closely: "last week", and "on Friday" further on."""
    if day is None or told is None or not day.is_day or told.is_day or told.is_period:
        return False
    if told.rule_id in _BY_DAYS:
        return False
    return relation_of_days(told, day) == "agrees" and told.precision > day.precision


def _hurt(figures: Sequence[Figure]) -> set[str]:
    """The victims of an account; a few civilians beside many armed were not whom the attack was on, nor were
    the armed where they make up half of the dead at most: "six people, including a policeman".
    """
    armed, others = (
        max((f.number or 0 for f in figures if f.victims in side and f.stands), default=0)
        for side in (ARMED, UNPROTECTED)
    )
    found = {f.victims for f in figures if not f.is_of_side} or {f.victims for f in figures}
    if armed > MANY_TIMES * others > 0:
        return found - UNPROTECTED
    some = [f for f in figures if f.stands and f.measure == "killed" and f.victims in ARMED]
    whole = max((f.number or 0 for f in figures if f.counts and f.measure == "killed"), default=0)
    are_parts = bool(some) and all(f.part_of is not None and f.best for f in some)
    is_half = MANY_TIMES * sum(f.best or 0 for f in some) <= whole
    return found - ARMED if are_parts and is_half else found


def _parties(
    sub_type: str,
    figures: Sequence[Figure],
    place: PlaceMention | None,
    actors: Sequence[ActorMention],
) -> Parties:
    """The parties of a violent event; disasters, accidents and flight have none."""
    if sub_type in OUTSIDE_CONFLICT or sub_type == "Displacement":
        return NO_PARTIES
    return choose_parties(actors, [f.victims for f in figures], place.country if place else None)


def _as_of(date: DateMention | None) -> DateMention | None:
    """When a stock was counted, "fin mars": no day tells since when; a year is that of the flight."""
    is_moment = date is not None and not date.is_period and date.precision < _YEAR
    return replace(date, start=None) if date is not None and is_moment else date


def _toll_type(sub_type: str, measures: set[str]) -> str:
    """Conflict, unless the toll sums up a disaster, accidents or mere displacement."""
    if measures == {"displaced"}:
        return "Displacement"
    return sub_type if sub_type in OUTSIDE_CONFLICT else "Conflict"


def stock_or_flow(figures: Sequence[Figure], settings: Mapping[int, Setting]) -> str | None:
    """People who fled at a time or in a period are a flow; the counted, and those of no time, a stock."""
    displaced = [f for f in figures if f.measure == "displaced"]
    if not displaced:
        return None
    is_flow: list[bool] = []
    for figure in displaced:
        told = _is_flow(figure, settings[figure.sentence].dates)
        if figure.is_in_other_unit and is_flow:
            told = (
                is_flow.pop() or told
            )  # "10.600 personnes, soit 1.460 ménages, ont fui depuis lundi"
        is_flow.append(told)
    if len({*is_flow}) > 1:
        return "unknown"
    return "flow" if is_flow[0] else "stock"


def _is_flow(figure: Figure, dates: Sequence[DateMention]) -> bool:
    """ "640 se sont réfugiés depuis les massacres de septembre", "the displacement of 12,388 in 2021"."""
    told = [d for d in dates if d.start is not None]
    if figure.rule.startswith(_FLED):
        return bool(told)
    return not figure.rule.startswith("counted") and any(d.is_period for d in told)
