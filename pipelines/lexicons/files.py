"""Reading a seed file in YAML, or a section of a language's, into its model, with errors in one line."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
SECTIONS = ("figures", "dates", "places", "actors", "retractions")
"""What a language file (seeds/lang/<code>.yaml) consists of."""


def read_seed(path: Path, model: type[Model]) -> Model:
    """The file as its model.

    Raises ValueError in one line: file, place in it, what is wrong and what stands there.
    """
    file = _parsed(path)
    if not isinstance(file, dict):
        raise ValueError(f"{path}: no keys with values; write: {next(iter(model.model_fields))}: …")
    return _validated(path, file, model)


def read_section(path: Path, section: str, model: type[Model]) -> Model:
    """One of the SECTIONS of a language file as its model; raises ValueError as read_seed does."""
    file = _parsed(path)
    for name in SECTIONS:
        if not isinstance(file, dict) or name not in file:
            raise ValueError(f"{path}: {name}: missing; copy it from en.yaml, translate its words")
    if unknown := next((name for name in file if name not in SECTIONS), None):
        raise ValueError(f"{path}: {unknown}: no section of that name; use {', '.join(SECTIONS)}")
    return _validated(path, file, model, section)


def _validated(path: Path, file: Any, model: type[Model], *section: str) -> Model:
    try:
        return model.model_validate(file[section[0]] if section else file)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (*section, *first["loc"]))
        raise ValueError(f"{path}: {place}: {first['msg']}, not {first['input']!r}") from error


def _parsed(path: Path) -> Any:
    try:
        return _loaded(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: no valid YAML: {' '.join(str(error).split())}") from error


# the C loader is ten times as fast, and start-up is mostly this
class _Strict(yaml.CSafeLoader):
    """Refuses a key that stands twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: set[str] = set()
        for key, _ in node.value:
            if key.value in found:
                said = (
                    f"{key.value} stands twice, the second time in line {key.start_mark.line + 1}"
                )
                raise yaml.constructor.ConstructorError(problem=said)
            found.add(key.value)
        return super().construct_mapping(node, deep)


@lru_cache(maxsize=len(SECTIONS))
def _loaded(text: str) -> Any:
    return yaml.load(text, Loader=_Strict)  # noqa: S506 (a safe loader, stricter)
