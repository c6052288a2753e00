"""How well two reports agree on date, place, type, parties, numbers and words.

Every kind of evidence is one column of weights (weights.py); their sum is the score. Which pairs
are compared stands in candidates.py, what is made of the scores in clusters.py.
"""

import polars as pl

from pipelines.linking import weights as w
from pipelines.linking.event_natures import NATURES
from pipelines.linking.place_scores import kilometres, named_weight, place_weight
from schemas.codelists import LINK_REASONS

_LISTS = (
    "actors",
    "numbers",
    "earlier",
    "bases",
    "names",
    "all_names",
    "title_names",
    "place_names",
)
_SCALARS = (
    "start", "end", "days", "published", "place", "iso3", "region", "latitude", "longitude", "where_prec",
    "is_precise", "event_type", "sub_event_type", "killed", "text_group_id", "ordinal", "original",
    "extent",
)  # fmt: skip


def score_pairs(pairs: pl.DataFrame, features: pl.DataFrame) -> pl.DataFrame:
    """left, right, one column of weights per reason, `score`, their sum, and `is_misread`.

    A pair of places or days far apart is one incident only where one of them was misread.

    Pairs that cannot be one incident (other countries, places far apart) are left out.
    """
    both = _beside(pairs, features, _SCALARS)
    both = both.with_columns(km=kilometres()).with_columns(
        date=_date(), place_weight=place_weight(), type=_type(), is_copy=_is_copy()
    )
    possible = both.filter((pl.col("place_weight") > w.IMPOSSIBLE) | pl.col("is_copy"))
    both = _beside(possible, features, _LISTS).with_columns(
        place=pl.col("place_weight") + named_weight(),
        actors=_actors(),
        numbers=_numbers() + _extent(),
        text=_text(),
    )
    is_far = pl.col("place_weight") <= w.FAR_APART
    return both.select(
        "left",
        "right",
        *LINK_REASONS,
        score=pl.sum_horizontal(list(LINK_REASONS)).round(3),
        is_misread=is_far | (pl.col("date") <= w.DAYS_APART),
    )


def _beside(pairs: pl.DataFrame, features: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The features of both reports: a column of the left one as it is, of the right one as name_r."""
    taken = features.select("index", *columns)
    left = taken.rename({"index": "left"})
    right = taken.rename({name: f"{name}_r" for name in columns} | {"index": "right"})
    return pairs.join(left, on="left", how="left").join(right, on="right", how="left")


def _date() -> pl.Expr:
    gap = pl.max_horizontal("start", "start_r") - pl.min_horizontal("end", "end_r")
    longest = pl.max_horizontal("days", "days_r")
    overlap = pl.lit(w.OVERLAP_LONG)
    for days, weight in reversed(w.OVERLAP):
        overlap = pl.when(longest <= days).then(weight).otherwise(overlap)
    return (
        pl.when(pl.col("days").is_null() | pl.col("days_r").is_null()).then(_published_soon())
        .when(gap <= 0).then(overlap)
        .when(gap == 1).then(w.NEXT_DAY)
        .when(gap <= w.FEW_DAYS).then(w.DAYS_APART).otherwise(w.WEEKS_APART)
    )  # fmt: skip


def _published_soon() -> pl.Expr:
    """A report without a day, published when the other one was or a few days after its incident."""
    apart = (pl.col("published") - pl.col("published_r")).abs()
    return pl.when(apart <= w.SOON).then(w.PUBLISHED_SOON).otherwise(0.0)


def _type() -> pl.Expr:
    nature, nature_r = (
        pl.col(name).replace_strict(NATURES, default="other", return_dtype=pl.String)
        for name in ("event_type", "event_type_r")
    )
    return (
        pl.when(pl.col("sub_event_type") == pl.col("sub_event_type_r")).then(w.SAME_SUB_TYPE)
        .when(pl.col("event_type") == pl.col("event_type_r")).then(w.SAME_TYPE)
        .when((nature == "other") | (nature_r == "other")).then(w.RELATED_TYPE)
        .when(nature == nature_r).then(w.RELATED_TYPE)
        .when((nature == "harmless") | (nature_r == "harmless")).then(w.OTHER_NATURE)
        .otherwise(w.OTHER_TYPE)
    )  # fmt: skip


def _actors() -> pl.Expr:
    shared = pl.col("actors").list.set_intersection("actors_r").list.len()
    known = (pl.col("actors").list.len() > 0) & (pl.col("actors_r").list.len() > 0)
    return (
        pl.when(shared > 0).then(w.SAME_ACTOR)
        .when(known).then(w.OTHER_ACTORS).otherwise(0.0)
    )  # fmt: skip


def _numbers() -> pl.Expr:
    killed, killed_r = pl.col("killed"), pl.col("killed_r")
    most, least = pl.max_horizontal(killed, killed_r), pl.min_horizontal(killed, killed_r)
    equal = pl.lit(0.0)
    for size, weight in reversed(w.EQUAL_TOTAL):
        equal = pl.when(least >= size).then(weight).otherwise(equal)
    both = killed.is_not_null() & killed_r.is_not_null()
    named = _holds("earlier", "killed_r") | _holds("earlier_r", "killed")
    risen = _holds("bases", "killed_r") | _holds("bases_r", "killed")
    far = (least > 0) & (most > w.FAR_APART_RATIO * least)
    fallen = far & ((killed > killed_r) == (pl.col("published") < pl.col("published_r")))
    total = (
        pl.when(both & (most == least)).then(equal)
        .when(named).then(w.NAMES_EARLIER_TOTAL)
        .when(risen).then(w.EXPLAINED_RISE)
        .when(fallen).then(w.FALLEN_TOTAL)
        .when(far).then(w.RISEN_TOTAL)
        .when(both).then(w.OTHER_TOTAL).otherwise(0.0)
    )  # fmt: skip
    shared = pl.col("numbers").list.set_intersection("numbers_r").list.len().cast(pl.Int64)
    others = pl.min_horizontal(shared, pl.lit(w.MOST_SHARED_NUMBERS)) * w.SHARED_NUMBER
    return pl.min_horizontal(total + others, pl.lit(w.NUMBERS_AT_MOST))


def _extent() -> pl.Expr:
    both = pl.col("extent") * pl.col("extent_r")
    return pl.when(both > 0).then(w.SAME_EXTENT).when(both < 0).then(w.OTHER_EXTENT).otherwise(0.0)


def _holds(values: str, value: str) -> pl.Expr:
    return pl.col(values).list.contains(pl.col(value)).fill_null(False) & (pl.col(value) > 1)


def _is_copy() -> pl.Expr:
    same_text = (pl.col("text_group_id") == pl.col("text_group_id_r")) | (
        pl.col("original") == pl.col("original_r")
    )
    return (same_text & (pl.col("ordinal") == pl.col("ordinal_r"))).fill_null(False)


def _text() -> pl.Expr:
    shared = pl.col("names").list.set_intersection("names_r").list.len().cast(pl.Int64)
    names = pl.min_horizontal(shared * w.SHARED_NAME, pl.lit(w.NAMES_AT_MOST))
    return pl.when(pl.col("is_copy")).then(w.SAME_TEXT).otherwise(names)
