"""A dataset made by the command itself, for every test that reads what was published; and how long tests by
generated examples take: `--hypothesis-profile thorough` asks for a thousand.
"""

from pathlib import Path

import pytest
from command import INPUTS, NOW, bilan
from hypothesis import settings

settings.register_profile("thorough", max_examples=1000)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one release of two input files; not to be changed."""
    output = tmp_path_factory.mktemp("published")
    result = bilan("run", *INPUTS, "--output", output, "--now", NOW, "--quiet")
    assert result.exit_code == 0, result.stderr
    return output
