"""Ids of incidents: kept from the ledger, minted where there is none; redirects for the rest.

An id once given stays with the cluster that holds the report it was minted from, else with the one
that holds most of its reports. Which reports belong together stands in clusters.py.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from schemas import frame

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits, no collision to be expected below a billion incidents."""
_LEDGER = ("report_id", "incident_id", "since")


@dataclass(frozen=True, slots=True)
class Identity:
    """Id per cluster (in their order), and the two tables that keep ids for good."""

    ids: list[str]
    ledger: pl.DataFrame
    redirects: pl.DataFrame


def mint(report_id: str) -> str:
    """The id of an incident whose first report this is."""
    digest = hashlib.sha256(f"incident {report_id}".encode()).hexdigest()
    return f"i{digest[:ID_LENGTH]}"


def identify(
    clusters: Sequence[Sequence[str]], ledger: pl.DataFrame, now: datetime | None
) -> Identity:
    """Ids for clusters of report_ids, each with its first report first.

    The ledger only grows: a row says since when a report has had an id. From all its rows and the
    ids of today follow the redirects, so that nothing else has to be kept.
    """
    given = list(ledger.select(_LEDGER).iter_rows())
    ids = _mint_rest(clusters, _keep(clusters, given))
    current = {report: ids[i] for i, cluster in enumerate(clusters) for report in cluster}
    known = {(report, incident) for report, incident, _ in given}
    fresh = [(r, i, now) for r, i in current.items() if (r, i) not in known]
    grown = pl.concat([ledger, _ledger(fresh)]).sort("report_id", "incident_id")
    return Identity(ids, grown, _redirects(given + fresh, current))


def _keep(
    clusters: Sequence[Sequence[str]], given: list[tuple[str, str, datetime | None]]
) -> dict[int, str]:
    """Cluster → the id it keeps; the oldest id goes first, then the one with more reports."""
    home = {report: i for i, cluster in enumerate(clusters) for report in cluster}
    since: dict[str, datetime] = {}
    votes: dict[tuple[str, int], int] = defaultdict(int)
    anchored: set[tuple[str, int]] = set()
    for report, incident, moment in given:
        since[incident] = min(since.get(incident, datetime.max), moment or datetime.min)
        if report in home:
            votes[incident, home[report]] += 1
            if mint(report) == incident:
                anchored.add((incident, home[report]))
    wishes = sorted(
        votes, key=lambda v: (since[v[0]], v not in anchored, -votes[v], v[0], clusters[v[1]][0])
    )
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for incident, cluster in wishes:
        if incident not in taken and cluster not in kept:
            kept[cluster] = incident
            taken.add(incident)
    return kept


def _mint_rest(clusters: Sequence[Sequence[str]], kept: dict[int, str]) -> list[str]:
    taken = set(kept.values())
    ids: list[str] = []
    for i, cluster in enumerate(clusters):
        names = (mint(report) for report in (*cluster, " ".join(cluster)))
        incident = kept.get(i) or next(name for name in names if name not in taken)
        taken.add(incident)
        ids.append(incident)
    return ids


def _ledger(rows: Iterable[tuple[str, str, datetime | None]]) -> pl.DataFrame:
    return frame("core.incident_ledger", (dict(zip(_LEDGER, row, strict=True)) for row in rows))


def _redirects(
    rows: Iterable[tuple[str, str, datetime | None]], current: dict[str, str]
) -> pl.DataFrame:
    """Old id → the ids that its reports have now: merged where they all went to one, else split."""
    since = {(report, incident): moment for report, incident, moment in rows}
    homes: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    for report, old in since:
        new = current.get(report)
        if new is not None:
            moment, known = since[report, new], homes[old].get(new)
            homes[old][new] = moment if known is None else min(known, moment or known)
    lines = [
        {
            "old_id": old,
            "new_id": new,
            "reason": "merged" if len(places) == 1 else "split",
            "since": moment,
        }
        for old, places in homes.items()
        for new, moment in places.items()
        if old != new
    ]
    return frame("core.incident_redirects", lines).sort("old_id", "new_id")
