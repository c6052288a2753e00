"""The totals that a careful reader would take from an account: nobody counted twice.

Parts, repeats, superseded and joint figures and households stay out. Claims of different sources on
the same people compete: low and high are the extremes, best the number that the article leads with
(annotation guide). Different people told of by the same source add up.
"""

from collections.abc import Collection, Sequence

from pipelines.extract.figures import Figure
from pipelines.extract.model import Bounds


def totals(figures: Sequence[Figure], account: Collection[int]) -> dict[str, Bounds]:
    """Totals per measure of one account; `figures` are its figures, `account` their positions.

    A day's dead count in their incident though they are a part of the campaign's toll.
    """
    found: dict[str, Bounds] = {}
    counting = [f for f in figures if f.stands and f.part_of not in account]
    for measure in dict.fromkeys(f.measure for f in figures):
        groups = _groups([f for f in counting if f.measure == measure])
        claims = [_contested(group) for group in groups]
        if claims:
            found[measure] = _sum(claims)
    return _moved(found, figures)


def _moved(found: dict[str, Bounds], figures: Sequence[Figure]) -> dict[str, Bounds]:
    """The injured who died are no longer among the injured."""
    died = sum(f.best or 0 for f in figures if f.measure == "killed" and f.is_of_injured)
    injured = found.get("injured")
    if injured is None or not died:
        return found
    left = (
        None if n is None else max(n - died, 0) for n in (injured.low, injured.best, injured.high)
    )
    return found | {"injured": Bounds(*left)}


def _groups(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that claim to count the same people stand together."""
    groups: list[list[Figure]] = []
    for figure in figures:
        if figure.number == 0 and groups:
            continue
        rival = next((g for g in groups if _is_rival(g[0], figure)), None)
        if rival is None:
            groups.append([figure])
        else:
            rival.append(figure)
    positive = [g for g in groups if g[0].number != 0]
    return positive or groups[:1]


def _is_rival(first: Figure, later: Figure) -> bool:
    if later.statement.people.has_other:
        return False
    is_other_source = first.stated_by != later.stated_by and later.stated_by is not None
    same_people = first.victims == later.victims or "unspecified" in (first.victims, later.victims)
    is_elsewhere = first.sentence != later.sentence
    are_tolls = {first.statement.people.head, later.statement.people.head} == {"counted"}
    is_again = is_elsewhere and (later.best is None or are_tolls)
    return same_people and (is_other_source or later.statement.is_gapped or is_again)


def _contested(group: Sequence[Figure]) -> Bounds:
    lead = group[0]
    if len(group) == 1:
        return Bounds(lead.low, lead.best, lead.high)
    lows = [n for f in group if (n := f.low if f.low is not None else f.best) is not None]
    greatest = max(group, key=lambda f: f.high or f.number or 0)
    return Bounds(min(lows, default=None), lead.best, greatest.high)


def _sum(claims: Sequence[Bounds]) -> Bounds:
    if len(claims) == 1:
        return claims[0]
    lows = [c.low if c.low is not None else c.best for c in claims]
    bests = [c.best if c.best is not None else c.low for c in claims]
    highs = [c.high for c in claims]
    has_best = any(c.best is not None for c in claims)
    return Bounds(
        low=sum(n for n in lows if n is not None),
        best=sum(n for n in bests if n is not None) if has_best else None,
        high=None if None in highs else sum(n for n in highs if n is not None),
    )
