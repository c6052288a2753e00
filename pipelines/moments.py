"""The moment that a run records, and the day whose state it makes. Dates of texts are elsewhere."""

from datetime import UTC, date, datetime


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


def day(text: str) -> date | None:
    """The day that `text` gives as 2019-08-15; None where empty. Raises ValueError for other words."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it as 2019-08-15") from None
