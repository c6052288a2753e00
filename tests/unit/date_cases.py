"""What the tests of time expressions share: both languages' words, dates as people write them."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from pipelines.lexicons.dates import load_date_words

SEEDS = Path(__file__).parents[2] / "seeds" / "lang"
WORDS = {language: load_date_words(SEEDS / f"{language}.yaml") for language in ("fr", "en")}


def published_interval(written: str | date | None) -> tuple[date | None, date | None]:
    """2019-08-15 is that day, "2019-08" the whole month, None unknown."""
    if written is None or isinstance(written, date):
        return written, written
    first = date.fromisoformat(f"{written}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])
