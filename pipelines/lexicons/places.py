"""The places and countries that the text of an article may name, and the look-up by name.

Here stands how the tables of place_tables.py become one frozen look-up; which of several places of
one name is meant stands in pipelines/extract/places/choice.py.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import cast

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.lexicons.place_names import (
    fold,
    skeleton,
    with_plain_articles,
    without_article,
)
from pipelines.lexicons.place_records import Country, Kind, Place
from pipelines.lexicons.place_tables import (
    COMPILED,
    Lines,
    SortedLines,
    named_countries,
    read_countries,
    read_gazetteer,
    read_own,
)

CITY = 100_000
"""People from which a town keeps its second names beside a village so called; our own bound."""

MEMO_SIZE = 200_000
"""Words remembered at most; then the memo starts anew, so that memory stays bounded."""

_LONGEST_TOKEN = 60
_LONGEST_ACRONYM = 5


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
    _rows: Lines = field(repr=False)
    _names: SortedLines = field(repr=False)
    _skeletons: SortedLines = field(repr=False)
    _longest: SortedLines = field(repr=False)
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
        longest = max(int(self._longest.value(first) or 0), longest_own)
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
        numbers = self._names.value(folded) or self._names.value(with_plain_articles(folded))
        listed = self._places(numbers)
        unpeopled = (p for p in listed if p.kind == "town" and not p.population)
        villages = {p.iso3 for p in unpeopled if fold(p.name) == folded}
        return (
            *self.own.get(folded, ()),
            *(p for p in listed if p.iso3 not in villages or _is_so_called(p, folded)),
        )

    def similar(self, folded: str) -> tuple[Place, ...]:
        """The places whose name may be transliterated so; exact ones may be among them."""
        key = skeleton(folded)
        return self._places(self._skeletons.value(key) if key else None)

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
    def groups(self) -> frozenset[str]:
        """The armed groups among `peoples`."""
        return frozenset(group for country in self.countries for group in country.groups)

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
    rows, names, skeletons, longest = read_gazetteer(folder / COMPILED)
    countries = tuple(read_countries(folder / "countries.csv"))
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    acronyms: dict[str, tuple[Place, ...]] = {}
    for name, place in [*named_countries(countries), *read_own(folder / "places.csv", countries)]:
        if name.isupper() and len(name) <= _LONGEST_ACRONYM:
            acronyms[name] = (place,)
            continue
        for key in {fold(name), without_article(fold(name))}:
            by_name[key].append(place)
    own = {key: tuple(dict.fromkeys(places)) for key, places in by_name.items()}
    return Places(countries, own, acronyms, rows, names, skeletons, longest, _first_words(own))


def _is_so_called(place: Place, folded: str) -> bool:
    """Whether a name is a place's own, or it is no small town that bears a village's as a second one."""
    is_small = place.kind == "town" and 0 < place.population < CITY
    return not is_small or fold(place.name) == folded


def _first_words(own: Mapping[str, object]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in own:
        first, *rest = key.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest
