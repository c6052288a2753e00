"""The sentence around the words of a figure, out of the characters before and after them.

Only for reading: where sentences end for the extraction is decided in extract/text.py.
"""

import polars as pl

_END = r"(?:\n|[.!?…](?:\s?[»”\"'’)\]])*\s)"
_ELLIPSIS = "… "
MARGIN = 240
"""Characters before and after the words that sql/report/figures.sql hands over."""


def in_sentence(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `before` and `after` cut to the sentence in which their words stand."""
    return figures.with_columns(before=_tail(pl.col("before")), after=_head(pl.col("after")))


def _tail(before: pl.Expr) -> pl.Expr:
    """What stands between the last end of a sentence and the words, cut at a blank if too long."""
    return (
        pl.when(before.str.contains(_END))
        .then(before.str.replace(f"(?s)^.*{_END}", "").str.strip_chars_start())
        .when(before.str.len_chars() < MARGIN).then(before.str.strip_chars_start())
        .otherwise(pl.lit(_ELLIPSIS) + before.str.replace(r"^[^ ]* ?", ""))
    )  # fmt: skip


def _head(after: pl.Expr) -> pl.Expr:
    """What stands between the words and the end of their sentence."""
    return (
        pl.when(after.str.contains(_END))
        .then(after.str.extract(f"(?s)^(.*?{_END})").str.strip_chars_end())
        .when(after.str.len_chars() < MARGIN).then(after.str.strip_chars_end())
        .otherwise(after.str.replace(r" ?[^ ]*$", "") + pl.lit(" …"))
    )  # fmt: skip
