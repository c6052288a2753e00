"""Tests of what docs/trust.md promises: short in `make test`, in full and with figures in `make trust`."""

import os
from collections.abc import Callable, Iterator

import pytest

IS_LONG = os.environ.get("BILAN_TRUST") == "long"
FIGURE = "figure"


@pytest.fixture
def size() -> Callable[[int, int], int]:
    """How much a test does: the first number in `make test`, the second in `make trust`."""
    return lambda short, long: long if IS_LONG else short


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Record a line with what was measured, which `make trust` prints."""
    return lambda line: record_property(FIGURE, line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that `-m trust` finds it."""
    for item in items:
        if "trust" in item.path.parts:
            item.add_marker("trust")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures, test by test."""
    if IS_LONG:
        terminalreporter.section("figures")
        for name, line in _figures(terminalreporter):
            terminalreporter.write_line(f"{name}: {line}")


def _figures(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, object]]:
    for outcome in ("passed", "failed"):
        for report in reporter.getreports(outcome):
            name = report.nodeid.rpartition("::")[2]
            yield from ((name, line) for key, line in report.user_properties if key == FIGURE)
