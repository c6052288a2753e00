"""Who the people of a figure are where its own words leave it open: as the account makes likely.

From the same account's other figures, then from the kind of event: the displaced and the missing are
civilians, the dead of a clash or of a war mixed, those of an attack on a market civilians. What does not belong
here: what the words say (victims).
"""

from collections.abc import Sequence

from pipelines.extract.event_types import ARMED, OUTSIDE_CONFLICT
from pipelines.extract.figures import Figure
from pipelines.extract.people import People
from pipelines.extract.victims import OF_EITHER, UNKNOWN

_GOES_ON = 2  # sentences
_OF_FEW = frozenset({UNKNOWN, "children", "women"})  # what a few are, all need not be
_ANYBODY = ("person", "people", "individu", "victim", "habitant", "civil")
_CIVIL = ("civil",)
_MIXED_EVENTS = frozenset({"Armed clash", "Conflict"})
_OF_ARMS = frozenset({"Armed clash", "Air/drone strike", "Shelling/artillery/missile attack"})
_PARTS = ("including.", "listed.", "among.", "partly.")  # of people counted in the same sentence
_BESIDES = "also."  # "dix morts, outre le kamikaze": others than those counted
_MANY_TIMES = 10
_OF_A_FORCE = ("élément", "effectif")
_CIVILIAN_MEASURES = frozenset({"displaced", "missing"})
_OF_BOTH_SIDES = frozenset({"killed", "injured"})  # who is taken hostage is of neither side


def fill_victims(figures: Sequence[Figure], kind: str) -> None:
    """Give the figures of one account of a kind the class that the account makes likely."""
    sentences: dict[int, list[Figure]] = {}
    for figure in figures:
        sentences.setdefault(figure.sentence, []).append(figure)
    for figure in figures:
        if figure.victims == UNKNOWN:
            figure.victims = _likely(figure, sentences[figure.sentence], figures, kind)
        elif kind in _OF_ARMS and _are_of_either(figure):
            figure.victims = "armed_group"


def _are_of_either(figure: Figure) -> bool:
    """ "Drones ont tué cinq activistes": who may be of a party or under arms, and died in a fight."""
    is_open = figure.victims == "civilians" and figure.measure in _OF_BOTH_SIDES
    return is_open and figure.statement.people.noun.startswith(OF_EITHER)


def _likely(
    figure: Figure, sentence: Sequence[Figure], figures: Sequence[Figure], kind: str
) -> str:
    people = figure.statement.people
    is_left_open = people.has_other and figure.measure == "missing"  # "four others are missing"
    if people.noun.startswith(_OF_A_FORCE):
        told = _told_before(figure, figures)
        return told if told in ARMED else "security_forces"
    if figure.measure == "displaced":
        return "civilians"
    if figure.is_revision and (before := _revised(figure, figures)) is not None:
        return before
    if people.has_other and (beside := _harmed_beside(figure, sentence)) is not None:
        return beside
    if _are_civil_in_part(figure, sentence):
        return "mixed"
    if kind in OUTSIDE_CONFLICT:
        return "civilians"
    if people.head in ("elliptic", "counted") or is_left_open or _are_like_others(people):
        is_part = figure.part_of is not None
        named = (
            f.victims
            for f in sentence
            if (is_part or f.part_of is None or not f.rule.startswith(_PARTS))
            and not f.is_of_side
            and not f.rule.startswith(_BESIDES)
            and f.measure != "displaced"
            and not _are_captors(figure, f)
        )
        beside = next((victims for victims in named if victims not in _OF_FEW), None)
        if beside is not None:
            return beside
    if people.head == "elliptic" and (told := _told_before(figure, figures)) is not None:
        return told
    if figure.measure in _CIVILIAN_MEASURES:
        return "civilians"
    told = [
        f
        for f in figures
        if f.part_of is None
        and not f.is_of_side
        and not f.rule.startswith(_BESIDES)
        and not _is_set_apart(figure, f)
        and not _are_too_few(figure, f)
    ]
    known = {_class(f.victims) for f in told} - {UNKNOWN}
    if figure.is_by_one_side or figure.measure not in _OF_BOTH_SIDES:
        known -= {"mixed"}
    if figure.measure == "abducted":
        known -= {"armed_group"}
    is_plain = figure.statement.people.head == "known" and figure.scope == "cumulative"
    if len(known) == 1 and (known != {"armed_group"} or (kind in _MIXED_EVENTS and not is_plain)):
        return known.pop()
    is_crowd = figure.best != 1 and figure.measure in _OF_BOTH_SIDES
    is_of_both = is_crowd and not figure.is_by_one_side
    return "mixed" if kind in _MIXED_EVENTS and is_of_both else "civilians"


def _are_civil_in_part(figure: Figure, sentence: Sequence[Figure]) -> bool:
    """ "Seven people, five of them civilians, died": the others were none."""
    behind = (f for f in sentence if f.quote_start > figure.quote_start)
    part = next((f for f in behind if f.measure == figure.measure), None)
    if part is None or part.part_of is None or not part.rule.startswith(_PARTS):
        return False
    is_civil = part.statement.people.noun.startswith(_CIVIL) and part.victims == "civilians"
    return is_civil and 0 < (part.best or 0) < (figure.number or 0)


def _are_too_few(figure: Figure, other: Figure) -> bool:
    """ "129 people were killed … seven terrorists were killed": the many are none of the seven's side."""
    is_of_side = other.victims == "armed_group" and other.number is not None
    return is_of_side and (figure.number or 0) > _MANY_TIMES * (other.number or 0)


def _are_captors(figure: Figure, other: Figure) -> bool:
    """ "Troops killed 36 terrorists and rescued 140 hostages"."""
    return figure.measure == "abducted" != other.measure and other.victims == "armed_group"


def _is_set_apart(figure: Figure, other: Figure) -> bool:
    """ "Eleven people were killed and 52 policemen injured": the people are none of the force beside them."""
    is_people = figure.statement.people.head == "known" and other.statement.people.head == "known"
    is_beside = other.sentence == figure.sentence and other.measure != figure.measure
    return is_people and is_beside and other.victims in ARMED


def _are_like_others(people: People) -> bool:
    """ "X, tué avec six autres responsables": others whose noun says more than that they are people."""
    return people.has_other and people.head == "known" and not people.noun.startswith(_ANYBODY)


def _harmed_beside(figure: Figure, sentence: Sequence[Figure]) -> str | None:
    """ "Ten soldiers were killed and others wounded": who suffered otherwise in the same sentence."""
    before = [f for f in sentence if f.quote_start < figure.quote_start and f.part_of is None]
    last = before[-1] if before else None
    is_one_more = figure.best == 1  # "two children died and another was hurt"
    is_telling = last is not None and (is_one_more or last.victims not in _OF_FEW)
    is_told = last is not None and last.measure != figure.measure and is_telling
    return last.victims if last is not None and is_told else None


def _revised(figure: Figure, figures: Sequence[Figure]) -> str | None:
    """ "Ce chiffre a été relevé à 98 morts": those of the count that it replaces."""
    told = (
        f.victims
        for f in figures
        if f.quote_start < figure.quote_start and f.measure == figure.measure and f.part_of is None
    )
    return next((victims for victims in told if victims not in _OF_FEW), None)


def _told_before(figure: Figure, figures: Sequence[Figure]) -> str | None:
    """ "Five soldiers died in May. In August, 17 lost their lives": whom a bare number goes on to count."""
    before = [f for f in figures if 0 < figure.sentence - f.sentence <= _GOES_ON]
    last = before[-1].victims if before else UNKNOWN
    return last if last not in _OF_FEW and last != "mixed" else None


def _class(victims: str) -> str:
    """Women and children are civilians; what one was says nothing of the others."""
    return "civilians" if victims in ("women", "children") else victims
