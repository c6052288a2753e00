"""The files of places in seeds/ as rows: gazetteer.txt.gz, countries.csv, places.csv.

Here stand their formats and what is wrong with a row; look-up by name stands in places.py.
"""

import csv
import gzip
from array import array
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import cast, get_args

from pipelines.lexicons.place_records import Country, Kind, Place

COMPILED = "gazetteer.txt.gz"
FORMAT = "bilan gazetteer 1"


class Lines:
    """Lines by number, kept as the bytes of a file: as strings they would take three times the memory."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._ends = array("I", accumulate(len(line) + 1 for line in text.split(b"\n")))

    def __getitem__(self, number: int) -> str:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number] - 1].decode()


class SortedLines:
    """Lines "key<TAB>value" in the order of their keys, kept as the bytes of a file."""

    def __init__(self, text: bytes) -> None:
        self._text = text + b"\n"

    def value(self, key: str) -> str | None:
        """What stands behind a key; None where it is not there."""
        text, wanted = self._text, f"{key}\t".encode()
        low, high = 0, len(text)  # where lines start
        while low < high:
            start = max(low, text.rfind(b"\n", low, (low + high) // 2) + 1)
            end = text.index(b"\n", start)
            if text[start:end] < wanted:
                low = end + 1
            else:
                high = start
        is_there = text.startswith(wanted, low)
        return text[low + len(wanted) : text.index(b"\n", low)].decode() if is_there else None


def read_gazetteer(path: Path) -> tuple[Lines, SortedLines, SortedLines, SortedLines]:
    """Places, names, skeletons and first words, each as the lines of the compiled file."""
    remedy = "run python -m pipelines.lexicons.compile_gazetteer"
    if not path.exists():
        raise ValueError(f"{path}: not there; {remedy}")
    header, *sections = gzip.decompress(path.read_bytes()).split(b"\n\n")
    if not header.startswith(f"{FORMAT};".encode()):
        raise ValueError(f"{path}: not of the format {FORMAT!r}; {remedy}")
    rows, names, skeletons, longest = (section.strip(b"\n") for section in sections)
    return Lines(rows), SortedLines(names), SortedLines(skeletons), SortedLines(longest)


def read_countries(path: Path) -> Iterator[Country]:
    """The rows of countries.csv."""
    for row in _read_csv(path):
        yield Country(
            row["iso3"], row["iso2"], row["name_en"],
            tuple(dict.fromkeys((row["name_en"], row["name_fr"], *_listed(row["aliases"])))),
            (*_listed(row["demonyms_fr"]), *_listed(row["demonyms_en"])),
            row["capital"], _listed(row["groups"]),
        )  # fmt: skip


def named_countries(countries: tuple[Country, ...]) -> Iterator[tuple[str, Place]]:
    """Every name of every country with the country as a place."""
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


def read_own(path: Path, countries: tuple[Country, ...]) -> Iterator[tuple[str, Place]]:
    """Every name of places.csv with its place; ValueError where a row is wrong."""
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
