"""Shapes find what their pattern finds, and are not tried where a kind is missing that they need."""

import re
from random import Random

import pytest

from pipelines.extract.statements.shapes import Shape, needed

KINDS = "PHhVuNogsrc,.dtlnk?qbv()x"
PATTERNS = {
    r"PdP": "Pd",
    r"[PN]x?d(P)": "Pd",
    r"(?:^|[.,q(])(P)v[x]{0,2}([PN](?:[xd]{0,3}(?:,|,?c)x?[PNu])*)": "Pv",
    r"o(?:[^.V]{0,14}?[lq]|\.)[x]{0,2}(P(?:,P)*)": "Po",
    r"(?:q|(?<=dP)c)x{1,2}d(P)": "Pdx",
    r"V(N(?:,N)+,?cN)": ",NVc",
    r"n(?=V)(?!x).b": "bn",
    r"(?:oP)?x": "x",
    r"P|H": "",
}
LONGEST = 14


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_a_pattern_needs(pattern: str) -> None:
    assert needed(pattern) == PATTERNS[pattern]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_shape_finds_what_its_pattern_finds(pattern: str) -> None:
    draw, shape, n_found = Random(pattern), Shape(pattern), 0
    mostly = re.sub(r"[^A-Za-z,]", "", pattern)
    for _ in range(5000):
        kinds = "".join(draw.choices(KINDS + 8 * mostly, k=draw.randint(0, LONGEST)))
        found = [match.span() for match in re.finditer(pattern, kinds)]
        assert [match.span() for match in shape.finditer(kinds)] == found
        n_found += len(found)
    assert n_found
