"""Texts longer than any article: read to the end, and every figure stands where it says."""

from itertools import pairwise

from pipelines.extract.parts import LONGEST_PART, parts
from pipelines.extract.text import LONGEST_SENTENCE
from tests.unit.extraction import read

SENTENCE = "Douze soldats et trois civils ont été tués à Gao. "
PARAGRAPH = SENTENCE * 3 + "\n\n"
LENGTHS = 3 * LONGEST_PART


def test_parts_cover_the_text_and_end_between_paragraphs():
    text = PARAGRAPH * (LENGTHS // len(PARAGRAPH))
    starts = parts(text)
    cut = [text[a:b] for a, b in pairwise([*starts, len(text)])]
    assert "".join(cut) == text
    assert len(cut) > 2
    assert all(part.endswith("\n\n") and len(part) <= LONGEST_PART for part in cut)


def test_a_text_without_any_place_to_cut_is_cut_all_the_same():
    assert parts("x" * (LONGEST_PART + 1)) == [0, LONGEST_PART]


def test_every_figure_of_a_very_long_text_is_read_and_stands_where_it_says():
    text = PARAGRAPH * (LENGTHS // len(PARAGRAPH))
    figures = read(text).figures
    assert len(figures) == 2 * text.count(SENTENCE)
    assert {text[f.phrase_start : f.phrase_end] for f in figures} == {"Douze", "trois"}
    known = [f for f in figures if f.repeat_of is not None]
    assert known
    assert all(figures[f.repeat_of].best == f.best for f in known)


def test_every_report_names_its_own_figures():
    found = read(PARAGRAPH * (LENGTHS // len(PARAGRAPH)))
    told = [i for report in found.reports for i in report.figures]
    assert sorted(told) == list(range(len(found.figures)))


def test_nothing_of_a_sentence_without_end_is_left_out():
    text = "12 soldats tués, " * (2 * LONGEST_SENTENCE // len("12 soldats tués, "))
    assert len(read(text).figures) == text.count("12")
