"""The moment that a run records: given in words, else the clock's. Dates of texts are elsewhere."""

from datetime import UTC, datetime


def moment(text: str) -> datetime:
    """The moment that `text` gives in ISO 8601, UTC where it names no zone; the clock where empty.

    Raises ValueError where it can't be read.
    """
    if not text:
        return datetime.now(UTC)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment; write it as 2019-08-15T10:00Z") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
