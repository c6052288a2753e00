"""The report in a browser, with ten thousand incidents: opening, filtering, sorting, redrawing, an incident.

The incidents are the sample's many times over, with other ids, days and places. What the report shows is
decided in pipelines/publish/report. It needs Chromium and `make browser`; without them nothing is measured.
"""

import shutil
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from benchmarks.measures import Measure
from benchmarks.processes import run
from pipelines.publish import report
from pipelines.warehouse import Warehouse

INCIDENTS = 10_000
BILAN = Path(sys.executable).with_name("bilan")
SAMPLE = Path(__file__).parents[1] / "seeds" / "articles"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_COPIED = (
    "raw.articles",
    "core.incident_reports",
    "core.toll_statements",
    "core.figures",
    "core.incidents",
    "core.incident_links",
    "core.incident_history",
)
_IDS = {"part_of", "repeat_of", "part_of_report", "duplicate_of", "superseded_by"}
_BYTES_A_MB = 1_000_000
_DAYS_APART, _DEGREES_APART = 37, 0.4
_MOVED = {
    "DATE": f"cast({{}} + to_days(cast(copy * {_DAYS_APART} as integer)) as date)",
    "DOUBLE": f"{{}} + (copy % 9 - 4) * {_DEGREES_APART}",
}
_DRAWN = (
    "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
)

# what the page does when the reader chooses something, by the names of its own scripts
_ACTIONS: Mapping[str, str] = {
    "a word searched for": "find('filter-text').value = 'drone'; await drawMap(drawIncidents())",
    "all shown again": "find('filter-text').value = ''; await drawMap(drawIncidents())",
    "sorted by people": "document.querySelector('#incident-table th.number button').click()",
    "the next page": "document.querySelector('#incident-table .choices button:last-child').click()",
    "another measure": "state.measure = 'injured'; await drawTimeline(); await drawMap(chosen())",
    "one country": "state.country = 'LBY'; await redraw()",
    "all countries": "state.country = ''; await redraw()",
    "an incident opened": "await openIncident(overview.incidents.at(-1).id)",
}


def measure(folder: Path, rounds: int) -> list[Measure]:
    """Seconds from a click to the next picture, as a reader sees them, and the size of the file."""
    chromium = shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        print("report: no Chromium or playwright; make browser installs them", file=sys.stderr)
        return []
    path, listed = _written(folder)
    seen = _looked_at(chromium, path, rounds)
    name = f"report of {listed:,} incidents"
    size = Measure(f"{name}, size", path.stat().st_size / _BYTES_A_MB, "MB", 1)
    times = [
        Measure(f"{name}: {what}", median(s[what] for s in seen), "s", rounds) for what in seen[0]
    ]
    return [size, *times]


def _written(folder: Path) -> tuple[Path, int]:
    output = folder / "output"
    run([BILAN, "run", SAMPLE, "--output", output, "--quiet"])
    with Warehouse.open(output, now=datetime(2026, 1, 1, tzinfo=UTC)) as warehouse:
        connection = warehouse.connection
        [(listed,)] = connection.execute("select count(*) from core.incidents").fetchall()
        copies = -(-INCIDENTS // listed)
        for table in _COPIED:
            _multiply(connection, table, copies)
        warehouse.derive()
        data = report.read(connection)
        return report.write(data, folder, version="measured"), listed * copies


def _multiply(connection: duckdb.DuckDBPyConnection, table: str, copies: int) -> None:
    """Put rows of the table there so many times, with other ids, days and places."""
    changed: list[str] = []
    for name, kind, *_ in connection.sql(f"describe {table}").fetchall():
        if (name.endswith("_id") and name != "rule_id") or name in _IDS:
            changed.append(f"{name} || '-' || copy as {name}")
        elif kind == "DATE" or name in ("latitude", "longitude"):
            changed.append(f"{_MOVED[kind].format(name)} as {name}")
    connection.execute(
        f"insert into {table} select t.* replace ({', '.join(changed)})"  # noqa: S608
        f" from {table} as t, range(1, {copies}) as copies(copy)"
    )


def _looked_at(chromium: str, path: Path, rounds: int) -> list[dict[str, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        return [_once(browser, path) for _ in range(rounds)]


def _once(browser: Any, path: Path) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    started = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=300_000)
    opened = time.perf_counter() - started
    seen = {"opened": opened} | {what: _seconds(page, does) for what, does in _ACTIONS.items()}
    page.close()
    return seen


def _seconds(page: Any, action: str) -> float:
    """From an action to the picture after all that it set off; it waits for what is drawn later."""
    return page.evaluate(
        f"async () => {{ const start = performance.now(); {action}; "
        f"return (await {_DRAWN} - start) / 1000; }}"
    )
