"""The raw layer: articles as they were read, nothing interpreted but the publication date."""

import pandera.polars as pa
import polars as pl

from schemas.fields import Moment, identifier, optional, recorded_at
from schemas.rules import Strict, different, interval, rule, together


class Articles(pa.DataFrameModel):
    """One row per version of an article."""

    Config = Strict

    article_id: pl.String = identifier("Hash of text, source_ref, url, publisher and published")
    text_group_id: pl.String = identifier("Hash of the folded text; republications share it")
    source_ref: pl.String = identifier("The input's own name for the article: id, URL or file")
    url: pl.String = optional("Address of the article")
    publisher: pl.String = optional("Who published it")
    title: pl.String = optional("Headline")
    language: pl.String = pa.Field(
        nullable=True, str_matches=r"^[a-z]{2}$", description="Language, ISO 639-1"
    )
    published_text: pl.String = optional("Publication date as written: year, month, day or moment")
    published_start: pl.Date = optional("First possible day")
    published_end: pl.Date = optional("Last possible day")
    published_at: Moment = optional("The moment given, else the end of published_end (UTC)")
    text: pl.String = identifier("The article's text in Unicode NFC, otherwise untouched")
    text_sha256: pl.String = pa.Field(
        str_matches=r"^[0-9a-f]{64}$", description="SHA-256 of text in UTF-8"
    )
    duplicate_of: pl.String = optional("Earlier article of which this is a copy")
    superseded_by: pl.String = optional("Newer version at the same URL")
    source_path: pl.String = identifier("File or address from which the row was read")
    recorded_at: Moment = recorded_at()

    published_order = interval("published_start", "published_end")
    published_known = together("published_start", "published_end", "published_at")
    no_copy_of_itself = different("duplicate_of", "article_id")
    not_newer_than_itself = different("superseded_by", "article_id")
    text_not_blank = rule(
        "text_not_blank",
        pl.col("text").str.contains(r"\S"),
        "text must hold more than blanks",
    )
