"""Runs that are killed at random moments; started as a program of its own.

Every run is a real process with real files, forked from this one, which has imported everything and has no
threads: so a run costs its own work and no start of Python. The one line printed says what was found.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generated import FIGURES, article, write
from pandera.backends.polars.register import register_polars_backends
from released import faults, leftovers

from pipelines.articles.languages import language_of
from pipelines.assets.dataset import build
from pipelines.assets.reading import Reading, load
from pipelines.extract.tables import extract_batch  # noqa: F401  imported before forking
from pipelines.lexicons import load_seeds
from pipelines.linking import link  # noqa: F401
from pipelines.moments import moment
from pipelines.publish import publish
from pipelines.resources import Settings, log_progress
from pipelines.warehouse import Warehouse
from schemas import TABLES

MARKS = b"LPD"
"""What a run writes when it begins to load, when it begins to publish, and when it is done."""
START = {"load": 0, "publish": 1}
RUNS_PER_FOLDER = 40  # then a new one, so that the dataset stays small


def warm() -> None:
    """Load what every run would load, but start no thread: those don't outlive a fork."""
    load_seeds(profile="literal")
    language_of("fr", "")
    register_polars_backends()
    for table in TABLES.values():
        table.model.to_schema()


def run(output: Path, source: Path, tell: Callable[[bytes], None]) -> None:
    """Load, derive and publish, as the assets do."""
    now = moment("2020-01-01T12:00Z")
    tell(MARKS[:1])
    with Warehouse.open(output, now=now) as warehouse:
        load([str(source)], warehouse, Reading(), log_progress)
        warehouse.relate_articles()
        build(warehouse, Settings(output=str(output)), log_progress)
        tell(MARKS[1:2])
        publish(warehouse, output, now=now)
        tell(MARKS[2:])


def forked(work: Callable[[Callable[[bytes], None]], None]) -> tuple[int, int]:
    """A process that does `work`, and the pipe to which it tells how far it is."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        work(lambda mark: os.write(writing, mark) and None)
        status = 0
    finally:
        os._exit(status)


def whole(output: Path, source: Path) -> tuple[float, float]:
    """A run to its end: seconds of loading and of publishing."""
    process, pipe = forked(lambda tell: run(output, source, tell))
    moments = [time.monotonic() for _ in MARKS if os.read(pipe, 1)]
    os.close(pipe)
    if os.waitpid(process, 0)[1] or len(moments) != len(MARKS):
        raise RuntimeError("a run that nobody killed has failed")
    return moments[1] - moments[0], moments[2] - moments[1]


def killed(output: Path, source: Path, phase: str, seconds: float) -> bool:
    """A run that is killed so long after the phase began; whether it was still in it."""
    process, pipe = forked(lambda tell: run(output, source, tell))
    for _ in range(START[phase] + 1):
        os.read(pipe, 1)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    later = os.read(pipe, len(MARKS))
    os.close(pipe)
    return not later


def seen(output: Path) -> tuple[int, list[str]]:
    """What a reader in a process of its own finds: the number of articles, and what is wrong."""
    process, pipe = forked(
        lambda tell: tell(json.dumps(faults(output, figures_per_article=FIGURES)).encode())
    )
    with os.fdopen(pipe, "rb") as file:
        told = file.read()
    os.waitpid(process, 0)
    articles, wrong = json.loads(told) if told else (-1, ["unreadable"])
    return articles, wrong


def main(phase: str, kills: int, folder: Path, seed: int) -> dict[str, object]:
    """Kill runs in a phase until so many were hit; the sums of what readers found afterwards."""
    warm()
    chance = random.Random(seed)
    done = runs = old = new = 0
    wrong: list[str] = []
    while done < kills:
        output = folder / f"{runs}"
        output.mkdir(parents=True)
        source, n = folder / f"{runs}.jsonl", 1
        seconds = whole(output, write(source, map(article, range(n))))[START[phase]]
        for _ in range(RUNS_PER_FOLDER):
            runs += 1
            write(source, map(article, range(n + 1)))
            done += killed(output, source, phase, chance.uniform(0, seconds))
            articles, found = seen(output)
            wrong += found if articles in (n, n + 1) else [*found, f"{articles} of {n} articles"]
            old, new = old + (articles == n), new + (articles == n + 1)
            n = max(articles, 1)
            if done == kills:
                break
        whole(output, source)
        wrong += leftovers(output)
        print(f"{phase}: {done} of {kills} kills", file=sys.stderr)
    return {"kills": done, "runs": runs, "old": old, "new": new, "wrong": wrong}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))))
