"""Of which earlier figure of an article a count tells some: the words that make it a part.

What belongs here: the search for a whole. What does not: the order in which relations are looked for
(relations), parts that follow from an account (breakdown) or from other accounts (summaries).
"""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.extract.accounts.breakdown import is_other_side
from pipelines.extract.accounts.taken_up import is_same_noun
from pipelines.extract.agreement import lies_within
from pipelines.extract.apart import is_at_one_of_many, is_in_one_of_many_lands
from pipelines.extract.event_types import ARMED, UNPROTECTED
from pipelines.extract.figures import BEFORE_DEATH, Figure, is_in_row
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Setting
from pipelines.extract.victims import UNKNOWN

_WHOLES = 100  # figures before a part among which its whole is looked for
_PART_WITHIN = 6  # sentences between a whole and a part that only "de nos" or "d'entre eux" tells
_HARMED = {"killed", "injured"}
_BY_FOES = ("security_forces", "armed_group")
_AMONG = "among."
_TOLD_WITHIN = 2  # sentences from a count to who they were, or who is among them
_LEAST_NAMED = 2  # one name may be that of anybody
_BY_VERB = ("subject", "passive")
_OF_THOSE = "reduced"  # "one of those murdered" is none of the injured


def whole_of(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """The position of the earlier figure of whose people a figure counts some, if there is one."""
    return next((w for w in _found(figures, i, settings) if w is not None), None)


def _found(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> Iterator[int | None]:
    yield _whole(figures, i, settings[figures[i].sentence])
    yield _parallel(figures, i)
    yield _some_of_them(figures, i, settings)
    yield _lost_by_witness(figures, i)
    yield _named(figures, i)
    yield _told_who(figures, i)
    yield _died_of_wounds(figures, i)
    yield _left_of(figures, i, settings)
    yield _explained(figures, i)
    yield _of_many_towns(figures, i, settings)
    yield _of_many_lands(figures, i, settings)
    yield _share_of_toll(figures, i, settings)


def whole_behind(figures: list[Figure], i: int) -> int | None:
    """ "A teacher and a driver were among 82 people abducted": the whole behind both."""
    sentence = figures[i].sentence
    behind = (j for j in range(i + 1, len(figures)) if figures[j].sentence == sentence)
    return next((j for j in behind if not figures[j].statement.of_next), None)


def _whole(figures: list[Figure], i: int, here: Setting) -> int | None:
    figure = figures[i]
    people = figure.statement.people
    if people.quantity.is_zero:
        return None
    is_bare = people.head == "elliptic"
    is_telling = people.head == "counted" or (is_bare and not figure.statement.includes)
    is_telling &= figure.statement.harm.is_part  # "dont deux mortellement"
    told = figures[max(0, i - _WHOLES) : i] if figure.statement.harm.is_part else ()
    scopes = {f.scope for f in told if f.measure == figure.measure}
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        if figure.sentence - whole.sentence > (0 if figure.is_of_whom else _PART_WITHIN):
            return None
        if figure.statement.includes and not is_telling:
            is_past = whole.is_superseded or whole.event_before is not None
            is_too_few = figure.statement.harm.is_part and whole.best == figure.best is not None
            if (is_past or is_too_few) and whole.sentence != figure.sentence:
                continue  # "Among the dead are …" tells of the newest count, not of an attack before
            if _died_of_these(figure, whole):
                return j
            if whole.statement.includes and whole.sentence == figure.sentence:
                continue  # both are parts of those told of before
            is_beside = figures[i - 1].statement.includes
            is_foe = is_beside and figure.victims == "armed_group"
            if whole.statement.people.victims in UNPROTECTED and is_foe:
                return None  # "eight civilians, among them three women, and two rebels killed"
            if (whole.statement.people.victims, people.victims) == _BY_FOES:
                return (
                    None  # "18 soldats tués en combattant Abou Sayyaf, dont cinq rebelles ont péri"
                )
            is_like = whole.measure == figure.measure
            is_same = is_like and (whole.part_of is None or _is_share(whole, figure))
            is_open = (
                whole.best is None and whole.sentence == figure.sentence
            )  # "several, of whom four"
            if is_same and not is_open and (whole.number or 0) < (figure.number or 0):
                return None
            if is_same:
                return j
            continue
        is_some = people.is_partitive or figure.is_alone or figure.is_share or is_telling
        is_among = figure.statement.harm.is_part and figure.measure == "killed"
        is_among &= figure.sentence - whole.sentence <= _TOLD_WITHIN
        is_among &= whole.scope == figure.scope or scopes == {"cumulative"}
        is_some |= is_among  # "nine children were among those killed"
        if not is_some or whole.is_superseded or whole.part_of is not None:
            continue
        if _died_of_these(figure, whole):
            return j
        if _are_two_sides(whole, figure, is_beside=whole.sentence == figure.sentence):
            continue  # "three policemen and two of the gunmen"
        if people.is_partitive and people.head == "known" and not _may_be_one_of(figure, whole):
            continue
        if whole.victims == UNKNOWN and people.victims == "armed_group":
            continue  # "14 people killed … three of the gunmen": those who killed them
        if whole.sentence < figure.sentence and _is_of_others(figure, whole, here):
            return None
        is_like = (is_bare and not figure.rule.startswith(_OF_THOSE)) or is_telling
        if _may_count(figure, figures, j, is_like=is_like):
            return j
    return None


def _may_be_one_of(figure: Figure, whole: Figure) -> bool:
    """ "Six miners died, and one of the rescuers": one of other people than those counted."""
    one, counted = figure.statement.people, whole.statement.people
    is_alike = figure.victims == whole.victims and figure.victims in ARMED
    return one.quantity.best != 1 or is_alike or is_same_noun(one.noun, counted.noun)


def _is_share(whole: Figure, figure: Figure) -> bool:
    """ "15 dead: nine in Gaska and six, four of them soldiers, in Pobe": the four are of the six."""
    is_larger = (whole.best or 0) > (figure.number or 0)
    return is_larger and whole.sentence == figure.sentence and not whole.statement.includes


def _is_of_others(figure: Figure, whole: Figure, here: Setting) -> bool:
    """ "Days earlier a raft sank; one of the men on board died": people of what the sentence brings in."""
    people = figure.statement.people
    is_named = people.head == "known" and people.noun != whole.statement.people.noun
    return here.opening == "other" and is_named and nearest_date(figure, here) is not None


def _may_count(figure: Figure, figures: Sequence[Figure], j: int, *, is_like: bool) -> bool:
    """Whether a larger number may hold people told of by a pronoun: "62 officers were hurt and 81 people held.
    Of the officers, 23 were hurt in Lyon" are of the hurt; the dead are in no critical state.
    """
    whole, number = figures[j], figure.number or 0
    is_larger = (whole.number or 0) + (whole.best is None) > number
    if whole.measure == figure.measure or not is_larger:
        return is_larger
    beside = (f for f in figures[:j] if f.sentence == whole.sentence < figure.sentence)
    is_told = any(f.measure == figure.measure and (f.number or 0) > number for f in beside)
    return is_like and whole.measure != "killed" and not is_told


def _some_of_them(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "92 were injured. Most were hit by tear gas; two had bullet wounds": two of the 92."""
    figure, here = figures[i], settings[figures[i].sentence]
    people = figure.statement.people
    if i and figure.measure == "displaced" and people.head == "elliptic" and figure.best is None:
        before = figures[i - 1]  # "20,000 fled, many seeking refuge in Bani"
        is_beside = before.sentence == figure.sentence and before.measure == figure.measure
        return i - 1 if is_beside and before.unit == figure.unit else None
    is_told_so = figure.measure in _HARMED and figure.rule.startswith(_BY_VERB)
    is_told_so &= people.head == "elliptic"
    if not is_told_so or people.has_other or figure.best is None or figure.is_further:
        return None
    is_elsewhere = here.opening in ("new", "other") or nearest_place(figure, here) is not None
    if is_elsewhere or nearest_date(figure, here) is not None:
        return None
    for j in range(i - 1, -1, -1):
        whole = figures[j]
        is_near = settings[whole.sentence].paragraph == here.paragraph
        if not is_near or figure.sentence - whole.sentence > 1:
            return None
        if whole.counts and whole.measure == figure.measure and whole.sentence < figure.sentence:
            return j if (whole.number or 0) > (figure.number or 0) else None
    return None


def _lost_by_witness(figures: list[Figure], i: int) -> int | None:
    """ "They killed my neighbour and his son", "j'ai perdu mon mari": of those told of last."""
    figure = figures[i]
    if not figure.is_of_witness or figure.scope != "incident":
        return None
    for j in range(i - 1, -1, -1):
        whole = figures[j]
        is_like = whole.counts and whole.measure == figure.measure and whole.scope == "incident"
        if is_like and not whole.is_of_witness and (whole.number or 0) > (figure.number or 0):
            return j
    return None


def _named(figures: list[Figure], i: int) -> int | None:
    """ "Ahmad Saadi, 17, and Yazid Atiyeh, 23, were shot dead": who the two were that were told of before."""
    figure = figures[i]
    if figure.statement.people.head != "name":
        return None
    near = figures[max(0, i - _WHOLES) : i + _WHOLES]
    row = [f for f in near if f.sentence == figure.sentence and f.measure == figure.measure]
    if len(row) < _LEAST_NAMED or any(f.statement.people.head != "name" for f in row):
        return None
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        is_like = whole.counts and whole.measure == figure.measure and whole.best == len(row)
        if is_like and whole.sentence < figure.sentence and whole.scope == figure.scope:
            return j
    return None


def _told_who(figures: list[Figure], i: int) -> int | None:
    """ "… killing at least two. The dead were identified as a clerk and a guard": both are of the two."""
    figure = figures[i]
    if not figure.rule.startswith(_AMONG) or figure.statement.people.has_other:
        return None
    near = figures[max(0, i - _WHOLES) : i + _WHOLES]
    row = [f for f in near if f.sentence == figure.sentence and f.rule.startswith(_AMONG)]
    total = sum(f.best or 0 for f in row)
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        if figure.sentence - whole.sentence > _TOLD_WITHIN:
            return None
        is_like = whole.counts and whole.measure == figure.measure and len(row) >= _LEAST_NAMED
        if is_like and whole.sentence < figure.sentence and whole.best == total:
            return j
    return None


def _died_of_these(figure: Figure, whole: Figure) -> bool:
    """ "58 wounded, of whom two died": of those counted just before, not of the dead told of earlier."""
    is_late = figure.measure == "killed" and whole.measure in BEFORE_DEATH
    is_pronoun = figure.statement.includes or figure.statement.people.is_partitive
    is_pronoun &= not figure.statement.is_gapped  # "seven missing, and six in Verrettes"
    is_here = whole.sentence == figure.sentence and whole.quote_end <= figure.quote_start
    return is_late and is_pronoun and is_here and (whole.number or 0) > (figure.number or 0)


def _are_two_sides(one: Figure, other: Figure, *, is_beside: bool) -> bool:
    """Whether none of the one can be of the other; "our soldiers" may be of the fighters told of before."""
    if {one.victims, other.victims} == set(ARMED):
        return is_beside or other.victims == "armed_group"  # "one of the gunmen" is no policeman
    return is_other_side(other, one)  # "four civilians … one of its soldiers"


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


def _left_of(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "Gunmen took 70 pupils … Forty are still held", "eight were missing … the other four miners"."""
    figure, people = figures[i], figures[i].statement.people
    if not (figure.is_left and figure.counts) or is_in_row(figures[i - 1], figure):
        return None  # "181 migrants and five of the crew remain missing"
    within = _PART_WITHIN if nearest_place(figure, settings[figure.sentence]) is None else 0
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        if figure.sentence - whole.sentence > within:
            return None
        is_larger = (whole.number or 0) > (figure.number or 0)
        is_like = people.head == "elliptic" or people.victims == UNKNOWN
        is_like |= is_same_noun(people.noun, whole.statement.people.noun)
        if whole.measure == figure.measure and whole.counts and is_larger and is_like:
            return j
    return None


def _explained(figures: list[Figure], i: int) -> int | None:
    """ "The toll has risen to ten after two more soldiers died": the two are of the ten."""
    figure = figures[i]
    if not figure.is_behind_rise or figures[i - 1].measure != figure.measure:
        return None
    is_further = figure.statement.people.has_other or figure.is_late or figure.is_recovery
    return i - 1 if is_further and (figures[i - 1].number or 0) > (figure.number or 0) else None


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


def _of_many_towns(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "51 dead in raids on Karou and Wata … Twenty died in Karou": the twenty are of the 51."""
    figure = figures[i]
    if not figure.counts or figure.scope == "cumulative" or figure.is_revision:
        return None
    for j in range(i):
        whole = figures[j]
        is_larger = (whole.best or 0) > (figure.number or 0) > 1
        may_hold = whole.measure == figure.measure and whole.counts and whole.scope == "incident"
        if is_larger and may_hold and not is_other_side(figure, whole):
            return j if is_at_one_of_many(figure, whole, settings) else None
    return None


def _of_many_lands(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "Floods killed 175 in India and Nepal … 73 died in India, 46 of them in Assam": of the last whole."""
    figure = figures[i]
    if not figure.counts or figure.is_revision or figure.number is None:
        return None
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        may_hold = whole.measure == figure.measure and whole.stands and not whole.is_superseded
        is_larger = (whole.number or 0) > figure.number and whole.scope == figure.scope
        if may_hold and is_larger and is_in_one_of_many_lands(figure, whole, settings):
            return j
    return None


def _share_of_toll(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> int | None:
    """ "761 were killed in Iraq in June … Baghdad was the worst-affected governorate, with 258 killed": of the
    toll, where a sentence after it has a place within its own and tells of no day or event.
    """
    figure, here = figures[i], settings[figures[i].sentence]
    if not figure.counts or here.dates or here.opening in ("new", "other") or here.triggers:
        return None
    place = nearest_place(figure, here)
    for j in range(i - 1, max(-1, i - 1 - _WHOLES), -1):
        whole = figures[j]
        there = settings[whole.sentence]
        if there.paragraph != here.paragraph or figure.sentence - whole.sentence > _PART_WITHIN:
            return None
        if whole.measure != figure.measure or not whole.counts:
            continue
        if whole.scope != "cumulative":
            return None  # "… killed nine in Mangu. In Bokkos, 36 died" are two incidents
        wide = nearest_place(whole, there) or there.country
        is_within = place is not None and (wide in (None, place) or lies_within(place, wide))
        is_less = 1 < (figure.number or 0) < (whole.number or 0)
        return j if is_within and is_less and figure.sentence > whole.sentence else None
    return None
