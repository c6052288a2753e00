"""How well two reports agree on date, place, type, parties, numbers and words.

Every kind of evidence is one column of weights (weights.py); their sum is the score. Which pairs
are compared stands in candidates.py, what is made of the scores in clusters.py.
"""

import polars as pl

from pipelines.linking import weights as w
from pipelines.linking.event_natures import NATURES
from schemas.codelists import LINK_REASONS

EARTH_KM = 12742.0
"""Mean diameter of the Earth (IUGG)."""
COARSE = 4
COUNTRY = 6
_LISTS = ("actors", "numbers", "earlier", "bases", "names", "all_names", "place_names")
_SCALARS = (
    "start", "end", "days", "place", "iso3", "region", "latitude", "longitude", "where_prec",
    "is_precise", "event_type", "sub_event_type", "killed", "text_group_id", "ordinal", "original",
)  # fmt: skip


def score_pairs(pairs: pl.DataFrame, features: pl.DataFrame) -> pl.DataFrame:
    """left, right, one column of weights per reason, and `score`, their sum.

    Pairs that cannot be one incident (other countries, places far apart) are left out.
    """
    both = _beside(pairs, features, _SCALARS)
    both = both.with_columns(km=_kilometres()).with_columns(
        date=_date(), place_weight=_place(), type=_type(), is_copy=_is_copy()
    )
    possible = both.filter((pl.col("place_weight") > w.IMPOSSIBLE) | pl.col("is_copy"))
    both = _beside(possible, features, _LISTS).with_columns(
        place=pl.col("place_weight") + _named_in_text(),
        actors=_actors(),
        numbers=_numbers(),
        text=_text(),
    )
    return both.select(
        "left", "right", *LINK_REASONS, score=pl.sum_horizontal(list(LINK_REASONS)).round(3)
    )


def _beside(pairs: pl.DataFrame, features: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The features of both reports: a column of the left one as it is, of the right one as name_r."""
    taken = features.select("index", *columns)
    left = taken.rename({"index": "left"})
    right = taken.rename({name: f"{name}_r" for name in columns} | {"index": "right"})
    return pairs.join(left, on="left", how="left").join(right, on="right", how="left")


def _kilometres() -> pl.Expr:
    """Great-circle distance of the two places (haversine)."""
    lat, lat_r = pl.col("latitude").radians(), pl.col("latitude_r").radians()
    lon, lon_r = pl.col("longitude").radians(), pl.col("longitude_r").radians()
    across = ((lon_r - lon) / 2).sin() ** 2
    up = ((lat_r - lat) / 2).sin() ** 2
    return EARTH_KM * (up + lat.cos() * lat_r.cos() * across).sqrt().arcsin()


def _date() -> pl.Expr:
    gap = pl.max_horizontal("start", "start_r") - pl.min_horizontal("end", "end_r")
    longest = pl.max_horizontal("days", "days_r")
    overlap = pl.lit(w.OVERLAP_LONG)
    for days, weight in reversed(w.OVERLAP):
        overlap = pl.when(longest <= days).then(weight).otherwise(overlap)
    undated = pl.col("days").is_null() | pl.col("days_r").is_null()
    return (
        pl.when(undated).then(0.0).when(gap <= 0).then(overlap)
        .when(gap == 1).then(w.NEXT_DAY).otherwise(w.DAYS_APART)
    )  # fmt: skip


def _place() -> pl.Expr:
    same_name = pl.col("place") == pl.col("place_r")
    precise = pl.col("is_precise") & pl.col("is_precise_r")
    coarse = (pl.col("where_prec") >= COARSE, pl.col("where_prec_r") >= COARSE)
    country = pl.max_horizontal("where_prec", "where_prec_r") >= COUNTRY
    unknown = pl.col("place").is_null() | pl.col("place_r").is_null()
    return (
        pl.when(pl.col("iso3") != pl.col("iso3_r")).then(w.IMPOSSIBLE)
        .when(unknown | country).then(_same_country())
        .when(precise & (pl.col("km") > w.APART_KM)).then(w.IMPOSSIBLE)
        .when(same_name & coarse[0] & coarse[1]).then(w.SAME_REGION)
        .when(same_name).then(w.SAME_PLACE)
        .when(precise).then(_distance())
        .when(coarse[0] | coarse[1]).then(_region())
        .otherwise(w.OTHER_NAME)
    )  # fmt: skip


def _same_country() -> pl.Expr:
    same = pl.col("iso3") == pl.col("iso3_r")
    return pl.when(same).then(w.SAME_COUNTRY).otherwise(0.0)


def _distance() -> pl.Expr:
    return (
        pl.when(pl.col("km") <= w.SPOT_KM).then(w.SAME_SPOT)
        .when(pl.col("km") <= w.NEAR_KM).then(w.NEARBY)
        .otherwise(w.NEIGHBOURS)
    )  # fmt: skip


def _region() -> pl.Expr:
    same = pl.col("region") == pl.col("region_r")
    return (
        pl.when(same).then(w.REGION_HOLDS_PLACE)
        .when(same.is_null()).then(w.SAME_COUNTRY)
        .otherwise(w.OTHER_REGION)
    )  # fmt: skip


def _named_in_text() -> pl.Expr:
    """What the names add where the places are not clearly one.

    They share a word ("Bankass", "between Bankass and Koro"), or the place of one report stands in
    the text of the other, though its own place is another.
    """
    here = pl.col("place_names").list.set_intersection("all_names_r").list.len() > 0
    there = pl.col("place_names_r").list.set_intersection("all_names").list.len() > 0
    unsure = pl.col("place_weight") < w.SAME_REGION
    possible = pl.col("place_weight") > w.NEIGHBOURS
    common = pl.col("place_names").list.set_intersection("place_names_r").list.len() > 0
    exact = (pl.col("where_prec") < COARSE) & (pl.col("where_prec_r") < COARSE)
    return (
        pl.when(~unsure).then(0.0)
        .when(common & exact).then(w.SHARED_PLACE_NAME - pl.col("place_weight"))
        .when(possible & (here | there)).then(w.NAMED_IN_TEXT).otherwise(0.0)
    )  # fmt: skip


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
    most, least = pl.max_horizontal("killed", "killed_r"), pl.min_horizontal("killed", "killed_r")
    equal = pl.lit(0.0)
    for size, weight in reversed(w.EQUAL_TOTAL):
        equal = pl.when(least >= size).then(weight).otherwise(equal)
    both = pl.col("killed").is_not_null() & pl.col("killed_r").is_not_null()
    named = _holds("earlier", "killed_r") | _holds("earlier_r", "killed")
    risen = _holds("bases", "killed_r") | _holds("bases_r", "killed")
    far = (least > 0) & (most > w.FAR_APART_RATIO * least)
    total = (
        pl.when(both & (most == least)).then(equal)
        .when(named).then(w.NAMES_EARLIER_TOTAL)
        .when(risen).then(w.EXPLAINED_RISE)
        .when(far).then(w.FAR_APART_TOTALS).otherwise(0.0)
    )  # fmt: skip
    shared = pl.col("numbers").list.set_intersection("numbers_r").list.len().cast(pl.Int64)
    others = pl.min_horizontal(shared, pl.lit(w.MOST_SHARED_NUMBERS)) * w.SHARED_NUMBER
    return pl.min_horizontal(total + others, pl.lit(w.NUMBERS_AT_MOST))


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
