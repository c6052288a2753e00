"""RSS and Atom (.xml, .rss, .atom, URLs): one article per entry, its content or its summary."""

from io import BytesIO
from typing import Any

from pipelines.articles.items import Draft, Items, RefusedError, Rejection
from pipelines.articles.markup import strip_markup
from pipelines.articles.sources import WEB

_NOT_A_FEED = RefusedError(
    "file_is_a_feed", "no entry of RSS or Atom is found", "check that this is a feed"
)


def read(data: bytes, location: str, reference: str) -> Items:
    """The entries of a feed; where its XML breaks off, what stood before is read."""
    # loaded on first use: most runs read no feed
    import feedparser

    feed: Any = feedparser.parse(BytesIO(data))
    if not feed.entries:
        raise _NOT_A_FEED
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{location}, entry {number}"
        source_ref = entry.get("id") or entry.get("link") or reference
        if text := _text(entry):
            yield _draft(entry, feed.feed, text, source_ref, location, place)
        else:
            yield Rejection(place, source_ref, _no_text(), {"title": entry.get("title")})
    line = getattr(feed.get("bozo_exception"), "getLineNumber", None)
    if line:
        yield Rejection(location, reference, _broken(line(), len(feed.entries)))


def _draft(
    entry: Any,
    feed: Any,
    text: str,
    source_ref: str,
    location: str,
    place: str,
) -> Draft:
    return Draft(
        text,
        source_ref=source_ref,
        source_path=location,
        place=place,
        url=_url(entry),
        title=strip_markup(entry.get("title", "")) or None,
        published=entry.get("published") or entry.get("updated"),
        language=entry.get("language") or feed.get("language"),
        publisher=entry.get("source", feed).get("title"),
    )


def _url(entry: Any) -> str | None:
    """The link of an entry; feedparser puts the id there where no link is given."""
    link = str(entry.get("link", ""))
    return link if link.startswith(WEB) else None


def _text(entry: Any) -> str:
    contents = [*entry.get("content", []), entry.get("summary_detail", {})]
    found = next((content for content in contents if content.get("value", "").strip()), None)
    if found is None:
        return ""
    return found.value if found.get("type") == "text/plain" else strip_markup(found.value)


def _no_text() -> RefusedError:
    return RefusedError(
        "text_is_present", "the entry has neither content nor summary", "read the page itself"
    )


def _broken(line: int, entries: int) -> RefusedError:
    return RefusedError(
        "feed_is_well_formed",
        f"the XML is broken at line {line}; {entries} entries were read, more may be missing",
        "fetch or write the feed anew",
    )
