"""Parquet shards in a folder that several machines reach: file://, s3:// and what else obstore knows.

A shard is a batch of articles and, once a worker has read it, the tables found in it. Its name is a
hash of the articles and of the version that reads them; a table is there as a whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from schemas import EXTRACTED

if TYPE_CHECKING:
    from obstore.store import ObjectStore

ARTICLES = "articles"
_NAME_BYTES = 10


@dataclass(frozen=True)
class Shards:
    """The folder at `url`; access to object stores is set as obstore reads it (AWS_… and the like)."""

    url: str

    def put_articles(self, articles: pl.DataFrame, version: str) -> str:
        """Write articles to be read by this version; the name of their shard."""
        ids = "\n".join([version, *articles["article_id"]])
        name = blake2b(ids.encode(), digest_size=_NAME_BYTES).hexdigest()
        self._put(name, ARTICLES, articles)
        return name

    def articles(self, name: str) -> pl.DataFrame:
        """The articles of a shard; raises FileNotFoundError where there is none of this name."""
        return self._get(name, ARTICLES)

    def put_extracted(self, name: str, extracted: Mapping[str, pl.DataFrame]) -> None:
        """Write what was read from a shard."""
        for table in EXTRACTED:
            self._put(name, table, extracted[table])

    def extracted(self, name: str) -> dict[str, pl.DataFrame] | None:
        """What was read from a shard, None as long as not all of it is there."""
        try:
            return {table: self._get(name, table) for table in EXTRACTED}
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Delete a shard whose tables are kept elsewhere by now."""
        self._store.delete([_path(name, part) for part in (ARTICLES, *EXTRACTED)])

    def _put(self, name: str, part: str, rows: pl.DataFrame) -> None:
        # an object, and with obstore a local file too, is there as a whole or not at all
        buffer = BytesIO()
        rows.write_parquet(buffer)
        self._store.put(_path(name, part), buffer.getvalue())

    def _get(self, name: str, part: str) -> pl.DataFrame:
        return pl.read_parquet(bytes(self._store.get(_path(name, part)).bytes()))

    @cached_property
    def _store(self) -> "ObjectStore":
        from obstore.store import LocalStore, from_url

        if self.url.startswith("file://"):
            return LocalStore.from_url(self.url, mkdir=True)
        return from_url(self.url)


def local_url(folder: Path) -> str:
    """The URL of a folder of this machine."""
    return folder.absolute().as_uri()


def _path(name: str, part: str) -> str:
    return f"{name}/{part}.parquet"
