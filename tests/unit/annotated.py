"""Short forms in which annotations and readings are written in tests."""

from pathlib import Path
from typing import Any

from pipelines.evaluate.gold import GoldArticle, GoldEvent

ANNOTATED = Path(__file__).parents[1] / "cases" / "annotated.jsonl"
PARTS = ("low", "best", "high")


def figure(measure: str, quote: str, number: int, **keys: object) -> dict[str, Any]:
    return {
        "measure": measure,
        "quote": quote,
        **dict.fromkeys(PARTS, number),
        "qualifier": "exact",
        "unit": "persons",
        "scope": "incident",
        "victims": "unspecified",
        "attribution_type": "none",
        **keys,
    }


def article(text: str, figures: list[dict[str, Any]], id: str = "a") -> GoldArticle:
    return GoldArticle.model_validate({"id": id, "text": text, "figures": figures})


def event(**keys: object) -> GoldEvent:
    return GoldEvent.model_validate({"id": "e1", "kind": "incident", "type": "Attack", **keys})


def row(measure: str, start: int, end: int, number: int, **keys: object) -> dict[str, Any]:
    bounds = {f"value_{part}": number for part in PARTS}
    return {"measure": measure, "quote_start": start, "quote_end": end, **bounds, **keys}
