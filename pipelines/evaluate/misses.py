"""What was read wrong, each in its sentence: what stands there, what was read, and by which rule.

What belongs here: lines for people who mend words and rules. What does not: scores (printing).
"""

from collections.abc import Iterator

from pipelines.evaluate import Evaluation
from pipelines.evaluate.gold import GoldFigure, Span, Value
from pipelines.evaluate.matching import overlap, span_of, value_of
from pipelines.evaluate.readings import Row
from pipelines.evaluate.scoring import ArticleScore
from pipelines.explain.terminal import bounds, printable
from pipelines.extract.text import fold, split_sentences


def misses(evaluation: Evaluation) -> Iterator[str]:
    """One entry of several lines per figure that was missed or invented, in the order of the text."""
    for article in evaluation.articles:
        found = [*_missed(article), *_invented(article)]
        yield from (entry for _, entry in sorted(found))


def _missed(article: ArticleScore) -> Iterator[tuple[Span, str]]:
    wrong = _wrong_rows(article)
    gold = zip(article.article.figures, article.article.spans, strict=True)
    for i, (figure, span) in enumerate(gold):
        if figure.is_skipped or i in article.matched:
            continue
        instead = [_told(row) for row in wrong if overlap(span, span_of(row))]
        yield span, _entry(article, "missed", _annotated(figure), span, instead, "read")


def _invented(article: ArticleScore) -> Iterator[tuple[Span, str]]:
    """Wrong rows on words where nothing was missed; the others stand beside what was missed."""
    gold = list(zip(article.article.figures, article.article.spans, strict=True))
    missed = [span for i, (f, span) in enumerate(gold)
              if i not in article.matched and not f.is_skipped]  # fmt: skip
    for row in _wrong_rows(article):
        span = span_of(row)
        if not any(overlap(span, other) for other in missed):
            instead = [_annotated(f) for f, other in gold if overlap(span, other)]
            yield span, _entry(article, "invented", _told(row), span, instead, "annotated")


def _wrong_rows(article: ArticleScore) -> list[Row]:
    return [row for row, right in zip(article.rows, article.is_right, strict=True) if not right]


def _annotated(figure: GoldFigure) -> str:
    return f"{figure.measure} {_bounds(figure)} ({figure.qualifier})"


def _told(row: Row) -> str:
    value = _bounds(value_of(row, "value"))
    by = f"by {row['rule_id']}, confidence {row['confidence']:.2f}"
    return f"{row['measure']} {value} ({row['quantifier']}) {by}: {row['quote']!r}"


def _bounds(value: Value) -> str:
    return bounds(value.low, value.best, value.high)


def _entry(
    article: ArticleScore, kind: str, told: str, span: Span, instead: list[str], verb: str
) -> str:
    lines = [
        f"{kind} in {article.article.id}: {told}",
        f"    {_sentence(article.article.text, span)}",
        *(f"    {verb} here: {other}" for other in instead),
    ]
    return printable("\n".join(lines))


def _sentence(text: str, span: Span) -> str:
    """The sentence or sentences of a quote, with the quote in square brackets, on one line."""
    sentences = split_sentences(fold(text), text, frozenset())
    start, _ = sentences.bounds(sentences.index_at(span[0]))
    _, end = sentences.bounds(sentences.index_at(span[1] - 1))
    marked = f"{text[start : span[0]]}[{text[slice(*span)]}]{text[span[1] : end]}"
    return " ".join(marked.split())
