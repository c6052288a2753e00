"""Articles not read yet → rows of the extracted tables, in one process or several side by side.

Which rows an article gives is decided in extract, who reads it in readers, which rows pass in
quarantine.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.lexicons import extractor_version, known_languages
from pipelines.quarantine import admit
from pipelines.readers import read
from pipelines.readers.shards import local_url
from pipelines.resources import LOG, Progress, Settings
from pipelines.warehouse import Warehouse

STAGE = "extract"
BATCH_SIZE = 2500
"""Articles read at once: rules cost a sixth of a second a batch, however small."""
_log = logging.getLogger(LOG)


def extract_pending(warehouse: Warehouse, settings: Settings, progress: Progress) -> int:
    """Read every article that these words and rules have not read; the number of rejected rows."""
    version, languages = extractor_version(profile=settings.number_profile), known_languages()
    unread = Counter[str]()
    total, done, quarantined = _pending(warehouse, version), 0, 0
    progress(STAGE, done, total)
    wanted = _wanted(warehouse.pending_articles(version, BATCH_SIZE), settings)
    for articles, extracted in read(
        wanted,
        settings.number_profile,
        workers=settings.workers,
        scheduler=settings.scheduler,
        shards=settings.shards or local_url(settings.folder / "shards"),
    ):
        admitted = admit(extracted, now=warehouse.now)
        warehouse.replace_extracted(
            articles["article_id"].to_list(),
            admitted.accepted,
            admitted.rejected,
            version=version,
            n_read=sum(map(len, extracted.values())),
            languages=languages,
        )
        unread.update(code or "none" for code in articles["language"] if code not in languages)
        done, quarantined = done + len(articles), quarantined + len(admitted.rejected)
        progress(STAGE, done, total)
    _say_unread(unread)
    return quarantined


def _say_unread(languages: Counter[str]) -> None:
    if languages:
        told = ", ".join(f"{code} {n:,}" for code, n in sorted(languages.items()))
        _log.warning(
            "%d articles are in languages that have no words, so no figure is read in them (%s);"
            " core.extraction_log names them; add words in seeds/lang",
            languages.total(),
            told,
        )


def _wanted(batches: Iterable[pl.DataFrame], settings: Settings) -> Iterator[pl.DataFrame]:
    """Batches without the articles in languages not asked for, which go on waiting."""
    for batch in batches:
        if settings.languages:
            batch = batch.filter(pl.col("language").is_in(settings.languages))
        yield batch


def _pending(warehouse: Warehouse, version: str) -> int:
    row = warehouse.connection.execute(
        "select (select count(*) from raw.articles)"
        " - (select count(*) from core.extraction_log where extractor_version = $version)",
        {"version": version},
    ).fetchone()
    return row[0] if row else 0
