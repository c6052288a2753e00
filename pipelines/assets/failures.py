"""What stops a step, said to the analyst who looks at it in the UI: one message, no trial again.

Where the messages are written belongs elsewhere: they name the file, the place and the remedy.
"""

from collections.abc import Generator
from contextlib import contextmanager

from dagster import DagsterExecutionInterruptedError, Failure

from pipelines.checks import BrokenRulesError
from pipelines.readers.cluster import ClusterError

_TOLD = (BrokenRulesError, ClusterError, ValueError, FileExistsError)
"""Errors whose message is written for the analyst; all others are faults, and keep their traces."""
_KEPT = "Nothing was published; the old release stays."


@contextmanager
def readable() -> Generator[None]:
    """Raise Failure with the message alone in the place of an error that the analyst can mend.

    So too for Ctrl-C, after which Dagster would try a step with a retry policy again.
    """
    try:
        yield
    except _TOLD as error:
        raise Failure(f"{error}\n{_KEPT}", allow_retries=False) from error
    except (KeyboardInterrupt, DagsterExecutionInterruptedError) as interrupt:
        raise Failure(f"Stopped. {_KEPT}", allow_retries=False) from interrupt
