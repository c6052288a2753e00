"""The Dagster UI as `bilan ui` starts it: it loads, shows the assets, and runs can be started."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import browser, page
from command import ARTICLES, bilan

BILAN = Path(sys.executable).with_name("bilan")
ARTICLE = ARTICLES / "ghat-2019-06.txt"
PATIENCE_SECONDS = 240.0
JOB = {
    "repositoryLocationName": "bilan",
    "repositoryName": "__repository__",
    "jobName": "read_and_publish",
}
LOADED = """{ repositoriesOrError { ... on RepositoryConnection { nodes { location { name } } }
  ... on PythonError { message } } }"""
ASSETS = "{ assetNodes { assetKey { path } groupName hasMaterializePermission } }"
LAUNCH = """mutation($p: ExecutionParams!) { launchRun(executionParams: $p) { __typename
  ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""
STATUS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
RUNS = "{ runsOrError { ... on Runs { results { status tags { key value } } } } }"
AT_WORK = """{ runsOrError(filter: {statuses: [QUEUED, STARTING, STARTED]}) {
  ... on Runs { results { status } } } }"""
FAILED = """query($id: ID!) { logsForRun(runId: $id) { ... on EventConnection { events {
  ... on RunFailureEvent { error { message } } ... on StepEvent { stepKey }
  ... on ExecutionStepUpForRetryEvent { secondsToWait } } } } }"""
# addresses of what the page itself made
OWN = ("data:", "blob:")
Ask = Callable[..., Any]


def wait(true: Callable[[], Any], what: str) -> Any:
    """What `true` gives once it is something; the test fails where it takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.5)
    return pytest.fail(f"{what}: not within {PATIENCE_SECONDS:.0f} s")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the command has run once."""
    folder = tmp_path_factory.mktemp("ui")
    result = bilan("run", ARTICLE, "--output", folder, "--quiet")
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    """Where the UI of that folder answers; stopped by the signal that a terminal sends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [BILAN, "ui", "--output", output, "--port", str(port), "--input", ARTICLE]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(lambda: is_open(port) or server.poll() is not None, "the UI")
        assert server.poll() is None
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
        assert not is_open(port)


@pytest.fixture
def ask(address: str) -> Ask:
    """A question to the UI's GraphQL, and its answer."""

    def answer(query: str, **variables: Any) -> Any:
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(
            f"{address}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["data"]

    return answer


def ran(ask: Ask, **settings: Any) -> tuple[str, str]:
    """The id of a run started with these settings, and how it ended."""
    config = {"resources": {"settings": {"config": settings}}} if settings else {}
    launched = ask(LAUNCH, p={"selector": JOB, "runConfigData": config})["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = launched["run"]["runId"]

    def ended() -> str | None:
        status = ask(STATUS, id=run)["runOrError"]["status"]
        return status if status in {"SUCCESS", "FAILURE", "CANCELED"} else None

    return run, wait(ended, "the run")


def is_open(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def test_definitions_load_and_earlier_runs_are_shown(ask: Ask) -> None:
    nodes = wait(lambda: ask(LOADED)["repositoriesOrError"].get("nodes"), "the definitions")
    assert [node["location"]["name"] for node in nodes] == ["bilan"]
    groups = {asset["groupName"] for asset in ask(ASSETS)["assetNodes"]}
    assert groups == {"raw", "core", "out", "exports"}
    runs = ask(RUNS)["runsOrError"]["results"]
    tag = {"key": "bilan/started_by", "value": "bilan run"}
    assert any(run["status"] == "SUCCESS" and tag in run["tags"] for run in runs)


def test_only_this_machine_is_served(address: str) -> None:
    port = int(address.rpartition(":")[2])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    assert not any(
        is_open(port, str(host)) for host in others if ":" not in str(host) and host != "127.0.0.1"
    )


def test_run_started_in_the_ui_publishes(ask: Ask, output: Path) -> None:
    wait(lambda: ask(LOADED)["repositoriesOrError"].get("nodes"), "the definitions")
    before = (output / "current").readlink()
    _, status = ran(ask)
    assert status == "SUCCESS"
    assert (output / "current").readlink() != before


def test_failure_begins_with_what_is_wrong_and_is_not_tried_again(ask: Ask, output: Path) -> None:
    wait(lambda: ask(LOADED)["repositoriesOrError"].get("nodes"), "the definitions")
    before = (output / "current").readlink()
    run, status = ran(ask, inputs=[str(ARTICLE)], output=str(output), as_of="2001-01-01")
    assert status == "FAILURE"
    events = ask(FAILED, id=run)["logsForRun"]["events"]
    assert [event for event in events if "secondsToWait" in event] == []
    (told,) = [event["error"]["message"] for event in events if event.get("error")]
    assert "the output folder holds 1 articles published after 2001-01-01" in told.splitlines()[0]
    assert "Nothing was published; the old release stays." in told
    assert (output / "current").readlink() == before


@pytest.mark.parametrize(("release", "code"), [("current", 200), ("none-such", 404)])
def test_report_of_a_release_opens_from_the_ui(address: str, release: str, code: int) -> None:
    try:
        with urllib.request.urlopen(f"{address}/report/{release}", timeout=60) as answer:
            assert (answer.status, b"<title>" in answer.read()) == (code, True)
    except urllib.error.HTTPError as error:
        assert error.code == code


def test_everything_is_materialised_by_a_click_and_checks_are_green(
    address: str, ask: Ask, output: Path
) -> None:
    wait(lambda: ask(LOADED)["repositoriesOrError"].get("nodes"), "the definitions")
    before = (output / "current").readlink()
    with browser() as opened, page(opened) as seen:
        seen.page.set_default_timeout(PATIENCE_SECONDS * 1000)
        seen.page.goto(f"{address}/locations/bilan/jobs/read_and_publish")
        # what lies outside the window is not drawn
        for group in ("raw", "core"):
            seen.page.get_by_text(group, exact=True).first.wait_for()
        seen.page.get_by_role("button", name="Materialize all").click()
        wait(lambda: (output / "current").readlink() != before, "the release")
        wait(lambda: not ask(AT_WORK)["runsOrError"]["results"], "the end of the run")
        seen.page.goto(f"{address}/assets/core/figures?view=checks")
        seen.page.get_by_text("Succeeded").first.wait_for()
        assert seen.page.get_by_text("Failed", exact=True).count() == 0
        seen.page.goto(f"{address}/assets/exports/release")
        seen.page.get_by_text("killed over time").first.wait_for()
        link = seen.page.locator("a[href*='/report/']").first
        assert str(link.get_attribute("href")).endswith((output / "current").readlink().name)
        seen.page.goto(f"{address}/locations/bilan/jobs/read_and_publish/playground")
        for setting in ("inputs", "languages", "number_profile", "as_of"):
            seen.page.get_by_text(f"{setting}:").first.wait_for()
        assert {url for url in seen.requests if not url.startswith((address, *OWN))} == set()
        # what Dagster's own console says of questions that leaving a page breaks off is its own
        assert seen.uncaught == []


@pytest.mark.parametrize(("host", "code"), [("wire.example", 400), ("localhost", 200)])
def test_only_names_of_this_machine_are_answered(address: str, host: str, code: int) -> None:
    """So no page of the web that takes this machine's address for its own name can start runs."""
    asked = urllib.request.Request(f"{address}/server_info", headers={"Host": host})
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS) as answer:
            assert answer.status == code
    except urllib.error.HTTPError as error:
        assert error.code == code
