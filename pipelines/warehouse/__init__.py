"""The private database of an output folder: one writer, one transaction, checks.

Here are loading, sql/ and comments; exports and releases stand in publish.
"""

from pipelines.lock import AnotherRunError
from pipelines.warehouse.checking import CheckResult
from pipelines.warehouse.store import LINKED, STORAGE_VERSION, Warehouse

__all__ = ["LINKED", "STORAGE_VERSION", "AnotherRunError", "CheckResult", "Warehouse"]
