"""Places: the examples of the seed files, readable cases, the tables themselves, and the cost."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.places import country_votes, find_places, survey_places
from pipelines.extract.places.choice import kilometres
from pipelines.lexicons.compile_gazetteer import (
    DISTRICTS,
    VILLAGES,
    Town,
    compile_lines,
    find_districts,
    find_regions,
    sources,
)
from pipelines.lexicons.place_cues import load_place_cues
from pipelines.lexicons.place_names import fold, skeleton
from pipelines.lexicons.place_tables import COMPILED
from pipelines.lexicons.places import Places, load_places

SEEDS = Path(__file__).parents[2] / "seeds"
CASES = Path(__file__).parents[1] / "cases" / "places.yaml"
PLACES = load_places(SEEDS)
CUES = {code: load_place_cues(SEEDS / "lang" / f"{code}.yaml") for code in ("fr", "en")}
MOST_NAMESAKES = 50
MOST_GROWTH = 4.0
FARTHEST_TOWN = 300


def _towns() -> dict[str, list[tuple[float, float]]]:
    towns: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    sections = gzip.decompress((SEEDS / COMPILED).read_bytes()).decode().split("\n\n")
    for row in sections[1].splitlines():
        _, iso2, _, latitude, longitude, *_ = row.split("\t")
        towns[iso2].append((float(latitude), float(longitude)))
    return towns


TOWNS = _towns()

EXAMPLES = [
    pytest.param(code, sentence, expected, id=f"{code}.{group}: {sentence}")
    for code, cues in CUES.items()
    for group, words in cues.file.groups.items()
    for sentence, expected in words.examples.items()
]
READABLE = yaml.safe_load(CASES.read_text("utf-8"))


@pytest.mark.parametrize(("code", "sentence", "expected"), EXAMPLES)
def test_examples_of_the_word_files(code: str, sentence: str, expected: dict[str, int]) -> None:
    found = {m.text: m.where_prec for m in find_places(sentence, PLACES, CUES[code])}
    assert found == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        pytest.param(code, *case, id=case[0][:60])
        for code in READABLE
        for case in READABLE[code].items()
    ],
)
def test_readable_cases(code: str, text: str, expected: dict[str, str | None]) -> None:
    survey = survey_places(text, PLACES, CUES[code])
    found = {m.text: f"{m.name}, {m.iso3}, {m.where_prec}" for m in survey.mentions}
    wanted = {name: row for name, row in expected.items() if name != "country"}
    assert found == wanted
    if "country" in expected:
        assert survey.country == expected["country"]


def test_mentions_stand_where_they_say() -> None:
    text = "À Aïn Zara, près de Tripoli, en Libye, et dans l'est de la RDC, à N’Guigmi (Niger)."
    for mention in find_places(text, PLACES, CUES["fr"]):
        assert text[mention.text_start : mention.text_end] == mention.text


def test_spans_choose_mentions_but_the_whole_text_decides_what_they_mean() -> None:
    text = "Le Liban est en deuil. Trois personnes ont été tuées à Tripoli."
    (tripoli,) = find_places(text, PLACES, CUES["fr"], [(23, len(text))])
    assert (tripoli.text, tripoli.iso3) == ("Tripoli", "LBN")


def test_country_votes_count_mentions() -> None:
    mentions = find_places("Gao et Kidal, au Mali, puis Niamey, au Niger.", PLACES, CUES["fr"])
    assert country_votes(mentions) == {"MLI": 3, "NER": 2}


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tarhouna", "Tarhuna"),
        ("Moussayeb", "Al Musayyib"),
        ("Nousseirat", "An Nuşayrāt"),
        ("Hodeïda", "Al Ḩudaydah"),
        ("Marioupol", "Mariupol"),
    ],
)
def test_transliterations_share_a_skeleton(french: str, english: str) -> None:
    assert skeleton(fold(french)) == skeleton(fold(english))


def test_short_names_have_no_skeleton() -> None:
    assert skeleton(fold("Bor")) is None


def test_the_compiled_gazetteer_is_of_the_sources_installed() -> None:
    """Mend by: python -m pipelines.lexicons.compile_gazetteer."""
    header, _, _ = gzip.decompress((SEEDS / COMPILED).read_bytes()).decode().partition("\n")
    assert header == sources(SEEDS)


def test_compiling_keeps_names_skeletons_and_first_words() -> None:
    sirte = Town("Surt", "LY", "85", 31.2089, 16.5887, 128_123, ("Sirte", "As Surt"), True)
    lines = list(compile_lines("made up", [sirte], find_regions([sirte], [])))
    assert lines == [
        *("made up", "", "Surt\tLY\t85\t31.21\t16.59\t0\tregion"),
        *("Surt\tLY\t85\t31.21\t16.59\t128123\ttown", "", "as surt\t1", "sirte\t1", "surt\t0 1"),
        *("", "sirti\t1", "surt\t0 1", "", "as\t2"),
    ]


def test_an_unknown_seat_is_named() -> None:
    row = {"iso3": "LBY", "name": "Tripolitania", "aliases": "", "seat": "Nowhere"}
    with pytest.raises(ValueError, match=r"regions\.csv: Tripolitania: seat 'Nowhere'"):
        find_regions([], [row])


def test_a_district_lies_in_the_region_of_the_nearest_town() -> None:
    mora = Town("Mora", "CM", "12", 11.05, 14.14, 55_216, (), True)
    banyo = Town("Banyo", "CM", "10", 6.75, 11.82, 80_000, (), True)
    row = {
        "iso3": "CMR",
        "name": "Mayo-Sava",
        "aliases": "Mayo Sava",
        "latitude": "11.0",
        "longitude": "14.2",
    }
    (district,) = find_districts([banyo, mora], [row])
    assert (district.kind, district.admin1, district.names) == ("district", "12", ("Mayo Sava",))


@pytest.mark.parametrize("name", [DISTRICTS, VILLAGES])
def test_districts_and_villages_lie_in_their_country(name: str) -> None:
    """A row far from every town of its country has a wrong sign, digit or code."""
    iso2 = {country.iso3: country.iso2 for country in PLACES.countries}
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    outlying = [
        row["name"]
        for row in rows
        if all(
            kilometres((float(row["latitude"]), float(row["longitude"])), town) > FARTHEST_TOWN
            for town in TOWNS[iso2[row["iso3"]]]
        )
    ]
    assert outlying == []
    assert len({(row["iso3"], fold(row["name"])) for row in rows}) == len(rows)


def test_each_listed_place_is_of_a_listed_country() -> None:
    """A word that names a place of another one would end the reading: "Downtown" is a town of an atoll."""
    assert {row.split("\t")[1] for row in PLACES._rows} <= PLACES.by_iso2.keys()


def test_loading_makes_no_record_of_a_place_before_it_is_named(monkeypatch) -> None:
    made: list[str] = []
    read = Places._place
    monkeypatch.setattr(Places, "_place", lambda self, row: made.append(row) or read(self, row))
    places = load_places(SEEDS)
    assert made == []
    assert places.named("gao")
    assert 0 < len(made) < MOST_NAMESAKES


def test_own_places_lie_in_their_country() -> None:
    """A row of places.csv far from every town of its country has a wrong sign, digit or code."""
    iso2 = {country.iso3: country.iso2 for country in PLACES.countries}
    own = {
        place for places in PLACES.own.values() for place in places if place.latitude is not None
    }
    outlying = [
        place.name
        for place in own
        if place.iso3
        and all(
            kilometres((place.latitude or 0.0, place.longitude or 0.0), town) > FARTHEST_TOWN
            for town in TOWNS[iso2[place.iso3]]
        )
    ]
    assert outlying == []


def test_countries_have_distinct_codes_and_known_capitals() -> None:
    codes = [country.iso3 for country in PLACES.countries]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 for code in codes)
    tripoli = find_places("Libye : Tripoli", PLACES, CUES["fr"])[-1]
    assert (tripoli.iso3, tripoli.admin1 is not None) == ("LBY", True)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Nowhere,,NWH,,town,1,1", "NWH is not in countries.csv"),
        ("Nowhere,,LBY,,planet,1,1", "kind is none of"),
        ("Nowhere,,LBY,,town,one,1", "coordinates must be degrees"),
        ("Nowhere,,LBY,,town,99,1", "coordinates are outside the globe"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, fault: str) -> None:
    for name in (COMPILED, "countries.csv"):
        (tmp_path / name).write_bytes((SEEDS / name).read_bytes())
    header = "name,aliases,iso3,admin1,kind,latitude,longitude"
    (tmp_path / "places.csv").write_text(f"{header}\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match=rf"places\.csv, line 2: .*{fault}"):
        load_places(tmp_path)


def test_a_missing_gazetteer_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"run python -m pipelines.lexicons.compile_gazetteer"):
        load_places(tmp_path)


def test_a_word_group_left_out_is_named(tmp_path: Path) -> None:
    words = yaml.safe_load((SEEDS / "lang" / "en.yaml").read_text("utf-8"))
    words["places"]["groups"] = {"near": {"words": ["by"], "examples": {}}}
    path = tmp_path / "xx.yaml"
    path.write_text(yaml.safe_dump(words), "utf-8")
    with pytest.raises(ValueError, match=r"border, .* missing"):
        load_place_cues(path)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AaÉé'’-. ,()\nTripolGao0123kmd«»", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for mention in find_places(text, PLACES, CUES["fr"]):
        assert text[mention.text_start : mention.text_end] == mention.text


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "La ",
        "Gao, ",
        "à San José de la ",
        "A-",
        ") (",
        "à N'",
        "capitale du Mali ",
        "village de Xo ",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def least(count: int) -> float:
        return min(_seconds(unit * count) for _ in range(3))  # what other work disturbs least

    assert least(10_000) < MOST_GROWTH * 10 * max(least(1_000), 0.002)


def _seconds(text: str) -> float:
    started = process_time()
    survey_places(text, PLACES, CUES["fr"])
    return process_time() - started


def test_a_title_names_the_region_that_the_text_tells_of():
    title = "Rival claims over Kunduz base attack"
    text = "The Taliban stormed a base in Afghanistan's Kunduz province. Imam Sahib was calm."
    named = survey_places(text, PLACES, CUES["en"], title).mentions
    assert [m.where_prec for m in named if m.text == "Kunduz"] == [4, 4]
    town = survey_places(f"{text} In Kunduz city all was calm.", PLACES, CUES["en"], title)
    assert min(m.where_prec for m in town.mentions if m.text_start < 0) == 1
