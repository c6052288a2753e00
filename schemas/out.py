"""The out layer: tables that sql/out derives from core. Views for users of ACLED, UCDP and HAPI
stand in views.py."""

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.fields import coded, count, identifier, iso3, optional, optional_count
from schemas.rules import Strict, bounds, interval, rule


class CumulativeCasualties(pa.DataFrameModel):
    """Casualties added up day by day, per country or region, group of events and measure."""

    Config = Strict

    iso3: pl.String = iso3()
    country: pl.String = optional("Country name in English")
    admin1: pl.String = optional("Region; NULL is the whole country")
    event_group: pl.String = coded(
        codelists.EVENT_GROUPS, "Kind of events; no incident is in two of them"
    )
    date: pl.Date = optional(
        "A day on which anything changed; NULL where no incident has any day, see n_undated"
    )
    measure: pl.String = coded(codelists.MEASURES, "What happened to the people")
    new_low: pl.Int64 = count("Added to the low series on this day")
    new_best: pl.Int64 = count("Added to the best series on this day")
    new_high: pl.Int64 = count("Added to the high series on this day")
    cumulative_low: pl.Int64 = count("Low series up to this day")
    cumulative_best: pl.Int64 = count("Best series up to this day")
    cumulative_high: pl.Int64 = count("High series up to this day")
    n_incidents: pl.Int64 = count("Incidents up to this day")
    n_undated: pl.Int64 = count("Incidents left out for want of any date")
    n_without_best: pl.Int64 = count("Incidents whose low stands in for an unknown best")
    n_open_high: pl.Int64 = count("Incidents whose best or low stands in for an open high")

    cumulative_bounds = bounds("cumulative")
    new_within_cumulative = rule(
        "new_within_cumulative",
        (pl.col("new_low") <= pl.col("cumulative_low"))
        & (pl.col("new_best") <= pl.col("cumulative_best"))
        & (pl.col("new_high") <= pl.col("cumulative_high")),
        "what is new on a day must not exceed the sum up to that day",
    )


class CumulativeDisplacement(CumulativeCasualties):
    """New displacements (flows) added up day by day, per country or region."""


class DisplacementFlows(pa.DataFrameModel):
    """One row per statement of people newly displaced in a period."""

    Config = Strict

    figure_id: pl.String = identifier("Figure of the statement")
    source_ref: pl.String = identifier("The input's own name for the article")
    incident_id: pl.String = optional("Incident that displaced them")
    series_id: pl.String = optional("Series of the toll statement")
    stated_by: pl.String = optional("The words that name who says so")
    origin: pl.String = optional("Place from which they fled")
    location_name: pl.String = optional("Place of the statement")
    iso3: pl.String = iso3()
    admin1: pl.String = optional("First administrative level")
    period_start: pl.Date = optional("First day of the period")
    period_end: pl.Date = optional("Last day; of a stock: as of")
    persons_low: pl.Int64 = optional_count("Least number of people")
    persons_best: pl.Int64 = optional_count("Best number of people")
    persons_high: pl.Int64 = optional_count("Greatest number of people, NULL where open")
    households: pl.Int64 = optional_count("Households stated, where the figure counts households")
    household_size: pl.Float64 = pa.Field(
        nullable=True, gt=0, description="Average people per household of that country and year"
    )
    calculation: pl.String = optional("How persons were computed from households, in words")
    is_current: pl.Boolean = pa.Field(description="Neither superseded nor repeated elsewhere")

    period_order = interval("period_start", "period_end")
    persons_bounds = bounds("persons")


class DisplacementStocks(DisplacementFlows):
    """One row per statement of people displaced at a date; never added to flows."""


class TollReconciliation(pa.DataFrameModel):
    """Each toll statement beside the sum of the known incidents of that place and period."""

    Config = Strict

    toll_id: pl.String = identifier("The toll statement")
    measure: pl.String = coded(codelists.MEASURES, "What happened to the people")
    series_id: pl.String = optional("Series of the toll statement")
    source_ref: pl.String = identifier("The input's own name for the article")
    stated_by: pl.String = optional("The words that name who says so")
    location_name: pl.String = optional("Place of the toll")
    iso3: pl.String = iso3()
    admin1: pl.String = optional("First administrative level")
    period_start: pl.Date = optional("First day of the toll")
    period_end: pl.Date = optional("Last day of the toll")
    stated: pl.Int64 = optional_count("The toll: its best number, else its low")
    known_low: pl.Int64 = optional_count("Known incidents, least")
    known_best: pl.Int64 = optional_count("Known incidents, best")
    known_high: pl.Int64 = optional_count("Known incidents, greatest")
    residual: pl.Int64 = optional("stated minus known_best")
    share: pl.Float64 = optional_count("known_best divided by stated")
    n_incidents: pl.Int64 = count("Incidents of that place and period")
    sum_exceeds_toll: pl.Boolean = optional("The known incidents exceed the toll")
    series_decreases: pl.Boolean = optional("The toll is below an earlier one of its series")
    parts_exceed_whole: pl.Boolean = optional("The parts of the toll exceed it")
    sides_do_not_add_up: pl.Boolean = optional("The sides of the toll do not add up to it")
    since: pl.Date = optional("Day of the statement before this one in its series")
    increase: pl.Int64 = optional("stated minus the number of that statement")
    known_increase: pl.Int64 = optional(
        "What came to the known incidents meanwhile, late deaths of earlier ones included"
    )

    period_order = interval("period_start", "period_end")
    known_bounds = bounds("known")
