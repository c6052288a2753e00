"""Which incidents of an article a number at its beginning, or a total at their end, sums up.

"Twenty people were killed in attacks across Borno on Monday. In Wala, gunmen shot 12 …": the twelve
are an incident of their own and a part of the twenty, who are never summed with them. What belongs
here: wholes and parts in different accounts. What does not: those within one (breakdown) and those
that words next to a figure tell (relations).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from pipelines.extract.accounts.breakdown import STRIKING_SUM, is_other_side
from pipelines.extract.accounts.repetitions import told_of_other_days
from pipelines.extract.agreement import ELSEWHERE, lies_within, relation_of_places
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import COUNTRY_PREC, DateMention, PlaceMention
from pipelines.extract.nearness import nearest_place
from pipelines.extract.setting import LEAD_SENTENCES, Setting

_SUMMED = ("killed", "injured", "abducted", "detained", "missing")
_LEAST_PARTS = 2
_TELLING = 5  # a smaller number may well be the sum of others by chance
_LEAST_SHARE = 0.5  # of a number that its parts tell apart; fewer may be other people
_BRINGS_WITHIN = 1  # sentences from an incident's count to the toll that takes it in
_LONGEST = timedelta(days=8)  # days that an article on several incidents sums up at its beginning


def relate_accounts(
    figures: Sequence[Figure], accounts: Sequence[Account], settings: dict[int, Setting]
) -> None:
    """Make the counts of incidents parts of the number that sums them up, be it an incident's or a toll's.

    Only people of one measure, in the area and in the days of the whole, no more than it counts, and
    none of the other side.
    """
    for whole in accounts:
        for measure in _SUMMED:
            i = _first(figures, whole, measure)
            if i is None or not _may_sum_up(figures[i], whole):
                continue
            told = _told_after(i, whole, figures, accounts)
            area = _area(figures[i], whole, settings)
            if not _add_up(i, told, figures):
                told = _of_those_days(told, whole, figures, settings)
            parts = told if _add_up(i, told, figures) else _lying_in(area, told)
            if _make_up(figures[i], [figures[j] for j in parts]):
                whole.place = area
                for j in parts:
                    figures[j].part_of = i
    for measure in _SUMMED:
        _take_in_the_rest(figures, measure, settings)
    _bring_in(figures)


def _take_in_the_rest(
    figures: Sequence[Figure], measure: str, settings: Mapping[int, Setting]
) -> None:
    """ "Seven were killed in the north. Strikes on Kafr killed four. … rockets, three": all that an article
    tells behind a number, and no more than that, is of it.
    """
    counted = [i for i, f in enumerate(figures) if f.measure == measure and f.stands and f.number]
    if not counted or not figures[counted[0]].counts:
        return
    whole = figures[counted[0]]
    parts = [i for i in counted[1:] if figures[i].part_of in (None, counted[0])]
    is_sum = whole.sums_up([figures[i].number or 0 for i in parts])
    is_telling = len(parts) >= _LEAST_PARTS and (whole.number or 0) >= _TELLING
    if not (is_sum and is_telling and whole.sentence < LEAD_SENTENCES):
        return
    if all(_may_be_of(figures[i], whole, settings) for i in parts):
        for i in parts:
            figures[i].part_of = counted[0]


def _may_be_of(part: Figure, whole: Figure, settings: Mapping[int, Setting]) -> bool:
    if part.sentence == whole.sentence or is_other_side(part, whole) or part.scope != whole.scope:
        return False
    return not told_of_other_days(settings[part.sentence], settings[whole.sentence])


def _bring_in(figures: Sequence[Figure]) -> None:
    """ "Seven were shot dead on Monday, which brings to 71 the number …": the toll takes in the seven."""
    for i, total in enumerate(figures):
        if not (total.is_total and total.counts and total.scope == "cumulative"):
            continue
        earlier = (f for f in reversed(figures[:i]) if f.measure == total.measure and f.counts)
        last = next(earlier, None)
        if last is None or total.sentence - last.sentence > _BRINGS_WITHIN:
            continue
        if last.scope == "incident" and (last.number or 0) < (total.number or 0):
            last.part_of = i


def _first(figures: Sequence[Figure], account: Account, measure: str) -> int | None:
    """The first count of a measure in an account."""
    own = (i for i in account.figures if figures[i].measure == measure and figures[i].counts)
    return next(own, None)


def _may_sum_up(figure: Figure, account: Account) -> bool:
    if not figure.number or figure.number == 1 or figure.statement.people.is_described:
        return False
    if figure.sentence >= LEAD_SENTENCES:
        return False
    days = _days(account.date)
    return days is None or days[1] - days[0] <= _LONGEST


def _days(mention: DateMention | None) -> tuple[date, date] | None:
    if mention is None or mention.start is None or mention.end is None:
        return None
    return mention.start, mention.end


def _told_after(
    i: int,
    whole: Account,
    figures: Sequence[Figure],
    accounts: Sequence[Account],
) -> dict[int, Account]:
    """The counts told after a number that may be of its people, one of each incident."""
    found: dict[int, Account] = {}
    for account in accounts:
        if account is whole or account.scope != "incident" or account.place is None:
            continue
        j = _first(figures, account, figures[i].measure)
        if j is None or figures[j].sentence <= figures[i].sentence:
            continue
        if not is_other_side(figures[j], figures[i]):
            found[j] = account
    return found


def _of_those_days(
    told: Mapping[int, Account],
    whole: Account,
    figures: Sequence[Figure],
    settings: Mapping[int, Setting],
) -> dict[int, Account]:
    """Those of the counts told after a number whose day may be of its days."""
    return {
        j: account
        for j, account in told.items()
        if _is_then(account.date, whole.date, settings[figures[j].sentence])
    }


def _add_up(whole: int, parts: Collection[int], figures: Sequence[Figure]) -> bool:
    """Whether a number of several attacks, or one too large for chance, is that of those told of one by one."""
    told = [figures[j].number or 0 for j in parts]
    is_striking = figures[whole].is_of_many or (figures[whole].number or 0) >= STRIKING_SUM
    return is_striking and figures[whole].sums_up(told)


def _area(figure: Figure, account: Account, settings: Mapping[int, Setting]) -> PlaceMention | None:
    """Where all that a number of many sums up has happened: in the region of its sentence, not in the first of
    the towns told of behind it.
    """
    named = nearest_place(figure, settings[figure.sentence]) if figure.is_of_many else None
    is_wider = named is not None and account.place is not None and lies_within(account.place, named)
    return named if is_wider else account.place


def _lying_in(area: PlaceMention | None, told: Mapping[int, Account]) -> list[int]:
    return [j for j, account in told.items() if _lies_in(account.place, area)]


def _make_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    told, number = [part.number or 0 for part in parts], whole.number or 0
    is_within = sum(told) <= number or whole.sums_up(told)
    return is_within and len(parts) >= _LEAST_PARTS and sum(told) >= number * _LEAST_SHARE


def _lies_in(part: PlaceMention | None, area: PlaceMention | None) -> bool:
    """Whether an incident's place lies in the area of what sums it up."""
    if part is None or area is None:
        return area is None and part is not None
    if relation_of_places(area, part) not in ELSEWHERE:
        return True
    is_country = area.where_prec >= COUNTRY_PREC and area.iso3 == part.iso3
    return is_country or lies_within(part, area)


def _is_then(part: DateMention | None, whole: DateMention | None, setting: Setting) -> bool:
    """Whether an incident's day may lie in the days that are summed up."""
    own, all_days = _days(part), _days(whole)
    if own is None:
        return True
    if all_days is not None:
        return all_days[0] <= own[1] and own[0] <= all_days[1]
    return setting.published is None or own[1] >= setting.published - _LONGEST
