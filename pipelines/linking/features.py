"""What of a report can be compared with another report, in one row per report.

Days are counted from 1970-01-01. Here stand the things to compare; scores.py compares them.
"""

from collections.abc import Sequence

import polars as pl

from pipelines.lexicons.place_names import fold, skeleton
from pipelines.linking.sources import SourceRules, load_source_rules
from schemas.codelists import MEASURES

PRECISE_PLACE = 3
"""Greatest UCDP where_prec that is a place: beyond it stand provinces, areas and countries."""
UNKNOWN_PRECISION = 2
MOST_RETRACTED_DAYS = 31
DAYS_REPORTED = 2
"""Days between an incident and the report of it that is withdrawn; our own bound."""
MOST_NAMES = 12
"""Names compared per article, the rarest first."""
COMMON_NAME_SHARE = 0.01
"""A name in more than this share of the articles tells nothing about the incident."""
RARE_NAME = 20
"""A name in no more articles than this is rare, however small the collection."""
SUMMARY = 2
"""UCDP's event_clarity of a report that sums up others."""
_NAME = r"\p{Lu}[\p{L}'’]{3,}"
_NUMBER_CODE = {measure: index * 10_000_000_000 for index, measure in enumerate(MEASURES)}


def report_features(
    reports: pl.DataFrame,
    figures: pl.DataFrame,
    articles: pl.DataFrame,
    rules: SourceRules | None = None,
) -> pl.DataFrame:
    """One row per report, in the order of report_id, `index` from 0.

    The order of the input rows changes nothing: pairs and clusters refer to the index.
    """
    words = capitalised_words(articles)
    return (
        reports.join(_publication(articles), on="article_id", how="left")
        .join(_numbers(figures), on="report_id", how="left")
        .join(article_names(words, articles.height), on="article_id", how="left")
        .join(_title_names(articles, words), on="article_id", how="left")
        .join(_place_names(reports, words), on="report_id", how="left")
        .sort("report_id")
        .with_row_index("index")
        .with_columns(
            ordinal=pl.col("report_id").rank("ordinal").over("article_id"),
            start=_told_day(pl.coalesce("date_start", "date_end")) - _days_reported(),
            end=_told_day(pl.coalesce("date_end", "date_start")),
            killed=pl.coalesce("killed_best", "killed_low"),
            region=pl.col("admin1").str.to_lowercase(),
            extent=_extent(),
            where_prec=pl.col("where_prec").fill_null(UNKNOWN_PRECISION),
            actors=_actor_words((rules or load_source_rules()).words["plain_actor"]),
            **_place_columns(reports),
        )
        .with_columns(
            days=pl.col("end") - pl.col("start") + 1,
            is_precise=(pl.col("where_prec") <= PRECISE_PLACE) & pl.col("latitude").is_not_null(),
        )
        .with_columns(
            pl.col("numbers", "earlier", "bases").fill_null([]),
            pl.col("names", "all_names", "title_names", "place_names").fill_null([]),
        )
    )


def _extent() -> pl.Expr:
    """1 where a report sums up others of its article, -1 where it is one of those, else 0."""
    is_part = pl.col("part_of_report").is_not_null().cast(pl.Int8)
    return (pl.col("event_clarity") == SUMMARY).fill_null(False).cast(pl.Int8) - is_part


def _told_day(day: pl.Expr) -> pl.Expr:
    """A day as a number; none for a retraction's wide range, which says when other things were."""
    is_wide = (pl.col("date_end") - pl.col("date_start")).dt.total_days() > MOST_RETRACTED_DAYS
    other = (pl.col("is_retraction") & is_wide).fill_null(False)
    return pl.when(~other).then(day).dt.epoch("d")


def _days_reported() -> pl.Expr:
    """By how many days an incident may be older than a retraction says, whose day is often the report's."""
    return pl.when(pl.col("is_retraction").fill_null(False)).then(DAYS_REPORTED).otherwise(0)


def _publication(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.select(
        "article_id",
        "text_group_id",
        "published_at",
        published=pl.col("published_at").dt.epoch("d"),
        original=pl.coalesce("duplicate_of", "article_id"),
    )


def _place_columns(reports: pl.DataFrame) -> dict[str, pl.Expr]:
    name = pl.coalesce("location_name", "location")
    known = reports.select(name.alias("name"))["name"].drop_nulls().unique().to_list()
    keys = {n: skeleton(fold(n)) or fold(n) for n in known}
    return {"place": name.replace_strict(keys, default=None, return_dtype=pl.String)}


def _actor_words(plain: Sequence[str]) -> pl.Expr:
    """The words that tell the parties; "civilians" or "armed men" tell nobody."""
    joined = pl.concat_str("actor1", "actor2", separator=" ", ignore_nulls=True)
    words = folded(joined).str.extract_all(r"[\p{L}\p{N}]{3,}").list.unique(maintain_order=True)
    return words.list.set_difference(pl.lit(list(plain)))


def folded(text: pl.Expr) -> pl.Expr:
    """Lower case without accents."""
    return text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()


def _spelled(names: pl.Series) -> pl.DataFrame:
    """Each name once, beside what its spellings share (`plain`): "Geskerou" is "Gueskérou"."""
    known = names.unique()
    plain = [skeleton(fold(name)) or fold(name) for name in known]
    return pl.DataFrame({"name": known, "plain": plain}, schema_overrides={"plain": pl.String})


def _numbers(figures: pl.DataFrame) -> pl.DataFrame:
    """Per report: its numbers (coded with their measure), its earlier dead, its dead less a part.

    `bases` are the totals that the report implies for before: 27 dead, 3 of them of their wounds.
    """
    counted = figures.filter(pl.col("report_id").is_not_null(), pl.col("unit") == "person")
    value = pl.coalesce("value_best", "value_low")
    code = value + pl.col("measure").replace_strict(_NUMBER_CODE, return_dtype=pl.Int64)
    is_dead = pl.col("measure") == "killed"
    stands = ~pl.col("is_superseded")
    total = value.filter(is_dead & stands & pl.col("part_of").is_null()).max()
    part = value.filter(is_dead & stands & pl.col("part_of").is_not_null() & (value > 0))
    return counted.group_by("report_id").agg(
        numbers=code.filter(stands, value >= 3).unique(),
        earlier=value.filter(is_dead & pl.col("is_superseded")).unique(),
        bases=(total - part).drop_nulls().unique(),
    )


def capitalised_words(articles: pl.DataFrame) -> pl.DataFrame:
    """The capitalised words of each article, folded (`plain`), with a code and n, their articles."""
    words = (
        articles.select("article_id", name=_title_and_text().str.extract_all(_NAME).list.unique())
        .explode("name")
        .drop_nulls("name")
    )
    spelled = _spelled(words["name"]).with_columns(
        code=pl.col("plain").rank("dense").cast(pl.UInt32)
    )
    words = words.join(spelled, on="name").unique(["article_id", "code"]).drop("name")
    return words.with_columns(n=pl.len().over("code"))


def _title_and_text() -> pl.Expr:
    return pl.concat_str("title", "text", separator="\n", ignore_nulls=True)


def _title_names(articles: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Per article the codes of the names in its title: mostly the place of its main incident."""
    name = pl.col("title").str.extract_all(_NAME)
    titles = articles.select("article_id", name=name).explode("name").drop_nulls("name")
    return (
        titles.join(_spelled(titles["name"]), on="name")
        .join(words.select("plain", "code").unique(), on="plain")
        .group_by("article_id")
        .agg(title_names=pl.col("code").unique())
    )


def article_names(words: pl.DataFrame, n_articles: int) -> pl.DataFrame:
    """Per article the codes of all its names (all_names) and of the rarest few (names)."""
    limit = max(RARE_NAME, int(n_articles * COMMON_NAME_SHARE))
    rare = pl.col("code").filter(pl.col("n").is_between(2, limit)).head(MOST_NAMES)
    ordered = words.sort("article_id", "n", "plain")
    return ordered.group_by("article_id").agg(all_names=pl.col("code"), names=rare)


def _place_names(reports: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    known = words.select("plain", "code").unique()
    name = pl.coalesce("location", "location_name")
    names = reports.select("report_id", name=name.str.extract_all(r"[\p{L}'’]{4,}"))
    names = names.explode("name").drop_nulls("name")
    return (
        names.join(_spelled(names["name"]), on="name")
        .join(known, on="plain")
        .group_by("report_id")
        .agg(place_names=pl.col("code").unique())
    )
