"""Places and countries as records; how they are read stands in place_tables.py."""

import math
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["country", "region", "district", "town", "area", "sea"]

FAME = {"country": 7.0, "region": 5.0, "district": 4.0, "town": 6.0}
"""As a town of 10 to the power of this would have it; `town` is for those of places.csv."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by one meaning of its name; `is_own` marks a row of seeds/places.csv.

    Coordinates are WGS 84 degrees, for a region the middle of its towns; None for countries.
    `admin1_code` is GeoNames' and only tells regions of one country apart.
    """

    name: str
    kind: Kind
    iso3: str | None
    country: str | None
    admin1: str | None
    admin1_code: str
    latitude: float | None
    longitude: float | None
    population: int
    is_capital: bool = False
    is_own: bool = False
    fame: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fame", self._fame())

    def _fame(self) -> float:
        """How likely its name means this place before the article is read."""
        if self.kind != "town" or self.is_own:
            return FAME.get(self.kind, FAME["region"])
        return max(1.0, math.log10(self.population + 1)) + self.is_capital


@dataclass(frozen=True, slots=True)
class Country:
    """A row of seeds/countries.csv: names, adjectives and nouns for its people, armed groups."""

    iso3: str
    iso2: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    groups: tuple[str, ...]
