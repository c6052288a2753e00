"""Random and mutated texts: reading raises nothing, and takes no longer than their length allows."""

import gc
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipelines.collecting import seldom
from pipelines.extract import extract
from pipelines.extract.model import Article
from pipelines.extract.tables import extraction_rows
from pipelines.lexicons import load_seeds

CASES = Path(__file__).parents[1] / "cases"
SEEDS = load_seeds()
SENTENCES = {
    language: [
        str(case["text"])
        for case in yaml.safe_load((CASES / f"figures.{language}.yaml").read_text())
    ]
    for language in ("fr", "en")
}
ODD = (
    "\u00a0\u202f\u200b\u0301\u0130\u1e9e\u2028\ufeff\U0001f480\x00\x0c\x85\u0661"
    "½²ﬁǅ«»“”…—()[]{}%€-,.;:?!'’\"\n\t "
)
P99_SECONDS = 0.05
GROWTH = 2.3
ATTEMPTS = 3
"""Caches shared with other work slow a reading down now and then; what is superlinear always is."""
CHARACTERS = 150_000
"""Beyond the length from which texts are read in parts, so that the growth is that of long texts."""
SHORT = ("lines", "one word", "nothing but parentheses")
ADVERSARIAL = {
    "one sentence again and again": "Au moins 13 personnes ont été tuées mercredi à Tripoli. ",
    "lines": "Au moins 13 personnes ont été tuées mercredi à Tripoli.\n",
    "English": "At least 13 people were killed on Wednesday in Tripoli. ",
    "a sentence without end": "13 personnes ont été tuées et 4 soldats blessés, ",
    "numbers": "12 500 morts, 3,5 ",
    "nothing but numbers": "1 234 567 ",
    "parentheses": "(13 morts ",
    "nothing but parentheses": "(",
    "one word": "mort ",
    "one word without blanks": "mort",
    "number words": "deux cent mille ",
    "quotation marks": "« 3 morts ",
    "capitals": "Mort Ali ",
    "dates": "mercredi 3 août 2019 deux morts, ",
    "a row of days": "12 tués en mai, 13 le 3 juin, ",
    "a row of sources": "3 morts selon l'armée, 4 selon un médecin, ",
    "a row of events": "deux soldats blessés quand une bombe a explosé à Gao lundi, ",
    "places": "Tripoli, Benghazi, deux morts à Gao, ",
    "speakers": "« Il a dit que trois sont morts, a déclaré le ministre. ",
    "parts": "13 morts dont ",
    "hyphens": "13-",
    "line ends": "\n",
    "initials": "A. ",
}


def mutated(text: str, chance: random.Random) -> str:
    """The text with pieces cut out, doubled, moved or replaced by odd characters."""
    for _ in range(chance.randint(1, 6)):
        a, b = sorted(chance.randint(0, len(text)) for _ in range(2))
        odd = "".join(chance.choices(ODD, k=chance.randint(1, 4)))
        text = chance.choice(
            (
                text[:a] + text[b:],
                text[:a] + odd + text[a:],
                text[:b] + text[a:b] + text[b:],
                text[b:] + text[:b],
                text[:a] + text[a:b].upper() + text[b:],
                text[:a] + str(chance.randint(0, 10**6)) + text[a:],
            )
        )
    return text


def made(chance: random.Random, language: str) -> str:
    """A text of a few sentences, mutated; one in ten of random characters."""
    if chance.random() < 0.1:
        return "".join(chr(chance.choice((chance.randint(1, 0x2FF), 0x2060))) for _ in range(300))
    sentences = chance.choices(SENTENCES[language], k=chance.randint(1, 8))
    return mutated(chance.choice((" ", "\n", "")).join(sentences), chance)


def read(text: str, language: str) -> int:
    """Read a text into rows; the number of them, each of which stands where it says."""
    article = Article("a", "a", language, text, None, None)
    rows = list(extraction_rows(article, extract(article, SEEDS), SEEDS))
    for table, row in rows:
        if table == "core.figures":
            start, end = row["quote_start"], row["quote_end"]
            assert isinstance(start, int) and isinstance(end, int)
            assert row["quote"] == text[start:end] != ""
    return len(rows)


def test_no_text_makes_reading_fail(
    size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    chance, number, rows, seconds = random.Random(2019), size(10_000, 100_000), 0, list[float]()
    for n in range(number):
        language = ("fr", "en")[n % 2]
        text = made(chance, language)
        began = time.process_time()
        rows += read(text, language)
        seconds.append(time.process_time() - began)
    assert rows > number
    seconds.sort()
    p99 = seconds[int(0.99 * number)]
    assert p99 <= P99_SECONDS
    tell(f"{number:,} texts, {rows:,} rows, 0 errors; 99 of 100 within {1000 * p99:.1f} ms")


def seconds_to_read(text: str, language: str) -> float:
    """Seconds of the processor's time, so that other work does not count."""
    article = Article("a", "a", language, text, None, None)
    gc.collect()  # what other tests left is not this text's
    with seldom():  # as every run reads
        began = time.process_time()
        extract(article, SEEDS)
        return time.process_time() - began


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_time_grows_with_length_and_no_faster(
    name: str, size: Callable[[int, int], int], tell: Callable[[str], None]
) -> None:
    if size(0, 1) == 0 and name not in SHORT:
        pytest.skip("a part of `make trust`")
    unit, language = ADVERSARIAL[name], "en" if name == "English" else "fr"
    n = CHARACTERS // len(unit)
    seconds_to_read(unit, language)
    measured = (
        (seconds_to_read(unit * n, language), seconds_to_read(unit * (2 * n), language))
        for _ in range(ATTEMPTS)
    )
    linear = [(once, twice) for once, twice in measured if twice <= max(GROWTH * once, P99_SECONDS)]
    assert linear
    once, twice = linear[0]
    tell(f"{name}: {n * len(unit):,} characters {once:.2f} s, twice as many × {twice / once:.2f}")
