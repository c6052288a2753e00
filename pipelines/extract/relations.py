"""How the figures of an article relate: parts of a whole, the same count again.

What belongs here: part_of and repeat_of. What does not: what one figure says (reading), incidents
(accounts).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.extract.event_types import ARMED, UNPROTECTED
from pipelines.extract.figures import Figure
from pipelines.extract.nearness import same_days
from pipelines.extract.setting import Setting
from pipelines.extract.victims import UNKNOWN

_COUNTRY_PREC = 6  # UCDP where_prec
_WHOLES = 100  # figures before a part among which its whole is looked for
_PART_WITHIN = 6  # sentences between a whole and a part that only "de nos" or "d'entre eux" tells
_COMMANDERS_OF_GROUP = ("armed_group", "security_forces")
_SIDES = ARMED | UNPROTECTED
_HELD = {"detained", "abducted"}
_HARMED = {"killed", "injured"}
_LARGE = 100  # such a number told again, with whatever date, is the same
_MIXED_CLASSES = 2
_TOLL_FROM = 20  # a smaller number may well be told of two things
_TELLING_PARTS = 3  # counts of several sentences that add up by chance are fewer
_MOST_PARTS = 12


def first_mentions(figures: list[Figure]) -> list[Figure]:
    """Without definite plurals that only come back to people counted before: "les civils tués"."""
    kept: list[Figure] = []
    for figure in figures:
        people = figure.statement.people
        is_mention = people.is_definite and people.quantity.is_plural and not people.has_other
        if not is_mention or all(f.measure != figure.measure for f in kept):
            kept.append(figure)
    return kept


def carry_scope(figures: list[Figure], settings: Mapping[int, Setting]) -> None:
    """A sentence without time words goes on with the running toll of its paragraph; a number that is a
    toll where it is told again with its period was one before.
    """
    tolls = {(f.measure, f.best) for f in figures if f.scope == "cumulative" and f.best}
    for figure in figures:
        number, is_dated = figure.best or 0, bool(settings[figure.sentence].dates)
        is_told = (figure.measure, figure.best) in tolls and (not is_dated or number >= _LARGE)
        if is_told and number >= _TOLL_FROM:
            figure.scope = "cumulative"
            if figure.measure in _HARMED:  # the displaced may be a stock beside one attack's dead
                _share_scope(figures, figure)
    told: set[tuple[str, int | None]] = set()  # counts of incidents so far
    for before, figure in pairwise(figures):
        here, there = settings[figure.sentence], settings[before.sentence]
        goes_on = here.paragraph == there.paragraph and not here.dates and _is_nowhere(here)
        if before.scope == "incident" and (before.best or 0) > 1:
            told.add((before.measure, before.best))
        is_again = (figure.measure, figure.best) in told
        if (
            before.scope == "cumulative"
            and goes_on
            and not (is_again or _is_of_own(before, figure))
        ):
            figure.scope = "cumulative"


def _share_scope(figures: list[Figure], toll: Figure) -> None:
    """ "Plus de cent personnes ont été tuées et 614 autres blessées": what stands beside a toll is one."""
    for figure in figures:
        if figure.sentence == toll.sentence and figure.measure in _HARMED and figure.best != 1:
            figure.scope = "cumulative"


def _is_of_own(before: Figure, figure: Figure) -> bool:
    """Whether a figure behind a running toll is of another kind: one person, the dead beside a stock."""
    if figure.statement.people.is_described and figure.best == 1:
        return True
    both = {before.measure, figure.measure}
    is_stock = before.measure == "displaced" and figure.measure in _HARMED
    return len(both) > 1 and (bool(both & _HELD) or is_stock)


def _is_nowhere(setting: Setting) -> bool:
    """Whether a sentence names no place but countries: "the Kenyan commission also counted …"."""
    return all(place.where_prec >= _COUNTRY_PREC for place in setting.places)


def relate(figures: list[Figure], settings: Mapping[int, Setting]) -> None:
    """Set parts, repeats and victims that follow from the figures before, in reading order."""
    for i, figure in enumerate(figures):
        if figure.is_total or _completes(figures, i):
            _take_in(figures, i)
        if figure.statement.of_next:
            figure.part_of = _next_whole(figures, i)
            continue
        whole = _whole(figures, i)
        if whole is None:
            whole = _parallel(figures, i)
        if whole is None:
            whole = _died_of_wounds(figures, i)
        if whole is not None:
            figure.part_of = whole
            if figure.statement.people.head == "elliptic":
                figure.unit = figures[whole].unit
            figure.is_late |= figures[whole].measure == "injured" != figure.measure == "killed"
            if not figure.is_alone:
                figure.scope = figures[whole].scope
            figure.is_superseded = figure.is_superseded or figures[whole].is_superseded
        else:
            figure.repeat_of = _repeated(figures, i, settings)
    for i in range(len(figures)):
        _told_apart(figures, i)


def _told_apart(figures: list[Figure], i: int) -> None:
    """ "Vingt et un civils … trois à Mulolya … onze … un … six": later counts that make up the first one."""
    whole = figures[i]
    if whole.best is None or not whole.counts or whole.scope == "cumulative":
        return
    parts: list[Figure] = []
    for figure in figures[i + 1 : i + 1 + _MOST_PARTS]:
        if figure.measure != whole.measure or not figure.counts:
            continue
        is_part = figure.best is not None and figure.sentence > whole.sentence
        parts.append(figure)
        total = sum(f.best or 0 for f in parts)
        if not is_part or figure.scope == "cumulative" or total > whole.best:
            return
        if total == whole.best and len(parts) >= _TELLING_PARTS:
            for part in parts:
                part.part_of = i


def _next_whole(figures: list[Figure], i: int) -> int | None:
    """ "A teacher and a driver were among 82 people abducted": the whole behind both."""
    sentence = figures[i].sentence
    behind = (j for j in range(i + 1, len(figures)) if figures[j].sentence == sentence)
    return next((j for j in behind if not figures[j].statement.of_next), None)


def _whole(figures: list[Figure], i: int) -> int | None:
    figure = figures[i]
    people = figure.statement.people
    if people.quantity.is_zero:
        return None
    is_bare = people.head == "elliptic"
    is_telling = (
        figure.statement.harm.is_part and people.head == "counted"
    )  # "dont deux mortellement"
    is_telling |= figure.statement.harm.is_part and is_bare and not figure.statement.includes
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        if figure.sentence - whole.sentence > _PART_WITHIN:
            return None
        if figure.statement.includes and not is_telling:
            is_same = whole.measure == figure.measure and whole.part_of is None
            if whole.statement.includes and whole.sentence == figure.sentence:
                continue  # both are parts of those told of before
            if is_same and (whole.number or 0) < (figure.number or 0):
                return None
            if is_same:
                return j
            continue
        is_some = people.is_partitive or figure.is_alone or is_telling
        if not is_some or whole.is_superseded or whole.part_of is not None:
            continue
        if _are_two_sides(whole, figure, is_beside=whole.sentence == figure.sentence):
            continue  # "three policemen and two of the gunmen"
        is_larger = (whole.number or 0) > (figure.number or 0)
        same = whole.measure == figure.measure or (
            (is_bare or is_telling) and whole.measure != "killed"
        )  # the dead are in no critical state
        if same and is_larger:
            return j
    return None


def _are_two_sides(one: Figure, other: Figure, *, is_beside: bool) -> bool:
    """Whether none of the one can be of the other; "our soldiers" may be of the fighters told of before."""
    both = {one.victims, other.victims}
    is_armed = both == set(ARMED)
    return is_beside if is_armed else len(both) > 1 and "armed_group" in both and both <= _SIDES


def _died_of_wounds(figures: list[Figure], i: int) -> int | None:
    """ "passé à 74 morts, après le décès de quatre blessés": the four are of the 74."""
    figure = figures[i]
    noun = figure.statement.people.harm
    if figure.measure != "killed" or noun is None or noun.measure != "injured":
        return None
    for j in range(i):
        is_near = figure.sentence - figures[j].sentence <= 1 and figures[j].measure == "killed"
        if is_near and (figures[j].number or 0) > (figure.number or 0):
            return j
    return None


def _completes(figures: list[Figure], i: int) -> bool:
    """ "Twelve more bodies were found, and the toll is now 70 dead": the toll holds them."""
    people = figures[i].statement.people
    before = figures[i - 1] if i else None
    return (
        before is not None
        and before.sentence == figures[i].sentence
        and before.measure == figures[i].measure
        and before.statement.people.has_other
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
            if total.scope == "cumulative":
                figure.scope = "incident"


def _parallel(figures: list[Figure], i: int) -> int | None:
    """ "six de leurs soldats tués et des dizaines d'autres blessés": the others of the same side are
    a part of the wounded beside the whole of the six.
    """
    figure = figures[i]
    if i == 0 or not figure.statement.people.has_other:
        return None
    sibling = figures[i - 1]
    if sibling.part_of is None or sibling.sentence != figure.sentence:
        return None
    beside = figures[sibling.part_of].sentence
    for j, whole in enumerate(figures[:i]):
        is_same = whole.measure == figure.measure and whole.sentence == beside
        if is_same and beside != figure.sentence and (whole.number or 0) >= (figure.number or 0):
            return j
    return None


def _repeated(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    figure = figures[i]
    if figure.is_superseded or (figure.statement.people.has_other and not _goes_along(figures, i)):
        return None
    is_number = (figure.best or 0) > 1 or _comes_back(figure, figures[:i])
    restates, here = figure.statement.restates, settings[figure.sentence]
    for j, other in enumerate(figures[:i]):
        is_told = is_number or _is_same_word(figure, other)
        is_again = restates or (is_told and _is_same_count(figure, other))
        if not is_again or other.sentence == figure.sentence:
            continue
        is_pair = not restates and _comes_with_its_pair(figures, i, j)
        is_pair |= figure.statement.people.is_definite  # "the 14 dead were buried on Sunday"
        if is_pair or not _told_of_other_days(here, settings[other.sentence]):
            return i - 1 if restates else j
    return None


def _is_same_count(figure: Figure, other: Figure) -> bool:
    if figure.best != other.best or figure.measure != other.measure or figure.unit != other.unit:
        return False
    return other.repeat_of is None and other.scope == figure.scope


def _comes_with_its_pair(figures: list[Figure], i: int, j: int) -> bool:
    """ "14 tués et huit blessés hier", "14 morts et huit blessés aujourd'hui": both numbers agree."""
    for step in (1, -1):
        pair = [figures[k + step] for k in (i, j) if 0 <= k + step < len(figures)]
        if len(pair) < 2 or pair[0].sentence != figures[i].sentence:
            continue
        one, other = pair
        is_same = (one.measure, one.best) == (other.measure, other.best)
        if is_same and one.best and other.sentence == figures[j].sentence and one is not other:
            return True
    return False


def _is_same_word(figure: Figure, other: Figure) -> bool:
    """ "Des dizaines de terroristes", told twice of the same class of people."""
    is_word = figure.best is None and figure.quantifier == "vague" == other.quantifier
    is_many = figure.low == other.low and (figure.low or 0) >= _TOLL_FROM
    return is_word and is_many and figure.victims == other.victims


def _goes_along(figures: Sequence[Figure], i: int) -> bool:
    """ "61 tués et 207 autres blessés", told again: the others are told again along with the rest."""
    before = figures[i - 1] if i else None
    return (
        before is not None
        and before.sentence == figures[i].sentence
        and before.repeat_of is not None
    )


def _comes_back(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a name or "the mayor" can only be the one person of whom the text told before."""
    people = figure.statement.people
    is_known = people.head == "name" or (people.is_definite and people.quantity.is_article)
    before = [f for f in told if f.measure == figure.measure and f.repeat_of is None]
    return is_known and len(before) == 1 and before[0].statement.people.is_described


def _told_of_other_days(one: Setting, other: Setting) -> bool:
    """Whether both sentences name days and none of them agree."""
    pairs = [(a, b) for a in one.dates for b in other.dates]
    return bool(pairs) and not any(same_days(a, b) for a, b in pairs)


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
        parts = {part.victims for part in parts_of.get(i, ())} - {UNKNOWN}
        if parts and parts <= UNPROTECTED:
            figure.victims = "civilians"
        elif len(parts) >= _MIXED_CLASSES:
            figure.victims = "mixed"
        elif figure.part_of is not None:
            figure.victims = figures[figure.part_of].victims
    for figure in figures:
        whole = figures[figure.part_of] if figure.part_of is not None else None
        if whole is not None and (whole.victims, figure.victims) == _COMMANDERS_OF_GROUP:
            figure.victims = "armed_group"  # "five members of Hamas, among them two commanders"
