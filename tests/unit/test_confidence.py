"""The table of confidences: what it says of a figure, and what is refused in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.confidence import features
from pipelines.lexicons import SEEDS
from pipelines.lexicons.confidence import ALL, Confidence, Odds, load_confidence, table_of
from tests.unit.extraction import read

HEADER = "feature,value,n_right,n_seen,odds\n"
TABLE = SEEDS / "confidence.csv"


def written(folder: Path, text: str) -> Path:
    path = folder / "confidence.csv"
    path.write_text(text, "utf-8")
    return path


def test_odds_are_multiplied():
    confidence = Confidence({ALL: Odds(8, 10, 4.0), ("head", "unknown"): Odds(1, 2, 0.25)})
    assert confidence.of({"head": "known"}) == 0.8
    assert confidence.of({"head": "unknown"}) == 0.5


def test_an_empty_table_knows_nothing(tmp_path: Path):
    assert load_confidence(written(tmp_path, HEADER)).of({"voice": "passive"}) == 0.5


@pytest.mark.parametrize(
    "lines",
    [
        "voice,passive,1,2\n",
        "voice,passive,one,2,1.5\n",
        "voice,passive,3,2,1.5\n",
        "voice,passive,1,2,0\n",
        "voice,passive,1,2,-1\n",
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(lines: str, tmp_path: Path):
    path = written(tmp_path, HEADER + "all,all,9,10,9.0\n" + lines)
    with pytest.raises(ValueError, match=r"confidence\.csv:3: ") as refused:
        load_confidence(path)
    assert len(str(refused.value).splitlines()) == 1


def test_a_feature_stands_there_once(tmp_path: Path):
    path = written(tmp_path, HEADER + "voice,passive,1,2,1.5\n" * 2)
    with pytest.raises(ValueError, match=f"leave only the header.*--fit {path}"):
        load_confidence(path)


def test_the_table_is_kept_as_the_command_writes_it():
    assert table_of(load_confidence(TABLE)) == TABLE.read_text("utf-8")


@given(st.sets(st.sampled_from(sorted(load_confidence(TABLE).odds.keys() - {ALL}))))
def test_a_confidence_is_a_probability(items):
    assert 0 < load_confidence(TABLE).of(dict(items)) < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 soldats ont été tués.", ("passive", "known", "digits")),
        ("Treize soldats ont été tués.", ("passive", "known", "words")),
        ("Un soldat a été tué.", ("passive", "known", "article")),
        ("Des dizaines de soldats ont été tués.", ("passive", "known", "vague")),
        ("Bilan : 13 morts.", ("counted", "counted", "digits")),
    ],
)
def test_features_of_a_figure(text: str, expected: tuple[str, ...]):
    figure = read(text).figures[0]
    found = features(figure, "fr")
    assert (found["voice"], found["head"], found["number"]) == expected
    assert found["language"] == "fr"
