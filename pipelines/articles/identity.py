"""Ids of articles: content hashes, so that the same input has the same ids everywhere.

The ids of figures, reports and incidents are made where those are made.
"""

import hashlib
import json
import re

from pipelines.articles.publication import header

ID_HEX_DIGITS = 16
"""64 bits of SHA-256: among ten million articles a chance of 1 in 370,000 of any collision."""

_WORD = re.compile(r"[^\W_]+")


def article_id(
    text: str, source_ref: str, url: str | None, publisher: str | None, published: str | None
) -> str:
    """The id of one version of an article: another text, place or date makes another id."""
    return _short(json.dumps([text, source_ref, url, publisher, published], ensure_ascii=False))


def text_group_id(text: str) -> str:
    """The id that republications share: case, punctuation, white space and date header don't count.

    Words stay apart ("1,5" is not "15"), so a corrected number is another text.
    """
    found = header(text)
    body = text[found.end() :] if found else text
    return _short(" ".join(_WORD.findall(body.casefold())))


def text_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _short(content: str) -> str:
    return text_sha256(content)[:ID_HEX_DIGITS]
