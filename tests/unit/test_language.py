"""Every entry of a language file is run by its own example."""

from pathlib import Path

import pytest
import yaml

from pipelines.lexicons import SEEDS
from pipelines.lexicons.language import load_language
from pipelines.lexicons.notation import spell_out
from tests.unit.extraction import read, seeds

MOST_PHRASES = 80_000
"""Of one language; 10,000 phrases take 10 MB in each process that reads, and "(a|b|c) (d|e|f)" are nine."""
FILES = {code: language.file for code, language in seeds().languages.items()}
HARMS = [(code, harm) for code, file in FILES.items() for harm in file.harms]
WORDS = [
    (code, entry)
    for code, file in FILES.items()
    for entry in (*file.people, *file.quantifiers, *file.vague, *file.events, file.households)
]


@pytest.mark.parametrize(("code", "harm"), HARMS, ids=[h.example for _, h in HARMS])
def test_example_of_a_harm_yields_its_measure(code, harm):
    assert harm.measure in [f.measure for f in read(harm.example, code).figures]


@pytest.mark.parametrize(("code", "entry"), WORDS, ids=[e.example for _, e in WORDS])
def test_example_holds_a_word_of_its_entry(code, entry):
    example = entry.example.lower()
    assert any(word.lower() in example for listed in entry.words for word in spell_out(listed))


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("soldat(s)", ["soldat", "soldats"]),
        ("capti(f|ve)", ["captif", "captive"]),
        ("attentat(s)-suicide(s)", ["attentat-suicide", "attentat-suicides", "attentats-suicide",
                                    "attentats-suicides"]),
        ("mort", ["mort"]),
    ],
)  # fmt: skip
def test_notation(notation, words):
    assert spell_out(notation) == words


@pytest.mark.parametrize("code", FILES)
def test_notations_do_not_multiply_beyond_what_each_process_can_hold(code):
    openings = seeds().languages[code].phrases.values()
    longer = sum(len(phrases) for o in openings for phrases in o.by_second.values())
    assert longer + len(openings) < MOST_PHRASES


def test_a_wrong_file_is_named_with_the_place_and_what_is_wrong(tmp_path: Path):
    broken = yaml.safe_load((SEEDS / "lang" / "fr.yaml").read_text("utf-8"))
    broken["figures"]["harms"][0]["measure"] = "slain"
    path = tmp_path / "fr.yaml"
    path.write_text(yaml.safe_dump(broken, allow_unicode=True), "utf-8")
    with pytest.raises(ValueError, match=r"fr\.yaml: figures\.harms\.0\.measure") as error:
        load_language(path)
    assert "not 'slain'" in str(error.value)


def test_an_unknown_paradigm_is_named(tmp_path: Path):
    broken = yaml.safe_load((SEEDS / "lang" / "fr.yaml").read_text("utf-8"))
    broken["figures"]["harms"][0]["verb"] = ["tu+oir"]
    path = tmp_path / "fr.yaml"
    path.write_text(yaml.safe_dump(broken, allow_unicode=True), "utf-8")
    with pytest.raises(ValueError, match="no paradigm 'oir'"):
        load_language(path)
