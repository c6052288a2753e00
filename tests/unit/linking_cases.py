"""The short notation of tests/cases/linking*.yaml → annotated articles.

A report: {type, days, place, at, country, actors, figures}. A figure is a line:
"12+ killed, civilians, says medical: the hospital", with "earlier" for a number given as an old
one, "part" for a part of the figure above, and words in quotation marks that stand in the text.
"""

import re
from typing import Any

MANY = {"dozens": 24, "several": 3, "hundreds": 200}
VICTIMS = {
    "civilians", "security_forces", "armed_group", "aid_or_un", "journalists", "children", "women",
    "mixed",
}  # fmt: skip
LINE = re.compile(r"^(?P<number>[\d+]+|\w+) (?P<measure>\w+)(?P<rest>.*)$")


def article(name: str, case: dict[str, Any]) -> dict[str, Any]:
    """One article in the annotation guide's format; ids of its reports are e1, e2 …"""
    figures: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for i, report in enumerate(case.get("reports", []), start=1):
        own = [figure(line, f"e{i}", len(figures) + k) for k, line in enumerate(report["figures"])]
        figures += own
        events.append(event(f"e{i}", report, own))
    quotes = " ".join(f["quote"] + "." for f in figures)
    text = f"{case.get('text', '')} {quotes}".strip()
    moment = {"published": str(case["published"])}
    return case | moment | {"id": name, "text": text, "events": events, "figures": figures}


def event(name: str, report: dict[str, Any], figures: list[dict[str, Any]]) -> dict[str, Any]:
    start, _, end = str(report.get("days", "")).partition("..")
    lat, lon = report.get("at", (None, None))
    return report | {
        "id": name,
        "date_start": start or None,
        "date_end": end or start or None,
        "lat": lat,
        "lon": lon,
        "totals": totals(figures),
    }


def figure(line: str, event_id: str, position: int) -> dict[str, Any]:
    found = LINE.match(line)
    assert found, f"not a figure: {line}"
    low, best, high = bounds(found["number"])
    quoted = re.search(r'"(.+?)"', found["rest"])
    options = [o.strip() for o in re.sub(r'"(.+?)"', "", found["rest"]).split(",")]
    said = next((o.removeprefix("says ") for o in options if o.startswith("says ")), "none")
    kind, _, name = said.partition(": ")
    return {
        "quote": quoted[1] if quoted else f"{found['number']} {found['measure']}",
        "measure": found["measure"],
        "low": low,
        "best": best,
        "high": high,
        "victims": next((o for o in options if o in VICTIMS), "unspecified"),
        "part_of": position - 1 if "part" in options else None,
        "superseded": "earlier" in options,
        "unit": "households" if "households" in options else "persons",
        "attribution": name or None,
        "attribution_type": kind,
        "event": event_id,
    }


def bounds(number: str) -> tuple[int | None, int | None, int | None]:
    if number in MANY:
        return MANY[number], None, None
    n = int(number.rstrip("+"))
    return n, n, None if number.endswith("+") else n


def totals(figures: list[dict[str, Any]]) -> dict[str, dict[str, int | None]]:
    """What a careful reader takes: the sum of what the first source says, parts left out."""
    result: dict[str, dict[str, int | None]] = {}
    for measure in dict.fromkeys(f["measure"] for f in figures):
        tops = [
            f for f in figures
            if f["measure"] == measure and f["part_of"] is None and not f["superseded"]
            and f["unit"] == "persons"
        ]  # fmt: skip
        lead = [f for f in tops if f["attribution_type"] == tops[0]["attribution_type"]]
        if lead:
            result[measure] = {b: add([f[b] for f in lead]) for b in ("low", "best", "high")}
    return result


def add(numbers: list[int | None]) -> int | None:
    return None if None in numbers else sum(n for n in numbers if n is not None)
