"""Showing an article: bounds in short, and text that can't steer the terminal."""

import pytest

from pipelines.explain.terminal import bounds, printable


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (7, 7, 7, "7"),
        (0, 0, 0, "0"),
        (13, 13, None, "13+"),
        (None, None, 20, "≤ 20"),
        (3, 5, 9, "3–9 (5)"),
        (20, None, None, "20+"),
        (1093, 1093, 1093, "1,093"),
        (None, None, None, "–"),
    ],
)
def test_bounds(low: int | None, best: int | None, high: int | None, shown: str) -> None:
    assert bounds(low, best, high) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13 morts\n\tà Ghat", "13 morts\n\tà Ghat"),
        ("\x1b[2J13 morts", "·[2J13 morts"),
        ("13\u202emorts\x9b\r", "13·morts··"),
    ],
)
def test_printable_keeps_every_place_in_the_text(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert len(printable(text)) == len(text)
