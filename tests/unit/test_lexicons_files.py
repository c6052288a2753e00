"""Seed files are read strictly: what stands twice is refused, not silently half lost."""

from pathlib import Path

import pytest

from pipelines.lexicons.files import SECTIONS, read_section, read_seed
from pipelines.lexicons.language_file import LanguageFile


def test_a_key_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("killed: [dead]\ninjured: [hurt]\nkilled: [slain]\n")
    with pytest.raises(ValueError, match=r"words\.yaml: .*killed stands twice.*line 3"):
        read_seed(path, LanguageFile)


def test_a_section_of_an_unknown_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text("".join(f"{name}: {{}}\n" for name in (*SECTIONS, "figurs")))
    with pytest.raises(ValueError, match=r"xx\.yaml: figurs: no section of that name"):
        read_section(path, "figures", LanguageFile)
