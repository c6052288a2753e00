"""Parquet files, read piece by piece; dates and timestamps become ISO 8601 text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.articles.items import Items, RefusedError
from pipelines.articles.rows import KEYS, Row, drafts, no_text_column

_ROWS_AT_ONCE = 1000


def read(path: Path) -> Items:
    """The articles of a file; RefusedError where it is no (whole) Parquet file."""
    return drafts(_rows(path), path)


def _rows(path: Path) -> Iterator[Row]:
    # loaded on first use: it takes half a second
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if "text" not in names:
                raise no_text_column(names)
            columns = [name for name in KEYS if name in names]
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
                for values in _in_microseconds(batch).to_pylist():
                    number += 1
                    yield f"{path.as_posix()}, row {number}", values
    except (pa.ArrowException, OSError) as error:
        raise RefusedError(
            "file_is_parquet",
            f"the file can't be read as Parquet after row {number} ({error})",
            "write the file anew",
        ) from error


def _in_microseconds(batch: Any) -> Any:
    """Python knows no nanoseconds, and no article needs them."""
    import pyarrow as pa

    fields = [
        field.with_type(pa.timestamp("us", field.type.tz))
        if pa.types.is_timestamp(field.type)
        else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)
