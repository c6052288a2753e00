"""How often Python looks for objects that only hold each other: seldom, since what is loaded or read stays."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Python's own 700 looks for unused cycles a thousand times while modules and words are loaded, which stay;
reading articles takes 1.1 to 1.2 times as long with it (docs/scale.md).
"""


@contextmanager
def seldom() -> Generator[None]:
    """No more often than that while this lasts; who looks more seldom stays with it."""
    before, *older = gc.get_threshold()
    if before:  # 0 is never
        gc.set_threshold(max(before, OBJECTS_BETWEEN_COLLECTIONS), *older)
    try:
        yield
    finally:
        gc.set_threshold(before, *older)
