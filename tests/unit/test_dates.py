"""The sentences of the seed files and the readable cases resolve to the days they state."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from date_cases import SEEDS, WORDS, published_interval
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.dates import find_dates
from pipelines.extract.model import DateMention
from pipelines.lexicons.dates import load_date_words

CASES_FOLDER = Path(__file__).parents[1] / "cases"
EXAMPLES_PUBLISHED = date(2019, 8, 15)

EXAMPLES = [
    pytest.param(language, sentence, expected, id=f"{language}.{group}: {sentence}")
    for language, words in WORDS.items()
    for group, sentence, expected in words.examples
]


def _interval(start: date | None, end: date | None) -> str:
    return str(start) if start == end else f"{start or '..'}/{end or '..'}"


def _found(language: str, sentence: str, published: tuple[date | None, date | None]) -> list[str]:
    mentions = find_dates(sentence, sentence.lower(), WORDS[language], published)
    return [_interval(m.start, m.end) for m in mentions]


@pytest.mark.parametrize(("language", "sentence", "expected"), EXAMPLES)
def test_examples_of_the_seed_files(language: str, sentence: str, expected: str) -> None:
    found = _found(language, sentence, (EXAMPLES_PUBLISHED, EXAMPLES_PUBLISHED))
    assert found == [] if expected == "none" else expected in found


CASES = [
    pytest.param(language, case, id=f"{language}: {case['text']}")
    for language in WORDS
    for case in yaml.safe_load((CASES_FOLDER / f"dates.{language}.yaml").read_text("utf-8"))
]


def _shown(mention: DateMention) -> str:
    unknown = "?" if not mention.is_period or mention.start else ".."
    start, end = str(mention.start or unknown), str(mention.end or "?")
    days = start if start == end and mention.start else f"{start}/{end}"
    return f"{days} {mention.precision}" + (" period" if mention.is_period else "")


@pytest.mark.parametrize(("language", "case"), CASES)
def test_cases(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_dates(text, text.lower(), WORDS[language], published_interval(case["published"]))
    wanted = {words.lower(): days for words, days in case["finds"].items()}
    assert {m.text.lower(): _shown(m) for m in found} == wanted
    assert all(text[m.text_start : m.text_end] == m.text for m in found)


FRAGMENTS = sorted({word for words in WORDS.values() for word in words.vocabulary})
ODD = ["2019", "31", "12e", "9999", "04/08/2019", ",", ".", "-", "\n", "İ", "’", "tués", "0", "’"]


@given(st.lists(st.sampled_from(FRAGMENTS + ODD), max_size=25), st.sampled_from(["fr", "en"]))
def test_any_row_of_words_is_read_without_error(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    for published in (date(2019, 8, 15), None, date(1, 1, 1), date(9999, 12, 31)):
        for mention in find_dates(text, text.lower(), WORDS[language], (published, published)):
            assert text[mention.text_start : mention.text_end] == mention.text
            assert not (mention.start and mention.end and mention.start > mention.end)
            assert mention.precision in range(1, 6)


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_any_text_is_read_without_error(text: str, language: str) -> None:
    find_dates(text, text.lower(), WORDS[language], (date(2019, 8, 15), date(2019, 8, 15)))


@pytest.mark.parametrize(
    "unit", ["lundi ", "le 4 ", "depuis le ", "mardi, ", "2019-", "il ", "de mars et "]
)
def test_reading_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        started = process_time()
        find_dates(text, text, WORDS["fr"], (date(2019, 8, 15), date(2019, 8, 15)))
        return process_time() - started

    def least(count: int) -> float:
        return min(seconds(count) for _ in range(3))  # the least is what other work disturbs least

    assert least(16_000) < 40 * max(least(1_000), 0.002)


def test_a_sentence_inside_a_text_looks_back_for_its_day() -> None:
    text = "Le 10 août, un imam a été tué. La veille, son frère avait été enlevé."
    at = text.index("La veille")
    day = date(2019, 8, 15)
    found = find_dates(text, text.lower(), WORDS["fr"], (day, day), at)
    assert [(m.text, m.start) for m in found] == [("La veille", date(2019, 8, 9))]


def test_the_day_after_needs_a_day_before_it() -> None:
    text = "Le lendemain, deux corps ont été retrouvés."
    found = find_dates(text, text.lower(), WORDS["fr"], (date(2019, 8, 15), date(2019, 8, 15)))
    assert [(m.text, m.start, m.end) for m in found] == [("Le lendemain", None, None)]


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (lambda s: s.replace("\ndates:\n", "\ndays:\n"), "dates: missing; copy it"),
        (lambda s: s.replace("[lundi]", "[Lundi]"), "lower case"),
        (lambda s: s.replace("[lundi]", "[mardi]"), "another group or value"),
        (lambda s: s.replace("\n    weekend:\n", "\n    week_end:\n"), "groups.weekend: missing"),
        (
            lambda s: s.replace("month_before_day: false", "month_before_day: peut-être"),
            "valid boolean",
        ),
        (lambda s: "a: [", "no valid YAML"),
    ],
)
def test_a_broken_seed_file_is_named_with_its_place(
    tmp_path: Path, broken: Callable[[str], str], complaint: str
) -> None:
    good = (SEEDS / "fr.yaml").read_text("utf-8")
    (tmp_path / "fr.yaml").write_text(broken(good), "utf-8")
    with pytest.raises(ValueError, match=complaint) as error:
        load_date_words(tmp_path / "fr.yaml")
    assert str(tmp_path / "fr.yaml") in str(error.value)
    assert "\n" not in str(error.value)
