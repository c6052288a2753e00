"""bilan run --corrections: what a stranger sees when a file or a correction is wrong."""

from pathlib import Path

import pytest
import yaml
from command import ARTICLES, bilan

ARTICLE = str(ARTICLES / "libye-2019-08.txt")
ENTRY = {
    "id": "recount",
    "action": "discount",
    "reason": "Read again.",
    "reviewer": "A. Reviewer",
    "date": "2020-01-01",
    "reports": [{"source_ref": "libye-2019-08", "quote": "not in the text"}],
    "expect": {"incident_grade": "weak"},
}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file or directory; check the path"),
        ("corrections: [{id: x}]", "corrections.0.action"),
        ("corrections: [", "no valid YAML"),
        ("", "no keys with values; write: corrections: …"),
    ],
)
def test_a_wrong_file_is_wrong_usage(content: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    if content is not None:
        path.write_text(content)
    result = bilan("run", ARTICLE, "--output", tmp_path / "out", "--corrections", path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert str(path) in result.stderr


def test_a_correction_that_no_longer_fits_publishes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({"corrections": [ENTRY]}))
    result = bilan("run", ARTICLE, "--output", tmp_path / "out", "--corrections", path, "--quiet")
    assert result.exit_code == 1
    assert "correction recount: libye-2019-08, 'not in the text'" in result.stderr
    assert "change or remove the correction" in result.stderr
    assert not (tmp_path / "out" / "current").exists()
