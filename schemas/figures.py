"""core.figures: statements of how many people were affected, and where in the text they stand."""

import pandera.polars as pa
import polars as pl

from schemas import codelists
from schemas.columns import Source
from schemas.fields import coded, count, identifier, optional, optional_count
from schemas.rules import Strict, bounds, different, rule, together

_MEASURE = f"({'|'.join(codelists.MEASURES)})"

_BOUNDS_SET = [
    pl.when(pl.col(f"value_{bound}").is_not_null()).then(pl.lit(bound))
    for bound in codelists.BOUNDS
]


class _FigureKeys(pa.DataFrameModel):
    figure_id: pl.String = identifier("The figure")


class Figures(Source, _FigureKeys):
    """One row per statement in an article of how many people were affected."""

    Config = Strict

    position: pl.Int64 = count("Order in the article, from 1", least=1)
    measure: pl.String = coded(codelists.MEASURES, "What happened to the people")
    value_low: pl.Int64 = optional_count("The least number")
    value_best: pl.Int64 = optional_count("The number stated")
    value_high: pl.Int64 = optional_count("The greatest number, NULL where it is open")
    quantifier: pl.String = coded(codelists.QUANTIFIERS, "How the number is qualified")
    unit: pl.String = coded(codelists.UNITS, "What is counted; households keep their own number")
    scope: pl.String = coded(codelists.SCOPES, "One incident or a running toll")
    joint_with: pl.String = pa.Field(
        nullable=True,
        str_matches=rf"^{_MEASURE}(,{_MEASURE})*$",
        description="Other measures of a joint count, joined by commas; it enters no totals",
    )
    victims: pl.String = coded(codelists.VICTIMS, "Who the people are")
    part_of: pl.String = optional("The larger figure of which these people are a part")
    repeat_of: pl.String = optional("The earlier figure that this one states again")
    is_superseded: pl.Boolean = pa.Field(
        description="The text itself gives the number as an earlier or a wrong one"
    )
    quote: pl.String = identifier("The words that carry the figure")
    quote_start: pl.Int64 = count("First code point of quote in raw.articles.text, from 0")
    quote_end: pl.Int64 = count("Code point after the last one of quote", least=1)
    phrase: pl.String = optional("The quantity words alone")
    phrase_start: pl.Int64 = optional_count("First code point of phrase in raw.articles.text")
    phrase_end: pl.Int64 = optional_count("Code point after the last one of phrase", least=1)
    rule_id: pl.String = identifier("Rule that read the figure")
    number_profile: pl.String = optional("Table that turned vague words into bounds")
    stated_by: pl.String = optional("The words that name who says so")
    stated_by_type: pl.String = coded(codelists.STATED_BY_TYPES, "Kind of source")
    report_id: pl.String = optional("Incident report to which the figure belongs")
    toll_id: pl.String = optional("Toll statement to which the figure belongs")
    grouped_by: pl.String = optional(
        "Why it stands in its account: part, repetition, or the chance that it belongs there and what"
        " weighs most; 'opens' where it begins one (seeds/grouping.csv)"
    )
    confidence: pl.Float64 = pa.Field(
        in_range=(0, 1), description="How sure the reading is, 0 to 1"
    )

    value_bounds = bounds("value")
    quantifier_sets_bounds = rule(
        "quantifier_sets_bounds",
        pl.concat_str("quantifier", *_BOUNDS_SET, separator=" ", ignore_nulls=True).is_in(
            codelists.QUANTIFIER_BOUNDS
        ),
        "the bounds set must be those of the quantifier: " + "; ".join(codelists.QUANTIFIER_BOUNDS),
    )
    exact_is_one_number = rule(
        "exact_is_one_number",
        (pl.col("quantifier") != "exact") | (pl.col("value_low") == pl.col("value_high")),
        "an exact figure must have the same number in all its bounds",
    )
    one_account = rule(
        "one_account",
        pl.col("report_id").is_null() != pl.col("toll_id").is_null(),
        "exactly one of report_id and toll_id must be set",
    )
    scope_fits_account = rule(
        "scope_fits_account",
        (pl.col("scope") == "incident") == pl.col("report_id").is_not_null(),
        "scope must be incident exactly where report_id is set",
    )
    joint_with_others = rule(
        "joint_with_others",
        ~pl.col("joint_with").str.split(",").list.contains(pl.col("measure")),
        "joint_with must not name the figure's own measure",
    )
    not_part_of_itself = different("part_of", "figure_id")
    no_repeat_of_itself = different("repeat_of", "figure_id")
    quote_length = rule(
        "quote_length",
        pl.col("quote_end") - pl.col("quote_start") == pl.col("quote").str.len_chars(),
        "quote_end minus quote_start must be the number of characters of quote",
    )
    phrase_known = together("phrase", "phrase_start", "phrase_end")
    phrase_in_quote = rule(
        "phrase_in_quote",
        (pl.col("phrase_start") >= pl.col("quote_start"))
        & (pl.col("phrase_start") < pl.col("phrase_end"))
        & (pl.col("phrase_end") <= pl.col("quote_end"))
        & (
            pl.col("quote").str.slice(
                pl.col("phrase_start") - pl.col("quote_start"),
                (pl.col("phrase_end") - pl.col("phrase_start")).clip(0),
            )
            == pl.col("phrase")
        ),
        "phrase must stand in quote, from phrase_start to phrase_end",
    )
