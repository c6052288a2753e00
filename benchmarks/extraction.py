"""Articles a second and core: extraction beside spaCy, dateparser and the bare decoding of UTF-8."""

import sys
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

import polars as pl

from benchmarks.articles import DENSE, MIXED, write
from benchmarks.measures import Measure, median_ratio, side_by_side
from pipelines.articles import read_batches
from pipelines.extract.tables import extract_batch
from pipelines.lexicons import load_seeds

_ARTICLES = 300
_FOR_SLOW_ONES = 10
NOW = datetime(2026, 1, 1)
MODEL = "fr_core_news_sm"
_SLOWER = {"spacy": "≥ 90", "dateparser": ""}
"""What is to be how many times slower than extraction from dense text."""


def measure(folder: Path, rounds: int) -> list[Measure]:
    """Extraction from dense and mixed text, and how it compares with what others do at least."""
    dense, mixed = (_frame(folder, share) for share in (DENSE, MIXED))
    texts = dense.filter(pl.col("language") == "fr")["text"].to_list()[:_FOR_SLOW_ONES]
    raw = [text.encode() for text in dense["text"]]
    seeds = load_seeds()
    tasks: dict[str, tuple[int, Callable[[], object]]] = {
        "dense": (len(dense), lambda: extract_batch(dense, seeds)),
        "mixed": (len(mixed), lambda: extract_batch(mixed, seeds)),
        "decode": (len(raw) * 100, lambda: [one.decode() for _ in range(100) for one in raw]),
        "dateparser": (len(texts), _search_dates(texts)),
    }
    if spacy := _spacy(texts):
        tasks["spacy"] = (len(texts), spacy)
    for _, task in tasks.values():
        task()  # what is loaded on first use is loaded now
    seconds = side_by_side({name: task for name, (_, task) in tasks.items()}, rounds)
    each = {name: [s / tasks[name][0] for s in found] for name, found in seconds.items()}
    reach = {"dense": "≥ 2,000", "mixed": "≥ 15,000"}
    length = f"{dense['text'].str.len_chars().mean():,.0f} characters"
    return [
        *(
            Measure(
                f"{name}, {length}", 1 / median(s), "articles/s/core", rounds, reach.get(name, "")
            )
            for name, s in each.items()
        ),
        *(
            Measure(f"{name} by dense", median_ratio(each[name], each["dense"]), "times", rounds, r)
            for name, r in _SLOWER.items()
            if name in each
        ),
        Measure("dense by decode", median_ratio(each["dense"], each["decode"]), "times", rounds),
    ]


def _frame(folder: Path, share: float) -> pl.DataFrame:
    path = write(folder / f"{share:g}.parquet", 0, _ARTICLES, share)
    return pl.concat([batch.articles for batch in read_batches([str(path)], now=NOW)])


def _search_dates(texts: list[str]) -> Callable[[], object]:
    from dateparser.search import search_dates

    return lambda: [search_dates(text, languages=["fr"]) for text in texts]


def _spacy(texts: list[str]) -> Callable[[], object] | None:
    """Tokens, named entities and dependencies, without what else the pipeline can do."""
    try:
        import spacy

        warnings.simplefilter("ignore")
        nlp = spacy.load(MODEL, exclude=["morphologizer", "attribute_ruler", "lemmatizer"])
    except (ImportError, OSError) as error:
        print(f"without spaCy: {error}; `make bench` installs it", file=sys.stderr)
        return None
    return lambda: list(nlp.pipe(texts))
