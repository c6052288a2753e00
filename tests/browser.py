"""Debian's Chromium, driven by Playwright; `make test-ui` installs both."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
    --disable-background-networking --disable-component-update
"""
LOOKS, PAUSE_MILLISECONDS = 100, 200
WIDE, NARROW = {"width": 1400, "height": 1000}, {"width": 390, "height": 844}


@dataclass
class Seen:
    """A page, what its console complained of, what it did not catch, and what it asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    uncaught: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that the page does a little later; its policy forbids to ask inside."""
        for _ in range(LOOKS):
            if true():
                return
            self.page.wait_for_timeout(PAUSE_MILLISECONDS)
        assert true()


@contextmanager
def browser() -> Iterator[Any]:
    """A browser; the test is skipped, with the reason, where there is none."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed; make test-ui installs it")
    driver = pytest.importorskip("playwright.sync_api", reason="make test-ui installs playwright")
    with driver.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield opened
        opened.close()


@contextmanager
def page(opened: Any, **options: Any) -> Iterator[Seen]:
    """A page of its own, with its console and its requests written down."""
    context = opened.new_context(**{"viewport": WIDE, "locale": "en-GB"} | options)
    seen = Seen(context.new_page())
    seen.page.on(
        "console",
        lambda said: said.type in ("error", "warning") and seen.complaints.append(said.text),
    )
    seen.page.on("pageerror", lambda error: seen.uncaught.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    yield seen
    context.close()
