"""Accounts whose people are all a part of another's in the same town and on the same day: one incident.

"Strikes on Khan Younis killed eleven. … Four children died when one hit a tent. … Two others were killed in
a car": told one by one, they are still those strikes. What does not belong here: which number sums up
others (summaries) and parts with a town of their own (accounts).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.agreement import (
    ELSEWHERE,
    is_one_place,
    lies_within,
    relation_of_places,
    same_days,
)
from pipelines.extract.figures import Account, Figure
from pipelines.extract.setting import Setting

_OF_ANOTHER = ("first", "other")
"""How a sentence opens that tells of one of several: "a second bomb"."""


def fold(
    accounts: Sequence[Account], figures: Sequence[Figure], settings: Mapping[int, Setting]
) -> list[Account]:
    """The accounts without those that are told of in the account of their whole."""
    of_figure = {i: account for account in accounts for i in account.figures}
    wholes = [_whole(account, figures, of_figure) for account in accounts]
    spread = {
        id(w) for a, w in zip(accounts, wholes, strict=True) if w and _is_another(a, w, settings)
    }
    into: dict[int, Account] = {}
    kept: list[Account] = []
    for account, whole in zip(accounts, wholes, strict=True):
        is_there = whole is not None and _is_there(account, whole, figures, settings)
        while whole is not None and id(whole) in into:
            whole = into[id(whole)]
        if whole is None or whole is account or id(whole) in spread or not is_there:
            kept.append(account)
            continue
        into[id(account)] = whole
        whole.figures = sorted({*whole.figures, *account.figures})
        whole.sentences = sorted({*whole.sentences, *account.sentences})
        whole.paragraphs = sorted({*whole.paragraphs, *account.paragraphs})
    return kept


def _whole(
    account: Account, figures: Sequence[Figure], of_figure: Mapping[int, Account]
) -> Account | None:
    """The one other account in which all counts of an account's first measure are told to be parts."""
    first = figures[account.figures[0]].measure
    counts = [figures[i] for i in account.figures if figures[i].measure == first]
    parts = {f.part_of for f in counts if f.part_of is not None}.difference(account.figures)
    wholes = [of_figure[i] for i in sorted(parts) if i in of_figure]
    is_one = bool(wholes) and all(whole is wholes[0] for whole in wholes)
    return wholes[0] if is_one and not any(f.counts for f in counts) else None


def _is_another(account: Account, whole: Account, settings: Mapping[int, Setting]) -> bool:
    """Whether some of a whole's people are of another town, or of "a second bomb": then it counts several."""
    if settings[account.sentences[0]].opening in _OF_ANOTHER:
        return True
    return account.place is not None and relation_of_places(whole.place, account.place) in ELSEWHERE


def _is_there(
    account: Account, whole: Account, figures: Sequence[Figure], settings: Mapping[int, Setting]
) -> bool:
    """Whether both are incidents of one town, the only one of the whole's own sentence, and of one day."""
    place = account.place
    if place is None or not place.is_local or {account.scope, whole.scope} != {"incident"}:
        return False
    named = settings[figures[whole.figures[0]].sentence].places
    is_only = all(is_one_place(p, place) or lies_within(place, p) for p in named)
    is_named = is_only and any(p.is_local for p in named)
    return is_named and same_days(account.date, whole.date)
