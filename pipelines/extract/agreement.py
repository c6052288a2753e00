"""Whether two days or two places that a text names may be the same, and how far places are apart.

What does not belong here: which day and place are a figure's (nearness), what a word for either means (dates,
places).
"""

from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.places.choice import kilometres as great_circle

_SAME_PLACE_KM = 25  # UCDP where_prec 2: within 25 km of a place
_REGION_KM = 75  # from the middle of a region to a town that surely lies in it
_AREA_KM = 150  # from the middle of Lake Chad, or of a border's stretch, to a town at it
_TOWN_PREC = 3  # where_prec up to which a mention names a place rather than a region
_COARSE_DAYS = 2  # an interval longer than that is a weekday of a coarse publication date
ELSEWHERE = frozenset({"differs", "abroad"})
"""Relations of places that are not the same."""


def relation_of_days(one: DateMention | None, other: DateMention) -> str:
    """How the days of an account and of a mention relate: unset, same, agrees, differs."""
    if one is None:
        return "unset"
    if (one.start, one.end) == (other.start, other.end):
        return "same"
    return "agrees" if same_days(one, other) else "differs"


def same_days(one: DateMention | None, other: DateMention | None) -> bool:
    """Whether two mentions may mean the same days; one that says nothing may."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return True
    assert one.start and one.end and other.start and other.end  # noqa: S101
    if one.end < other.start or other.end < one.start:
        return False
    is_coarse = one.is_day and other.is_day and (one.end - one.start).days > _COARSE_DAYS
    return not is_coarse or one.start.weekday() == other.start.weekday()


def relation_of_places(one: PlaceMention | None, other: PlaceMention) -> str:
    """How the places of an account and of a mention relate: unset, same, within, near, differs."""
    if one is None:
        return "unset"
    if one.iso3 != other.iso3:
        return "abroad"
    if one.name == other.name and one.is_unlisted != other.is_unlisted:
        return "within" if other.is_unlisted else "wider"  # a village by the name of what holds it
    if is_one_place(one, other):
        return "same"
    if not (one.is_local and other.is_local) and max(one.where_prec, other.where_prec) > _TOWN_PREC:
        if _are_of_two_regions(one, other):
            return "differs"
        return "wider" if other.where_prec > one.where_prec else "within"
    return "near" if kilometres(one, other) <= _SAME_PLACE_KM else "differs"


def is_one_place(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two mentions are of the same place, however it is spelled; two villages that the gazetteer
    lacks are not, though both stand under the name of what holds them.
    """
    if one.is_unlisted or other.is_unlisted:
        return one.text.lower() == other.text.lower()
    return one.name == other.name


def _are_of_two_regions(one: PlaceMention, other: PlaceMention) -> bool:
    """Two provinces, or a province and a town that is not in it: neither holds the other."""
    if max(one.breadth, other.breadth) > 1 or None in (one.admin1, other.admin1):
        return False
    return one.admin1 != other.admin1 and kilometres(one, other) > _REGION_KM


def lies_within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether the first is a place in the country, or a town in the region, that the second names."""
    if inner.iso3 != outer.iso3 or outer.is_local or inner.breadth >= outer.breadth:
        return False
    if outer.breadth > 1:
        return outer.latitude is None or kilometres(inner, outer) <= _AREA_KM
    return inner.admin1 == outer.admin1 or kilometres(inner, outer) <= _REGION_KM


def kilometres(one: PlaceMention, other: PlaceMention) -> float:
    """The distance between two places; 0 where one has no coordinates."""
    if one.latitude is None or other.latitude is None:
        return 0.0
    assert one.longitude is not None and other.longitude is not None  # noqa: S101
    return great_circle((one.latitude, one.longitude), (other.latitude, other.longitude))
