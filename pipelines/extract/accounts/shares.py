"""Parts that have a place of their own: "21 dead in Soum province, 15 of them in Djibo and six in Arbinda".

What belongs here: which of them are incidents of their own, and their accounts. What does not: which figure
is a part (relations, breakdown).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.agreement import is_one_place
from pipelines.extract.apart import are_two_scenes, is_at_one_of_many, is_in_one_of_many_lands
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import PlaceMention
from pipelines.extract.nearness import nearest_date, nearest_place
from pipelines.extract.setting import Setting

_DISTRICT = 3  # UCDP where_prec of what holds towns
_PLACED_WITHIN = 50  # characters from a count to the district in which it was


def makes_up(figure: Figure, figures: Sequence[Figure], settings: Mapping[int, Setting]) -> bool:
    """Whether a part stays one, though told of another place or day: it makes up its whole with others, or is
    of one land that a disaster struck.
    """
    if figure.part_of is None:
        return False
    whole = figures[figure.part_of]
    if is_in_one_of_many_lands(figure, whole, settings):
        return True
    parts = [f for f in figures if f.part_of == figure.part_of and f.measure == whole.measure]
    return len(parts) > 1 and sum(f.best or 0 for f in parts) == whole.best


def is_of_one_place(
    figure: Figure, figures: Sequence[Figure], settings: dict[int, Setting]
) -> bool:
    """ "21 morts, dont 15 à Djibo et 6 à Dori": the fifteen are an incident of their own, not of a quake."""
    if figure.part_of is None or nearest_place(figure, settings[figure.sentence]) is None:
        return False
    if figure.best is None:
        return False  # "eight, among them children" of any place
    whole = figures[figure.part_of]
    if settings[whole.sentence].is_of_shock or settings[figure.sentence].is_of_shock:
        return False
    is_beside = figure.sentence == whole.sentence and not whole.is_of_many
    if is_beside and not _is_of_region(whole, settings[whole.sentence]):
        return False  # "onze morts dans les crues, dont deux à Bututu"
    if is_at_one_of_many(figure, whole, settings):
        return True
    if figure.sentence > whole.sentence and is_in_one_of_many_lands(figure, whole, settings):
        return True
    parts = [f for f in figures if f.part_of == figure.part_of and f.measure == figure.measure]
    around = [settings[f.sentence] for f in parts]
    places = [(nearest_place(f, s), s) for f, s in zip(parts, around, strict=True)]
    scenes = [(place, s) for place, s in places if place is not None]
    return any(are_two_scenes(*scenes[0], *scene) for scene in scenes[1:])


def _is_of_region(whole: Figure, setting: Setting) -> bool:
    """ "21 died in Soum province, 15 in Djibo", unlike "11 died in the flood, two of them in Bututu"."""
    return any(
        p.breadth or (_holds_towns(p) and p.text_start < whole.quote_end + _PLACED_WITHIN)
        for p in setting.places
    )


def _holds_towns(place: PlaceMention) -> bool:
    return place.where_prec >= _DISTRICT and not place.is_unlisted


def account_of_share(
    figure: Figure, whole: Account, accounts: list[Account], setting: Setting
) -> Account:
    """The account of a part with a place of its own: one of that place, else a new one."""
    place = nearest_place(figure, setting)
    assert place is not None  # noqa: S101
    for account in accounts:
        is_there = account.place is not None and is_one_place(account.place, place)
        if account is not whole and account.scope == figure.scope and is_there:
            return account
    date = nearest_date(figure, setting) or whole.date
    accounts.append(Account(figure.scope, date=date, place=place, is_share=True))
    return accounts[-1]
