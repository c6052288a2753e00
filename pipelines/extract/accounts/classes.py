"""Classes of victims that figures take from each other: wholes from parts, parts from wholes, peacekeepers.

What does not belong here: what a figure's own words say of its victims (victims), and what is a part of what
(relations).
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.event_types import ARMED, UNPROTECTED
from pipelines.extract.figures import Figure
from pipelines.extract.victims import UNKNOWN

_PEACEKEEPERS = ("aid_or_un", "security_forces")
_COMMANDERS_OF_GROUP = ("armed_group", "security_forces")
_MIXED_CLASSES = 2
_FATES = ("killed", "injured")
_WAR_TOLL_FROM = 1000  # fewer of which children are told may well be those of attacks on civilians
_UNNAMED = ("known", "counted")
_CIVILIAN = "civil"  # how nouns for civilians begin in every language read


def name_victims(figures: list[Figure]) -> None:
    """An unnamed whole takes the class of its parts; an unnamed part or count that of its whole."""
    parts_of: dict[int | None, list[Figure]] = {}
    for figure in figures:
        parts_of.setdefault(figure.part_of, []).append(figure)
    for i, figure in enumerate(figures):
        if figure.victims != UNKNOWN:
            continue
        if figure.repeat_of is not None:
            figure.victims = figures[figure.repeat_of].victims
            continue
        told = parts_of.get(i, [])
        parts = {part.victims for part in told} - {UNKNOWN}
        if _are_of_one_side_in_part(figure, told):
            figure.victims = "mixed"
        elif parts and parts <= UNPROTECTED:
            figure.victims = UNKNOWN if _is_of_war(figure) else "civilians"
        elif len(parts) >= _MIXED_CLASSES:
            figure.victims = "mixed"
        elif figure.part_of is not None:
            figure.victims = figures[figure.part_of].victims
    _name_peacekeepers(figures)
    for figure in figures:
        whole = figures[figure.part_of] if figure.part_of is not None else None
        classes = (whole.victims, figure.victims) if whole is not None else ()
        if classes == _COMMANDERS_OF_GROUP and figure.statement.includes:
            figure.victims = "armed_group"  # "five members of Hamas, among them two commanders"


def _is_of_war(figure: Figure) -> bool:
    """ "La guerre a fait 9.000 morts, dont 2.000 enfants": who the others were is left to the kind of toll."""
    is_toll = figure.scope == "cumulative" and figure.measure in _FATES
    return is_toll and (figure.number or 0) >= _WAR_TOLL_FROM


def _name_peacekeepers(figures: list[Figure]) -> None:
    """ "Un casque bleu a été tué, un autre soldat blessé", "four peacekeepers, among them three soldiers"."""
    for before, figure in pairwise(figures):
        whole = figures[figure.part_of] if figure.part_of is not None else None
        people = figure.statement.people
        is_further = people.has_other or people.is_definite
        is_near = figure.sentence - before.sentence <= 1 and is_further
        if is_near and (before.victims, figure.victims) == _PEACEKEEPERS:
            figure.victims = "aid_or_un"
        if whole is not None and (whole.victims, figure.victims) == _PEACEKEEPERS:
            figure.victims = "aid_or_un"


def _are_of_one_side_in_part(whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "25 personnes, dont 14 militaires", "six morts, dont trois civils": the others are none."""
    told = [part for part in parts if part.statement.includes and part.measure == whole.measure]
    is_some = 0 < sum(part.number or 0 for part in told) < (whole.number or 0)
    if is_some and any(part.statement.people.noun.startswith(_CIVILIAN) for part in told):
        return whole.statement.people.head in _UNNAMED
    is_open = whole.statement.people.head == "known"
    return is_open and is_some and all(part.victims in ARMED for part in told)
