"""The dead of each side (UCDP): deaths_a and deaths_b of actor1 and actor2, civilians, unknown.

Filled in only where every number is exact and the sum is the total; else left out (NULL, not 0).
"""

from collections.abc import Sequence

from pipelines.extract.event_types import UNPROTECTED
from pipelines.extract.figures import Figure
from pipelines.extract.model import Bounds, Parties

_STATE, _CIVILIANS, _OTHER_STATE = 1, 7, 8  # ACLED inter codes
_STATE_CODES = (_STATE, _OTHER_STATE)


def deaths(
    figures: Sequence[Figure], totals: dict[str, Bounds], parties: Parties
) -> dict[str, int]:
    """Deaths per side of one account; empty where they are not known to add up to its total."""
    total = totals.get("killed")
    if total is None or total.best is None:
        return {}
    found = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    for figure in _smallest(figures):
        if figure.best is None:
            return {}
        found[_side(figure.victims, parties)] += figure.best
    missing = total.best - sum(found.values())
    if missing < 0:
        return {}
    found["deaths_unknown"] += missing
    return found


def _smallest(figures: Sequence[Figure]) -> list[Figure]:
    """The dead told apart: parts where a whole has some, else the whole."""
    killed = [f for f in figures if f.measure == "killed" and f.unit == "person"]
    parts = [f for f in killed if f.part_of is not None and not _is_again(f)]
    return parts or [f for f in killed if f.counts]


def _is_again(figure: Figure) -> bool:
    return figure.repeat_of is not None or figure.is_superseded or bool(figure.joint_with)


def _side(victims: str, parties: Parties) -> str:
    if victims in UNPROTECTED:
        return "deaths_civilians"
    if victims not in ("security_forces", "armed_group"):
        return "deaths_unknown"
    sides = (("deaths_a", parties.inter1), ("deaths_b", parties.inter2))
    is_state = victims == "security_forces"
    fitting = [
        side
        for side, inter in sides
        if inter is not None and inter != _CIVILIANS and (inter in _STATE_CODES) == is_state
    ]
    return fitting[0] if len(fitting) == 1 else "deaths_unknown"
