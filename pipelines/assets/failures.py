"""What stops a step, said to the analyst who looks at it in the UI: one message, no trial again.

Where the messages are written belongs elsewhere: they name the file, the place and the remedy.
"""

from collections.abc import Generator
from contextlib import contextmanager

from dagster import Failure

from pipelines.checks import BrokenRulesError
from pipelines.readers.cluster import ClusterError

_TOLD = (BrokenRulesError, ClusterError, ValueError, FileExistsError)
"""Errors whose message is written for the analyst; all others are faults, and keep their traces."""
_KEPT = "Nothing was published; the old release stays."


@contextmanager
def readable() -> Generator[None]:
    """Raise Failure with the message alone in the place of an error that the analyst can mend."""
    try:
        yield
    except _TOLD as error:
        raise Failure(f"{error}\n{_KEPT}", allow_retries=False) from error
