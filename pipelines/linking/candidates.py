"""Which pairs of reports are worth comparing: blocking by day, place, number and text.

Two reports become a pair where their days may meet and their places may meet, or the text of one
names the place of the other; where days are missing or misread, the same place or a telling number
is needed. No scoring here.
"""

import polars as pl

from pipelines.linking.weights import FEW_DAYS

SHORT_RANGE = 10
"""Longest range of days, in days, that is blocked by its days; longer ones go by months."""
LONGEST_MONTHS = 12
CELL = 0.25
"""Side of a grid cell in degrees, 28 km: places within 25 km (weights.APART_KM) are in neighbouring
cells, but for longitude in high latitudes."""
TELLING_NUMBER = 5
"""Smaller numbers are shared by too many incidents to bring two reports together."""
REPORTING_DELAY = 31
"""An undated incident is looked for among those of this many days before its publication."""
_UNITS_OF_MEASURE = 10_000_000_000
_COMPARED = (
    "index", "article_id", "text_group_id", "ordinal", "start", "end", "days", "published", "iso3",
    "place", "latitude", "longitude", "is_precise", "numbers", "place_names", "all_names",
)  # fmt: skip


def candidate_pairs(features: pl.DataFrame) -> pl.DataFrame:
    """Unordered pairs of report indexes, left < right, of different articles, sorted, no doubles."""
    features = features.select(_COMPARED)
    short = features.filter(pl.col("days") <= SHORT_RANGE)
    blocks = (
        _join(_day_cells(short, reach=0), _day_cells(short, reach=1)),
        _join(_country_days(short.filter(~pl.col("is_precise")), 0), _country_days(short, 1)),
        _join(_day_names(short, "place_names", 0), _day_names(short, "all_names", 1)),
        _join(_month_places(_hazy(features), reach=0), _month_places(features, reach=1)),
        _join(_month_numbers(_hazy(features), "iso3"), _month_numbers(features, "iso3")),
        _join(_month_numbers(features, "place"), _month_numbers(features, "place")),
        _copies(features),
    )
    pairs = pl.concat(blocks).unique().sort("left", "right")
    side = features.select("index", "article_id")
    return (
        pairs.join(side.rename({"index": "left"}), on="left")
        .join(side.rename({"index": "right"}), on="right", suffix="_right")
        .filter(pl.col("article_id") != pl.col("article_id_right"))
        .select("left", "right")
        .sort("left", "right")
    )


def _join(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    keys = [column for column in left.columns if column != "index"]
    met = left.join(right, on=keys, suffix="_right").filter(
        pl.col("index") != pl.col("index_right")
    )
    ends = ("index", "index_right")
    return met.select(left=pl.min_horizontal(ends), right=pl.max_horizontal(ends)).unique()


def _hazy(features: pl.DataFrame) -> pl.DataFrame:
    return features.filter(pl.col("days").is_null() | (pl.col("days") > SHORT_RANGE))


def _days(rows: pl.DataFrame, reach: int) -> pl.DataFrame:
    day = pl.int_ranges(pl.col("start") - reach, pl.col("end") + 1 + reach)
    return rows.with_columns(day=day).explode("day")


def _cells(rows: pl.DataFrame, reach: int) -> pl.DataFrame:
    """One row per grid cell of the place, and with reach 1 per neighbouring cell."""
    steps = list(range(-reach, reach + 1))
    row = (pl.col("latitude") / CELL).floor().cast(pl.Int64)
    column = (pl.col("longitude") / CELL).floor().cast(pl.Int64)
    return (
        rows.filter(pl.col("is_precise"))
        .with_columns(step_y=pl.lit(steps), step_x=pl.lit(steps))
        .explode("step_y")
        .explode("step_x")
        .with_columns(cell_y=row + pl.col("step_y"), cell_x=column + pl.col("step_x"))
    )


def _day_cells(rows: pl.DataFrame, reach: int) -> pl.DataFrame:
    located = rows.select("index", "start", "end", "latitude", "longitude", "is_precise")
    return _cells(_days(located, reach), reach).select("index", "day", "cell_y", "cell_x")


def _country_days(rows: pl.DataFrame, reach: int) -> pl.DataFrame:
    return _days(rows.filter(pl.col("iso3").is_not_null()), reach).select("index", "day", "iso3")


def _day_names(rows: pl.DataFrame, names: str, reach: int) -> pl.DataFrame:
    """One row per day and name, of the names that are a report's place."""
    places = rows["place_names"].explode().drop_nulls().unique()
    named = rows.select("index", "start", "end", name=names).explode("name")
    return _days(named.filter(pl.col("name").is_in(places.implode())), reach).select(
        "index", "day", "name"
    )


def _months(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per calendar month in which the incident may lie, or begin where its weekday is misread;
    undated: before publication.
    """
    start = pl.coalesce(pl.col("start") - FEW_DAYS, pl.col("published") - REPORTING_DELAY)
    end = pl.coalesce("end", "published")
    first, last = (_month_number(bound) for bound in (start, end))
    months = pl.int_ranges(pl.max_horizontal(first, last - LONGEST_MONTHS), last + 1)
    return rows.with_columns(month=months).explode("month").drop_nulls("month")


def _month_number(day: pl.Expr) -> pl.Expr:
    date = pl.from_epoch(day, time_unit="d")
    return date.dt.year() * 12 + date.dt.month()


def _month_places(rows: pl.DataFrame, reach: int) -> pl.DataFrame:
    months = _months(rows.drop("numbers", "place_names", "all_names"))
    named = months.drop_nulls("place").select("index", "month", spot=pl.col("place"))
    cell = pl.format("{} {}", "cell_y", "cell_x")
    near = _cells(months, reach).select("index", "month", spot=cell)
    return pl.concat([named, near])


def _month_numbers(rows: pl.DataFrame, where: str) -> pl.DataFrame:
    telling = pl.col("numbers") % _UNITS_OF_MEASURE >= TELLING_NUMBER
    return (
        _months(rows)
        .select("index", "month", where, "numbers")
        .explode("numbers")
        .drop_nulls()
        .filter(telling)
    )


def _copies(features: pl.DataFrame) -> pl.DataFrame:
    keys = features.select("index", "text_group_id", "ordinal").drop_nulls()
    return _join(keys, keys)
