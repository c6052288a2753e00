"""Annotated articles: what is read, where quotes stand, and what is refused with one line."""

import json
import unicodedata
from pathlib import Path

import pytest

from pipelines.evaluate.gold import in_split, is_aside, read_gold
from tests.unit.annotated import ANNOTATED, article, figure

GOOD = {"id": "a", "text": "Deux morts.", "figures": [], "events": []}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_the_same_quote_again_takes_the_next_place():
    gold = article("Un mort. Un mort.", [figure("killed", "Un mort", 1)] * 2)
    assert gold.spans == [(0, 7), (9, 16)]


def test_offsets_are_those_of_the_normalised_text():
    text, quote = (unicodedata.normalize("NFD", w) for w in ("Tués : deux tués.", "deux tués"))
    gold = article(text, [figure("killed", quote, 2)])
    assert gold.spans == [(7, 16)]
    assert gold.text[7:16] == "deux tués"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: Invalid JSON"),
        (json.dumps({"id": "b"}), "line 2: text: Field required"),
        (json.dumps(GOOD), "line 2: the id 'a' stands in"),
        (
            json.dumps({**GOOD, "id": "b", "figures": [figure("killed", "Trois morts", 3)]}),
            "the quote 'Trois morts' is not in the text; copy it exactly",
        ),
        (
            json.dumps({**GOOD, "id": "b", "figures": [figure("kiled", "Deux morts", 2)]}),
            "'kiled' is no measure; use one of killed, injured",
        ),
        (
            json.dumps(
                {**GOOD, "id": "b", "figures": [figure("killed", "Deux morts", 2, event="x")]}
            ),
            "figure 0: there is no event 'x' in events",
        ),
        (
            json.dumps(
                {**GOOD, "id": "b", "figures": [figure("killed", "Deux morts", 2, part_of=7)]}
            ),
            "figure 0: part_of names no figure; they count from 0",
        ),
    ],
)
def test_a_bad_line_is_refused_with_its_place(line: str, said: str, tmp_path: Path):
    with pytest.raises(ValueError, match=r"gold\.jsonl") as refused:
        read_gold([written(tmp_path, json.dumps(GOOD), line)])
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_every_article_is_in_one_part_and_about_a_third_aside():
    ids = [f"article-{number}" for number in range(600)]
    assert 150 < sum(map(is_aside, ids)) < 250
    for name in ids:
        assert in_split(name, None)
        assert in_split(name, "open") != in_split(name, "aside")


def test_joint_and_doubtful_figures_are_skipped():
    joint = read_gold([ANNOTATED])[0].figures[3]
    assert joint.is_skipped
    doubtful = article("Un mort.", [figure("killed", "Un mort", 1, doubtful="unclear")])
    assert doubtful.figures[0].is_skipped
