"""Newer and older counts of an event told of: "the toll rose to 12", "up from 801,000 at the end of May".

What belongs here: which account such a count means, and what it takes from it. What does not: which of the
counts of one account stands (breakdown).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extract.agreement import ELSEWHERE, relation_of_days, relation_of_places
from pipelines.extract.apart import are_two_towns, is_of_other_event
from pipelines.extract.figures import Account, Figure
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Setting

_MONTH = 4  # UCDP date_prec
_MANY, _ROUND = 100, 10
_LITTLE_MORE = 1.1  # times a round floor, up to which an exact number may be what it stands for
_REVISED = 3  # times as many as first reported: what a count seldom grows by
_SOON = 3  # sentences from it to that number


def grown(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> Account | None:
    """ "On Tuesday the toll rose to 12", "Five more died on Tuesday, taking it to 12": of the incident told of
    last, unless another or a town is named.
    """
    setting = settings[figure.sentence]
    whole = figures[figure.part_of] if figure.part_of is not None else figure
    toll = whole if whole.is_total and whole.sentence == figure.sentence else figure
    has_grown = toll.has_risen or (toll.is_total and toll.scope == "incident")
    told = last_counting(figure, accounts, figures) if has_grown else None
    is_anew = setting.opening in ("new", "other") or figure.scope == "cumulative"
    if told is None or is_anew:
        return None
    if not toll.has_risen and is_of_other_event(figure, told, settings):
        return None
    place = nearest_place(figure, setting)
    is_there = place is None or told.place is None or not are_two_towns(told.place, place)
    most = max(figures[i].number or 0 for i in told.figures if figures[i].measure == figure.measure)
    return told if is_there and most <= (toll.number or 0) else None


def reported_before(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> Account | None:
    """ "22 morts à Bani. … Plus tôt, une source avait fait état de 20 morts", "Ce bilan est nié par l'armée,
    qui parle de 15 morts": another count of what is told of, unless another day or town is named.
    """
    is_older = figure.is_of_report_before or settings[figure.sentence].counts_again
    is_older &= figure.scope == "incident"
    told = last_counting(figure, accounts, figures) if is_older else None
    if told is None or is_of_other_event(figure, told, settings):
        return None
    setting = settings[figure.sentence]
    place = nearest_place(figure, setting)
    if place is not None and relation_of_places(told.place, place) in ELSEWHERE:
        return None
    most = max(figures[i].number or 0 for i in told.figures if figures[i].measure == figure.measure)
    number = figure.number or 0
    return (
        told
        if number <= most <= number * _REVISED and figure.sentence > told.sentences[0]
        else None
    )


def told_exactly(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> Account | None:
    """ "More than 1,200 were killed … 1,223 people died": what a round number right before stands for."""
    setting = settings[figure.sentence]
    if figure.quantifier != "exact" or setting.opening in ("new", "other", "first"):
        return None
    told = last_counting(figure, accounts, figures)
    if told is None or is_of_other_event(figure, told, settings):
        return None
    day, place = nearest_date(figure, setting), nearest_place(figure, setting)
    if day is not None and relation_of_days(told.date, day) != "same":
        return None
    if place is not None and relation_of_places(told.place, place) in ELSEWHERE:
        return None
    rounded = (figures[i] for i in told.figures if _is_round_for(figures[i], figure))
    return told if any(figure.sentence - f.sentence <= _SOON for f in rounded) else None


def _is_round_for(rounded: Figure, figure: Figure) -> bool:
    floor = rounded.best or 0
    is_floor = rounded.quantifier == "at_least" and floor >= _MANY and floor % _ROUND == 0
    is_same = rounded.measure == figure.measure and rounded.counts
    return is_same and is_floor and floor <= (figure.number or 0) <= floor * _LITTLE_MORE


def is_of_day_before(
    figure: Figure, figures: Sequence[Figure], settings: dict[int, Setting]
) -> bool:
    """ "814,000, up from 801,000 at the end of May", "49 in February, against 52 in January": a toll as it
    stood, or a month's, is a statement of its own.
    """
    if not (figure.is_superseded or figure.statement.is_old):
        return False
    setting = settings[figure.sentence]
    told = nearest_date(figure, setting)
    if figure.scope != "cumulative" and (told is None or told.precision < _MONTH):
        return False
    beside = (f for f in figures if f.sentence == figure.sentence and f is not figure)
    return told is not None and all(nearest_date(f, setting) != told for f in beside)


def take_over(account: Account, told: Account | None) -> None:
    """Give the count of an earlier day the place of the one told with it, and its start if that is before."""
    if told is None or told.scope != account.scope:
        return
    account.place = told.place or account.place
    own, since = account.date, told.date.start if told.date else None
    if own is not None and own.start is not None and since is not None and since <= own.start:
        account.date = replace(own, start=since, is_period=True)


def last_counting(
    figure: Figure, accounts: Sequence[Account], figures: Sequence[Figure]
) -> Account | None:
    """The account told of last that counts what a figure counts."""
    same = (a for a in accounts if any(figures[i].measure == figure.measure for i in a.figures))
    return max(same, key=lambda a: a.figures[-1], default=None)
