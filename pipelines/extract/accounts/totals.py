"""The totals that a careful reader would take from an account: nobody counted twice.

Parts, repeats, superseded and joint figures and households stay out. Claims of different sources on
the same people compete: low and high are the extremes, best the number that the article leads with
(annotation guide). Different people told of by the same source add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.extract.accounts.round_counts import told_exactly
from pipelines.extract.event_types import ARMED
from pipelines.extract.figures import BEFORE_DEATH, Figure, is_in_row
from pipelines.extract.model import Bounds
from pipelines.extract.statements.recounted import RULE as RECOUNTED
from pipelines.extract.victims import UNKNOWN

_ANYBODY = frozenset({UNKNOWN, "mixed"})  # classes of victims of which others may be some
_RIVAL = 1.5  # times as many: what two count of one event seldom differs by more
_NEARLY = 0.8  # of a round number that others count exactly: 22 may be "dozens", "nearly two dozen"
_LEAD = 2  # sentences whose number an article leads with


def totals(figures: Sequence[Figure], account: Sequence[int]) -> dict[str, Bounds]:
    """Totals per measure of one account; `figures` are its figures, `account` their positions.

    A day's dead count in their incident though they are a part of the campaign's toll; the dead among
    the injured, the abducted or the arrested count as dead where no toll of the dead may hold them.
    """
    at = dict(zip(account, figures, strict=True))
    counting = [f for f in figures if _stands(f, at) and f.part_of not in at] or _as_it_stood(
        figures
    )
    moved = [f for f in figures if f.stands and _is_moved(f, at)]
    found: dict[str, Bounds] = {}
    for measure in dict.fromkeys(f.measure for f in figures):
        told = [f for f in counting if f.measure == measure]
        told = told or [f for f in moved if f.measure == measure]
        told = _without_claims_on_parts(told, figures, at)
        groups = _groups(_beside_known(_beside_parts(_numbered(told), figures, at), figures))
        if groups:
            found[measure] = _sum([_contested(group) for group in groups])
            found[measure] = _denied(found[measure], told)
    for figure in moved:
        assert figure.part_of is not None  # noqa: S101
        _take_from(found, at[figure.part_of].measure, figure.best or 0)
    for figure in figures:
        whole = _whole(figure, at)
        is_since = (
            whole is None or whole.quote_start > figure.quote_start
        )  # no toll told before holds them
        if is_since and _were_injured(figure, figures):
            _take_from(found, "injured", figure.best or 0)
    dead = found["killed"].best if "killed" in found else None
    for figure in figures:
        whole = _whole(figure, at) if figure.is_left else None
        if whole is not None and dead and whole.best == dead + (figure.best or 0):
            found[figure.measure] = Bounds(figure.low, figure.best, figure.high)
    return found


def _were_injured(late: Figure, figures: Sequence[Figure]) -> bool:
    """ "Cinq blessés … deux sont morts de leurs blessures, portant à six le nombre de morts": of the five."""
    is_late = late.is_late and late.stands and late.measure == "killed" and not late.is_recovery
    before = [f for f in figures if f.quote_end <= late.quote_start and f.counts]
    told = (f for f in before if f.measure == "injured")
    dead = (f.statement.people for f in before if f.measure == "killed" and f.best == late.best)
    if any(p.noun and p.noun == late.statement.people.noun for p in dead):
        return False  # "a woman was killed … a woman succumbed": she is among the dead already
    return is_late and any((f.number or 0) > (late.number or 0) for f in told)


def _as_it_stood(figures: Sequence[Figure]) -> Sequence[Figure]:
    """ "contre 374.900 un mois plus tôt": an earlier toll, told by itself, is that of its day."""
    is_toll = all(f.scope == "cumulative" and f.is_superseded for f in figures)
    return [f for f in figures if f.unit == "person" and not f.joint_with] if is_toll else []


def _stands(figure: Figure, at: Mapping[int, Figure]) -> bool:
    """Whether a count is new to its account, though another may have told it before."""
    is_told = figure.repeat_of is not None and figure.repeat_of not in at
    return replace(figure, repeat_of=None).stands if is_told else figure.stands


def _without_claims_on_parts(
    told: Sequence[Figure], figures: Sequence[Figure], at: Mapping[int, Figure]
) -> Sequence[Figure]:
    """ "18 dead, among them five soldiers": "20 soldiers killed", as the other side has it, add nothing."""
    parts = [f for f in figures if f.stands and _whole(f, at) is not None]
    return [f for f in told if not any(_contests(f, part, at) for part in parts)]


def _whole(figure: Figure, at: Mapping[int, Figure]) -> Figure | None:
    return at.get(figure.part_of) if figure.part_of is not None else None


def _contests(figure: Figure, part: Figure, at: Mapping[int, Figure]) -> bool:
    """Whether another source counts anew what an earlier sentence told as one side's part of a whole."""
    whole = _whole(part, at)
    if whole is None or whole is figure:
        return False
    is_like = whole.measure == part.measure == figure.measure
    is_later = figure.sentence > part.sentence and figure.stated_by not in (None, part.stated_by)
    return is_like and is_later and part.victims == figure.victims and figure.victims in ARMED


def _denied(total: Bounds, told: Sequence[Figure]) -> Bounds:
    """The least is 0 where another named source says that nobody was harmed at all."""
    first = told[0]

    def denies(figure: Figure) -> bool:
        is_rival = figure.stated_by is not None and figure.stated_by_type != first.stated_by_type
        is_all = figure.statement.people.victims == UNKNOWN or figure.victims == first.victims
        return figure.number == 0 and is_rival and is_all

    is_claimed = first.stated_by is not None and bool(first.number)
    if not (is_claimed and any(denies(f) for f in told[1:])):
        return total
    return Bounds(0, total.best, total.high)


def _numbered(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Without words such as "plusieurs morts" for people whom another sentence counts."""
    numbers = [f for f in figures if not _is_word(f)]

    def is_counted(vague: Figure) -> bool:
        told = [f for f in numbers if f.sentence != vague.sentence and _may_be_same(vague, f)]
        least = (vague.low or 0) * _NEARLY
        return sum(f.best or f.low or 0 for f in told) >= least and bool(told)

    return [f for f in figures if not _is_word(f) or f.is_besides or not is_counted(f)]


def _is_word(figure: Figure) -> bool:
    """ "Plusieurs", unlike "30 à 32"."""
    return figure.best is None and figure.high is None


def _may_be_same(one: Figure, other: Figure) -> bool:
    if frozenset({one.victims, other.victims}) == ARMED:
        return False  # "24 soldiers died … the army killed numerous attackers"
    return one.victims == other.victims or UNKNOWN in (one.victims, one.statement.people.victims)


def _is_moved(figure: Figure, at: Mapping[int, Figure]) -> bool:
    """Whether a figure tells what became of some of those that another counts: "executed four of them"."""
    whole = _whole(figure, at)
    if whole is None or whole.part_of in at or whole.is_superseded:
        return False
    return whole.measure != figure.measure and whole.measure in BEFORE_DEATH


def _take_from(found: dict[str, Bounds], measure: str, moved: int) -> None:
    """Those who died or were killed are no longer among the injured, the missing or the captives."""
    bounds = found.get(measure)
    if bounds is not None and moved:
        left = (n and max(n - moved, 0) for n in (bounds.low, bounds.best, bounds.high))
        found[measure] = Bounds(*left)


def _groups(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that claim to count the same people stand together; a zero only where nothing else does."""
    groups: list[list[Figure]] = []
    before: Figure | None = None
    for figure in [f for f in figures if f.number != 0] or figures[:1]:
        rival = next((g for g in groups if _is_rival(g[0], figure)), None)
        beside = next((g for g in groups if g[-1] is before and len(g) > 1), None)
        if beside is not None and before is not None and is_in_row(before, figure):
            beside[-1] = figure = _both(before, figure)
        elif rival is None:
            groups.append([figure])
        else:
            rival.append(figure)
        before = figure
    return groups


def _beside_parts(
    told: Sequence[Figure], figures: Sequence[Figure], at: Mapping[int, Figure]
) -> list[Figure]:
    """ "20 dead … One bomb killed twelve and wounded 25. Another killed eight and wounded ten": wounded of two
    bombs, as the dead of each are a part of the twenty.
    """
    killed = {f.sentence: f for f in figures if f.stands and _whole(f, at) is not None}
    kept: list[Figure] = []
    for figure in told:
        part = killed.get(figure.sentence)
        is_beside = part is not None and part.measure != figure.measure and kept
        is_other = is_beside and any(_is_part_beside(killed.get(f.sentence), part) for f in kept)
        kept.append(replace(figure, is_besides=True) if is_other else figure)
    return kept


def _beside_known(told: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """ "The mayor was killed … Shots cost the mayor and a guard their lives": beside one told of before."""
    known = [f for f in figures if f.repeat_of is not None]

    def is_beside(figure: Figure) -> bool:
        return any(is_in_row(f, figure) or is_in_row(figure, f) for f in known)

    return (
        [replace(f, is_besides=True) if is_beside(f) else f for f in told] if known else list(told)
    )


def _is_part_beside(one: Figure | None, other: Figure | None) -> bool:
    return (
        one is not None and other is not None and one is not other and one.part_of == other.part_of
    )


def _both(one: Figure, other: Figure) -> Figure:
    """ "The government counts one civilian and 32 militants": one claim beside another's on all of them."""
    total = _sum([Bounds(f.low, f.best, f.high) for f in (one, other)])
    return replace(
        other, quote_start=one.quote_start, low=total.low, best=total.best, high=total.high
    )


def _is_rival(first: Figure, later: Figure) -> bool:
    if (
        later.is_further
        or (later.is_of_someone and later.number == 1 and later.statement.people.head == "known")
        or (later.is_besides and not _are_other_than_dead(first, later))
    ):
        return False
    if later.is_of_side and not first.is_of_side:
        return False  # "the police counted 50 wounded in their ranks"
    if frozenset({first.victims, later.victims}) == ARMED:
        return False  # "two soldiers were wounded … five rebels died and seven others were hurt"
    if _is_the_attacker(later, first):
        return False  # "three people were killed … a passer-by shot the gunman"
    if later.rule.startswith(RECOUNTED):
        return True  # "the army says 23 soldiers died; residents put it at about 60"
    noun = later.statement.people.victims
    is_other_source = first.stated_by != later.stated_by and later.stated_by is not None
    classes = {first.victims, later.victims}
    same_people = len(classes) == 1 or not classes.isdisjoint(_ANYBODY) or noun == UNKNOWN
    if frozenset({first.victims, later.victims}) == ARMED and not is_other_source:
        return False  # "11 dead on the army's side … seven dead on the enemy's"
    is_same_noun = later.statement.people.noun == first.statement.people.noun
    is_general = later.best is None or noun == UNKNOWN or is_same_noun
    is_again = is_general and (first.sentence != later.sentence or _exceeds(later, first))
    return same_people and (is_other_source or is_again)


def _are_other_than_dead(first: Figure, later: Figure) -> bool:
    """ "Au moins 27 blessés, selon la police … Un témoin parle de plus de 30 autres blessés": the same."""
    is_of_others = None not in (first.stated_by, later.stated_by)
    is_of_others &= first.stated_by != later.stated_by
    one, other = first.number or 0, later.number or 0
    is_like = first.measure == "injured" and one <= other * _RIVAL and other <= one * _RIVAL
    return is_of_others and is_like and first.sentence < later.sentence


def _is_the_attacker(figure: Figure, before: Figure) -> bool:
    people, others = figure.statement.people, before.statement.people
    is_one = figure.best == 1 and people.is_definite and people.victims == "armed_group"
    return is_one and before.best != 1 and others.victims != people.victims


def _exceeds(later: Figure, first: Figure) -> bool:
    """ "54 soldats avaient péri dans l'attaque, dont le communiqué parlait de 70 morts"."""
    is_of_dead = later.statement.people.head == "counted"
    return is_of_dead and (later.number or 0) > (first.number or 0)


def _contested(group: Sequence[Figure]) -> Bounds:
    lead = group[0]
    if len(group) == 1:
        return Bounds(lead.low, lead.best, lead.high)
    if (exact := told_exactly(group)) is not None:
        group = [exact, *(f for f in group[1:] if f is not exact)]
        return _contested(group)
    rivals = [f for f in group if not _is_less_of_same(f, lead)]
    lows = [n for f in rivals if (n := f.low if f.low is not None else f.best) is not None]
    greatest = max(group, key=lambda f: f.high or f.number or 0)
    counts = [f for f in group if f.best is not None] or group[:1]  # "from two to 25 … 12"
    is_even = any(_is_set_against(rival, counts[0]) for rival in counts[1:2])
    return Bounds(min(lows, default=None), None if is_even else counts[0].best, greatest.high)


def _is_set_against(rival: Figure, lead: Figure) -> bool:
    """ "128 selon les médecins, 87 selon le parquet"; "the IOM tells of 110 missing. The navy gives 115" where
    the lead gave no number: on equal terms, as what one of those who fight claims never is.
    """
    if rival.stated_by_type == "armed_group" != lead.stated_by_type:
        return False
    is_named = None not in (lead.stated_by, rival.stated_by) and lead.stated_by != rival.stated_by
    is_beside = rival.sentence - lead.sentence <= 1 and lead.sentence >= _LEAD
    are_closed = lead.high is not None and rival.number != lead.number
    return rival.statement.is_gapped or (is_named and is_beside and are_closed)


def _at_least(claim: Bounds) -> int | None:
    """What a claim without a floor adds to others: "moins de dix" may be none."""
    is_ceiling = claim.low is None and claim.best == claim.high
    return 0 if is_ceiling else claim.best


def _is_less_of_same(figure: Figure, lead: Figure) -> bool:
    """Whether a smaller count is told by nobody else: then it is of some of the people, no other toll."""
    is_same = figure.stated_by in (None, lead.stated_by)
    is_same |= figure.best is None is lead.best  # "several wounded … a number of wounded"
    is_same |= figure.quantifier == "at_least"  # "more than ten" may be the 13
    return is_same and (figure.number or 0) < (lead.number or 0)


def _sum(claims: Sequence[Bounds]) -> Bounds:
    if len(claims) == 1:
        return claims[0]
    lows = [c.low if c.low is not None else _at_least(c) for c in claims]
    bests = [_at_least(c) for c in claims]
    highs = [c.high for c in claims]
    has_best = all(c.best is not None for c in claims)
    return Bounds(
        low=sum(n for n in lows if n is not None),
        best=sum(n for n in bests if n is not None) if has_best else None,
        high=None if None in highs else sum(n for n in highs if n is not None),
    )
