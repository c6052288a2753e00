"""A release: built aside, then switched to in one step, so that readers see the old or the new.

A release that failed on its way leaves only a folder that the next one sweeps away.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipelines.publish import database, exports

RELEASES_KEPT = 5
_ASIDE = ".tmp-"
_MOMENT = "%Y%m%dT%H%M%SZ"  # names of releases sort by their age


@dataclass(frozen=True, slots=True)
class Release:
    """What was published: its name and its folder."""

    release_id: str
    folder: Path

    @property
    def database(self) -> Path:
        """The published database; open it read-only."""
        return self.folder / "bilan.duckdb"

    @property
    def exports(self) -> Path:
        """The folder of the exported files."""
        return self.folder / "exports"


def build(
    connection: duckdb.DuckDBPyConnection,
    output: Path,
    *,
    now: datetime,
    with_text: bool = False,
    keep: int = RELEASES_KEPT,
    keep_days: int = 0,
) -> Release:
    """Write a release of the connection's database and make it the current one of the folder.

    Its name comes from `now` (UTC) and the content of its exports. The newest `keep` releases stay,
    and older ones that are not older than `keep_days`. The lock of the folder must be held. Raises
    FileExistsError where something else stands in the way.
    """
    moment = now.astimezone(UTC) if now.tzinfo else now
    releases = output / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(output)
    aside = releases / f"{_ASIDE}{os.getpid()}"
    (aside / "exports").mkdir(parents=True)
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:
        copying = beside.submit(database.copy, cursor, aside / "bilan.duckdb")
        version = exports.write(connection, aside / "exports", with_text=with_text)
        copying.result()
    _write_sums(aside)
    release_id = f"{moment:{_MOMENT}}-{version}"
    release = Release(release_id, releases / release_id)
    _put(aside, release.folder)
    _switch(output, release.release_id)
    _prune(releases, release.release_id, keep, oldest=moment - timedelta(days=keep_days))
    return release


def report_of(output: Path, release_id: str) -> Path | None:
    """The report of a release, or of the current one where the name is "current"; None if not there."""
    if release_id == "current":
        return _there(output / "current")
    known = {folder.name for folder in (output / "releases").glob("[!.]*")}
    return _there(output / "releases" / release_id) if release_id in known else None


def _there(folder: Path) -> Path | None:
    path = folder / "exports" / "report" / "index.html"
    return path if path.is_file() else None


def _put(aside: Path, folder: Path) -> None:
    if folder.exists():
        # the same content at the same moment: what readers may have open stays
        shutil.rmtree(aside)
        return
    for path in sorted(aside.rglob("*")):
        _sync(path)
    _sync(aside)
    aside.rename(folder)
    _sync(folder.parent)


def _switch(output: Path, release_id: str) -> None:
    _link(output / "current", Path("releases") / release_id)
    _link(output / "bilan.duckdb", Path("current") / "bilan.duckdb")
    _link(output / "exports", Path("current") / "exports")
    _sync(output)


def _link(path: Path, target: Path) -> None:
    if path.is_symlink() and path.readlink() == target:
        return
    if path.exists() and not path.is_symlink():
        raise FileExistsError(f"{path}: not made by bilan; move it away or use another folder")
    aside = path.with_name(f"{_ASIDE}{path.name}")
    aside.symlink_to(target)
    aside.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(output: Path) -> None:
    for leftover in (*output.glob(f"{_ASIDE}*"), *(output / "releases").glob(f"{_ASIDE}*")):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _prune(releases: Path, current: str, keep: int, *, oldest: datetime) -> None:
    names = sorted((path.name for path in releases.iterdir() if path.name != current), reverse=True)
    for name in names[max(keep - 1, 0) :]:
        if name < f"{oldest:{_MOMENT}}":
            shutil.rmtree(releases / name)


def _write_sums(folder: Path) -> None:
    """The hash of every file, as `sha256sum --check SHA256SUMS` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{exports.sha256(path)}  {path.relative_to(folder)}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
