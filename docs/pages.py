"""What the site has besides docs/: README, changelog, data dictionary, the list of decisions.

Pages link to each other as they lie in the repository; here those links are turned to the site's.
How the site looks stands in mkdocs.yml.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from schemas import TABLES
from schemas.dictionary import data_dictionary

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
AT_THE_TOP = {"first-steps.md": "README.md", "CHANGELOG.md": "CHANGELOG.md"}
"""Pages of the site that are files of the checkout's own folder."""
DECISIONS = DOCS / "decisions"
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name the pages of all tables and decisions in the navigation."""
    every = {
        "tables/*": [f"tables/{table}.md" for table in TABLES],
        "decisions/*": [f"decisions/{path.name}" for path in sorted(DECISIONS.glob("*.md"))],
    }
    for section in config.nav or []:
        for name, pages in section.items():
            section[name] = [page for one in pages for page in every.get(one, [one])]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that do not lie in docs/."""
    pages = {name: (CHECKOUT / path).read_text("utf-8") for name, path in AT_THE_TOP.items()}
    pages["data-dictionary.md"] = data_dictionary(list(TABLES))
    pages["decisions.md"] = "\n".join(_decisions()) + "\n"
    for name, text in pages.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Turn links of the repository to pages of the site; what is not on the site keeps its name only."""
    name = page.file.src_uri
    folder = CHECKOUT if name in AT_THE_TOP else (DOCS / name).parent

    def turned(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        place = _place(Path(os.path.normpath(folder / target)))
        if place is None:
            return words
        return f"[{words}]({os.path.relpath(place, Path(name).parent)}{anchor})"

    return _LINK.sub(turned, markdown.replace("](docs/images/", "](images/"))


def _place(path: Path) -> str | None:
    """Where a file of the checkout stands on the site; None where it does not."""
    at_the_top = {CHECKOUT / source: page for page, source in AT_THE_TOP.items()}
    if path == DECISIONS:
        return "decisions.md"
    if path in at_the_top:
        return at_the_top[path]
    return str(path.relative_to(DOCS)) if path.is_relative_to(DOCS) else None


def _decisions() -> Iterator[str]:
    yield "# Decisions\n\nWhat was decided, against what, and why, ten lines each.\n"
    for path in sorted(DECISIONS.glob("*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        yield f"- [{title}](decisions/{path.name})"
