"""The README's picture of the report, taken anew: `make pictures`."""

import sys
from pathlib import Path

from browser import browser, page
from command import CHECKOUT

SIZE = {"width": 1200, "height": 900}
COUNTRY = "LBY"  # the country of which the sample tells most


def take(output: Path, to: Path) -> None:
    """The report's first screen, of one country, with published tolls beside the sums."""
    with browser() as opened, page(opened, viewport=SIZE) as seen:
        address = (output / "exports" / "report" / "index.html").resolve().as_uri()
        seen.page.goto(address)
        seen.page.wait_for_selector("html[data-ready]")
        seen.page.select_option("#country", COUNTRY)
        seen.until(lambda: "Libya" in seen.page.inner_text("#timeline-caption"))
        seen.page.wait_for_timeout(1000)  # until the chart is drawn
        seen.page.screenshot(path=str(to))


if __name__ == "__main__":
    take(Path(sys.argv[1]), CHECKOUT / "docs" / "images" / "report.png")
