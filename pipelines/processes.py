"""Work shared out over processes of this machine, side by side.

What is worth sharing out, and what the work is, stands with those who have it done.
"""

import atexit
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from signal import SIGINT, signal
from threading import Thread
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")
_AHEAD = 2  # pieces per process that are under way or wait, so that none stands idle


def start(workers: int) -> ProcessPoolExecutor:
    """So many processes, each of which starts with the first piece that finds no other one idle."""
    # spawned, since a forked process inherits the locks of Polars' threads
    pace = gc.get_threshold()
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=pace)


def side_by_side(
    work: Callable[[Piece], Result],
    pieces: Iterable[Piece],
    workers: int,
    pool: ProcessPoolExecutor | None = None,
) -> Iterator[tuple[Piece, Result]]:
    """Each piece with its result, in the order of the pieces whoever is done first.

    `work`, pieces and results must be such as can be sent to another process. The processes, those of
    `pool` or new ones, end with the last piece.
    """
    waiting: deque[tuple[Piece, Future[Result]]] = deque()
    pool = pool or start(workers)
    try:
        for piece in pieces:
            waiting.append((piece, pool.submit(work, piece)))
            if len(waiting) >= workers * _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        yield from ((first, result.result()) for first, result in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(*pace: int) -> None:
    """A new process looks for unused cycles as seldom as this one: else a tenth of reading goes into it."""
    gc.set_threshold(*pace)
    _obey_parent()


def _obey_parent() -> None:
    """Let a process end at once: when its parent says so, when it was killed, at Ctrl-C without a word.

    At its end it would take a second to give back piece by piece what the system takes back anyway.
    """
    signal(SIGINT, _stop)  # Polars takes the place of SIG_DFL, which would do it
    Thread(target=_wait_for_parent, daemon=True).start()
    atexit.register(os._exit, 0)


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _stop(*_: object) -> None:
    os._exit(1)
