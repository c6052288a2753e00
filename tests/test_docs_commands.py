"""The commands of the documents, run as they stand, page by page, at a desk that has what they name.

Servers and what CI itself runs (`make …`) are only looked up here: test_ui starts the UI, .ci/run the rest.
"""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from command import ARTICLES, CHECKOUT, bilan
from documents import ASKED, README, Block, blocks

from pipelines.articles import fetching

FEED = "https://example.org/feed.xml"
FILES = {
    "article.txt": ARTICLES / "ghat-2019-06.txt",
    "articles/libye.txt": ARTICLES / "libye-2019-08.txt",
    "more/ghat.txt": ARTICLES / "ghat-2019-06.txt",
    "more/annotated.jsonl": CHECKOUT / "tests" / "cases" / "annotated.jsonl",
    "gold.jsonl": CHECKOUT / "tests" / "cases" / "annotated.jsonl",
    "reviewed.yaml": CHECKOUT / "seeds" / "corrections.yaml",
}
SERVERS = ("ui",)
PAGES = {page.relative_to(CHECKOUT).as_posix(): page for page in ASKED}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the documents name, and output/ and mine/ with two releases each."""
    desk = tmp_path_factory.mktemp("example")
    for name, source in FILES.items():
        (desk / name).parent.mkdir(exist_ok=True)
        shutil.copy(source, desk / name)
    for inputs in ([desk / "articles"], [desk / "articles", desk / "more" / "ghat.txt"]):
        ran = bilan("run", *inputs, "--output", desk / "output", "--quiet")
        assert ran.exit_code == 0, ran.stderr
    shutil.copytree(desk / "output", desk / "mine", symlinks=True)
    return desk


@pytest.fixture
def desk(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder as the place where commands are run; its one feed answers."""
    copy = tmp_path / "desk"
    shutil.copytree(example, copy, symlinks=True)
    body = (ARTICLES / "lettre-libye.atom").read_bytes()

    def fetch(url: str, *, allow_private: bool = False) -> fetching.Fetched:
        assert (url, allow_private) == (FEED, False)
        return fetching.Fetched(body, is_page=False)

    monkeypatch.setattr(fetching, "fetch", fetch)
    monkeypatch.setenv("BILAN_OUTPUT", str(copy / "output"))
    monkeypatch.chdir(copy)
    return copy


def commands(page: Path) -> list[list[str]]:
    lines = [line for block in on(page, "sh") for line in block.text.splitlines() if line]
    return [shlex.split(line) for line in lines]


def on(page: Path, kind: str) -> list[Block]:
    return [block for block in blocks(kind) if block.page == page]


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if commands(page)])
def test_commands_of_a_page_do_their_work(name: str, desk: Path) -> None:
    for program, *words in commands(PAGES[name]):
        if program == "make":
            subprocess.run(["make", "-n", *words], cwd=CHECKOUT, check=True, capture_output=True)
        elif words[0] not in SERVERS:
            result = bilan(*words)
            assert result.exit_code == 0, f"{shlex.join(words)}: {result.stderr}"
    assert not (desk / "output" / "releases").is_symlink()


@pytest.mark.parametrize("block", blocks("shell"), ids=lambda block: block.page.stem)
def test_lines_for_the_shell_do_their_work(block: Block, desk: Path) -> None:
    subprocess.run(["bash", "-euc", block.text], cwd=desk, check=True, capture_output=True)


@pytest.mark.parametrize("block", blocks("r"), ids=lambda block: block.page.stem)
def test_r_gives_rows(block: Block, published: Path, tmp_path: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed; apt-get install r-base-core")
    (tmp_path / "output").symlink_to(published)
    command = [rscript, "--vanilla", "-e", block.text]
    ran = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Tajoura" in ran.stdout


def test_every_block_for_a_shell_is_tried_or_said_not_to_be() -> None:
    """A page says beside its block why nobody runs it: it needs other machines, or changes this one."""
    for page in ASKED:
        text = page.read_text("utf-8")
        for part in text.split("```sh\n")[:-1]:
            before = part.rstrip().splitlines()[-1]
            assert before.startswith(("<!-- checked:", "<!-- not run:")), f"{page.name}: {before}"


def test_the_first_commands_are_those_of_the_readme() -> None:
    assert commands(README)[:2] == [["make", "run"], ["make", "test"]]
