"""The actors of armed conflict and the look-up by the words of their names.

Here stands how seeds/actors.csv and seeds/countries.csv become one frozen index over spellings.
Generic words ("hommes armés", "police") stand in actor_words.py; which of several actors of one
name is meant, and what they do, is decided in pipelines/extract/actors/.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from schemas.codelists import INTER

SHORTEST_TITLE_CASE_ACRONYM = 4
"""French papers write acronyms that are read as words with one capital: "Jnim", "Codeco", "Farc"."""

TOKEN = re.compile(r"([^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+|[.,;:!?…()«»\"“”\n—–])")
"""Words (hyphens and apostrophes part them; "u.s." is one word) and the marks that end a phrase; a group,
so that splitting a text gives what stands between them and themselves by turns.
"""

_SHORTEST_ARMED_NAME = 5  # characters
_SPEAKING_AS = {"security_forces": frozenset({1}), "armed_group": frozenset({2, 3})}

Case = Literal["caps", "capital", "any", "introduced"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of actors.csv: `inter` is ACLED's code; no `iso3` means at home in no one country."""

    name: str
    inter: int
    iso3: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A generic actor such as "hommes armés"; `only_acting` ones are dropped where they do nothing."""

    name: str
    inter: int
    only_acting: bool


class Spelling(NamedTuple):
    """A spelling behind its first word: the words that follow and all that it may stand for.

    `kind` is "actor", "demonym" or "country" (with `actors`), "noun", or a cue (actor_words.py).
    `case` "caps" is an acronym, "introduced" one that the article itself explains.
    """

    rest: tuple[str, ...]
    kind: str
    case: Case = "any"
    actors: tuple[Actor, ...] = ()
    noun: Noun | None = None


Spellings = Mapping[str, tuple[Spelling, ...]]
"""Those of one first word by their second, each time with those of a single word, the longest first; under ""
those of a single word alone, for all other second words."""
Index = Mapping[str, Spellings]


def by_second(listed: Sequence[Spelling]) -> Spellings:
    """The spellings of one first word, in their order."""
    seconds = {"", *(one.rest[0] for one in listed if one.rest)}
    return {
        second: tuple(one for one in listed if not one.rest or one.rest[0] == second)
        for second in seconds
    }


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors by the first word of their spellings, and what one article says about them.

    `introduced` holds names and acronyms that the article explains; `votes` counts how often it speaks of a
    country; `year` is its year of publication. The three are empty until in_article sets them.
    """

    index: Index
    starts: frozenset[str]
    countries: Mapping[str, str]
    introduced: Index = field(default_factory=lambda: MappingProxyType({}))
    votes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    year: int | None = None


def load_actors(folder: Path) -> Actors:
    """The actors of `folder`/actors.csv with the demonyms of `folder`/countries.csv.

    Raises ValueError with file, line and remedy where a row breaks the format.
    """
    countries = list(_rows(folder / "countries.csv"))
    names = {row["iso3"]: row["name_en"] for _, row in countries}
    meanings: dict[tuple[tuple[str, ...], Case, str], list[Actor]] = {}
    for kind, spelling, actor in (
        *_of_actors(folder / "actors.csv", names),
        *_of_countries(row for _, row in countries),
    ):
        for forms in _variants(spelling):
            found = meanings.setdefault((forms, _case(spelling), kind), [])
            if actor not in found:
                found.append(actor)
    index = _indexed(meanings)
    return Actors(MappingProxyType(index), frozenset(index), MappingProxyType(names))


def parties(actors: Actors) -> dict[str, str]:
    """Names of parties to conflicts as type of source, by their words with a space between them.

    States' forces speak as security forces, rebels and political militias as armed groups; names of communities
    (ACLED's 4) and of forces from abroad say nothing of who speaks.
    """
    found: dict[str, str] = {}
    for first, spellings in actors.index.items():
        for one in {s for listed in spellings.values() for s in listed if s.kind == "actor"}:
            inters = {actor.inter for actor in one.actors}
            kind = next((k for k, codes in _SPEAKING_AS.items() if inters <= codes), None)
            if kind is not None and one.case in ("caps", "capital"):
                found[" ".join((first, *one.rest))] = kind
    return found


def armed_names(folder: Path) -> tuple[str, ...]:
    """Names of rebels and political militias in lower case, by which those who serve with them are told.

    Short ones are acronyms that are words, too ("ans", "fact").
    """
    names = {row["iso3"]: row["name_en"] for _, row in _rows(folder / "countries.csv")}
    listed = _of_actors(folder / "actors.csv", names)
    armed = (name for _, name, actor in listed if actor.inter in _SPEAKING_AS["armed_group"])
    return tuple(sorted({name.lower() for name in armed if len(name) >= _SHORTEST_ARMED_NAME}))


def tokens_of(spelling: str) -> tuple[str, ...]:
    """The words of a spelling in lower case, as TOKEN cuts them."""
    return tuple(TOKEN.findall(spelling.lower().replace("’", "'")))


def _of_actors(path: Path, names: Mapping[str, str]) -> Iterator[tuple[str, str, Actor]]:
    for line, row in _rows(path):
        actor = _actor(f"{path}, line {line}", row, names)
        for spelling in dict.fromkeys((actor.name, *_listed(row["aliases"]))):
            yield "actor", spelling, actor


def _of_countries(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, Actor]]:
    """Demonyms are written in lower or upper case in French; countries begin with a capital."""
    for row in rows:
        state = Actor(f"Military of {row['name_en']}", 1, (row["iso3"],))
        for demonym in (*_listed(row["demonyms_fr"]), *_listed(row["demonyms_en"])):
            yield "demonym", demonym, state
        for name in dict.fromkeys((row["name_en"], row["name_fr"], *_listed(row["aliases"]))):
            yield "country", name, state


def _actor(place: str, row: Mapping[str, str], names: Mapping[str, str]) -> Actor:
    iso3 = _listed(row["iso3"])
    unknown = [code for code in iso3 if code not in names]
    if unknown:
        raise ValueError(f"{place}: iso3 {unknown[0]} is not in countries.csv; mend the code")
    if row["inter"] not in {str(code) for code in INTER}:
        raise ValueError(
            f"{place}: inter {row['inter']!r}; write one of {', '.join(map(str, INTER))}"
        )
    if not row["name"]:
        raise ValueError(f"{place}: no name; write the usual one")
    years = [_year(place, row[column]) for column in ("from", "to")]
    return Actor(row["name"], int(row["inter"]), iso3, *years)


def _year(place: str, cell: str) -> int | None:
    if cell and not re.fullmatch(r"\d{4}", cell):
        raise ValueError(f"{place}: year {cell!r}; write four digits or nothing")
    return int(cell) if cell else None


def _variants(spelling: str) -> set[tuple[str, ...]]:
    """The words as written, with a bare first letter ("Etat"), and without accents ("Seleka")."""
    if spelling.isascii():
        return {tokens_of(spelling)}
    bare = _without_accents(spelling)
    return {tokens_of(form) for form in (spelling, bare[:1] + spelling[1:], bare)}


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def _case(spelling: str) -> Case:
    if spelling.isupper():
        return "caps"
    return "capital" if spelling[0].isupper() else "any"


def _indexed(
    meanings: Mapping[tuple[tuple[str, ...], Case, str], Sequence[Actor]],
) -> dict[str, Spellings]:
    index: dict[str, list[Spelling]] = {}
    for ((first, *rest), case, kind), actors in meanings.items():
        index.setdefault(first, []).append(Spelling(tuple(rest), kind, case, tuple(actors)))
    order = {"actor": 0, "demonym": 1, "country": 2}
    return {
        first: by_second(sorted(found, key=lambda s: (-len(s.rest), order[s.kind], s.rest, s.case)))
        for first, found in index.items()
    }


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise ValueError(f"{path}: not there; restore it from the repository")
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if any(cell is None for cell in row.values()) or None in row:
                raise ValueError(f"{path}, line {line}: too few or too many cells; compare line 1")
            yield line, row


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
