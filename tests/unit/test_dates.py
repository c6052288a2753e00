"""The sentences of the seed files and the readable cases resolve to the days they state."""

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.extract.dates import find_dates
from pipelines.extract.model import DateMention
from pipelines.lexicons.dates import load_date_words

CASES_FOLDER = Path(__file__).parents[1] / "cases"
SEEDS = Path(__file__).parents[2] / "seeds" / "lang"
WORDS = {language: load_date_words(language, SEEDS) for language in ("fr", "en")}
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


def _published(written: str | date | None) -> tuple[date | None, date | None]:
    if written is None or isinstance(written, date):
        return written, written
    first = date.fromisoformat(f"{written}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _shown(mention: DateMention) -> str:
    unknown = "?" if not mention.is_period or mention.start else ".."
    start, end = str(mention.start or unknown), str(mention.end or "?")
    days = start if start == end and mention.start else f"{start}/{end}"
    return f"{days} {mention.precision}" + (" period" if mention.is_period else "")


@pytest.mark.parametrize(("language", "case"), CASES)
def test_cases(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_dates(text, text.lower(), WORDS[language], _published(case["published"]))
    wanted = {words.lower(): days for words, days in case["finds"].items()}
    assert {m.text.lower(): _shown(m) for m in found} == wanted
    assert all(text[m.text_start : m.text_end] == m.text for m in found)
