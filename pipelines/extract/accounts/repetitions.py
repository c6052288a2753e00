"""Which earlier figure of an article a count tells again.

What belongs here: repeat_of. What does not: parts of a whole (relations, breakdown) and words for people
whom a number counts (totals).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.accounts.breakdown import is_other_side
from pipelines.extract.accounts.taken_up import is_same_noun
from pipelines.extract.agreement import ELSEWHERE, kilometres, relation_of_places, same_days
from pipelines.extract.apart import are_two_towns
from pipelines.extract.figures import Figure, is_in_row
from pipelines.extract.nearness import nearest_place
from pipelines.extract.setting import Setting

_DEATH = "nominal."  # "the death of", not "was killed"
_STRIKING = 15  # the same number from here on is hardly told of two groups in one sentence
_COMMON = 6  # up to here the same number is often told of two incidents
_NEAR_KM = 25  # a village told of first, its town afterwards
_FAR_KM = 100  # from here on no village is told of by its town; our own bound
_MANY = 20  # a vaguer word may well be told of two things


def repeated(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """The position of the earlier figure that states the same count for the same people, if there is one."""
    figure = figures[i]
    people = figure.statement.people
    if _is_of_running_number(figures, i):
        return i - 1
    is_other = people.has_other and not _are_others_told(figure, figures[:i])
    is_other &= not _are_beside_dead(figures, i)
    if figure.is_superseded or (is_other and not _goes_along(figures, i)):
        again = _others_again(figures, i, settings)
        return again if again is not None else _told_as_pair(figures, i)
    if figure.is_further and not people.is_definite and (figure.best or 0) < _STRIKING:
        return None  # "sept blessés à Tobo. … Sept personnes ont aussi été blessées à Niora"
    if people.is_partitive and people.head == "known" and figure.best != 1:
        return None  # "two of his bodyguards" are not the two told of before
    if figure.best is None and _goes_along(figures, i):
        return _others_again(figures, i, settings)  # "14 killed and a number wounded", told again
    is_number = figure.best == 0 or (figure.best or 0) > 1 or _comes_back(figures, i)
    here = settings[figure.sentence]
    told_again = {f.repeat_of for f in figures[:i] if f.sentence == figure.sentence}
    for j in range(i - 1, -1, -1):  # of two that differ in their incident the later one is meant
        other = figures[j]
        is_told = is_number or _is_same_word(figure, other)
        if not (is_told and _is_same_count(figure, other)) or (
            other.sentence == figure.sentence and not _is_striking_again(figure, other)
        ):
            continue
        if figure.event_before is not None and other.event_before is None:
            continue  # "An ambush had already killed twelve": not the twelve told of now
        if j in told_again or _is_of_event_between(figures, i, j, settings):
            continue  # "five in Lukaya … five in Mahu": of equal numbers one is told before
        is_pair = _comes_with_its_pair(figures, i, j)
        is_pair |= figure.statement.people.is_definite  # "the 14 dead were buried on Sunday"
        if is_pair or not _is_told_apart(figure, other, here, settings[other.sentence]):
            return j
    if figure.statement.restates and i:
        return i - 1  # "500 ménages, soit 2.500 personnes"
    return _told_as_pair(figures, i)


def _are_beside_dead(figures: Sequence[Figure], i: int) -> bool:
    """ "Une lycéenne est morte. Vingt autres élèves ont été blessés": others than the dead, told of before."""
    figure, before = figures[i], figures[i - 1] if i else None
    if before is None or (before.measure, figure.measure) != ("killed", "injured"):
        return False
    return figure.sentence - before.sentence <= 1 and (figure.best or 0) > _COMMON


def _are_others_told(figure: Figure, told: Sequence[Figure]) -> bool:
    """ "Ces onze nouveaux corps", "douze nouveaux corps … les douze autres corps": others told of before."""
    people, number = figure.statement.people, figure.best or 0
    same = (f.statement.people for f in told if f.best == number and f.measure == figure.measure)
    return number > _COMMON and any(
        people.is_definite or (p.has_other and p.noun == people.noun) for p in same
    )


def _others_again(figures: Sequence[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "Several others wounded", later "a number of others injured": the same others, with no number; so are
    "26 others" told twice.
    """
    figure = figures[i]
    is_striking = figure.statement.people.has_other and (figure.best or 0) >= _STRIKING
    if figure.is_superseded or not (figure.best is None or is_striking):
        return None
    for j, other in enumerate(figures[:i]):
        is_vague = other.best is None and other.stands and other.scope == figure.scope
        if is_striking:
            here, there = settings[figure.sentence], settings[other.sentence]
            is_vague = other.statement.people.has_other and _is_same_count(figure, other)
            is_vague &= not _is_told_apart(figure, other, here, there)
        if is_vague and other.measure == figure.measure and other.sentence < figure.sentence:
            return j
    return None


def _told_as_pair(figures: list[Figure], i: int) -> int | None:
    """ "Un soldat tué et six autres blessés", told again: one and six are only the same together."""
    figure = figures[i]
    for j, other in enumerate(figures[:i]):
        is_before = other.sentence < figure.sentence and _is_same_count(figure, other)
        if is_before and figure.best and _comes_with_its_pair(figures, i, j):
            return j
    return None


def _is_striking_again(figure: Figure, other: Figure) -> bool:
    """ "29 rebels dead in Syria  At least 29 rebels died": a headline that runs into its sentence."""
    is_same = figure.statement.people.noun == other.statement.people.noun
    is_told = figure.statement.people.head != "elliptic"
    return is_told and is_same and (figure.best or 0) >= _STRIKING


def _is_of_event_between(
    figures: Sequence[Figure], i: int, j: int, settings: Mapping[int, Setting]
) -> bool:
    """ "On Wednesday a mob lynched nine. Police speak of six dead": not the six that another paragraph told of
    another day.
    """
    here, there = settings[figures[i].sentence], settings[figures[j].sentence]
    if (figures[i].best or 0) >= _STRIKING or here.dates or here.paragraph == there.paragraph:
        return False
    between = (settings[f.sentence] for f in figures[j + 1 : i] if f.measure == figures[i].measure)
    return any(s.paragraph == here.paragraph and told_of_other_days(s, there) for s in between)


def _is_same_count(figure: Figure, other: Figure) -> bool:
    if figure.best != other.best or figure.measure != other.measure or figure.unit != other.unit:
        return False
    if is_other_side(figure, other):
        return False  # "four policemen were killed … four attackers died"
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
    is_many = figure.low == other.low and (figure.low or 0) >= _MANY
    return is_word and is_many and figure.victims == other.victims


def _goes_along(figures: Sequence[Figure], i: int) -> bool:
    """ "61 tués et 207 autres blessés", told again: the others are told again along with the rest."""
    before = figures[i - 1] if i else None
    return (
        before is not None
        and before.sentence == figures[i].sentence
        and before.repeat_of is not None
    )


def _is_of_running_number(figures: Sequence[Figure], i: int) -> bool:
    """ "A reporter was shot on Friday, the fifth reporter killed this year": the same, with his number."""
    figure, before = figures[i], figures[i - 1] if i else None
    people = figure.statement.people
    is_numbered = people.has_other and people.is_definite and figure.rule.startswith("reduced.")
    if before is None or not (is_numbered and figure.best == before.best == 1):
        return False
    return before.sentence == figure.sentence and _is_same_count(figure, before)


def _comes_back(figures: Sequence[Figure], i: int) -> bool:
    """Whether a name, "the mayor" or "one of the nurses" can only be the one of whom the text told before; who
    was also killed, or "her driver", is somebody else.
    """
    figure, people = figures[i], figures[i].statement.people
    is_one = people.is_definite and people.quantity.is_article and not figure.is_of_someone
    told = figures[:i]
    same = [f for f in told if f.measure == figure.measure and f.repeat_of is None]
    are_with = any(is_in_row(figure, f) for f in figures[i + 1 : i + 2])
    before = same if are_with else [f for f in same if f.number == 1]
    if figure.is_of_someone and [f.statement.people.noun for f in same].count(people.noun) == 1:
        return True  # "the mayor and his wife … his wife"
    if len(before) != 1 or figure.is_further or not before[0].statement.people.is_described:
        return False
    if _is_death_again(figure, before[0]):
        return True
    return people.head == "name" or is_one or _is_one_of_these(figure, before[0], told)


def _is_death_again(figure: Figure, before: Figure) -> bool:
    """ "The palace announced the death of a soldier. The minister mourned the death of a soldier"."""
    is_nominal = figure.rule.startswith(_DEATH) and before.rule.startswith(_DEATH)
    noun = figure.statement.people.noun
    return is_nominal and noun == before.statement.people.noun and figure.victims == before.victims


def _is_one_of_these(figure: Figure, before: Figure, told: Sequence[Figure]) -> bool:
    """ "A nurse was killed … one of the nurses died", where no number of nurses is told."""
    noun = figure.statement.people.noun
    is_like = is_same_noun(noun, before.statement.people.noun)
    are_many = (f for f in told if (f.number or 0) > 1 and f.scope == figure.scope)
    is_among = figure.rule.startswith("among.") or figure.statement.includes
    return is_like and noun.endswith("s") and not is_among and not any(are_many)


def _is_told_apart(figure: Figure, other: Figure, here: Setting, there: Setting) -> bool:
    """ "A bomb killed two in Bama. Another bomb killed two", "… Two were also killed in Gwoza": by a word for
    another event, two towns or two days.
    """
    if told_of_other_days(here, there):
        return True
    town, before = nearest_place(figure, here), nearest_place(other, there)
    if figure.scope == "incident" and (figure.best or 0) < _STRIKING and town and before:
        is_elsewhere = relation_of_places(before, town) in ELSEWHERE
        if is_elsewhere and kilometres(town, before) > _FAR_KM:
            return True
    if (figure.best or 0) > _COMMON or figure.scope == "cumulative":
        return False
    if here.opening == "other" or town is None or before is None:
        return here.opening == "other"
    return are_two_towns(town, before) and kilometres(town, before) > _NEAR_KM


def told_of_other_days(one: Setting, other: Setting) -> bool:
    """Whether both sentences name days and none of them agree, or the one a month that does not hold the day of
    which the other goes on to tell.
    """
    told = (other.date_before,) if other.date_before and not other.dates else ()
    pairs = [(a, b) for a in one.dates for b in other.dates]
    pairs += [(a, b) for a in one.dates for b in told if not a.is_day]
    return bool(pairs) and not any(same_days(a, b) for a, b in pairs)
