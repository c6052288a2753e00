"""How well the places of two reports agree: by name, by distance, by what the texts name.

A place may have been misread (the hospital, the ministry, a namesake), so places far apart can be
outweighed where an article names the place of the other; other countries cannot.
"""

import polars as pl

from pipelines.linking import weights as w

EARTH_KM = 12742.0
"""Mean diameter of the Earth (IUGG)."""
COARSE = 4
COUNTRY = 6
SEA = 7
"""UCDP's where_prec of waters: an article may place a wreck at sea or at the nearest town."""


def kilometres() -> pl.Expr:
    """Great-circle distance of the two places (haversine)."""
    lat, lat_r = pl.col("latitude").radians(), pl.col("latitude_r").radians()
    lon, lon_r = pl.col("longitude").radians(), pl.col("longitude_r").radians()
    across = ((lon_r - lon) / 2).sin() ** 2
    up = ((lat_r - lat) / 2).sin() ** 2
    return EARTH_KM * (up + lat.cos() * lat_r.cos() * across).sqrt().arcsin()


def place_weight() -> pl.Expr:
    """What the two places say by themselves; `km` is their distance."""
    same_name = pl.col("place") == pl.col("place_r")
    precise = pl.col("is_precise") & pl.col("is_precise_r")
    coarse = (pl.col("where_prec") >= COARSE, pl.col("where_prec_r") >= COARSE)
    vague = pl.max_horizontal("where_prec", "where_prec_r") >= COUNTRY
    unknown = pl.col("place").is_null() | pl.col("place_r").is_null()
    off_coast = _off_coast()
    return (
        pl.when(pl.col("iso3") != pl.col("iso3_r")).then(w.IMPOSSIBLE)
        .when(unknown).then(w.NO_PLACE)
        .when(off_coast & (pl.col("km") > w.SEA_APART_KM)).then(w.FAR_APART)
        .when(off_coast & same_name).then(w.SAME_PLACE)
        .when(vague).then(w.COUNTRY_ONLY)
        .when(precise & (pl.col("km") > w.APART_KM)).then(w.FAR_APART)
        .when(same_name & coarse[0] & coarse[1]).then(w.SAME_REGION)
        .when(same_name).then(w.SAME_PLACE)
        .when(precise).then(_distance())
        .when(coarse[0] | coarse[1]).then(_region())
        .otherwise(w.OTHER_NAME)
    )  # fmt: skip


def _off_coast() -> pl.Expr:
    """Whether one place lies at sea off a town, the other there, too, or in a town."""
    seas = [pl.col(name) == SEA for name in ("where_prec", "where_prec_r")]
    towns = [pl.col(name) for name in ("is_precise", "is_precise_r")]
    known = [pl.col(name).is_not_null() for name in ("latitude", "latitude_r")]
    return (seas[0] | seas[1]) & (seas[0] | towns[0]) & (seas[1] | towns[1]) & known[0] & known[1]


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
        .when(same.is_null()).then(w.REGION_UNKNOWN)
        .otherwise(w.OTHER_REGION)
    )  # fmt: skip


def named_weight() -> pl.Expr:
    """What the names add where the places are not clearly one.

    They share a word ("Bankass", "between Bankass and Koro"), or the place of one report stands in
    the title or the text of the other, though its own place is another. Neighbouring places are
    named in each other's articles all the time: there it says nothing.
    """
    unsure = pl.col("place_weight") < w.SAME_REGION
    neighbours = pl.col("place_weight") == w.NEIGHBOURS
    exact = (pl.col("where_prec") < COARSE) & (pl.col("where_prec_r") < COARSE)
    is_far = pl.col("place_weight") == w.FAR_APART
    return (
        pl.when(~unsure).then(0.0)
        .when(_meet("place_names", "place_names_r") & is_far).then(w.NAMESAKES)
        .when(_meet("place_names", "place_names_r") & exact)
        .then(w.SHARED_PLACE_NAME - pl.col("place_weight"))
        .when(_other_in_title())
        .then(pl.min_horizontal(w.ONLY_OTHER_IN_TITLE, w.SAME_SPOT - pl.col("place_weight")))
        .when(neighbours).then(0.0)
        .when(_crosswise("title_names")).then(w.NAMED_IN_TITLE)
        .when(_crosswise("all_names")).then(w.NAMED_IN_TEXT)
        .otherwise(0.0)
    )  # fmt: skip


def _meet(left: str, right: str) -> pl.Expr:
    return pl.col(left).list.set_intersection(right).list.len() > 0


def _crosswise(names: str) -> pl.Expr:
    return _meet("place_names", f"{names}_r") | _meet("place_names_r", names)


def _other_in_title() -> pl.Expr:
    """A title names the place of the other report, and not that of its own."""
    left = _meet("place_names", "title_names_r") & ~_meet("place_names_r", "title_names_r")
    right = _meet("place_names_r", "title_names") & ~_meet("place_names", "title_names")
    return left | right
