"""Which row is which annotated figure: same measure, same value, overlapping words.

What belongs here: what counts as found. What does not: what else is right about it (attributes).
"""

from collections.abc import Mapping, Sequence

from pipelines.evaluate.gold import GoldArticle, Span, Value
from pipelines.evaluate.readings import Row


def value_of(row: Row, prefix: str) -> Value:
    """The bounds in the columns PREFIX_low, PREFIX_best and PREFIX_high."""
    return Value(**{part: row[f"{prefix}_{part}"] for part in ("low", "best", "high")})


def span_of(row: Row) -> Span:
    """Where the row's quote stands in the text."""
    return row["quote_start"], row["quote_end"]


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_value(gold: Value, read: Value) -> bool:
    """The same best where there is one, else the same bounds.

    A vague word has a floor only, so there any upper bound (or none) is accepted.
    """
    if gold.best is not None or read.best is not None:
        return gold.best == read.best
    return gold.low == read.low and (gold.high is None or gold.high == read.high)


def without_skipped(article: GoldArticle, rows: Sequence[Row]) -> list[Row]:
    """The rows but for those on words that the annotator skipped: nobody is held to them."""
    skipped = [s for f, s in zip(article.figures, article.spans, strict=True) if f.is_skipped]
    return [row for row in rows if not any(overlap(s, span_of(row)) for s in skipped)]


def match(article: GoldArticle, rows: Sequence[Row]) -> Mapping[int, int]:
    """Index of the annotated figure → index of the row that is it, one to one.

    Greedy by the longest overlap; where that is equal, in the order of the article.
    """
    pairs: list[tuple[int, int, int]] = []
    for i, (figure, span) in enumerate(zip(article.figures, article.spans, strict=True)):
        for j, row in enumerate(rows):
            shared = overlap(span, span_of(row))
            is_same = shared and not figure.is_skipped and figure.measure == row["measure"]
            if is_same and same_value(figure, value_of(row, "value")):
                pairs.append((-shared, i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched
