"""The places and countries that the text of an article may name, and the look-up by name.

Here stands how seeds/gazetteer.txt.gz, countries.csv and places.csv become one frozen table; which
of several places of one name is meant stands in pipelines/extract/places.py.
"""

import csv
import gzip
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, cast, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.lexicons.place_names import fold, skeleton, without_article

Kind = Literal["country", "region", "district", "town", "area", "sea"]

COMPILED = "gazetteer.txt.gz"
FORMAT = "bilan gazetteer 1"
MEMO_SIZE = 200_000
"""Words remembered at most; then the memo starts anew, so that memory stays bounded."""

FAME = {"country": 7.0, "region": 5.0, "town": 4.0}
"""As a town of 10 to the power of this would have it; `town` is for those of places.csv."""

_LONGEST_TOKEN = 60
_LONGEST_ACRONYM = 5


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


@dataclass(frozen=True, slots=True)
class Entry:
    """What the gazetteer knows of one capitalised word: its places, and how long names go on.

    `longest` counts the words of the longest name that begins so, `longest_own` of the longest
    country's or own place's, which may go on in lower case ("République centrafricaine").
    """

    folded: str
    longest: int
    longest_own: int
    exact: tuple[Place, ...]
    similar: tuple[Place, ...]


@dataclass(frozen=True)
class Places:
    """All places by name; made by `load_places`."""

    countries: tuple[Country, ...]
    own: Mapping[str, tuple[Place, ...]]
    acronyms: Mapping[str, tuple[Place, ...]]
    _rows: list[str] = field(repr=False)
    _names: list[str] = field(repr=False)
    _skeletons: list[str] = field(repr=False)
    _longest: list[str] = field(repr=False)
    _own_longest: Mapping[str, int] = field(repr=False)
    _entries: dict[str, Entry | None] = field(default_factory=dict[str, Entry | None], repr=False)
    _named: dict[str, tuple[Place, ...]] = field(
        default_factory=dict[str, tuple[Place, ...]], repr=False
    )

    def entry(self, word: str) -> Entry | None:
        """What `word` (as written, at least its first letter a capital) may name; None: nothing."""
        try:
            return self._entries[word]
        except KeyError:
            if len(self._entries) >= MEMO_SIZE:
                self._entries.clear()
            return self._entries.setdefault(word, self._read_entry(word))

    def _read_entry(self, word: str) -> Entry | None:
        if len(word) > _LONGEST_TOKEN:
            return None
        folded = fold(word)
        first = folded.partition(" ")[0]
        longest_own = self._own_longest.get(first, 0)
        longest = max(int(_value(self._longest, first) or 0), longest_own)
        acronym = self.acronyms.get(word)
        if acronym:
            return Entry(folded, 0, 0, acronym, ())
        exact = self.named(folded)
        similar = tuple(place for place in self.similar(folded) if place not in exact)
        if not (longest or exact or similar):
            return None
        return Entry(folded, longest, longest_own, exact, similar)

    def named(self, folded: str) -> tuple[Place, ...]:
        """The places of exactly this folded name (see `fold`), own ones and countries first."""
        try:
            return self._named[folded]
        except KeyError:
            if len(self._named) >= MEMO_SIZE:
                self._named.clear()
            return self._named.setdefault(folded, self._read_named(folded))

    def _read_named(self, folded: str) -> tuple[Place, ...]:
        return (*self.own.get(folded, ()), *self._places(_value(self._names, folded)))

    def similar(self, folded: str) -> tuple[Place, ...]:
        """The places whose name may be transliterated so; exact ones may be among them."""
        key = skeleton(folded)
        return self._places(_value(self._skeletons, key) if key else None)

    def _places(self, numbers: str | None) -> tuple[Place, ...]:
        return tuple(self._place(int(number)) for number in numbers.split()) if numbers else ()

    def _place(self, number: int) -> Place:
        name, iso2, code, latitude, longitude, population, kind = self._rows[number].split("\t")
        country = self.by_iso2[iso2]
        return Place(
            name, cast(Kind, kind), country.iso3, country.name,
            name if kind == "region" else self.regions.get((iso2, code)), code,
            float(latitude), float(longitude), int(population),
            kind == "town" and name == country.capital,
        )  # fmt: skip

    @cached_property
    def peoples(self) -> dict[str, str]:
        """Demonyms and armed groups, as written in running text, with the ISO alpha-3 code."""
        found: dict[str, str] = {}
        for country in self.countries:
            for word in (*country.demonyms, *country.groups):
                found.setdefault(word, country.iso3)
                found.setdefault(word[0].upper() + word[1:], country.iso3)
        return found

    @cached_property
    def people_codes(self) -> tuple[str, ...]:
        """The codes of `peoples`, in their order."""
        return tuple(self.peoples.values())

    @cached_property
    def people_finder(self) -> AhoCorasick:
        """Finds the words of `peoples`, in their order."""
        return AhoCorasick(list(self.peoples), matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def by_iso2(self) -> dict[str, Country]:
        """The countries by ISO 3166-1 alpha-2, as GeoNames has them."""
        return {country.iso2: country for country in self.countries}

    @cached_property
    def regions(self) -> dict[tuple[str, str], str]:
        """Names of first-level divisions by (alpha-2, GeoNames code)."""
        found: dict[tuple[str, str], str] = {}
        for row in self._rows:
            name, iso2, code, *_, kind = row.split("\t")
            if kind != "region":
                break
            found.setdefault((iso2, code), name)
        return found


def load_places(folder: Path) -> Places:
    """Read the compiled gazetteer, countries.csv and places.csv of `folder` (about 0.3 s).

    Raises ValueError in one line that names file, row and remedy.
    """
    rows, names, skeletons, longest = _read_gazetteer(folder / COMPILED)
    countries = tuple(_read_countries(folder / "countries.csv"))
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    acronyms: dict[str, tuple[Place, ...]] = {}
    for name, place in [*_named_countries(countries), *_read_own(folder / "places.csv", countries)]:
        if name.isupper() and len(name) <= _LONGEST_ACRONYM:
            acronyms[name] = (place,)
            continue
        for key in {fold(name), without_article(fold(name))}:
            by_name[key].append(place)
    own = {key: tuple(dict.fromkeys(places)) for key, places in by_name.items()}
    return Places(countries, own, acronyms, rows, names, skeletons, longest, _first_words(own))


def _first_words(own: Mapping[str, object]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in own:
        first, *rest = key.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def _value(lines: list[str], key: str) -> str | None:
    """What stands behind `key` in sorted lines "key<TAB>value": a search is built sooner than a dict."""
    start = key + "\t"
    at = bisect_left(lines, start)
    return lines[at][len(start) :] if at < len(lines) and lines[at].startswith(start) else None


def _read_gazetteer(path: Path) -> tuple[list[str], list[str], list[str], list[str]]:
    remedy = "run python -m pipelines.lexicons.compile_gazetteer"
    if not path.exists():
        raise ValueError(f"{path}: not there; {remedy}")
    header, *sections = gzip.decompress(path.read_bytes()).decode().split("\n\n")
    if not header.startswith(FORMAT + ";"):
        raise ValueError(f"{path}: not of the format {FORMAT!r}; {remedy}")
    rows, names, skeletons, longest = (section.strip("\n").split("\n") for section in sections)
    return rows, names, skeletons, longest


def _read_countries(path: Path) -> Iterator[Country]:
    for row in _read_csv(path):
        yield Country(
            row["iso3"], row["iso2"], row["name_en"],
            tuple(dict.fromkeys((row["name_en"], row["name_fr"], *_listed(row["aliases"])))),
            (*_listed(row["demonyms_fr"]), *_listed(row["demonyms_en"])),
            row["capital"], _listed(row["groups"]),
        )  # fmt: skip


def _named_countries(countries: tuple[Country, ...]) -> Iterator[tuple[str, Place]]:
    for country in countries:
        place = Place(
            country.name,
            "country",
            country.iso3,
            country.name,
            None,
            "",
            None,
            None,
            0,
            False,
            True,
        )
        yield from ((name, place) for name in country.names)


def _read_own(path: Path, countries: tuple[Country, ...]) -> Iterator[tuple[str, Place]]:
    by_iso3 = {country.iso3: country.name for country in countries}
    for number, row in enumerate(_read_csv(path), start=2):
        iso3 = row["iso3"] or None
        if iso3 and iso3 not in by_iso3:
            raise ValueError(f"{path}, line {number}: {iso3} is not in countries.csv")
        if row["kind"] not in get_args(Kind):
            raise ValueError(f"{path}, line {number}: kind is none of {', '.join(get_args(Kind))}")
        place = Place(
            row["name"], cast(Kind, row["kind"]), iso3, by_iso3[iso3] if iso3 else None,
            row["admin1"] or None, "", *_point(path, number, row), 0, False, True,
        )  # fmt: skip
        yield from ((name, place) for name in (row["name"], *_listed(row["aliases"])))


def _point(path: Path, number: int, row: dict[str, str]) -> tuple[float | None, float | None]:
    if not row["latitude"] and not row["longitude"]:
        return None, None
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        raise ValueError(f"{path}, line {number}: coordinates must be degrees or empty") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(f"{path}, line {number}: coordinates are outside the globe")
    return latitude, longitude


def _read_csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
