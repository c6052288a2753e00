"""The documents as a site: it builds, no link in it is dead, and reading it asks no other machine."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from command import CHECKOUT

from schemas import TABLES

LOADED = {"script": "src", "img": "src", "iframe": "src", "link": "href"}
NOT_LOADED = {"canonical", "next", "prev"}


class Reader(HTMLParser):
    """Where a page leads, what it loads, and what on it can be led to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        address = given.get(LOADED.get(tag, ""))
        if address and given.get("rel") not in NOT_LOADED:
            self.loaded.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs-site` does; skipped, with the reason, where mkdocs is not there."""
    if find_spec("mkdocs") is None:
        pytest.skip("mkdocs is not installed; make docs-site installs it")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(folder)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=CHECKOUT, env=quiet, check=True)
    return folder


def read(site: Path) -> Iterator[tuple[Path, Reader]]:
    for page in sorted(site.rglob("*.html")):
        if page.name != "404.html":  # its links hold from any folder, with a server only
            yield page, Reader(page)


def test_every_document_is_a_page(site: Path) -> None:
    pages = {str(page.relative_to(site).with_suffix("")) for page in site.rglob("*.html")}
    documents = {
        str(page.relative_to(CHECKOUT / "docs").with_suffix(""))
        for page in CHECKOUT.glob("docs/**/*.md")
    }
    assert documents | {"first-steps", "CHANGELOG", "data-dictionary", "decisions"} <= pages


def test_no_link_is_dead(site: Path) -> None:
    anchors = {page.resolve(): reader.anchors for page, reader in read(site)}
    dead = [
        f"{page.relative_to(site)}: {link}"
        for page, reader in read(site)
        for link in reader.links
        if not re.match(r"https?:|mailto:", link) and not leads(page, link, anchors)
    ]
    assert dead == []
    assert len(anchors) > len(TABLES)


def leads(page: Path, link: str, anchors: dict[Path, set[str]]) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page.resolve()
    return target.exists() and (not anchor or anchor in anchors.get(target, ()))


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = [address for _, reader in read(site) for address in reader.loaded]
    assert [address for address in loaded if re.match(r"(https?:)?//", address)] == []
    assert loaded
