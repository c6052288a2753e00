"""Which figures of an article tell of the same incident or the same running toll.

Figures are gathered in reading order: a part or repeat follows its whole; any other goes to the account
to which it most likely belongs by the odds of seeds/grouping.csv, else opens one. What does not
belong here: the totals and columns of an account (totals, reports).
"""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.extract.accounts.bonds import (
    bonds,
    goes_on_with_toll,
    is_another_toll,
    is_brought_in,
    is_counted_by_others,
    is_elsewhere,
    is_history,
    is_rival,
    is_told_apart,
)
from pipelines.extract.accounts.newer_counts import (
    grown,
    is_of_day_before,
    last_counting,
    reported_before,
    take_over,
    told_exactly,
)
from pipelines.extract.accounts.openings import opened, settle
from pipelines.extract.accounts.rows import beside_repeated, is_of_earlier, of_row
from pipelines.extract.accounts.shares import account_of_share, is_of_one_place, makes_up
from pipelines.extract.accounts.taken_up import (
    goes_on,
    meant,
    numbered,
    of_this,
    of_those_told,
    summed_in,
    summed_up_anew,
)
from pipelines.extract.apart import (
    are_two_towns,
    is_of_other_day,
    is_of_other_event,
    is_one_of_many,
    is_placed_apart,
)
from pipelines.extract.figures import Account, Figure
from pipelines.extract.nearness import is_parted, nearest_date, nearest_place
from pipelines.extract.setting import Setting
from pipelines.extract.victims import UNKNOWN
from pipelines.lexicons.confidence import Confidence

_LIKELY = 0.5
_STRIKING = 15  # the same number from here on is hardly told of two incidents in one article
_REASONS = 3  # features told of a choice
_UNLIKELY = 0.2  # a part or repetition less likely than that to be of the account is none
_EARLIER_DAY = "opens, the count of an earlier day"
_REMEMBERED = 12  # accounts that a figure is compared with, besides the first


def gather(
    figures: Sequence[Figure], settings: dict[int, Setting], odds: Confidence
) -> list[Account]:
    """Put every figure into an account and note why; `settings` holds each sentence that has figures."""
    accounts: list[Account] = []
    of_figure: dict[int, Account] = {}
    for i in _wholes_first(figures, settings):
        figure = figures[i]
        setting = settings[figure.sentence]
        account = inherited(figure, of_figure)
        if account is not None and _is_of_another(
            figure, account, accounts, figures, settings, odds
        ):
            account = figure.repeat_of = None
            if not makes_up(figure, figures, settings):
                figure.part_of = None
        if account is not None and (figure.repeat_of is not None or is_of_earlier(figure, figures)):
            account = of_row(i, figures, of_figure, account)
        if account is None and (beside := beside_repeated(i, figures, of_figure, setting)):
            account, figure.grouped_by = beside, "beside a repetition"
        elif account is not None:
            figure.grouped_by = "part" if figure.part_of is not None else "repetition"
            if is_of_one_place(figure, figures, settings):
                account = account_of_share(figure, account, accounts, setting)
        else:
            account, figure.grouped_by = _likeliest(figure, accounts, figures, settings, odds)
            if account is None:
                account = opened(figure, setting)
                if figure.grouped_by == _EARLIER_DAY:
                    take_over(account, last_counting(figure, accounts, figures))
                accounts.append(account)
        if figure.part_of is None or account is not inherited(figure, of_figure):
            settle(account, figure, setting)
        add(account, i, figure, setting)
        of_figure[i] = account
    return accounts


def _wholes_first(figures: Sequence[Figure], settings: Mapping[int, Setting]) -> Iterator[int]:
    """In reading order, but for "one has died, which brings the toll in Bani to three": the three, whose place
    is told, then the one.
    """
    taken: set[int] = set()
    for i, figure in enumerate(figures):
        whole = figure.part_of
        if whole is not None and whole > i and whole not in taken:
            total = figures[whole]
            if nearest_place(total, settings[total.sentence]) is not None:
                taken.add(whole)
                yield whole
        if i not in taken:
            yield i


def _is_of_another(
    figure: Figure,
    account: Account,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
    odds: Confidence,
) -> bool:
    """Whether a number that only looks like a part or a repetition is told of another day or place."""
    if figure.is_of_witness:
        return False
    people = figure.statement.people
    is_some = figure.repeat_of is not None or (
        people.is_partitive
        and not figure.statement.includes
        and figure.sentence not in account.sentences
    )
    if is_some and is_of_other_day(figure, account, settings):
        return True
    is_striking = figure.repeat_of is not None and (figure.best or 0) >= _STRIKING
    is_striking |= people.is_partitive
    if is_striking or figure.statement.includes or figure.sentence in account.sentences:
        return False
    same_scope = [a for a in accounts if a.scope == figure.scope]
    features = bonds(figure, account, same_scope, figures, settings)
    is_new = figure.part_of is not None and features.get("opening") == "new"
    is_new &= not figure.statement.harm.is_part  # "nine children were among those killed in a raid"
    return (is_new or is_told_apart(features)) and odds.of(features) < _UNLIKELY


def _likeliest(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
    odds: Confidence,
) -> tuple[Account | None, str]:
    """The account to which a figure most likely belongs, None where a new one is likelier; and why."""
    setting = settings[figure.sentence]
    open_to = [a for a in accounts if not a.is_share or a.paragraphs[-1] == setting.paragraph]
    same_scope = [a for a in open_to if a.scope == figure.scope]
    if (told := _told_outright(figure, same_scope, figures, settings)) is not None:
        return told
    best, likeliest, why = 0.0, None, {}
    for account in reversed(same_scope[:1] + same_scope[1:][-_REMEMBERED:]):
        features = bonds(figure, account, same_scope, figures, settings)
        if not _may_hold(account, figure, features, figures, settings):
            continue
        if goes_on_with_toll(features):
            return account, "goes on with the toll"
        chance = odds.of(features)
        if chance > best:
            best, likeliest, why = chance, account, features
    if best > _LIKELY and likeliest is not None:
        likeliest = _or_whole(likeliest, figure, same_scope, figures, setting)
        return likeliest, f"{best:.2f} " + ", ".join(odds.strongest(why, _REASONS, favour=True))
    are_any = figure.statement.people.victims == UNKNOWN
    are_any &= not (setting.triggers or setting.places)
    if likeliest is None and len(same_scope) == 1 and are_any:
        likeliest = same_scope[0]  # "Meanwhile, an officer said 17 people were dead"
        why = bonds(figure, likeliest, same_scope, figures, settings)
    if likeliest is not None and is_rival(figure, likeliest, figures, why):
        return likeliest, "counted by others, too"
    if (again := of_those_told(figure, same_scope, figures, settings)) is not None:
        return again, "of those told before"
    if (told := numbered(figure, same_scope, figures, settings)) is not None:
        return told, "counts those told of"
    if summed_up_anew(figure, same_scope, figures, settings):
        return same_scope[0], "another sum of all"
    if best > _UNLIKELY and goes_on(figure, likeliest, settings):
        return likeliest, "also harmed there"
    against = ", ".join(odds.strongest(why, _REASONS, favour=False))
    return None, f"opens, {best:.2f} {against}" if why else "opens"


def _told_outright(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> tuple[Account | None, str] | None:
    """The account that the figure's own words mean, whatever the odds; None where they leave it open."""
    if figure.event_before is not None and figure.scope == "incident" and not figure.is_superseded:
        told = (a for a in accounts if figures[a.figures[-1]].event_before == figure.event_before)
        return next(told, None), "opens, an event before"
    if is_of_day_before(figure, figures, settings):
        return None, _EARLIER_DAY
    if figure.is_revision or figure.is_superseded:
        may_be = [a for a in accounts if not is_of_other_event(figure, a, settings)]
        if (revised := last_counting(figure, may_be, figures)) is not None:
            return revised, "a count revised"
    if (before := reported_before(figure, accounts, figures, settings)) is not None:
        return before, "a count reported before"
    if (named := meant(figure, accounts, settings)) is not None:
        return named, "takes up its event"
    if (summed := summed_in(figure, accounts, figures)) is not None:
        return summed, "sums up its event"
    this = of_this(figure, accounts, settings)
    if this is not None and not is_of_other_event(figure, this, settings):
        return this, "takes up this event"
    last = max(accounts, key=lambda a: a.figures[-1], default=None)
    if figure.number == 0 and goes_on(figure, last, settings):
        return last, "nobody harmed there"
    if (exact := told_exactly(figure, accounts, figures, settings)) is not None:
        return exact, "told exactly"
    newer = grown(figure, accounts, figures, settings)
    return (newer, "a count grown since") if newer is not None else None


def _may_hold(
    account: Account,
    figure: Figure,
    features: Mapping[str, str],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> bool:
    """Whether nothing sets a figure apart from an account, however likely they are the same."""
    setting = settings[figure.sentence]
    if figures[account.figures[0]].grouped_by == _EARLIER_DAY and not nearest_date(figure, setting):
        return False
    if (
        is_history(figure, features, setting)
        or is_elsewhere(features)
        or is_another_toll(features)
        or is_brought_in(features)
    ):
        return False
    has_risen = figures[account.figures[-1]].has_risen and figure.sentence in account.sentences
    if not has_risen and is_of_other_event(figure, account, settings):
        return False
    return not (
        is_one_of_many(figure, account, figures, setting)
        or is_counted_by_others(figure, account, figures)
        or _is_parted_from(account, figure, figures, setting)
    )


def _is_parted_from(
    account: Account, figure: Figure, figures: Sequence[Figure], setting: Setting
) -> bool:
    """Whether a figure's own clause or town sets it apart from what an account counts in its sentence."""
    if is_parted(figures[account.figures[-1]], figure, setting):
        return True
    last = account.figures[-_REMEMBERED:]
    town = setting.places_of.get((figure.quote_start, figure.quote_end))
    counts_it = any(figures[i].measure == figure.measure for i in last)
    if town and account.place and counts_it and are_two_towns(account.place, town):
        return True
    return any(is_placed_apart(figures[i], figure, setting) for i in last)


def _or_whole(
    account: Account,
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    setting: Setting,
) -> Account:
    """The account, or that of the whole behind one town of many: "70 morts à Karou, 30 à Wata … 25 blessés"."""
    wholes = {figures[i].part_of for i in account.figures}
    if figure.sentence in account.sentences or nearest_place(figure, setting) is not None:
        return account
    told = (a for a in accounts if a is not account and wholes <= {*a.figures})
    return next(told, account)


def add(account: Account, i: int, figure: Figure, setting: Setting) -> None:
    """Put a figure into an account."""
    account.figures.append(i)
    if figure.sentence not in account.sentences:
        account.sentences.append(figure.sentence)
        account.paragraphs.append(setting.paragraph)


def inherited(figure: Figure, of_figure: dict[int, Account]) -> Account | None:
    """The account of the whole or the earlier statement of a figure."""
    earlier = figure.part_of if figure.part_of is not None else figure.repeat_of
    account = of_figure.get(earlier) if earlier is not None else None
    return account if account is not None and account.scope == figure.scope else None
