"""A draft → a row of raw.articles, a rejection → a row of core.quarantine.

Reading of files stands in the formats; what an article says is none of this package's business.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from pipelines.articles.identity import article_id, text_group_id, text_sha256
from pipelines.articles.items import Draft, RefusedError, Rejection
from pipelines.articles.languages import language_of
from pipelines.articles.publication import header, read_publication

Row = Mapping[str, object]
STAGE = "ingest"
AHEAD_OF_UTC = timedelta(hours=14)  # of the zone where a day begins first (UTC+14)
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
"""A lone surrogate; neither UTF-8 nor JSON has a place for it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: a row of raw.articles, or one of core.quarantine; a line on a flaw."""

    article: Row | None = None
    rejected: Row | None = None
    warning: str | None = None


def outcome(item: Draft | Rejection, recorded_at: datetime) -> Outcome:
    """The row of an item, or what was wrong with it."""
    if isinstance(item, Rejection):
        return Outcome(rejected=quarantine_row(item, recorded_at))
    try:
        row = article_row(item, recorded_at)
    except RefusedError as refused:
        return Outcome(rejected=quarantine_row(refused_draft(item, refused), recorded_at))
    return Outcome(row, warning=date_warning(item, row, recorded_at))


def article_row(draft: Draft, recorded_at: datetime) -> dict[str, object]:
    """One row of raw.articles; RefusedError where the text or another field can't be kept."""
    text = unicodedata.normalize("NFC", draft.text)
    names = [_nfc(value) for value in (draft.source_ref, draft.url, draft.publisher, draft.title)]
    _refuse_unfit(text, names)
    source_ref, url, publisher, title = names
    dated = header(text)
    language = language_of(draft.language, text[dated.end() :] if dated else text)
    published_text = _nfc(draft.published) or (dated[1] if dated else None)
    published = read_publication(published_text, language) if published_text else None
    return {
        "article_id": article_id(text, source_ref or "", url, publisher, published_text),
        "text_group_id": text_group_id(text),
        "source_ref": source_ref,
        "url": url,
        "publisher": publisher,
        "title": title,
        "language": language,
        "published_text": published_text,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
        "published_at": published.at if published else None,
        "text": text,
        "text_sha256": text_sha256(text),
        "source_path": draft.source_path,
        "recorded_at": recorded_at,
    }


def date_warning(draft: Draft, row: Row, recorded_at: datetime) -> str | None:
    """One line where a publication date is written but can't be read, or has not come yet."""
    start = row["published_start"]
    if isinstance(start, date) and start > (recorded_at + AHEAD_OF_UTC).date():
        return (
            f"{draft.place}: '{row['published_text']}' lies after the run; the article is kept with "
            "this date; correct it if it is a slip"
        )
    if row["published_text"] is None or start is not None:
        return None
    return (
        f"{draft.place}: {row['published_text']!r} is no publication date that can be read; the "
        "article is kept without one; write it as 2019, 2019-08, 2019-08-15 or 2019-08-15T10:00Z"
    )


def refused_draft(draft: Draft, refused: RefusedError) -> Rejection:
    """The rejection of an article that was read but can't be kept."""
    return Rejection(draft.place, draft.source_ref, refused, asdict(draft))


def quarantine_row(rejection: Rejection, recorded_at: datetime) -> dict[str, object]:
    """One row of core.quarantine; `row` is JSON and always says where the trouble stands."""
    row = {"place": rejection.place, **rejection.row}
    written = json.dumps(row, ensure_ascii=False, default=str)
    return {
        "stage": STAGE,
        "table_name": "raw.articles",
        "source_ref": _printable(rejection.source_ref),
        "row": _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", written),
        "column": rejection.refused.column,
        "rule": rejection.refused.rule,
        "error": _printable(rejection.error),
        "recorded_at": recorded_at,
    }


def _nfc(value: str | None) -> str | None:
    return unicodedata.normalize("NFC", value) if value else None


def _refuse_unfit(text: str, names: list[str | None]) -> None:
    if not any(character.isalnum() for character in text):
        raise RefusedError(
            "text_is_present", "the text holds no word", "put the article's text there", "text"
        )
    whole = "".join([text, *(name for name in names if name)])
    if "\0" in whole or not _is_encodable(whole):
        raise RefusedError(
            "characters_are_valid",
            "it holds a NUL character or half a character (a lone surrogate)",
            "take the character out",
            "text",
        )


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
