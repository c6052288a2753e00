"""Words that tell what became of people: columns of true and false.

The words stand in seeds/linking_words.csv. What follows from them stands in claims.py and replay.py.
"""

import polars as pl

from pipelines.linking.sources import SourceRules

LONGEST_SENTENCE = 400
"""Characters after a figure in which the end of its sentence is looked for."""


def figure_cues(figures: pl.DataFrame, articles: pl.DataFrame, rules: SourceRules) -> pl.DataFrame:
    """Adds died_of_wounds (by the quote) and is_found_alive (by the rest of the sentence).

    Only the dead may have died of wounds, only the missing be found.
    """
    missing = figures.filter(pl.col("measure") == "missing").join(
        articles.select("article_id", "text"), on="article_id"
    )
    rest = pl.col("text").str.slice(pl.col("quote_start"), LONGEST_SENTENCE)
    sentence = rest.str.extract(r"^([^.\n]*)")
    found = missing.filter(_says(sentence, rules, "found_alive"))["figure_id"]
    is_dead = pl.col("measure") == "killed"
    return figures.with_columns(
        died_of_wounds=is_dead & _says(pl.col("quote"), rules, "died_of_wounds"),
        is_found_alive=pl.col("figure_id").is_in(found.implode()),
    )


def _says(text: pl.Expr, rules: SourceRules, meaning: str) -> pl.Expr:
    plain = text.str.to_lowercase().str.replace_all("’", "'", literal=True)
    return plain.str.contains_any(list(rules.words[meaning])).fill_null(False)
