"""Reading a seed file in YAML into its model, with errors in one line."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


def read_seed(path: Path, model: type[Model]) -> Model:
    """The file as its model.

    Raises ValueError in one line: file, place in it, what is wrong and what stands there.
    """
    try:
        # the C loader is ten times as fast, and start-up is mostly this
        return model.model_validate(yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{path}: {place}: {first['msg']}, not {first['input']!r}") from error
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: no valid YAML: {' '.join(str(error).split())}") from error
