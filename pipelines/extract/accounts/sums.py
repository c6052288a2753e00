"""Which later counts make up the first one, told one event or one kind of people at a time.

What belongs here: sums over several sentences. What does not: parts that words next to a figure tell
(wholes), and those in incidents of their own (summaries).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.accounts.breakdown import is_other_side
from pipelines.extract.accounts.repetitions import told_of_other_days
from pipelines.extract.agreement import ELSEWHERE, relation_of_places
from pipelines.extract.figures import Figure, is_in_row
from pipelines.extract.nearness import nearest_place
from pipelines.extract.setting import Setting

_TELLING_PARTS = 3  # counts of several sentences that add up by chance are fewer
_TELLING_SUM = 5  # "two dead … one … one" may well be others
_FEW = 4  # "two … one … another one" may be told of three days
_MOST_PARTS = 12
_OF_CAUSE = "nominal."


def tell_apart(figures: list[Figure], i: int, settings: Mapping[int, Setting]) -> None:
    """ "Vingt et un civils … trois à Mulolya … onze … un … six", "a mayor and two others … the mayor, his aide
    and a guard": later counts that make up the first, or all of its row.
    """
    if not (figures[i].best and figures[i].counts):
        return
    row = _row(figures, i)
    shares = _shared_out(figures, [i], settings) or _shared_out(figures, row, settings)
    for j, whole in shares:
        is_same = figures[j].best == figures[whole].best
        figures[j].part_of, figures[j].repeat_of = (None, whole) if is_same else (whole, None)


def _shared_out(
    figures: Sequence[Figure], wholes: Sequence[int], settings: Mapping[int, Setting]
) -> list[tuple[int, int]]:
    """The later counts that make up these, one after the other, each with that of which it is a part."""
    shares: list[tuple[int, int]] = []
    parts: list[Figure] = []
    left = [figures[w].best or 0 for w in wholes]
    told = _told_later(figures, wholes) if wholes else []
    for j in told:
        part = figures[j]
        held = next(n for n, number in enumerate(left) if number)
        if part.scope != figures[wholes[0]].scope or (part.best or 0) > left[held]:
            return []
        left[held] -= part.best or 0
        shares.append((j, wholes[held]))
        parts.append(part)
        if not any(left):
            break
    if any(left) or not parts:
        return []
    more = told[len(parts) : len(parts) + 1]
    is_closed = all(figures[j].sentence > parts[-1].sentence for j in more)
    counted = [figures[w] for w in wholes]
    is_sum = _is_telling_sum(parts, counted, settings, is_closed=is_closed)
    return shares if is_sum and _are_sides(parts, counted[0]) else []


def _are_sides(parts: Sequence[Figure], whole: Figure) -> bool:
    """ "47 dead, among them 30 civilians … 14 soldiers and three guards": what stands beside the whole only
    makes it up with those of another side.
    """
    beside = [part for part in parts if part.sentence == whole.sentence]
    return not beside or any(is_other_side(part, beside[0]) for part in parts)


def _row(figures: Sequence[Figure], i: int) -> list[int]:
    """A count and those that stand in a row behind it; none where it is not the first, or alone."""
    if i and _are_joined(figures[i - 1], figures[i]):
        return []
    row = [i]
    while row[-1] + 1 < len(figures) and _are_joined(figures[row[-1]], figures[row[-1] + 1]):
        row.append(row[-1] + 1)
    return row if len(row) > 1 else []


def _are_joined(before: Figure, figure: Figure) -> bool:
    are_counts = before.counts and figure.counts and bool(before.best and figure.best)
    return are_counts and is_in_row(before, figure)


def _told_later(figures: Sequence[Figure], wholes: Sequence[int]) -> list[int]:
    """The counts behind the whole that may be of its people, up to the first that cannot."""
    first, found = figures[wholes[0]], list[int]()
    for j in range(wholes[-1] + 1, min(len(figures), wholes[-1] + 1 + _MOST_PARTS)):
        figure = figures[j]
        is_open = figure.counts or (figure.stands and figure.part_of in wholes)
        if figure.measure != first.measure or not is_open or figure.best is None:
            continue
        is_lone = figure.best == 1 and not is_in_row(figures[j - 1], figure)
        if is_lone and figure.rule.startswith(_OF_CAUSE):
            continue  # "unrest sparked by the death of a farmer"
        if _is_other_here(figure, first) and not found:
            continue  # "18 soldats et un vigile … Cinq soldats … trois … huit … deux"
        if figure.sentence == first.sentence and figure.part_of is None:
            break
        found.append(j)
    return found


def _is_other_here(figure: Figure, whole: Figure) -> bool:
    return figure.sentence == whole.sentence and is_other_side(figure, whole)


def _are_far_apart(whole: Figure, part: Figure, settings: Mapping[int, Setting]) -> bool:
    """ "In Doura six died … In Mosul three were killed": of no town is the one of another a part."""
    town = nearest_place(whole, settings[whole.sentence])
    other = nearest_place(part, settings[part.sentence])
    if town is None or other is None or not (town.is_local and other.is_local):
        return False
    return relation_of_places(town, other) in ELSEWHERE


def _is_telling_sum(
    parts: Sequence[Figure],
    wholes: Sequence[Figure],
    settings: Mapping[int, Setting],
    *,
    is_closed: bool,
) -> bool:
    """Whether counts hardly make up a number by chance: three of them, or two told in one breath; with one more
    behind, "25 died … three … ten … four died and two drowned", they may.
    """
    whole = wholes[0]
    is_sum = (whole.best or 0) >= _TELLING_SUM
    if len(parts) >= _TELLING_PARTS and is_sum and is_closed:
        return True
    if any(_are_far_apart(whole, part, settings) for part in parts):
        return False
    if len(parts) >= _TELLING_PARTS:
        return True
    if len(parts) < 2 or len(wholes) > 1:
        return False
    are_of_one_day = not told_of_other_days(settings[parts[0].sentence], settings[whole.sentence])
    if parts[-1].statement.people.has_other and (are_of_one_day or (whole.best or 0) >= _FEW):
        return True  # "One peacekeeper was shot … Three other peacekeepers were found dead"
    are_joint = parts[0].sentence == parts[-1].sentence and are_of_one_day
    return are_joint and is_sum and not any(is_other_side(part, whole) for part in parts)
