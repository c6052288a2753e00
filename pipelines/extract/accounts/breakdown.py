"""Which figures of one account count some of the people whom another of them counts.

What belongs here: parts and repetitions that follow from the account as a whole. What does not: those that
the words next to a figure tell (relations), and the totals (totals).
"""

from collections.abc import Collection, Sequence
from itertools import accumulate, groupby

from pipelines.extract.accounts.taken_up import is_same_noun
from pipelines.extract.event_types import ARMED, UNPROTECTED
from pipelines.extract.figures import Figure, is_in_row
from pipelines.extract.victims import UNKNOWN

_LEAST_PARTS = 2
STRIKING_SUM = 15
"""From here on counts of two places hardly make up a number by chance."""
_BESIDE = 6  # figures before "three other policemen" among which the first policeman stands
_FEW = 3  # a witness who saw a third or fewer of the dead tells of some of them


def relate_within(figures: list[Figure], account: Sequence[int]) -> None:
    """Make later, smaller and more telling figures of an account parts of its whole.

    "Au moins 13 personnes ont été tuées … cinq militaires sont morts": the five are of the thirteen,
    unless the text calls them others or the parts would exceed the whole.
    """
    wholes: dict[str, int] = {}
    left: dict[int, int] = {}
    _outdate(figures, account)
    _break_down(figures, account)
    _take_in(figures, account)
    _take_in_late_deaths(figures, account)
    _take_up(figures, account)
    for i in account:
        figure = figures[i]
        if not figure.counts or not figure.number:
            continue
        whole = wholes.get(figure.measure)
        if whole is None:
            wholes[figure.measure] = i
            left[i] = figure.number - _told_elsewhere(figures, i, account)
        elif (figures[whole].number or 0) < figure.number:
            if _holds(figures, i, whole):
                held = [j for j in account if j < i and _holds(figures, i, j)]
                for j in held:
                    figures[j].part_of = i
                wholes[figure.measure] = i
                left[i] = figure.number - len(held) - _told_elsewhere(figures, i, account)
        elif _is_vaguer(figure, figures[whole]):
            figure.repeat_of = whole
        elif _goes_with_rival(figures, i, whole) or _is_beside_again(figures, i, whole):
            continue
        elif figure.number <= left[whole] and (
            _tells_more(figure, figures[whole])
            or _goes_with_part(figures, i, whole)
            or _are_others_of_part(figures, i, whole)
            or _is_named_too(figures, i, whole)
            or _is_the_rest(figures, i, whole)
        ):
            figure.part_of = whole
            left[whole] -= figure.number


def _outdate(figures: list[Figure], account: Sequence[int]) -> None:
    """ "63 morts … Le gouverneur avait annoncé 59 morts": a smaller count that was reported before is old, and
    so is the one that a later count revises: "a relevé ce chiffre à 98 morts".
    """
    for n, i in enumerate(account):
        figure = figures[i]
        if not (figure.is_revision or figure.has_risen or figure.is_of_report_before):
            continue
        if figure.is_superseded:  # "a révisé le bilan à 171 morts, contre 130 la veille"
            continue
        told = [
            j for j in account[:n] if figures[j].measure == figure.measure and figures[j].counts
        ]
        old: list[int] = []
        if figure.is_revision:
            old = [j for j in told if figures[j].number != figure.number]
        elif figure.has_risen and figure.counts and figure.scope == "incident":
            old = [j for j in told if (figures[j].number or 0) < (figure.number or 0)]
        elif figure.is_of_report_before and figure.counts:
            beside = [j for j in account[n:] if figures[j].sentence == figure.sentence]
            old = [j for j in beside if _has_grown(figures, j, account[:n])]
        for j in account:
            figures[j].is_superseded |= j in old or figures[j].part_of in old


def _has_grown(figures: Sequence[Figure], i: int, told: Sequence[int]) -> bool:
    """Whether a larger count of the same is told before: the newer one."""
    same = (figures[j] for j in told if figures[j].measure == figures[i].measure)
    return any(f.counts and (f.number or 0) > (figures[i].number or 0) for f in same)


def _take_up(figures: list[Figure], account: Sequence[int]) -> None:
    """ "79 élèves, leur principal, un enseignant et un chauffeur. Ces 82 otages …": the sum of those told
    of before comes back as their whole.
    """
    for n, i in enumerate(account):
        whole = figures[i]
        if not (whole.statement.people.is_definite and whole.counts and whole.best):
            continue
        same = [j for j in account[:n] if figures[j].measure == whole.measure]
        told = [j for j in same if figures[j].counts and figures[j].sentence < whole.sentence]
        if len(told) >= _LEAST_PARTS and sum(figures[j].best or 0 for j in told) == whole.best:
            for j in told:
                figures[j].part_of = i


def _break_down(figures: list[Figure], account: Sequence[int]) -> None:
    """Figures of a later sentence that add up to the first one tell the same people apart."""
    for measure in {figures[i].measure for i in account}:
        same = [i for i in account if figures[i].measure == measure and figures[i].stands]
        if not same or figures[same[0]].part_of is not None:
            continue
        whole = figures[same[0]]
        parts = [i for i in same[1:] if figures[i].part_of in (None, same[0])]
        by_sentence = groupby(parts, key=lambda i: figures[i].sentence)
        for told in ([*group] for sentence, group in by_sentence if sentence != whole.sentence):
            for i in told[: _number_of_parts([figures[i] for i in told], whole)]:
                figures[i].part_of = same[0]


def _number_of_parts(told: Sequence[Figure], whole: Figure) -> int:
    """How many of the figures, from the first on, make up the whole; 0 where none do."""
    for n, total in enumerate(accumulate(f.best or 0 for f in told), start=1):
        if total == whole.best and n >= _LEAST_PARTS:
            return 0 if any(is_other_side(f, whole) for f in told[:n]) else n
    return 0


def is_other_side(part: Figure, whole: Figure) -> bool:
    """ "35 soldiers … eleven soldiers and 24 insurgents": insurgents are none of the soldiers."""
    sides = {_side(part.victims), _side(whole.victims)}
    return len(sides) > 1 and UNKNOWN not in sides


def _side(victims: str) -> str:
    """Civilians, women and children are of one side; the mixed of any."""
    if victims in UNPROTECTED:
        return "unprotected"
    return victims if victims in ARMED else UNKNOWN


def _take_in(figures: list[Figure], account: Sequence[int]) -> None:
    """ "cinq sont morts … les trois autres aussi, ce qui porte à huit le nombre des tués"."""
    for i in account:
        total = figures[i]
        if not (total.is_total and total.counts):
            continue
        earlier = [
            j
            for j in account
            if j < i and figures[j].measure == total.measure and figures[j].stands
        ]
        told = [j for j in earlier if figures[j].part_of in (None, i, *earlier)]
        if sum(figures[j].best or 0 for j in told) == total.best:
            for j in told:
                figures[j].part_of = i


def _take_in_late_deaths(figures: list[Figure], account: Sequence[int]) -> None:
    """ "Three of the wounded have died. Seventeen worshippers have now lost their lives", "Six were buried on
    Friday. Twenty died in the attack": the three and the six are of them.
    """
    killed = [i for i in account if figures[i].measure == "killed" and figures[i].stands]
    for i in killed:
        late = figures[i]
        if not (late.is_late or late.is_mourned) or late.part_of is not None:
            continue
        for j in killed:
            toll = figures[j]
            is_later = j > i and toll.sentence > late.sentence and not toll.is_late
            is_other = toll.statement.people.has_other or is_other_side(late, toll)
            if is_later and not is_other and (toll.number or 0) > (late.number or 0):
                late.part_of = j
                break


def _holds(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "An officer who was hurt in the blast said seven had died and ten were hurt": he is one of the ten; so
    is the one, told of alone, with whom an article begins.
    """
    figure, one = figures[i], figures[whole]
    people = figure.statement.people
    is_one = one.number == 1 and one.statement.people.is_described
    is_one &= one.measure == figure.measure and one.counts
    is_plain = people.head == "counted" or people.victims == UNKNOWN
    is_apart = figure.is_further or is_other_side(one, figure)
    is_apart |= people.has_other and (figure.is_besides or figure.measure == "killed")
    is_apart |= figure.is_of_many
    told = (f for f in figures[whole + 1 : i] if f.measure == one.measure and f.counts)
    is_apart |= one.sentence == 0 and (figure.sentence == 0 or any(told))
    return is_one and is_plain and not (is_apart or is_in_row(one, figure))


def _goes_with_part(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "Fourteen of them died in Nuseirat, and nine in Khan Younis": the nine are of them, too."""
    before, figure = figures[i - 1], figures[i]
    is_beside = before.part_of == whole and before.sentence == figure.sentence
    return is_beside and figure.statement.people.head == "elliptic" and i > 0


def _is_named_too(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "Five died. The victims include a nurse and a trader. A girl of five also died": one of the five."""
    before, figure = figures[i - 1], figures[i]
    row = (before, figure)
    is_next = figure.sentence == before.sentence + 1 and before.part_of == whole
    return (
        is_next
        and not is_other_side(figure, figures[whole])
        and all(f.best == 1 and f.statement.people.is_described for f in row)
    )


def _are_others_of_part(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "Ten died … A policeman was killed … Three other policemen died": other than the one of the ten."""
    people = figures[i].statement.people
    told = figures[max(whole, i - _BESIDE) : i]
    return people.has_other and any(
        f.part_of == whole and is_same_noun(f.statement.people.noun, people.noun) for f in told
    )


def _goes_with_rival(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "More than 180 … 181 migrants and five crew members": the five are beside what exceeds the number."""
    before = figures[i - 1]
    is_rival = (
        i - 1 > whole and before.counts and (before.number or 0) > (figures[whole].number or 0)
    )
    return is_rival and is_in_row(before, figures[i])


def _is_beside_again(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "The mayor was shot. The mayor was killed alongside his son": the son is none of the one told again."""
    before = figures[i - 1]
    is_beside = before.sentence == figures[i].sentence and before.repeat_of == whole
    return is_beside and figures[whole].number == figures[i].number == 1


def _is_the_rest(figures: Sequence[Figure], i: int, whole: int) -> bool:
    """ "18 dead … We lost five soldiers, and also killed 13 militants": five and 13 are the 18, as are any two
    that make up a larger number.
    """
    figure, number = figures[i], figures[whole].number or 0
    told = [f.number or 0 for f in figures[whole:i] if f.part_of == whole and f.stands]
    is_told = figure.is_further or number >= STRIKING_SUM
    return is_told and any(told) and sum(told) + (figure.number or 0) == number


def _told_elsewhere(figures: Sequence[Figure], whole: int, account: Collection[int]) -> int:
    """How many of a whole other accounts than its own tell apart: "96 killed … In Mangu, 17 died"."""
    parts = (i for i, f in enumerate(figures) if f.part_of == whole and i not in account)
    return sum(
        figures[i].number or 0 for i in parts if figures[i].measure == figures[whole].measure
    )


def _is_vaguer(figure: Figure, whole: Figure) -> bool:
    """ "Plusieurs morts" beside a number says the same again."""
    is_word = figure.best is None and figure.quantifier == "vague"
    is_other = figure.statement.people.has_other or figure.sentence == whole.sentence
    is_same = figure.victims in (UNKNOWN, whole.victims)
    is_less = whole.best is not None or (whole.low or 0) > (figure.low or 0)
    return is_word and is_same and not is_other and is_less


def _tells_more(part: Figure, whole: Figure) -> bool:
    """Whether a figure describes some of the people whom the other only counts."""
    people, counted = part.statement.people, whole.statement.people
    is_beside = whole.statement.harm.is_part  # both are of a third
    is_of_it = part.statement.harm.is_part and not is_beside
    if is_of_it and part.stated_by in (None, whole.stated_by):
        return True  # "two catechists were among the victims"
    is_the_attacker = people.is_definite and part.best == 1 and not part.statement.harm.is_part
    is_of_attackers = people.is_partitive or is_the_attacker  # "the gunman was shot dead"
    is_of_attackers &= people.victims == "armed_group" != whole.victims
    is_apart = people.has_other or part.is_further  # "four attackers were also killed"
    is_of_foe = frozenset({part.victims, whole.victims}) == ARMED
    if is_apart or is_of_attackers or is_of_foe:
        return False
    if part.statement.harm.is_treated and not whole.statement.harm.is_treated:
        return True  # "73 blessés, 30 hospitalisés", "90 arrests. … Forty people were remanded"
    if part.sentence == whole.sentence:
        return False
    if part.statement.harm.is_part or part.statement.includes:
        return True
    if people.is_definite and (part.best or 0) > 1 and people.head == "counted":
        return True  # "les huit morts déjà identifiés"
    if whole.is_total and part.stated_by in (None, whole.stated_by):
        return True
    is_plain = counted.head == "counted" or counted.victims == UNKNOWN
    is_telling = people.head != "counted" and people.victims != UNKNOWN
    is_of_others = part.stated_by not in (None, whole.stated_by) and (part.best or 0) > 1
    if part.is_of_side or (part.victims in ARMED and is_of_others):
        return False  # "the ministry counts 13 policemen hurt" beside the protesters' wounded
    is_few = (part.number or 0) * _FEW <= (whole.number or 0)
    if part.is_recovery:
        return True  # "nine bodies were pulled from the rubble": of the dead counted before
    is_seen = part.stated_by_type == "witness" != whole.stated_by_type and is_few
    return is_plain and (is_telling or people.is_described or is_seen)
