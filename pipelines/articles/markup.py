"""HTML fragments of feeds → text: paragraphs apart, white space as a browser shows it.

Whole pages, where the article must be found among menus, are read in pages.
"""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol"),
        *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)
_HIDDEN = frozenset({"script", "style", "template"})
_PARAGRAPH_END, _LINE_END = "\0", "\1"


def strip_markup(fragment: str) -> str:
    """The text of an HTML fragment; blocks are parted by an empty line, <br> by a line end."""
    parser = _TextParser()
    parser.feed(fragment)
    parser.close()
    shown = re.sub(r"[ \t\r\n\f]+", " ", "".join(parser.pieces))
    paragraphs = (_lines(part) for part in shown.split(_PARAGRAPH_END))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _lines(paragraph: str) -> str:
    return "\n".join(line.strip(" ") for line in paragraph.split(_LINE_END)).strip("\n")


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self._mark(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace(_PARAGRAPH_END, "").replace(_LINE_END, ""))

    def _mark(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append(_PARAGRAPH_END)
        elif tag == "br":
            self.pieces.append(_LINE_END)
