"""The gate: rows that break a rule of their table go to core.quarantine, the others pass.

One quarantine row stands for one rejected row, however many rules it broke, so that accepted +
quarantined = read holds exactly, table by table. Rules stand in schemas/; rules between rows
(unique keys, orphans) stand in sql/checks.
"""

from pipelines.quarantine.admission import Admitted, admit
from pipelines.quarantine.failures import Failure, find_failures
from pipelines.quarantine.gate import Split, rejections, split

__all__ = [
    "Admitted",
    "Failure",
    "Split",
    "admit",
    "find_failures",
    "rejections",
    "split",
]
