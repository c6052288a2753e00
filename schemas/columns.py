"""Groups of columns that several tables share; whole tables stand in raw, core, linked and out.

A table takes the groups it needs as bases. Pandera orders columns from the last base to the first,
then the table's own: `class T(Place, When, Keys)` has keys, then dates, then places.
"""

from typing import Any

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.fields import coded, identifier, iso3, optional, optional_count
from schemas.rules import bounds, interval, rule, together


class Source(pa.DataFrameModel):
    """From which article a row comes."""

    article_id: pl.String = identifier("Article (version) from which the row was read")
    source_ref: pl.String = identifier("The input's own name for the article: id, URL or file")


class EventType(pa.DataFrameModel):
    """What happened, in ACLED's words."""

    event_type: pl.String = coded(
        codelists.EVENT_TYPES, "ACLED event type, or Disaster, Accident, Displacement, Other"
    )
    sub_event_type: pl.String = coded(
        codelists.ALL_SUB_EVENT_TYPES, "ACLED sub-event type, or the event type again outside ACLED"
    )

    event_type_has_sub_event_type = rule(
        "event_type_has_sub_event_type",
        pl.col("sub_event_type").replace_strict(codelists.ALL_SUB_EVENT_TYPES, default=None)
        == pl.col("event_type"),
        "sub_event_type must be one of those of its event_type",
    )


class When(pa.DataFrameModel):
    """The days on which an incident may have happened, inclusive."""

    date_text: pl.String = optional("The time words of the text")
    date_start: pl.Date = optional("First day possible")
    date_end: pl.Date = optional("Last day possible")
    date_prec: pl.Int64 = coded(codelists.DATE_PREC, "Precision of the date (UCDP)", nullable=True)

    date_order = interval("date_start", "date_end")


class Place(pa.DataFrameModel):
    """Where: as written, and as the gazetteer knows it."""

    location: pl.String = optional("Place name as written in the text")
    location_name: pl.String = optional("Place name of the gazetteer")
    country: pl.String = optional("Country name in English")
    iso3: pl.String = iso3()
    admin1: pl.String = optional("First administrative level")
    latitude: pl.Float64 = pa.Field(
        nullable=True, in_range=(-90, 90), description="Latitude in degrees north (WGS 84)"
    )
    longitude: pl.Float64 = pa.Field(
        nullable=True, in_range=(-180, 180), description="Longitude in degrees east (WGS 84)"
    )
    where_prec: pl.Int64 = coded(
        codelists.WHERE_PREC, "Precision of the place (UCDP)", nullable=True
    )

    coordinates = together("latitude", "longitude")
    country_code = together("country", "iso3")


class Actors(pa.DataFrameModel):
    """The parties; their order implies no aggressor (ACLED)."""

    actor1: pl.String = optional("One party")
    actor2: pl.String = optional("The other party or the target")
    inter1: pl.Int64 = coded(codelists.INTER, "Kind of actor1 (ACLED)", nullable=True)
    inter2: pl.Int64 = coded(codelists.INTER, "Kind of actor2 (ACLED)", nullable=True)


def _estimate_columns() -> dict[str, Any]:
    return {
        f"{measure}_{bound}": pa.Field(
            nullable=True,
            ge=0,
            description=f"People {measure} ({meaning}): {codelists.BOUNDS[bound]}",
        )
        for measure, meaning in codelists.MEASURES.items()
        for bound in codelists.BOUNDS
    }


# One low, best and high column and one rule of their order for every measure of the code list.
Estimates = type(
    "Estimates",
    (pa.DataFrameModel,),
    {
        "__module__": __name__,
        "__doc__": "How many people, per measure: low, best and high.",
        "__annotations__": dict.fromkeys(_estimate_columns(), pl.Int64),
        **_estimate_columns(),
        **{f"{measure}_bounds": bounds(measure) for measure in codelists.MEASURES},
    },
)


class Deaths(pa.DataFrameModel):
    """The dead of each side (UCDP)."""

    deaths_a: pl.Int64 = optional_count("Dead of side a (actor1)")
    deaths_b: pl.Int64 = optional_count("Dead of side b (actor2)")
    deaths_civilians: pl.Int64 = optional_count("Dead civilians")
    deaths_unknown: pl.Int64 = optional_count("Dead whose side is not known")

    deaths_add_up = rule(
        "deaths_add_up",
        pl.col("deaths_a")
        + pl.col("deaths_b")
        + pl.col("deaths_civilians")
        + pl.col("deaths_unknown")
        == pl.col("killed_best"),
        "deaths_a, deaths_b, deaths_civilians and deaths_unknown must add up to killed_best",
    )
