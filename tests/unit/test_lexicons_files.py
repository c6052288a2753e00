"""Seed files are read strictly: what stands twice is refused, not silently half lost."""

from pathlib import Path

import pytest

from pipelines.lexicons.files import read_seed
from pipelines.lexicons.language_file import LanguageFile


def test_a_key_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("killed: [dead]\ninjured: [hurt]\nkilled: [slain]\n")
    with pytest.raises(ValueError, match=r"words\.yaml: .*killed stands twice.*line 3"):
        read_seed(path, LanguageFile)
