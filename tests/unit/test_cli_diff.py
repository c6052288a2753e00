"""bilan diff: two releases of one folder, of two folders, and what it says where there are none."""

import json
from pathlib import Path

import pytest
from command import ARTICLES, INPUTS, bilan


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two releases: of one article, then of more."""
    output = tmp_path_factory.mktemp("twice")
    for moment, path in zip(("2020-01-01T12:00Z", "2020-01-02T12:00Z"), INPUTS, strict=True):
        result = bilan("run", path, "--output", output, "--now", moment, "--quiet")
        assert result.exit_code == 0, result.stderr
    return output


def test_the_newest_two_releases_are_compared(twice: Path) -> None:
    result = bilan("diff", "--output", twice, "--rows", "core.incidents")
    assert result.exit_code == 0
    first, second = sorted(path.name for path in (twice / "releases").iterdir())
    assert result.stdout.startswith(f"{first} → {second}")
    assert "core.incidents" in result.stdout
    assert "Libya, killed: 15 / 15 / 15" in result.stdout
    assert "\n+ i" in result.stdout


def test_json_holds_the_counts_that_the_tables_have(twice: Path) -> None:
    first, second = sorted(path.name for path in (twice / "releases").iterdir())
    told = json.loads(bilan("diff", first, second, "--output", twice, "--json").stdout)
    assert (told["before"], told["after"]) == (first, second)
    assert told["tables"]["raw.articles"]["added"] > 0
    assert told["tables"]["raw.articles"]["removed"] == 0
    assert {row["measure"] for row in told["totals"]} >= {"killed", "injured"}
    back = json.loads(bilan("diff", second, first, "--output", twice, "--json").stdout)
    assert back["tables"]["core.figures"]["removed"] == told["tables"]["core.figures"]["added"]


def test_an_output_folder_stands_for_its_current_release(twice: Path) -> None:
    result = bilan("diff", twice, twice, "--output", twice)
    assert result.exit_code == 0
    assert "no row differs" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "fewer than two releases"),
        (["no-such-release"], "no-such-release: no release of"),
        ([ARTICLES], "no release of"),
        (["--rows", "core.nothing"], "there is no such table; use one of raw.articles"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    result = bilan("diff", *arguments, "--output", tmp_path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
