"""Web pages (.html): the article among menus and advertisements, and what the head says of it.

Only dates that the page states as such are taken; none is guessed out of its text or address.
"""

import re
from typing import TYPE_CHECKING

from pipelines.articles.decoding import decode
from pipelines.articles.items import Draft, Items, RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def read(data: bytes, location: str, reference: str) -> Items:
    """The one article of a page; RefusedError where no text is found."""
    # loaded on first use: it takes half a second
    from trafilatura import bare_extraction, load_html

    declared = _DECLARED.search(data[:_HEAD_BYTES])
    page = decode(data, declared[1].decode("ascii") if declared else None)
    tree = load_html(_XML_DECLARATION.sub("", page))
    if tree is None:
        raise _no_article()
    published, publisher = _meta(tree, "article:published_time"), _meta(tree, "og:site_name")
    found = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise _no_article()
    yield Draft(
        found.text.removeprefix(f"{found.title}\n"),
        source_ref=reference,
        source_path=location,
        place=location,
        url=found.url or (location if location.startswith("http") else None),
        title=found.title,
        published=published or found.date,
        publisher=publisher,
    )


def _no_article() -> RefusedError:
    return RefusedError(
        "page_holds_an_article", "no article is found in this page", "save its text as a .txt file"
    )


def _meta(tree: "HtmlElement", name: str) -> str | None:
    values = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return str(values[0]).strip() or None if values else None
