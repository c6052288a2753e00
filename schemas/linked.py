"""The core layer, over all articles: incidents, their links, history, redirects and kept ledger."""

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.columns import Actors, Deaths, Estimates, EventType, Place, When
from schemas.fields import Moment, coded, count, identifier, optional, optional_count, recorded_at
from schemas.rules import Strict, different, interval, rule

_REASON = f"({'|'.join(codelists.LINK_REASONS)})"


class _IncidentKeys(pa.DataFrameModel):
    incident_id: pl.String = identifier("The incident; the id is kept for good")


class Incidents(Estimates, Deaths, Actors, Place, When, EventType, _IncidentKeys):
    """One row per real-world incident, over all articles."""

    Config = Strict

    event_clarity: pl.Int64 = coded(
        codelists.EVENT_CLARITY, "One event, or a summary of several (UCDP)"
    )
    part_of_incident: pl.String = optional("The summary of which this incident is a part")
    n_reports: pl.Int64 = count("Reports of it, copies included", least=1)
    n_sources: pl.Int64 = count("Publishers whose copy is their own")
    first_published: Moment = optional("First publication (UTC)")
    last_published: Moment = optional("Last publication (UTC)")
    incident_grade: pl.String = coded(
        codelists.INCIDENT_GRADES, "How well it is attested (after Airwars)"
    )
    fatalities_source: pl.String = optional("Who states the number killed that stands")
    corrected_by: pl.String = optional("Ids of the reviewers' corrections applied, joined by ;")
    recorded_at: Moment = recorded_at()

    published_order = interval("first_published", "last_published")
    sources_within_reports = rule(
        "sources_within_reports",
        pl.col("n_sources") <= pl.col("n_reports"),
        "n_sources must not exceed n_reports",
    )
    not_part_of_itself = different("part_of_incident", "incident_id")


class IncidentLinks(pa.DataFrameModel):
    """Which report tells of which incident, and why they were linked."""

    Config = Strict

    report_id: pl.String = identifier("The report")
    incident_id: pl.String = identifier("Its incident")
    score: pl.Float64 = pa.Field(
        nullable=True, in_range=(0, 1), description="Strength of the best link, NULL where alone"
    )
    reasons: pl.String = pa.Field(
        nullable=True,
        str_matches=rf"^{_REASON}(,{_REASON})*$",
        description="What agreed, joined by commas: " + ", ".join(codelists.LINK_REASONS),
    )


class IncidentHistory(pa.DataFrameModel):
    """What was known when: one row per change of an estimate."""

    Config = Strict

    incident_id: pl.String = identifier("The incident")
    as_of: Moment = optional("Publication (UTC) of the article that changed it")
    measure: pl.String = coded(codelists.MEASURES, "What happened to the people")
    low: pl.Int64 = optional_count("The least claim that stood")
    best: pl.Int64 = optional_count("The claim of the best source")
    high: pl.Int64 = optional_count("The greatest claim that stood, NULL where open")
    article_id: pl.String = identifier("Article that changed the estimate")
    corrected_by: pl.String = optional(
        "Id of the reviewer's correction that changed it; as_of is then its day"
    )

    history_bounds = rule(
        "history_bounds",
        (pl.col("low") <= pl.col("best"))
        & (pl.col("best") <= pl.col("high"))
        & (pl.col("low") <= pl.col("high")),
        "low must not exceed best, nor best high",
    )


class IncidentRedirects(pa.DataFrameModel):
    """Where an incident id that is no longer used now leads."""

    Config = Strict

    old_id: pl.String = identifier("Id no longer used")
    new_id: pl.String = identifier("Id used instead")
    reason: pl.String = coded(codelists.REDIRECT_REASONS, "Why the id is no longer used")
    since: Moment = optional("Since when (UTC)")

    leads_elsewhere = different("old_id", "new_id")


class IncidentLedger(pa.DataFrameModel):
    """The kept ledger: the ids that each report was ever given, so that ids never change."""

    Config = Strict

    report_id: pl.String = identifier("The report")
    incident_id: pl.String = identifier("The id it was given")
    since: Moment = pa.Field(
        nullable=True,
        description="Since when it has had that id (UTC)",
        metadata={"database_only": True},
    )
