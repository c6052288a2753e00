"""bilan ui: Dagster's web server and daemon on this machine, for this output folder."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipelines.cli.options import DEFAULT_OUTPUT, ExitCode, Output, stop

CHECKOUT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
PORT = 3000
SECONDS_TO_STOP = 10.0
SECONDS_BETWEEN_LOOKS = 0.2


def ui(
    output: Output = DEFAULT_OUTPUT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = PORT,
    inputs: Annotated[
        list[str] | None,
        typer.Option("--input", help="What runs started there read. [default: seeds/articles]"),
    ] = None,
) -> None:
    """Open the Dagster UI on this machine, with its scheduler; Ctrl-C stops both."""
    _require_free(port)
    _require_found(inputs or [])
    environment = _environment(output, inputs or [])
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, _interrupt)
    workspace = ["-w", str(CHECKOUT / "workspace.yaml")]
    web = ["python", "-m", "pipelines.cli.web", "-h", LOOPBACK, "-p", str(port), *workspace]
    daemon = ["dagster-daemon", "run", *workspace]
    try:
        with _started(web, environment) as server, _started(daemon, environment) as scheduler:
            _announce(port, server)
            while server.poll() is None and scheduler.poll() is None:
                time.sleep(SECONDS_BETWEEN_LOOKS)
    except KeyboardInterrupt:
        typer.echo("bilan: stopped", err=True)
        return
    stop("the UI ended by itself; its messages stand above", ExitCode.NOT_PUBLISHED)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError):
            stop(f"port {port} can't be had, perhaps another UI runs; choose one with --port")


def _require_found(inputs: list[str]) -> None:
    """Stop where a path is mistyped; a folder or pattern may be empty, for files may come later."""
    from pipelines.articles.items import Rejection
    from pipelines.articles.sources import expand

    for name in inputs:
        first = next(iter(expand([name])), None)
        if isinstance(first, Rejection) and not (Path(name).is_dir() or has_magic(name)):
            stop(first.error)


def _environment(output: Path, inputs: list[str]) -> dict[str, str]:
    """What the servers are told: their home, and the settings that runs start with."""
    from dagster import DagsterInstance

    from pipelines.cli import home
    from pipelines.lock import hold
    from pipelines.resources import INPUTS_VARIABLE, OUTPUT_VARIABLE
    from pipelines.warehouse import AnotherRunError

    folder = home.prepare(output)
    try:
        with (
            hold(output / "lock", now=datetime.now(UTC)),
            DagsterInstance.from_config(str(folder)) as instance,
        ):
            home.close_lost_runs(instance)
    except AnotherRunError:
        typer.echo("bilan: a run is going on; the UI shows it", err=True)
    given = {INPUTS_VARIABLE: shlex.join(map(_from_checkout, inputs))} if inputs else {}
    return {
        **os.environ,
        **given,
        OUTPUT_VARIABLE: str(output.absolute()),
        "DAGSTER_HOME": str(folder),
    }


def _from_checkout(name: str) -> str:
    """A path as seen from the checkout, where the servers run; URLs stay as they are."""
    return name if "://" in name else os.path.relpath(name, CHECKOUT)


@contextmanager
def _started(command: list[str], environment: dict[str, str]) -> Generator[subprocess.Popen[bytes]]:
    """A program of this environment in a session of its own, so that Ctrl-C is ours to pass on."""
    program = Path(sys.executable).with_name(command[0])
    process = subprocess.Popen(  # noqa: S603
        [program, *command[1:]], cwd=CHECKOUT, env=environment, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()


def _announce(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                typer.echo(f"http://{LOOPBACK}:{port} (Ctrl-C stops it)")
                return
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
