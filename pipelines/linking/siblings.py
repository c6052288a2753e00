"""Reports of one article that tell of one incident in pieces: its dead here, its wounded there.

Two reports of an article are pieces of one where day and place are the same, the types of event fit
and no measure is counted in both. Reports of different articles are compared in scores.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import polars as pl

from pipelines.linking.features import SUMMARY
from schemas.codelists import MEASURES

UNTYPED = frozenset({"Other", "Displacement"})
"""Types that are read where the text of a piece does not say what happened."""
_SPOT = ("article_id", "start", "end", "place")


@dataclass(slots=True)
class _Whole:
    first: int
    measures: set[str]
    types: set[str]


def first_pieces(features: pl.DataFrame) -> pl.DataFrame:
    """`left`, the index of an incident's first report, beside `right`, that of a later piece."""
    counted = [
        pl.when(pl.any_horizontal(pl.col(f"^{m}_(low|best|high)$").is_not_null())).then(pl.lit(m))
        for m in MEASURES
    ]
    rows = features.filter(
        pl.len().over(_SPOT) > 1,
        pl.col("place").is_not_null(),
        pl.col("event_clarity") < SUMMARY,
        pl.col("part_of_report").is_null(),
    ).select("index", *_SPOT, "sub_event_type", measures=pl.concat_list(counted).list.drop_nulls())
    spot, wholes_of = itemgetter(*_SPOT), dict[Any, list[_Whole]]()
    pairs: list[tuple[int, int]] = []
    for report in rows.sort("index").iter_rows(named=True):
        pairs += _join(report, wholes_of.setdefault(spot(report), []))
    schema = {"left": pl.UInt32, "right": pl.UInt32}
    return pl.DataFrame(pairs, schema=schema, orient="row").sort("left", "right")


def _join(report: Mapping[str, Any], wholes: list[_Whole]) -> list[tuple[int, int]]:
    measures, types = set(report["measures"]), {report["sub_event_type"]} - UNTYPED
    for whole in wholes:
        fits = not types or not whole.types or types == whole.types
        if fits and not measures & whole.measures:
            whole.measures |= measures
            whole.types |= types
            return [(whole.first, report["index"])]
    wholes.append(_Whole(report["index"], measures, types))
    return []
