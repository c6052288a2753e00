"""Plain text (.txt): one article per file; a date header at its beginning stays in the text."""

from pipelines.articles.decoding import decode
from pipelines.articles.items import Draft, Items


def read(data: bytes, location: str, reference: str) -> Items:
    """The one article of a file; RefusedError where the bytes are no text."""
    yield Draft(decode(data), source_ref=reference, source_path=location, place=location)
