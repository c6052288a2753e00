"""Datelines and headings sharpen a coarse publication date, and nothing else does."""

from datetime import date

import pytest
from date_cases import WORDS, published_interval

from pipelines.extract.dates.heading import dateline, sharpen

CASES = [
    ("fr", "2021-03", "BAMAKO, 15 mars (AFP) – Douze soldats sont morts.", "2021-03-15"),
    ("fr", "2021-03", "BAMAKO (Mali), 15 mars 2021 - Douze soldats sont morts.", "2021-03-15"),
    ("fr", None, "OUAGADOUGOU, 15 mars 2021 (AFP) — Une mine a explosé.", "2021-03-15"),
    ("fr", None, "OUAGADOUGOU, 15 mars (AFP) — Une mine a explosé.", None),
    ("en", "2022-10", "BELEDWEYNE, Somalia, Oct 4 - Two bombs killed ten.", "2022-10-04"),
    ("en", "2022-10", "NAIROBI, Oct. 4 (Reuters) - Two bombs killed ten.", "2022-10-04"),
    ("fr", "2019-08", "Publié le 15 août 2019 à 10h20\nDouze soldats sont morts.", "2019-08-15"),
    ("en", "2019-08", "15 August 2019\nTwelve soldiers died.", "2019-08-15"),
    ("fr", "2019-08", "Hier, mardi 13 août, douze soldats sont morts.", "2019-08-14"),
    ("fr", "2019-08", "Aujourd'hui jeudi 15 août, douze soldats sont morts.", "2019-08-15"),
    ("fr", "2019-08", "Douze soldats sont morts le 13 août 2019 près de Gao.", None),
    ("fr", "2019-08", "BAMAKO, 15 juillet (AFP) – Douze soldats sont morts.", None),
    ("en", "2019-08", "Twelve soldiers died on Tuesday.", None),
]


@pytest.mark.parametrize(("language", "published", "text", "day"), CASES)
def test_sharpen(language: str, published: str | None, text: str, day: str | None) -> None:
    coarse = published_interval(published)
    wanted = (date.fromisoformat(day),) * 2 if day else coarse
    assert sharpen(text, WORDS[language], coarse) == wanted


def test_a_known_day_stays() -> None:
    known = (date(2021, 3, 16), date(2021, 3, 16))
    assert sharpen("BAMAKO, 15 mars (AFP) – Rien.", WORDS["fr"], known) == known


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("BAMAKO, 15 mars (AFP) – Douze", "BAMAKO, 15 mars (AFP) –"),
        ("Titre\nPORT-AU-PRINCE, 3 mai - Douze", "PORT-AU-PRINCE, 3 mai -"),
        ("ONU, OMS et 15 ONG - un communiqué", None),
        ("Douze soldats sont morts.", None),
    ],
)
def test_dateline(text: str, span: str | None) -> None:
    found = dateline(text)
    assert (text[found[0] : found[1]] if found else None) == span
