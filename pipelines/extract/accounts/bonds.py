"""What speaks for a figure to tell of the same incident or toll as an account before it.

What belongs here: the features of a figure beside an account. What does not: what each of them weighs
(seeds/grouping.csv) and the choice among accounts (accounts).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from pipelines.extract.agreement import ELSEWHERE, relation_of_days, relation_of_places
from pipelines.extract.event_types import OF_MEASURE, PROTESTS
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Setting
from pipelines.lexicons.language_file import WEAK

_APART = frozenset({"abducted", "detained", "displaced", "missing"})
_TOLL = "toll."
_OTHER_DAY = frozenset({"own.differs", "since.differs"})
_OTHER_PLACE = frozenset(
    f"{where}.{how}" for where in ("front", "own", "since") for how in ("differs", "abroad")
)
_FRONT_ELSEWHERE = frozenset({"front.differs", "front.near", "front.abroad"})
_ABROAD = frozenset({"front.abroad", "own.abroad"})
_LEFT_OPEN = frozenset({"none", "told.same", "told.unset", "told.within"})
_FRONTED = 16  # characters
_WORD = re.compile(r"\w+")
_NEWS = timedelta(days=366)  # what is older is no news
_RIVAL = 1.5  # times as many: what two count of one event seldom differs by more
_LEAST_RIVAL = 5  # fewer may well be others
_TELLING_WORD = 4  # letters of a word that tells one organisation from another, if it is no acronym
_REMEMBERED = 30
"""Figures and sentences of an account that are compared: more would make long lists quadratic."""


def bonds(
    figure: Figure,
    account: Account,
    accounts: Sequence[Account],
    figures: Sequence[Figure],
    settings: dict[int, Setting],
) -> dict[str, str]:
    """The features of a figure beside one of the accounts so far, by name."""
    setting, last = settings[figure.sentence], settings[account.sentences[-1]]
    told = [figures[i] for i in account.figures[-_REMEMBERED:]]
    same_measure = [f for f in told if f.measure == figure.measure and f.stands]
    found = {
        "date": _date(figure, setting, account, last),
        "place": _place(figure, setting, account, last, told[-1]),
        "position": _position(figure, setting, account),
        "order": _order(account, accounts),
        "opening": "here" if figure.sentence in account.sentences else setting.opening,
        "kind": _kind(setting, [settings[s] for s in account.sentences[-_REMEMBERED:]]),
        "count": _count(figure, same_measure),
        "source": _source(figure, same_measure),
        "measure": _measure(figure, told),
        "victims": _victims(figure, same_measure),
        "form": figure.statement.people.head if same_measure else "none",
    }
    if found["order"] == "only":
        found["order"] = f"only.{_agreement(found['date'])}.{_agreement(found['place'])}"
    prefix = _TOLL if figure.scope == "cumulative" else ""
    return {prefix + name: value for name, value in found.items()}


def _agreement(relation: str) -> str:
    """Whether day or place agree, differ or are left open: what counts beside the only account."""
    how = relation.rpartition(".")[2]
    return how if how in ("differs", "abroad") else "open" if how in ("none", "unset") else "agrees"


def is_elsewhere(features: Mapping[str, str]) -> bool:
    """Whether both day and place differ, or the sentence begins with another place: another incident; the
    tolls of two countries are two.
    """
    place = features.get("place")
    if features.get("toll.place") in _ABROAD:
        return True
    return place in _FRONT_ELSEWHERE or (
        place in _OTHER_PLACE and features.get("date") in _OTHER_DAY
    )


def is_brought_in(features: Mapping[str, str]) -> bool:
    """Whether what happened is brought in beside what an account tells: "a second bomb", "par ailleurs"."""
    opening = features.get("opening")
    day = features.get("date", "")
    is_of_day = (
        day.startswith("own.") and day != "own.same"
    )  # "La veille, …" may be the day told of
    return opening == "other" or (opening == "before" and is_of_day)


def is_told_apart(features: Mapping[str, str]) -> bool:
    """Whether a day, a place or a word for another event speaks against what looks like a repetition."""
    is_other = features.get("date") in _OTHER_DAY or features.get("place") in _OTHER_PLACE
    return is_other or is_brought_in(features)


def is_another_toll(features: Mapping[str, str]) -> bool:
    """Whether a number of displaced stands beside another, or another organisation counts the same: those of
    two countries, days or sources are never added.
    """
    measure = features.get("toll.measure")
    is_of_others = measure == "told" and features.get("toll.source") == "other"
    return measure == "displaced.told" or is_of_others


def is_counted_by_others(figure: Figure, account: Account, figures: Sequence[Figure]) -> bool:
    """Whether the displaced beside the dead of a toll, or the reverse, are counted by another organisation."""
    told = [figures[i] for i in account.figures[-_REMEMBERED:]]
    is_apart = all((f.measure == "displaced") != (figure.measure == "displaced") for f in told)
    if figure.scope != "cumulative" or figure.stated_by is None or not is_apart:
        return False
    named = [f.stated_by for f in told if f.stated_by]
    return bool(named) and all(_words(figure.stated_by).isdisjoint(_words(n)) for n in named)


def _words(name: str) -> set[str]:
    words = _WORD.findall(name)
    return {word.lower() for word in words if word.isupper() or len(word) >= _TELLING_WORD}


def goes_on_with_toll(features: Mapping[str, str]) -> bool:
    """ "264 morts depuis le 4 avril, selon l'OMS. Vingt et un civils ont perdu la vie": of them."""
    is_next = features.get("toll.position") in ("sentence", "next")
    is_less = features.get("toll.measure") == "told" and features.get("toll.count") == "smaller"
    is_open = all(features.get(name, "none") in _LEFT_OPEN for name in ("toll.date", "toll.place"))
    is_new = features.get("toll.opening") == "new"  # "Two students died in a clash in Uttara"
    return is_next and is_less and is_open and not is_new and features.get("toll.source") != "other"


def is_history(figure: Figure, features: Mapping[str, str], setting: Setting) -> bool:
    """Whether another count is of a day long past, beside news without a day: "In June 1998 they killed 80"."""
    day = nearest_date(figure, setting) if features.get("date") == "own.unset" else None
    if day is None or day.end is None or setting.published is None:
        return False
    is_other = features.get("measure") == "told" and features.get("count") in ("larger", "smaller")
    return is_other and setting.published - day.end > _NEWS


def is_rival(
    figure: Figure, account: Account, figures: Sequence[Figure], features: Mapping[str, str]
) -> bool:
    """Whether somebody counts those of the only event told so far, where nothing sets it apart: "gunmen killed
    20 in Enebula … An activist counted 21 bodies at the site of the massacre".
    """
    order = features.get("order", "").split(".")
    if order[0] != "only" or not ELSEWHERE.isdisjoint(order) or figure.stated_by is None:
        return False
    most = max(_told(figure, account, figures), default=0)
    number = figure.best or 0
    return _LEAST_RIVAL <= number <= most * _RIVAL and most <= number * _RIVAL


def _told(figure: Figure, account: Account, figures: Sequence[Figure]) -> Iterator[int]:
    told = (figures[i] for i in account.figures[-_REMEMBERED:])
    return (f.number or 0 for f in told if f.measure == figure.measure and f.stands)


def _date(figure: Figure, setting: Setting, account: Account, last: Setting) -> str:
    own = nearest_date(figure, setting)
    is_told = figure.scope == "incident" and not figure.is_late
    date = own or (setting.day_told if is_told else None)
    if date is None:
        return "none"
    return f"{_origin(date, setting, last)}.{relation_of_days(account.date, date)}"


def _place(
    figure: Figure, setting: Setting, account: Account, last: Setting, beside: Figure
) -> str:
    """Where the figure's place stands and how it relates to the account's; the region in which the figure
    beside it was told of is the same, whatever town that has been found to mean.
    """
    place = nearest_place(figure, setting) or (None if figure.is_late else setting.place_told)
    if place is None:
        return "none"
    origin = "front" if _opens(place, setting) else _origin(place, setting, last)
    how = relation_of_places(account.place, place)
    is_beside = beside.sentence == figure.sentence and beside.measure != figure.measure
    if how == "wider" and is_beside and nearest_place(beside, setting) == place:
        how = "same"
    return f"{origin}.{how}"


def _opens(place: PlaceMention, setting: Setting) -> bool:
    """ "À Kansafra, …", "In the town of Kherson, …": a sentence that begins with its place."""
    return 0 <= place.text_start - setting.start <= _FRONTED


def _origin(mention: DateMention | PlaceMention, setting: Setting, last: Setting) -> str:
    """Where a day or place stands: in the sentence itself, since the account was last told of, or before."""
    if setting.start <= mention.text_start < setting.end:
        return "own"
    return "since" if mention.text_start >= last.end else "told"


def _position(figure: Figure, setting: Setting, account: Account) -> str:
    last = account.sentences[-1]
    if figure.sentence == last:
        return "sentence"
    if setting.paragraph == account.paragraphs[-1]:
        return "next" if figure.sentence == last + 1 else "paragraph"
    return "next_paragraph" if setting.paragraph == account.paragraphs[-1] + 1 else "far"


def _order(account: Account, accounts: Sequence[Account]) -> str:
    latest = max(accounts, key=lambda a: a.figures[-1])
    is_first = account is accounts[0]
    if account is latest:
        return "only" if len(accounts) == 1 else "last"
    return "first" if is_first else "between"


def _kind(setting: Setting, others: Sequence[Setting]) -> str:
    here = {t.kind for t in setting.triggers if t.rank < WEAK} - set(OF_MEASURE.values())
    there = {t.kind for o in others for t in o.triggers if t.rank < WEAK} - set(OF_MEASURE.values())
    if not here or not there:
        return "none"
    is_one_protest = PROTESTS & here and PROTESTS & there  # its arrests, and stones thrown in it
    return "same" if here & there or is_one_protest else "differs"


def _count(figure: Figure, told: Sequence[Figure]) -> str:
    if not told:
        return "first"
    if figure.number == 0:
        return "zero"
    if figure.best is None:
        return "vague"
    most = max(f.number or 0 for f in told)
    number = figure.number or 0
    return "equal" if number == most else "smaller" if number < most else "larger"


def _source(figure: Figure, told: Sequence[Figure]) -> str:
    named = {f.stated_by for f in told if f.stated_by}
    if figure.stated_by is None or not named:
        return "unnamed"
    return "same" if figure.stated_by in named else "other"


def _measure(figure: Figure, told: Sequence[Figure]) -> str:
    measures = {f.measure for f in told}
    if figure.measure in measures:
        is_second = figure.measure == "displaced" and figure.scope == "cumulative"
        return "displaced.told" if is_second else "told"
    return figure.measure if figure.measure in _APART else "loss" if measures & _APART else "toll"


def _victims(figure: Figure, told: Sequence[Figure]) -> str:
    known = {f.victims for f in told} - {"unspecified"}
    if figure.victims == "unspecified" or not known:
        return "unknown"
    return "same" if figure.victims in known else "other"
