"""The out layer, views: the incidents in the columns of ACLED, UCDP GED and HDX HAPI.

Only columns that the incidents can fill are there; their names and codes are those datasets' own.
"""

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.fields import coded, count, identifier, iso3, optional, optional_count
from schemas.rules import Strict, interval, rule


class AcledEvents(pa.DataFrameModel):
    """The dated incidents in ACLED's columns."""

    Config = Strict

    event_id_cnty: pl.String = identifier("incident_id")
    event_date: pl.Date = optional("First day possible")
    year: pl.Int64 = optional("Year of event_date")
    time_precision: pl.Int64 = coded(
        codelists.TIME_PRECISION, "Precision of the date", nullable=True
    )
    event_type: pl.String = coded(codelists.EVENT_TYPES, "Event type")
    sub_event_type: pl.String = coded(codelists.ALL_SUB_EVENT_TYPES, "Sub-event type")
    actor1: pl.String = optional("One party")
    inter1: pl.Int64 = coded(codelists.INTER, "Kind of actor1", nullable=True)
    actor2: pl.String = optional("The other party or the target")
    inter2: pl.Int64 = coded(codelists.INTER, "Kind of actor2", nullable=True)
    iso3: pl.String = iso3()
    country: pl.String = optional("Country name in English")
    admin1: pl.String = optional("First administrative level")
    location: pl.String = optional("Place name of the gazetteer")
    latitude: pl.Float64 = optional("Latitude in degrees north")
    longitude: pl.Float64 = optional("Longitude in degrees east")
    geo_precision: pl.Int64 = coded(
        codelists.GEO_PRECISION, "Precision of the place", nullable=True
    )
    source: pl.String = optional("Publishers, joined by semicolons")
    fatalities: pl.Int64 = optional_count("killed_best, else killed_low; NULL where unknown")


class UcdpEvents(pa.DataFrameModel):
    """The incidents with dead in the columns of UCDP GED."""

    Config = Strict

    id: pl.String = identifier("incident_id")
    year: pl.Int64 = optional("Year of date_start")
    type_of_violence: pl.Int64 = coded(
        codelists.TYPES_OF_VIOLENCE, "Type of violence", nullable=True
    )
    event_clarity: pl.Int64 = coded(codelists.EVENT_CLARITY, "One event or a summary")
    date_prec: pl.Int64 = coded(codelists.DATE_PREC, "Precision of the date", nullable=True)
    date_start: pl.Date = optional("First day possible")
    date_end: pl.Date = optional("Last day possible")
    where_prec: pl.Int64 = coded(codelists.WHERE_PREC, "Precision of the place", nullable=True)
    where_coordinates: pl.String = optional("Place name of the gazetteer")
    adm_1: pl.String = optional("First administrative level")
    country: pl.String = optional("Country name in English")
    latitude: pl.Float64 = optional("Latitude in degrees north")
    longitude: pl.Float64 = optional("Longitude in degrees east")
    side_a: pl.String = optional("One party")
    side_b: pl.String = optional("The other party")
    deaths_a: pl.Int64 = optional_count("Dead of side a")
    deaths_b: pl.Int64 = optional_count("Dead of side b")
    deaths_civilians: pl.Int64 = optional_count("Dead civilians")
    deaths_unknown: pl.Int64 = optional_count("Dead whose side is not known")
    low: pl.Int64 = optional_count("The least number of dead")
    best: pl.Int64 = optional_count("The best number of dead")
    high: pl.Int64 = optional_count("The greatest number of dead, NULL where open")
    number_of_sources: pl.Int64 = count("Publishers whose copy is their own")

    date_order = interval("date_start", "date_end")
    deaths_bounds = rule(
        "deaths_bounds",
        (pl.col("low") <= pl.col("best"))
        & (pl.col("best") <= pl.col("high"))
        & (pl.col("low") <= pl.col("high")),
        "low must not exceed best, nor best high",
    )


class HapiConflictEvents(pa.DataFrameModel):
    """Events and fatalities per place, month and class, in the columns of HDX HAPI."""

    Config = Strict

    location_code: pl.String = iso3()
    admin1_name: pl.String = optional("First administrative level")
    event_type: pl.String = coded(
        codelists.HAPI_EVENT_TYPES, "Class of events; the classes overlap, never sum them"
    )
    events: pl.Int64 = count("Incidents")
    fatalities: pl.Int64 = optional_count("Dead; NULL where no incident has a number")
    reference_period_start: pl.Date = optional("First day of the month")
    reference_period_end: pl.Date = optional("Last day of the month")
    warning: pl.String = optional("What to mind about the row")
    error: pl.String = optional("Why the row should not be used")

    period_order = interval("reference_period_start", "reference_period_end")
