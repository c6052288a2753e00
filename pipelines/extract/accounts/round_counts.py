"""Which exact count of an account a round one stands for: "more than 100 dead … The governor counted 103".

What does not belong here: which account such a count means (newer_counts), and the totals (totals).
"""

from collections.abc import Sequence

from pipelines.extract.figures import Figure

_ROUND, _VERY_ROUND = 10, 100
_ABOUT = 1.1  # times "près de 3.000" that an exact number may be, or the other way round
_LITTLE_MORE = 1.25  # times a round floor, up to which an exact number may be what it stands for
_DOZEN = 12
_DOZENS = (24, 36, 48)  # told in dozens; larger ones may be counted
_FEW_DOZENS = {10: 19, 12: 23}  # up to which "more than a dozen" may go
_NEARLY = 0.8  # of a number told in dozens: 22 may be "nearly two dozen"


def told_exactly(group: Sequence[Figure]) -> Figure | None:
    """ "More than 100 dead … The governor counted 103", "près de 3.000 … 2.946": what round ones stand for."""
    told, quantifier = group[0].best or 0, group[0].quantifier
    if quantifier == "at_least":
        least, most = told, _most(told)
    elif quantifier == "about" and told in _DOZENS:
        least, most = told * _NEARLY, _most(told)
    elif quantifier == "about" and told % _VERY_ROUND == 0:
        least, most = told / _ABOUT, told * _ABOUT
    else:
        return None
    for rival in (f for f in group[1:] if f.quantifier == "exact" and f.best is not None):
        if quantifier == "at_least" and _is_below(rival, group[0]):
            return None  # "at least ten … a nurse spoke of nine bodies, the BBC of twelve"
        if least <= (rival.best or 0) <= most:
            return rival
    return None


def _is_below(rival: Figure, floor: Figure) -> bool:
    is_of_others = rival.stated_by not in (None, floor.stated_by)
    return is_of_others and (rival.best or 0) < (floor.best or 0)


def _most(floor: int) -> float:
    """How many people a round floor may stand for: "over two dozen" may be 34."""
    if floor in _DOZENS:
        return floor + _DOZEN - 1
    return _FEW_DOZENS.get(floor, floor * _LITTLE_MORE if floor % _ROUND == 0 else 0)
