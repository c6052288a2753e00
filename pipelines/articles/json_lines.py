"""JSON lines (.jsonl, .ndjson): one object per line, read one line at a time."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipelines.articles.decoding import lines
from pipelines.articles.items import Items, RefusedError, Rejection, excerpt
from pipelines.articles.rows import Row, drafts


def read(path: Path) -> Items:
    """The articles of a file; a broken line is rejected and the next one read."""
    return drafts(_rows(path), path)


def _rows(path: Path) -> Iterator[Row | Rejection]:
    for number, line in enumerate(lines(path), start=1):
        place = f"{path.as_posix()}, line {number}"
        if isinstance(line, RefusedError):
            yield Rejection(place, path.stem, line)
        elif line.strip():
            yield _row(line, place, path.stem)


def _row(line: str, place: str, stem: str) -> Row | Rejection:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"{error.msg.removesuffix(' at')}, character {error.pos + 1} of the line"
    except (ValueError, RecursionError) as error:
        reason = str(error) or "it is nested too deep"
    else:
        if isinstance(values, dict):
            return place, values
        reason = f"it is a {type(values).__name__}, no object"
    refused = RefusedError(
        "line_is_json_object",
        f"the line is no JSON object ({reason})",
        'write one object per line, such as {"id": "a1", "published": "2019-08-15", "text": "…"}',
    )
    return Rejection(place, stem, refused, {"line": excerpt(line)})
