"""How the figures of an article relate: parts of a whole, the same count again.

What belongs here: part_of and the order in which relations are looked for. What does not: the same count
told again (repetitions), what one figure says (reading), incidents (accounts).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.extract.accounts.repetitions import repeated
from pipelines.extract.accounts.sums import tell_apart
from pipelines.extract.accounts.wholes import whole_behind, whole_of
from pipelines.extract.apart import are_two_towns, is_of_one_day
from pipelines.extract.figures import Figure
from pipelines.extract.nearness import nearest_place
from pipelines.extract.setting import Setting
from pipelines.extract.statements.recounted import RULE as RECOUNTED

_HELD = {"detained", "abducted"}
_REDUCED = "reduced."
_HARMED = {"killed", "injured"}
_LARGE = 100  # such a number told again, with whatever date, is the same
_TOLL_FROM = 20  # a smaller number may well be told of two things
_FEW = 4  # such a number may well be told of two things
_RIGHT_BEHIND = 12  # characters from a count to its town: " à ", " dans le "
_RUNNING = 10  # times as many as have just been killed: hardly of the same incident


def first_mentions(figures: list[Figure]) -> list[Figure]:
    """Without definite nouns that only come back to people counted before: "les civils tués", "the constable
    killed in the attack was on leave".
    """
    kept: list[Figure] = []
    for figure in figures:
        people = figure.statement.people
        is_one = people.quantity.is_article and figure.rule.startswith(_REDUCED)
        is_one &= figure.statement.after == people.after + 1  # not "the father, hurt in the leg"
        is_one &= bool(kept) and kept[-1].sentence < figure.sentence
        is_mention = people.is_definite and (people.quantity.is_plural or is_one)
        is_mention = is_mention and not people.has_other
        if not is_mention or all(f.measure != figure.measure for f in kept):
            kept.append(figure)
    return kept


def carry_scope(figures: list[Figure], settings: Mapping[int, Setting]) -> None:
    """A sentence without time words goes on with the running toll of its paragraph; a number that is a
    toll where it is told again with its period was one before.
    """
    _come_back(figures, settings)
    _keep_of_day(figures, settings)
    tolls = {(f.measure, f.best) for f in figures if f.scope == "cumulative" and f.best}
    for figure in figures:
        number, is_dated = figure.best or 0, bool(settings[figure.sentence].dates)
        is_told = (figure.measure, figure.best) in tolls and (not is_dated or number >= _LARGE)
        if is_told and number >= _TOLL_FROM:
            figure.scope = "cumulative"
            if figure.measure in _HARMED:  # the displaced may be a stock beside one attack's dead
                _share_scope(figures, figure)
    for i, figure in enumerate(figures):
        if figure.rule.startswith(RECOUNTED):
            _go_on_counting(figure, [f for f in figures[:i] if f.measure == figure.measure])
            figure.is_superseded &= not settings[figure.sentence].dates
    told: set[tuple[str, int | None]] = set()  # counts of incidents so far
    are_tolls, counted = True, set[str]()  # all told so far, and what they count
    for before, figure in pairwise(figures):
        here, there = settings[figure.sentence], settings[before.sentence]
        are_tolls &= before.scope == "cumulative"
        counted.add(before.measure)
        is_beside = here.paragraph == there.paragraph or (are_tolls and _brings_in_nothing(here))
        goes_on = is_beside and not here.dates and _is_nowhere(here)
        is_counted_on = are_tolls and figure.measure in counted and _counts(figure)
        if before.scope == "incident" and (before.best or 0) > 1:
            told.add((before.measure, before.best))
        is_again = (figure.measure, figure.best) in told
        if (
            before.scope == "cumulative"
            and goes_on
            and not (is_again or (_is_of_own(before, figure) and not is_counted_on))
        ):
            figure.scope = "cumulative"


def _come_back(figures: Sequence[Figure], settings: Mapping[int, Setting]) -> None:
    """ "Sixteen were killed on Monday in raids. … These two attacks left sixteen dead and two hurt": of the
    incident, with those beside them; so are those of "these raids" behind no toll.
    """
    told: set[tuple[str, int | None]] = set()
    first: dict[str, Figure] = {}  # counted, by its measure
    again = -1  # the sentence that comes back
    are_tolls = False
    for figure in figures:
        count, is_of_sentence = (figure.measure, figure.best), figure.sentence == again
        if _is_of_such_events(figure, first.get(figure.measure), settings[figure.sentence]):
            figure.scope = "cumulative"
        elif figure.scope == "incident" and (figure.best or 0) > _FEW:
            told.add(count)
        elif (is_of_sentence or count in told) and not settings[figure.sentence].dates:
            figure.scope, again = "incident", figure.sentence
        elif first and not are_tolls and _is_of_these(figure, first, settings[figure.sentence]):
            figure.scope = "incident"
        are_tolls |= figure.scope == "cumulative"
        if figure.counts:
            first.setdefault(figure.measure, figure)


def _is_of_these(figure: Figure, first: Mapping[str, Figure], here: Setting) -> bool:
    """ "Gunmen killed eleven in Doro. These attacks also drove 4,000 out": no toll of many more."""
    same = first.get(figure.measure)
    is_larger = same is not None and (figure.number or 0) > (same.number or 0)
    return here.is_in_this and figure.is_of_many and not (is_larger or here.dates)


def _brings_in_nothing(here: Setting) -> bool:
    """Whether a sentence behind tolls brings in no incident."""
    return here.opening not in ("new", "other", "first") and here.scene is None


def _counts(figure: Figure) -> bool:
    """ "Troops have killed 50 and arrested 114 this week. … They arrested 26 in the region", but no "a man"."""
    return figure.best != 1 or not figure.statement.people.is_described


def _is_of_such_events(figure: Figure, first: Figure | None, here: Setting) -> bool:
    """ "Four were killed on Monday. … The clashes between farmers and herders left 309 dead in Chad"."""
    is_later = first is not None and first.sentence < figure.sentence
    if first is None or not (is_later and figure.is_of_many) or here.dates:
        return False
    least = max(_LARGE, _RUNNING * (first.number or 0))
    return first.scope == figure.scope == "incident" and (figure.number or 0) >= least


def _keep_of_day(figures: Sequence[Figure], settings: Mapping[int, Setting]) -> None:
    """ "Les raids ont fait lundi 274 morts … le bilan est de 274 morts à ce stade": still those of Monday."""
    of_day = {
        (f.measure, f.best)
        for f in figures
        if f.scope == "incident" and f.best and any(d.is_day for d in settings[f.sentence].dates)
    }
    for figure in figures:
        dates = settings[figure.sentence].dates
        is_so_far = bool(dates) and all(d.start is None for d in dates)
        if is_so_far and (figure.measure, figure.best) in of_day:
            figure.scope = "incident"


def compare(figures: Sequence[Figure], settings: Mapping[int, Setting]) -> None:
    """ "32 dead in Ouallam, against 73 in Banibangou": the count of another town is no older one."""
    for before, figure in pairwise(figures):
        if not figure.is_superseded or before.sentence != figure.sentence:
            continue
        setting = settings[figure.sentence]
        here, there = nearest_place(figure, setting), nearest_place(before, setting)
        if here is None or there is None or here.text_start > figure.quote_end + _RIGHT_BEHIND:
            continue
        figure.is_superseded = not are_two_towns(here, there)


def _go_on_counting(figure: Figure, told: Sequence[Figure]) -> None:
    """ "Ils étaient 171.500 fin janvier": as the count that is taken up, and by whom that was made."""
    before = told[-1] if told else figure
    figure.scope = before.scope
    if figure.stated_by is None:
        figure.stated_by, figure.stated_by_type = before.stated_by, before.stated_by_type


def _share_scope(figures: list[Figure], toll: Figure) -> None:
    """ "Plus de cent personnes ont été tuées et 614 autres blessées": what stands beside a toll is one, but not
    a few of the many dead of a war: "20 corps ont été retrouvés là où le conflit a fait 1.200 morts".
    """
    for figure in figures:
        is_beside = figure.sentence == toll.sentence and figure.measure in _HARMED
        is_few = (figure.number or 0) * _RUNNING <= (toll.number or 0)
        is_other = is_few and figure.measure == toll.measure and not figure.statement.includes
        if is_beside and figure.best != 1 and not is_other:
            figure.scope = "cumulative"


def _is_of_own(before: Figure, figure: Figure) -> bool:
    """Whether a figure behind a running toll is of another kind: one person, the dead beside a stock."""
    is_in_row = figure.quote_start < before.quote_end  # "two doctors and a driver"
    if figure.statement.people.is_described and figure.best == 1 and not is_in_row:
        return True
    both = {before.measure, figure.measure}
    is_stock = before.measure == "displaced" and figure.measure in _HARMED
    if figure.is_tallied:  # "It also registered 64 kidnappings"
        return is_stock
    is_held = bool(both & _HELD) and (figure.number or 0) < _LARGE
    return len(both) > 1 and (is_held or is_stock)


def _is_nowhere(setting: Setting) -> bool:
    """Whether a sentence names no town: "the Kenyan commission also counted …", "in Ituri alone, 71 died"."""
    return not any(place.is_local for place in setting.places)


def relate(figures: list[Figure], settings: Mapping[int, Setting]) -> None:
    """Set parts, repeats and victims that follow from the figures before, in reading order."""
    for i, figure in enumerate(figures):
        if figure.is_total or _completes(figures, i):
            _take_in(figures, i)
        if figure.statement.of_next:
            figure.part_of = whole_behind(figures, i)
            continue
        whole = whole_of(figures, i, settings)
        if whole is not None:
            figure.part_of = whole
            if figure.statement.people.head == "elliptic":
                figure.unit = figures[whole].unit
            figure.is_late |= figures[whole].measure == "injured" != figure.measure == "killed"
            if not (figure.is_alone or is_of_one_day(figure, settings[figure.sentence])):
                figure.scope = figures[whole].scope
            figure.is_superseded = figure.is_superseded or figures[whole].is_superseded
        else:
            figure.repeat_of = repeated(figures, i, settings)
            if figure.repeat_of is not None and not figures[figure.repeat_of].is_superseded:
                figure.is_superseded = False  # "killed nine … an initial toll of nine dead"
            is_restated = figure.statement.restates and figure.repeat_of is not None
            figure.is_in_other_unit = is_restated and figure.repeat_of == i - 1
    for i in range(len(figures)):
        tell_apart(figures, i, settings)


def _completes(figures: list[Figure], i: int) -> bool:
    """ "Twelve more bodies were found, and the toll is now 70 dead": the toll holds them, and those who died of
    wounds: "a student has died; the toll now stands at five dead".
    """
    people = figures[i].statement.people
    before = figures[i - 1] if i else None
    return (
        before is not None
        and before.sentence == figures[i].sentence
        and before.measure == figures[i].measure
        and (before.statement.people.has_other or before.is_late)
        and people.head == "counted"
        and not people.has_other
    )


def _take_in(figures: list[Figure], i: int) -> None:
    """ "six corps …, ce qui porte à 41 le nombre de morts": the six are a part of the 41."""
    total = figures[i]
    for figure in figures[:i]:
        is_told_here = figure.sentence == total.sentence and figure.measure == total.measure
        if is_told_here and figure.counts and (figure.number or 0) <= (total.number or 0):
            figure.part_of = i
            if _is_running(total, figure):
                total.scope = "cumulative"
            if total.scope == "cumulative":
                figure.scope = "incident"


def _is_running(total: Figure, new: Figure) -> bool:
    """ "Two fighters were killed on Monday, bringing to 200 …": many more than those found or dying since."""
    is_of_incident = new.is_late or new.is_recovery or new.statement.people.has_other
    number = total.number or 0
    return not is_of_incident and number >= max(_LARGE, _RUNNING * (new.number or 0))
