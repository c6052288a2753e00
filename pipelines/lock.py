"""One writer at a time: an operating-system lock on a file of the output folder.

The kernel drops the lock when its holder ends, however it ends; so a crash never leaves it taken.
"""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

WAIT_SECONDS = 0.5
PAUSE_SECONDS = 0.05


class AnotherRunError(RuntimeError):
    """Another run holds the output folder; the message names it. The command ends with code 2."""


@contextmanager
def hold(path: Path, *, now: datetime) -> Generator[None]:
    """Hold the lock file for the block, with the holder's pid and start written in it.

    Raises AnotherRunError within WAIT_SECONDS where somebody else holds it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(descriptor, path)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"pid {os.getpid()}, started {now:%Y-%m-%d %H:%M:%S}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                holder = path.read_text("utf-8").strip() or "unknown"
                raise AnotherRunError(
                    f"{path}: another run is at work here ({holder}); wait until it has ended"
                ) from None
            time.sleep(PAUSE_SECONDS)
