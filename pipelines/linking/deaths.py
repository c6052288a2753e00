"""The dead of each side (UCDP's deaths_a, deaths_b, deaths_civilians, deaths_unknown).

They are told by groups of victims; which group is side a or b follows from the actors' codes.
"""

from collections.abc import Mapping

import polars as pl

from pipelines.linking.sources import ARMED_CODES, STATE_CODES

GROUPS = ("civilians", "security_forces", "armed_group")


def group_columns(best: int | None, by_group: Mapping[str, int]) -> dict[str, int | None]:
    """dead_<group> and dead_unknown; NULL throughout where no best number of dead is known.

    Groups that are more than the best number cannot be its parts: then all are unknown.
    """
    if best is None:
        return {f"dead_{name}": None for name in (*GROUPS, "unknown")}
    known = sum(by_group.get(name, 0) for name in GROUPS)
    if known > best:
        return group_columns(best, {})
    dead: dict[str, int | None] = {f"dead_{name}": by_group.get(name, 0) for name in GROUPS}
    return dead | {"dead_unknown": best - known}


def sides() -> dict[str, pl.Expr]:
    """deaths_a … deaths_unknown from the group columns and inter1, inter2."""
    first = [pl.col("inter1").is_in(codes) for codes in _codes()]
    second = [pl.col("inter2").is_in(codes) for codes in _codes()]
    groups = [pl.col("dead_security_forces"), pl.col("dead_armed_group")]
    side_a = [
        _if(f & ~s.fill_null(False), n) for f, s, n in zip(first, second, groups, strict=True)
    ]
    side_b = [
        _if(s & ~f.fill_null(False), n) for f, s, n in zip(first, second, groups, strict=True)
    ]
    placed = pl.sum_horizontal(*side_a, *side_b)
    known = pl.col("dead_unknown").is_not_null()
    rest = pl.sum_horizontal("dead_unknown", *groups) - placed
    return {
        "deaths_a": pl.when(known).then(pl.sum_horizontal(side_a)),
        "deaths_b": pl.when(known).then(pl.sum_horizontal(side_b)),
        "deaths_civilians": pl.col("dead_civilians"),
        "deaths_unknown": pl.when(known).then(rest),
    }


def _codes() -> list[list[int]]:
    return [sorted(STATE_CODES), sorted(ARMED_CODES)]


def _if(condition: pl.Expr, number: pl.Expr) -> pl.Expr:
    return pl.when(condition.fill_null(False)).then(number).otherwise(0)
