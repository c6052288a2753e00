"""Bytes → text: UTF-8 first, then what a page declares, then the likeliest old encoding.

Nothing is translated but the encoding: line ends, blanks and odd characters stay as they are.
"""

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from charset_normalizer import from_bytes

from pipelines.articles.items import RefusedError

MAX_DOCUMENT_BYTES = 20_000_000
"""One article, page, feed or line; the longest newspaper article is a hundredth of it."""

MAX_CONTROL_SHARE = 0.01
"""Text holds next to no control characters besides white space; a program or picture does."""

_SAMPLE_BYTES = 65_536
_OLD_ENCODINGS = (
    ["cp1252", "mac_roman", "cp850"],
    ["cp1250", "cp1251", "koi8_r", "cp1256", "iso8859_15"],
)
"""First those of French and English: offered all at once, cp1250 won over them (measured)."""
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = ("utf-16", "utf-32")  # as spreadsheets save "Unicode text"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_document(path: Path) -> bytes:
    """The bytes of a file that is one document; RefusedError where it is too large."""
    if path.stat().st_size > MAX_DOCUMENT_BYTES:
        raise too_large("the file")
    return path.read_bytes()


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is an encoding that the document names for itself.

    RefusedError where the bytes are no text in any encoding that is tried.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise _no_text()
    text = _first_that_fits(data, [encoding] if encoding else ["utf-8", declared])
    if text is None and not encoding:
        text = _first_that_fits(data, [_likeliest_encoding(data)])
    if text is None or len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise _no_text()
    return text


def lines(path: Path) -> Iterator[str | RefusedError]:
    """The lines of a long file, one at a time, with their line ends.

    A line that is no UTF-8 is read in the encoding that the lines like it share; a file that opens with
    the mark of UTF-16 or UTF-32 is in it.
    """
    with path.open("rb") as file:
        begins = file.read(len(codecs.BOM_UTF32_LE))
    if wide := next(
        (n for mark, n in _MARKS.items() if n in _WIDE and begins.startswith(mark)), None
    ):
        yield from _wide_lines(path, wide)
        return
    old_encoding: str | None = None
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_DOCUMENT_BYTES), b"")):
            if len(line) == MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
                _skip_line(file)
                yield too_large("the line")
            elif b"\0" in line:
                yield _no_text()
            elif (text := _first_that_fits(line, ["utf-8" if number else "utf-8-sig"])) is None:
                old_encoding = old_encoding or _old_encoding_of_lines(line, file)
                yield _first_that_fits(line, [old_encoding]) or _no_text()
            else:
                yield text


def _wide_lines(path: Path, encoding: str) -> Iterator[str | RefusedError]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield from iter(lambda: file.readline(MAX_DOCUMENT_BYTES), "")
    except UnicodeError:
        yield _no_text()


def too_large(what: str) -> RefusedError:
    """The refusal of a document of more than MAX_DOCUMENT_BYTES."""
    return RefusedError(
        "document_is_small_enough",
        f"{what} is larger than {MAX_DOCUMENT_BYTES // 1_000_000} MB",
        "split it: one article per file, or one per line of a .jsonl file",
    )


def _no_text() -> RefusedError:
    return RefusedError(
        "bytes_are_text", "these bytes are no text", "save it as plain text in UTF-8, or remove it"
    )


def _skip_line(file: BufferedReader) -> None:
    while (piece := file.readline(MAX_DOCUMENT_BYTES)) and not piece.endswith(b"\n"):
        pass


def _first_that_fits(data: bytes, encodings: list[str | None]) -> str | None:
    for encoding in encodings:
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _old_encoding_of_lines(line: bytes, file: BufferedReader) -> str | None:
    position = file.tell()
    ahead = file.read(_SAMPLE_BYTES).splitlines(keepends=True)[:-1]
    file.seek(position)
    alike = [line, *(other for other in ahead if _first_that_fits(other, ["utf-8"]) is None)]
    return _likeliest_encoding(b"".join(alike))


def _likeliest_encoding(data: bytes) -> str | None:
    for encodings in _OLD_ENCODINGS:
        if best := from_bytes(data[:_SAMPLE_BYTES], cp_isolation=encodings).best():
            return best.encoding
    return None
