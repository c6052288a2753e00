"""What there is to read: paths, folders, globs and URLs → files and URLs, in a fixed order.

Nothing is opened here; what can't be found is said.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.articles.items import RefusedError, Rejection

WEB = ("http://", "https://")
NO_ARTICLES = frozenset({"readme", "license", "licence", "notice"})
"""Files that describe a folder; named on their own they are read like any other."""


def expand(inputs: Sequence[str]) -> Iterator[Path | str | Rejection]:
    """Every file (as a Path) and URL (as a string) that `inputs` name, each once.

    Folders are walked in the order of their names, hidden files left out.
    """
    seen: set[Path | str] = set()
    for name in inputs:
        for found in _one(name):
            key = found.resolve() if isinstance(found, Path) else str(found)
            if key not in seen:
                seen.add(key)
                yield found


def without_login(url: str) -> str:
    """The URL without user name and password, fit to be written down."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _one(name: str) -> Iterator[Path | str | Rejection]:
    path = Path(name)
    if name.lower().startswith(WEB):
        yield name
    elif "://" in name:
        yield _missing(name, "only http and https addresses can be read", "download it first")
    elif path.is_dir():
        yield from _folder(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(name):
        yield from _glob(name)
    else:
        yield _missing(name, "there is no such file or folder", "check the path")


def _folder(folder: Path) -> Iterator[Path | Rejection]:
    is_empty = True
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).stem.lower() not in NO_ARTICLES:
                is_empty = False
                yield Path(parent, name)
    for error in closed:
        refused = RefusedError(
            "file_is_readable", f"can't be read: {error.strerror}", "check the folder's rights"
        )
        name = Path(error.filename).as_posix()
        yield Rejection(name, name, refused)
    if is_empty and not closed:
        yield _missing(folder.as_posix(), "the folder holds no file", "put articles into it")


def _glob(pattern: str) -> Iterator[Path | Rejection]:
    # Path.glob takes no absolute patterns
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    for match in matches:
        path = Path(match)
        if not path.is_dir():
            yield path
        elif "**" not in pattern:
            yield from _folder(path)
    if not matches:
        yield _missing(pattern, "no file matches this pattern", "check the pattern")


def _missing(name: str, reason: str, remedy: str) -> Rejection:
    return Rejection(name, name, RefusedError("input_exists", reason, remedy))
