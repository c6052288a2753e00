"""The Dagster UI as `bilan ui` starts it: it loads, shows the assets, and runs can be started."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ARTICLES, bilan

BILAN = Path(sys.executable).with_name("bilan")
ARTICLE = ARTICLES / "ghat-2019-06.txt"
CHROMIUM = shutil.which("chromium")
HEADLESS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
    --disable-background-networking --disable-component-update
    --window-size=1600,1000 --virtual-time-budget=20000
"""
PATIENCE_SECONDS = 120.0
ENOUGH_BYTES = 20_000  # an empty page of this size makes a smaller picture
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
    launched = ask(LAUNCH, p={"selector": JOB, "runConfigData": {}})["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched

    def ended() -> str | None:
        status = ask(STATUS, id=launched["run"]["runId"])["runOrError"]["status"]
        return status if status in {"SUCCESS", "FAILURE", "CANCELED"} else None

    assert wait(ended, "the run") == "SUCCESS"
    assert (output / "current").readlink() != before


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_asset_graph_is_drawn(address: str, tmp_path: Path) -> None:
    picture = tmp_path / "graph.png"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    page = f"{address}/locations/bilan/jobs/read_and_publish"
    command = [str(CHROMIUM), *HEADLESS.split(), profile, f"--screenshot={picture}", page]
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE_SECONDS)
    assert picture.stat().st_size > ENOUGH_BYTES
