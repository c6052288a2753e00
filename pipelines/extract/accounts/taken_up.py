"""Events and people to which an article comes back: "The ambush also left four injured", "One of the rangers
later died", "Two cameramen were also killed".

What belongs here: which account such words mean. What does not: nouns and their days in a sentence
(adjuncts), and what else speaks for an account (bonds).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.agreement import ELSEWHERE, is_one_place, relation_of_places, same_days
from pipelines.extract.apart import are_two_towns
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import PlaceMention
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Setting

_LEAST_SUMMED = 3  # accounts: the sum of all, and of two of them
_GOES_ON_WITHIN = 2  # sentences from an account to those "also" harmed in it


def meant(
    figure: Figure, accounts: Sequence[Account], settings: Mapping[int, Setting]
) -> Account | None:
    """The one account whose event the sentence of a figure without a day and place takes up by its noun."""
    setting = settings[figure.sentence]
    is_open = nearest_date(figure, setting) is None and nearest_place(figure, setting) is None
    if not setting.taken_up or not is_open:
        return None
    _, noun = min(setting.taken_up, key=lambda at: abs(at[0] - figure.quote_start))
    named = [a for a in accounts if _is_named(a, noun, settings)]
    return named[0] if len(named) == 1 else None


def of_this(
    figure: Figure, accounts: Sequence[Account], settings: Mapping[int, Setting]
) -> Account | None:
    """The incident told of last, where a figure is told of "in these clashes" and of no other place."""
    setting = settings[figure.sentence]
    if not setting.is_in_this or figure.scope != "incident" or not accounts:
        return None
    last = max(accounts, key=lambda a: a.figures[-1])
    place = nearest_place(figure, setting)
    is_near = figure.sentence - last.sentences[-1] <= _GOES_ON_WITHIN
    return last if is_near and not _is_of_other_town(place, last) else None


def summed_in(
    figure: Figure, accounts: Sequence[Account], figures: Sequence[Figure]
) -> Account | None:
    """ "One civilian, six soldiers and six gunmen died. Besides the thirteen dead, …": the account of them."""
    people = figure.statement.people
    if not (people.is_definite and people.head == "counted" and (figure.best or 0) > 1):
        return None
    for account in reversed(accounts):
        told = (figures[i] for i in account.figures if figures[i].measure == figure.measure)
        if sum(f.best or 0 for f in told if f.counts) == figure.best:
            return account
    return None


def _is_named(account: Account, noun: str, settings: Mapping[int, Setting]) -> bool:
    """Whether the first sentence of an account names its event so, and gives it no other day."""
    first = settings[account.sentences[0]]
    is_new = noun in first.named and all(noun != form for _, form in first.taken_up)
    return is_new and same_days(account.date, first.named[noun].day)


def of_those_told(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: Mapping[int, Setting],
) -> Account | None:
    """The last account that tells of the people to whom a figure comes back, if it is in no other town: "One
    of the rangers died", "The chief was found dead", "An officer was among the dead".
    """
    here = nearest_place(figure, settings[figure.sentence])
    if figure.statement.harm.is_part and here and here.text_start < figure.quote_start:
        here = None  # "the raid hit Bani, said a doctor, who added that two nurses were among the dead"
    for account in sorted(accounts, key=lambda a: a.figures[-1], reverse=True):
        if account.is_before and figure.statement.harm.is_part:
            continue
        is_there = not _is_of_other_town(here, account)
        if is_there and any(_is_of(figure, figures[i]) for i in account.figures):
            return account
    return None


def _is_of_other_town(place: PlaceMention | None, account: Account) -> bool:
    if place is None or account.place is None:
        return False
    is_elsewhere = relation_of_places(account.place, place) in ELSEWHERE
    return is_elsewhere or are_two_towns(account.place, place)


def numbered(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: Mapping[int, Setting],
) -> Account | None:
    """ "Debris caused injuries in Kyiv. … Seven people were hurt in Kyiv": whom only a word told of there."""
    setting = settings[figure.sentence]
    place = nearest_place(figure, setting) or setting.place_told
    is_open = place is not None and figure.best and setting.opening not in ("new", "other")
    for account in reversed(accounts if is_open else ()):
        told = [figures[i] for i in account.figures]
        is_word = all(f.best is None and f.measure == figure.measure for f in told)
        if is_word and account.place is not None and place is not None:
            day = nearest_date(figure, setting)
            is_of_day = day is None or account.date is None or same_days(account.date, day)
            if is_of_day and is_one_place(account.place, place):
                return account
    return None


def _is_of(figure: Figure, told: Figure) -> bool:
    if told.sentence >= figure.sentence:
        return False
    people, is_fewer = figure.statement.people, (told.number or 0) > (figure.number or 0)
    if figure.statement.harm.is_part:
        return is_fewer and told.measure == figure.measure
    if not is_same_noun(people.noun, told.statement.people.noun):
        return False
    if people.is_partitive:  # "one of the rangers", but not "their driver"
        return is_fewer and people.noun.endswith("s")
    is_one = people.is_definite and people.quantity.is_article
    return is_one and told.statement.people.quantity.is_article


def is_same_noun(one: str, other: str) -> bool:
    """ "Rangers" and "ranger", "chief" and "village chief", "chef" and "chef de village"."""
    short, long = sorted((one.removesuffix("s"), other.removesuffix("s")), key=len)
    return bool(short) and (long == short or long.endswith(f" {short}"))


def goes_on(figure: Figure, account: Account | None, settings: Mapping[int, Setting]) -> bool:
    """Whether people are "also" harmed right behind an account, or nobody, where no other day, place or event
    is named.
    """
    setting = settings[figure.sentence]
    is_more = figure.is_further or figure.number == 0
    if account is None or not is_more or setting.opening in ("new", "other"):
        return False
    if nearest_date(figure, setting) is not None or nearest_place(figure, setting) is not None:
        return False
    if _is_of_other_town(setting.place_told, account):
        return False
    return figure.sentence - account.sentences[-1] <= _GOES_ON_WITHIN


def summed_up_anew(
    figure: Figure,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: Mapping[int, Setting],
) -> bool:
    """ "Attacks on two villages killed 21. Fifteen died in Maru, six in Bena. Residents spoke of 25": whether
    somebody counts all those whom the article first counts together, and then one event at a time.
    """
    setting = settings[figure.sentence]
    if (
        len(accounts) < _LEAST_SUMMED
        or figure.stated_by is None
        or figure.statement.people.has_other
    ):
        return False
    is_open = nearest_date(figure, setting) is None and nearest_place(figure, setting) is None
    if not is_open or setting.opening in ("new", "other", "first"):
        return False
    whole, *parts = (
        [figures[i] for i in a.figures if figures[i].measure == figure.measure] for a in accounts
    )
    told = [f.number or 0 for part in parts for f in part]
    is_sum = bool(whole) and whole[0].is_of_many and whole[0].stated_by != figure.stated_by
    return is_sum and (figure.number or 0) > max(told, default=figure.number or 0)
