"""How the figures of an article relate: parts of a whole, the same count again.

What belongs here: part_of and repeat_of. What does not: what one figure says (reading), incidents
(accounts).
"""

from pipelines.extract.figures import Figure
from pipelines.extract.victims import UNKNOWN

_PART_WITHIN = 6  # sentences between a whole and a part that only "de nos" or "d'entre eux" tells
_MIXED_CLASSES = 2


def relate(figures: list[Figure]) -> None:
    """Set parts, repeats and victims that follow from the figures before, in reading order."""
    for i, figure in enumerate(figures):
        whole = _whole(figures, i)
        if whole is not None:
            figure.part_of = whole
            figure.scope = figures[whole].scope
            figure.is_superseded = figure.is_superseded or figures[whole].is_superseded
        else:
            figure.repeat_of = _repeated(figures, i)
    _name_victims(figures)


def _whole(figures: list[Figure], i: int) -> int | None:
    figure = figures[i]
    people = figure.statement.people
    for j in range(i - 1, -1, -1):
        whole = figures[j]
        if figure.statement.includes:
            if whole.sentence != figure.sentence or whole.part_of is not None:
                continue
            return j
        if not people.is_partitive or whole.is_superseded or whole.part_of is not None:
            continue
        is_larger = (whole.number or 0) > (figure.number or 0)
        same = whole.measure == figure.measure or people.head == "elliptic"
        if same and is_larger and figure.sentence - whole.sentence <= _PART_WITHIN:
            return j
    return None


def _repeated(figures: list[Figure], i: int) -> int | None:
    figure = figures[i]
    if figure.statement.people.has_other or figure.is_superseded:
        return None
    for j in range(i):
        other = figures[j]
        same = (other.measure, other.best, other.unit) == (
            figure.measure,
            figure.best,
            figure.unit,
        )
        is_number = figure.best is not None and figure.best > 1
        if same and is_number and other.repeat_of is None and other.scope == figure.scope:
            return j
    return None


def _name_victims(figures: list[Figure]) -> None:
    """An unnamed whole takes the class of its parts; an unnamed part or count that of its whole."""
    for i, figure in enumerate(figures):
        if figure.victims != UNKNOWN:
            continue
        parts = {f.victims for f in figures if f.part_of == i} - {UNKNOWN}
        if len(parts) >= _MIXED_CLASSES:
            figure.victims = "mixed"
        elif figure.part_of is not None:
            figure.victims = figures[figure.part_of].victims
