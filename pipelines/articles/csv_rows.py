"""CSV with a header line; comma, semicolon or tab between the columns, quotes as in RFC 4180."""

import csv
from collections.abc import Iterator
from pathlib import Path

from pipelines.articles.decoding import MAX_DOCUMENT_BYTES, lines
from pipelines.articles.items import Items, RefusedError, Rejection, excerpt
from pipelines.articles.rows import Row, drafts, no_text_column

_DELIMITERS = (",", ";", "\t")


def read(path: Path) -> Items:
    """The articles of a file; a row with too few or too many columns is rejected."""
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    return drafts(_rows(path), path)


def _rows(path: Path) -> Iterator[Row | Rejection]:
    texts = _decoded(path)
    first = next(texts, "")
    delimiter = max(_DELIMITERS, key=first.count)
    header = _header(first, delimiter)
    reader = csv.reader(texts, delimiter=delimiter, strict=True)
    while True:
        place = f"{path.as_posix()}, line {reader.line_num + 2}"
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejection(place, path.stem, _broken_quotes(error))
            continue
        if len(values) == len(header):
            yield place, dict(zip(header, (value or None for value in values), strict=True))
        elif values:
            refused = _ragged(len(values), len(header))
            yield Rejection(place, path.stem, refused, {"line": excerpt(delimiter.join(values))})


def _header(line: str, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise _broken_quotes(error) from error
    header = [name.strip().lower() for name in names]
    if "text" not in header:
        raise no_text_column(header)
    return header


def _decoded(path: Path) -> Iterator[str]:
    for line in lines(path):
        if isinstance(line, RefusedError):
            raise line
        yield line


def _ragged(found: int, expected: int) -> RefusedError:
    return RefusedError(
        "row_has_all_columns",
        f"the row has {found} columns, the header {expected}",
        'put values that hold a separator or a line end into double quotes ("…")',
    )


def _broken_quotes(error: csv.Error) -> RefusedError:
    return RefusedError(
        "quotes_are_closed",
        f"the row can't be cut into columns ({error})",
        'close the quotes, and write a quote within a value twice ("")',
    )
