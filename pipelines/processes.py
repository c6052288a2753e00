"""Work shared out over processes of this machine, side by side; they end with the last piece.

What is worth sharing out, and what the work is, stands with those who have it done.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")
_AHEAD = 2  # pieces per process that are under way or wait, so that none stands idle


def side_by_side(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], workers: int
) -> Iterator[tuple[Piece, Result]]:
    """Each piece with its result, in the order of the pieces whoever is done first.

    `work`, pieces and results must be such as can be sent to another process.
    """
    waiting: deque[tuple[Piece, Future[Result]]] = deque()
    # spawned, since a forked process inherits the locks of Polars' threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for piece in pieces:
            waiting.append((piece, pool.submit(work, piece)))
            if len(waiting) >= workers * _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        yield from ((first, result.result()) for first, result in waiting)
