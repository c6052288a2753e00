"""What each report claims: figures → one number per measure, source and group of victims.

Group ("cell") is civilians, security_forces, armed_group, or the whole: mixed (the text says that
several groups are in it) or all (the text does not say). Parts, repetitions, joint counts and
households make no claim. How claims of several reports replace each other stands in replay.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipelines.linking.values import Value, total

WHOLE = frozenset({"all", "mixed"})
CELLS = {
    "civilians": "civilians",
    "journalists": "civilians",
    "children": "civilians",
    "women": "civilians",
    "aid_or_un": "civilians",
    "security_forces": "security_forces",
    "armed_group": "armed_group",
    "mixed": "mixed",
    "unspecified": "all",
}
CASUALTIES = frozenset({"killed", "injured"})
NOBODY_NAMED = "none"
Figure = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's number of people in one cell."""

    measure: str
    cell: str
    value: Value
    stated_by_type: str
    stated_by: str | None
    position: int


@dataclass(slots=True)
class ReportClaims:
    """All that a report says about numbers.

    `withdrawn` holds (measure, number) that the text gives as earlier or wrong, `parts` the dead
    that it counts within its total, `died_of_wounds` (cell, number) of the dead who were injured
    before, `breakdowns` total → group → its part of the dead, `found_alive` the missing who were found.
    """

    claims: list[Claim] = field(default_factory=list[Claim])
    withdrawn: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    parts: list[int] = field(default_factory=list[int])
    died_of_wounds: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    breakdowns: dict[int, dict[str, int]] = field(default_factory=dict[int, dict[str, int]])
    found_alive: int = 0


def read_claims(report: Mapping[str, Any], figures: Sequence[Figure]) -> ReportClaims:
    """The claims of one report; `figures` are its own, in the order of the text, with cue columns."""
    counted = [f for f in figures if f["unit"] == "person" and f["joint_with"] is None]
    stated = ReportClaims()
    by_id = {f["figure_id"]: f for f in figures}
    tops: list[Figure] = []
    for figure in counted:
        whole = by_id.get(figure["part_of"] or "")
        if figure["is_superseded"]:
            stated.withdrawn.append((figure["measure"], _value(figure).point))
        elif _is_repeat(figure, by_id):
            continue
        elif figure["measure"] == "missing" and figure["is_found_alive"]:
            stated.found_alive += _value(figure).point
        else:
            _note_deaths(stated, figure, whole)
            if whole is None or whole["is_superseded"]:
                tops.append(figure)
    for measure in dict.fromkeys(f["measure"] for f in tops):
        own = [f for f in tops if f["measure"] == measure]
        stated.claims += _claims_of(measure, own, tops, _report_total(report, measure))
    stated.claims = _of_one_source(stated.claims)
    return stated


def _of_one_source(claims: Sequence[Claim]) -> list[Claim]:
    """Where one source alone is named, what is told beside its numbers is told by it, too."""
    named = {(c.stated_by_type, c.stated_by) for c in claims if c.stated_by_type != NOBODY_NAMED}
    kinds = {kind for kind, _ in named}
    if len(kinds) != 1:
        return list(claims)
    kind, name = min(named, key=lambda one: one[1] or "")
    return [
        replace(c, stated_by_type=kind, stated_by=name) if c.stated_by is None else c
        for c in claims
    ]


def _value(figure: Figure) -> Value:
    return Value(figure["value_low"], figure["value_best"], figure["value_high"])


def _report_total(report: Mapping[str, Any], measure: str) -> Value:
    return Value(*(report[f"{measure}_{bound}"] for bound in ("low", "best", "high")))


def _is_repeat(figure: Figure, by_id: Mapping[str, Figure]) -> bool:
    """The same people stated again; persons after households are no repetition."""
    former = by_id.get(figure["repeat_of"] or "")
    return figure["repeat_of"] is not None and (former is None or former["unit"] == figure["unit"])


def _note_deaths(stated: ReportClaims, figure: Figure, whole: Figure | None) -> None:
    """Deaths told as part of a total, and those of people who had been injured."""
    if figure["measure"] != "killed":
        return
    if whole is not None:
        stated.parts.append(_value(figure).point)
    cell = CELLS[figure["victims"]]
    if whole is not None and whole["measure"] == "killed" and cell not in WHOLE:
        parts = stated.breakdowns.setdefault(_value(whole).point, {})
        parts[cell] = parts.get(cell, 0) + _value(figure).point
    if figure["died_of_wounds"] or (whole is not None and whole["measure"] == "injured"):
        stated.died_of_wounds.append((cell, _value(figure).point))


def _claims_of(
    measure: str, own: Sequence[Figure], tops: Sequence[Figure], whole: Value
) -> list[Claim]:
    if len(own) == 1:
        value = whole if whole.is_known else _value(own[0])
        return [_claim(measure, _cell(own[0], tops), value, own[0])]
    named = list(dict.fromkeys(f["stated_by_type"] for f in own if f["stated_by_type"] != "none"))
    adds_up = whole.is_known and sum(_value(f).point for f in own) == whole.point
    if len(named) > 1 and not adds_up:
        return _rival_claims(measure, own, tops)
    lead = next((f for f in own if f["stated_by_type"] in named), own[0])
    cells = _by_cell(own, tops)
    if len(cells) > 1 and (adds_up or not whole.is_known) and not cells.keys() & WHOLE:
        return [_claim(measure, cell, _sum(fs), lead) for cell, fs in cells.items()]
    cell = next(iter(cells)) if len(cells) == 1 else "mixed"
    value = whole if whole.is_known else _sum(own)
    return [_claim(measure, cell, value, lead)]


def _rival_claims(measure: str, own: Sequence[Figure], tops: Sequence[Figure]) -> list[Claim]:
    """Several sources, numbers that do not add up: each stands for itself."""
    by_speaker: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in own:
        by_speaker[figure["stated_by_type"], _cell(figure, tops)].append(figure)
    claims: list[Claim] = []
    for (_, cell), figures in by_speaker.items():
        labels = {f["victims"] for f in figures}
        value = _sum(figures) if len(labels) == len(figures) else _greatest(figures)
        claims.append(_claim(measure, cell, value, figures[0]))
    return claims


def _claim(measure: str, cell: str, value: Value, figure: Figure) -> Claim:
    return Claim(
        measure,
        cell,
        value,
        figure["stated_by_type"],
        figure["stated_by"],
        figure["position"],
    )


def _by_cell(own: Iterable[Figure], tops: Sequence[Figure]) -> dict[str, list[Figure]]:
    cells: dict[str, list[Figure]] = defaultdict(list)
    for figure in own:
        cells[_cell(figure, tops)].append(figure)
    return cells


def _cell(figure: Figure, tops: Sequence[Figure]) -> str:
    """The group of the victims; where the text does not say, that of the same source's others."""
    cell = CELLS[figure["victims"]]
    if cell != "all" or figure["measure"] not in CASUALTIES:
        return cell
    others = {
        CELLS[f["victims"]]
        for f in tops
        if f["stated_by_type"] == figure["stated_by_type"] and f["measure"] in CASUALTIES
    } - {"all"}
    return others.pop() if len(others) == 1 else "all"


def _sum(figures: Sequence[Figure]) -> Value:
    return total([_value(f) for f in figures])


def _greatest(figures: Sequence[Figure]) -> Value:
    return max((_value(f) for f in figures), key=lambda value: (value.point, value.top))
