"""Actors of the seed files, their example sentences and the readable cases are read as they state."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.actors import find_actors
from pipelines.extract.actors.context import in_article
from pipelines.extract.actors.hits import tokenise
from pipelines.extract.actors.parties import choose_parties, side_of
from pipelines.extract.model import ActorMention
from pipelines.extract.text import fold
from pipelines.lexicons.actor_words import GENERIC, load_actor_words
from pipelines.lexicons.actors import load_actors, tokens_of

SEEDS = Path(__file__).parents[2] / "seeds"
CASES: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "actors.yaml").read_text("utf-8")
)
ACTORS = load_actors(SEEDS)
WORDS = {
    language: load_actor_words(SEEDS / "lang" / f"{language}.yaml") for language in ("fr", "en")
}

NOUNS = [
    pytest.param(language, noun, id=f"{language}: {noun.example}")
    for language, words in WORDS.items()
    for noun in words.file.nouns
]
CUES = [
    pytest.param(language, sentence, roles, id=f"{language}.{kind}: {sentence}")
    for language, words in WORDS.items()
    for kind, cue in words.file.cues.items()
    for sentence, roles in cue.examples.items()
]


def read(text: str, language: str, year: int | None = None) -> list[ActorMention]:
    tokens = tokenise(text, fold(text))
    actors = in_article(tokens, ACTORS, WORDS[language], year)
    return find_actors(tokens, actors, WORDS[language])


def shown(mention: ActorMention) -> str:
    parts = (mention.name, str(mention.inter), mention.iso3 or "-", mention.role or "-")
    return f"{mention.text} -> {', '.join(parts)}"


@pytest.mark.parametrize("case", CASES["mentions"], ids=lambda case: case["what"])
def test_mentions(case: dict[str, Any]) -> None:
    assert [shown(m) for m in read(case["text"], case["language"])] == case["expected"]


@pytest.mark.parametrize("case", CASES["years"], ids=lambda case: str(case["year"]))
def test_the_year_of_the_article_decides_between_two_rows(case: dict[str, Any]) -> None:
    first = read(case["text"], case["language"], case["year"])[0]
    assert f"{first.name} {first.inter}" == case["expected"]


@pytest.mark.parametrize("case", CASES["parties"], ids=lambda case: case["what"])
def test_parties(case: dict[str, Any]) -> None:
    mentions = read(case["text"], case["language"])
    found = choose_parties(mentions, case["victims"], case["country"])
    assert [found.actor1, found.inter1, found.actor2, found.inter2] == case["expected"]


@pytest.mark.parametrize("case", CASES["sides"], ids=lambda case: case["source"])
def test_sides(case: dict[str, Any]) -> None:
    mentions = read(case["text"], case["language"])
    assert side_of(case["source"], mentions, WORDS[case["language"]]) == case["expected"]


@pytest.mark.parametrize(("language", "noun"), NOUNS)
def test_example_of_each_noun(language: str, noun: Any) -> None:
    found = {(m.name.partition(" of ")[0], m.inter) for m in read(noun.example, language)}
    assert (noun.name, GENERIC[noun.name]) in found


@pytest.mark.parametrize(("language", "sentence", "roles"), CUES)
def test_examples_of_each_cue(language: str, sentence: str, roles: dict[str, str]) -> None:
    found: dict[str, list[str]] = {}
    for mention in read(sentence, language):
        if mention.role:
            found.setdefault(mention.role, []).append(mention.text)
    expected = {role: words for role, words in roles.items() if role != "none"}
    assert {role: "|".join(words) for role, words in found.items()} == expected


def test_every_name_and_alias_of_the_seeds_is_found() -> None:
    with (SEEDS / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    lost = [
        (row["name"], spelling)
        for row in rows
        for spelling in filter(None, (row["name"], *row["aliases"].split("|")))
        if row["name"] not in names_of(spelling)
    ]
    assert not lost


def test_an_army_has_one_name_whether_by_its_own_or_by_grammar() -> None:
    for spelling in ("Tatmadaw", "Sudanese Armed Forces", "FAMa", "FARDC", "Tsahal"):
        (actor,) = {
            a
            for known in ACTORS.index[tokens_of(spelling)[0]].values()
            for hit in known
            for a in hit.actors
            if len(hit.rest) == len(tokens_of(spelling)) - 1
        }
        assert actor.name == f"Military of {ACTORS.countries[actor.iso3[0]]}"


def names_of(spelling: str) -> set[str]:
    """All actors that these words, and no more, may stand for."""
    first, *rest = tokens_of(spelling)
    known = ACTORS.index.get(first, {"": ()})
    hits = [h for h in known.get("".join(rest[:1]), ()) if h.rest == tuple(rest)]
    return {actor.name for hit in hits for actor in hit.actors}


@given(st.text(alphabet="l'armée a tué(M23)des IS, by and \n.", max_size=120))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    for language in WORDS:
        mentions = read(text, language)
        assert all(text[m.text_start : m.text_end] == m.text for m in mentions)
        ends = [m.text_end for m in mentions]
        assert all(m.text_start >= end for m, end in zip(mentions[1:], ends, strict=False))


def test_a_span_gives_only_its_own_actors() -> None:
    text = "Des bandits ont tué un berger. L'armée a tué deux rebelles."
    start = text.index("L'armée")
    tokens = tokenise(text, fold(text)).part(start, len(text))
    found = find_actors(tokens, ACTORS, WORDS["fr"])
    assert [m.text for m in found] == ["armée", "rebelles"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("X,,9,COD,,", "inter '9'"),
        ("X,,2,ZZZ,,", "iso3 ZZZ"),
        ("X,,2,COD,12,", "year '12'"),
        (",,2,COD,,", "no name"),
        ("X,,2", "too few or too many cells"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "countries.csv").write_bytes((SEEDS / "countries.csv").read_bytes())
    header = (SEEDS / "actors.csv").read_text("utf-8").splitlines()[0]
    (tmp_path / "actors.csv").write_text(f"{header}\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match=f"line 2: .*{complaint}|line 2: {complaint}"):
        load_actors(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("name: Bandits", "name: Outlaws", "'Outlaws' is none of"),
        ("words: [gang(s),", "words: [Gang(s),", "lower case"),
        ("words: [gang(s),", "words: [killed, gang(s),", "in noun and harmed"),
        ("  former:", "  formerly:", "write exactly the groups"),
        ("reduced_passive: false", "reduced_passive: no no", "reduced_passive"),
    ],
)
def test_a_broken_file_of_words_is_refused(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    text = (SEEDS / "lang" / "en.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "en.yaml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ValueError, match=complaint):
        load_actor_words(tmp_path / "en.yaml")
