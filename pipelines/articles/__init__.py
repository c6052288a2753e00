"""Files and feeds → rows of raw.articles: paths, decoding, formats, publication interval, ids.

What belongs here: everything up to the article as it was written, and a plain line for all that
can't be read. What does not: what the text means (extract), and how rows are kept (warehouse).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path

import polars as pl

from pipelines.articles import csv_rows, feeds, json_lines, pages, parquet_rows, plain
from pipelines.articles.decoding import read_document
from pipelines.articles.items import Draft, Items, RefusedError, Rejection
from pipelines.articles.records import Outcome, Row, outcome
from pipelines.articles.sources import expand, without_login
from pipelines.processes import side_by_side
from schemas import frame

BATCH_SIZE = 1000
WORTH_SHARING = 10
"""Batches from which processes of their own pay: they take a second to start, as long as ten batches."""
Chunk = list[Draft | Rejection]

TABLES: Mapping[str, Callable[[Path], Items]] = {
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".csv": csv_rows.read,
    ".parquet": parquet_rows.read,
}
DOCUMENTS: Mapping[str, Callable[[bytes, str, str], Items]] = {
    ".txt": plain.read,
    ".html": pages.read,
    ".htm": pages.read,
    ".xml": feeds.read,
    ".rss": feeds.read,
    ".atom": feeds.read,
}


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Rows of raw.articles (duplicate_of and superseded_by NULL) and of core.quarantine.

    `n_repeated` counts articles that were read before in this run, `warnings` are lines on
    articles that were read with a flaw (a publication date that is none).
    """

    articles: pl.DataFrame
    rejected: pl.DataFrame
    n_repeated: int = 0
    warnings: tuple[str, ...] = ()


def read_batches(
    inputs: Sequence[str],
    *,
    now: datetime,
    batch_size: int = BATCH_SIZE,
    allow_private: bool = False,
    workers: int = 1,
) -> Iterator[ReadBatch]:
    """Read files, folders, globs and URLs, at most `batch_size` articles at a time.

    What can't be read becomes a row of `rejected` and the reading goes on. `now` is recorded_at;
    without a time zone it is UTC. `allow_private` lets URLs lead to private addresses. With `workers`,
    so many processes make the rows of what is long enough; files and feeds are opened by this one.
    """
    recorded_at = now if now.tzinfo is None else now.astimezone(UTC).replace(tzinfo=None)
    seen: set[str] = set()
    chunks = _chunks(_items(inputs, allow_private), batch_size)
    work = partial(_outcomes, recorded_at=recorded_at)
    first = list(islice(chunks, WORTH_SHARING)) if workers > 1 else []
    if len(first) == WORTH_SHARING:
        read = side_by_side(work, chain(first, chunks), workers)
    else:
        read = ((chunk, work(chunk)) for chunk in chain(first, chunks))
    for _, outcomes in read:
        yield _batch(outcomes, seen)


def _chunks(items: Items, size: int) -> Iterator[Chunk]:
    while chunk := list(islice(items, size)):
        yield chunk


def _outcomes(chunk: Chunk, recorded_at: datetime) -> list[Outcome]:
    return [outcome(item, recorded_at) for item in chunk]


def _items(inputs: Sequence[str], allow_private: bool) -> Items:
    for source in expand(inputs):
        if isinstance(source, Rejection):
            yield source
        else:
            yield from _source(source, allow_private)


def _source(source: Path | str, allow_private: bool) -> Items:
    location = source.as_posix() if isinstance(source, Path) else without_login(source)
    reference = source.stem if isinstance(source, Path) else location
    is_empty = True
    try:
        for item in _file(source) if isinstance(source, Path) else _web(source, allow_private):
            is_empty = False
            yield item
        if is_empty:
            raise RefusedError("source_holds_articles", "it holds no article", "remove it")
    except RefusedError as refused:
        yield Rejection(location, reference, refused)
    except OSError as error:
        reason = error.strerror or str(error)
        refused = RefusedError("file_is_readable", f"can't be read: {reason}", "check the file")
        yield Rejection(location, reference, refused)


def _file(path: Path) -> Items:
    ending = path.suffix.lower()
    if ending in TABLES:
        return TABLES[ending](path)
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](read_document(path), path.as_posix(), path.stem)
    known = " ".join([*DOCUMENTS, *TABLES])
    raise RefusedError(
        "ending_is_known", f"the ending {ending or 'of its name'} is not known", f"use {known}"
    )


def _web(url: str, allow_private: bool) -> Items:
    # loaded on first use: most runs read files only
    from pipelines.articles.fetching import fetch

    answer = fetch(url, allow_private=allow_private)
    location = without_login(url)
    return (pages if answer.is_page else feeds).read(answer.body, location, location)


def _batch(outcomes: Sequence[Outcome], seen: set[str]) -> ReadBatch:
    articles: list[Row] = []
    rejected: list[Row] = []
    warnings: list[str] = []
    for one in outcomes:
        if one.rejected is not None:
            rejected.append(one.rejected)
        elif one.article is not None and str(one.article["article_id"]) not in seen:
            seen.add(str(one.article["article_id"]))
            articles.append(one.article)
            warnings += [one.warning] if one.warning else []
    return ReadBatch(
        frame("raw.articles", articles),
        frame("core.quarantine", rejected),
        len(outcomes) - len(articles) - len(rejected),
        tuple(warnings),
    )
