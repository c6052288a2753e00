"""A row of JSONL, CSV or Parquet → a draft: which keys count and of what kind their values are.

How a row is cut out of its file stands in the module of each format.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from pipelines.articles.items import Draft, Items, RefusedError, Rejection

KEYS = ("id", "url", "title", "text", "published", "language", "lang", "publisher")

Row = tuple[str, Mapping[str, object]]
"""Where it stands ("file.csv, line 3"), and its keys and values."""


def drafts(rows: Iterable[Row | Rejection], path: Path) -> Items:
    """One draft or rejection per row of the file `path`; keys that are not in KEYS are ignored."""
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            continue
        place, values = row
        known = {key: values[key] for key in KEYS if key in values and not _is_nan(values[key])}
        try:
            yield _draft(known, path, place)
        except RefusedError as refused:
            yield Rejection(place, str(known.get("id") or path.stem), refused, known)


def no_text_column(names: Iterable[str]) -> RefusedError:
    """The refusal of a table without a column of texts."""
    found = ", ".join(names)
    return RefusedError(
        "table_has_texts",
        f"there is no column text among {found}" if found else "there is no column text, nor any",
        f"name the columns {', '.join(KEYS)}; only text must be there",
        column="text",
    )


def _draft(values: Mapping[str, object], path: Path, place: str) -> Draft:
    text = values.get("text")
    if not isinstance(text, str):
        raise RefusedError(
            "text_is_present",
            "the row has no text" if text is None else "its text is no string",
            "put the article's text under the key text",
            column="text",
        )
    return Draft(
        text=text,
        source_ref=_scalar(values, "id") or path.stem,
        source_path=path.as_posix(),
        place=place,
        url=_scalar(values, "url"),
        title=_scalar(values, "title"),
        published=_scalar(values, "published"),
        language=_scalar(values, "language") or _scalar(values, "lang"),
        publisher=_scalar(values, "publisher"),
    )


def _is_nan(value: object) -> bool:
    """Some tools write NaN where a value is missing."""
    return isinstance(value, float) and math.isnan(value)


def _scalar(values: Mapping[str, object], key: str) -> str | None:
    """The value as text; dates and numbers (an id 17, a year 2019) as they are written."""
    value = values.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise RefusedError(
        "value_is_text", f"{key} holds a {type(value).__name__}", "write it as text", column=key
    )
