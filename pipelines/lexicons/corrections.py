"""Reviewers' corrections: seeds/corrections.yaml or a file of the user's own, checked and frozen.

What a correction says stands here; what it does to reports and incidents stands in
pipelines/linking/corrections.py.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.lexicons.files import read_seed
from schemas.codelists import ALL_SUB_EVENT_TYPES, BOUNDS, MEASURES

CORRECTIONS = Path(__file__).parents[2] / "seeds" / "corrections.yaml"
Scalar = int | float | date | str | None
Text = Annotated[str, Field(min_length=1)]
PLACE = (
    "location_name", "country", "iso3", "admin1", "latitude", "longitude", "where_prec",
)  # fmt: skip
NUMBERS = tuple(f"{measure}_{bound}" for measure in MEASURES for bound in BOUNDS)
VALUES = (
    *NUMBERS, "date_start", "date_end", "date_prec", "sub_event_type", "actor1", "actor2",
    "inter1", "inter2",
)  # fmt: skip
"""Columns of core.incidents that a correction may set."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(_Strict):
    """A report, told by its article and the words of one of its figures, as they stand there.

    `expect`: columns of core.incident_reports as the extraction gives them.
    """

    source_ref: Text
    quote: Text
    expect: dict[str, Scalar] = {}


class Correction(_Strict):
    """What a reviewer decided, why, and what stood there then.

    `expect`: columns of core.incidents as they are without this correction. `set` gives columns of
    VALUES (action set) or of PLACE (action place).
    """

    id: Text
    action: Literal["set", "merge", "split", "discount", "place"]
    reason: Text
    reviewer: Text
    date: date
    reports: tuple[Account, ...] = Field(min_length=1)
    expect: dict[str, Scalar] = {}
    set: dict[str, Scalar] = {}

    @model_validator(mode="after")
    def _fits_its_action(self) -> Self:
        wrong = next((said for holds, said in self._rules() if not holds), None)
        if wrong:
            raise ValueError(f"correction {self.id}: {wrong}")
        return self

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        is_set, is_place = self.action == "set", self.action == "place"
        allowed = PLACE if is_place else VALUES if is_set else ()
        unknown = [name for name in self.set if name not in allowed]
        unguarded = [name for name in self.set if name not in self.expect]
        many = self.action in ("merge", "split")
        return (
            (not unknown, f"set must not name {unknown}; it may name {', '.join(allowed)}"),
            (bool(self.set) or not (is_set or is_place), "set is missing"),
            (not is_set or not unguarded, f"expect must say what {unguarded} are now"),
            (self.action != "discount" or bool(self.expect), "expect is missing"),
            (not is_set or len(self.reports) == 1, "one report tells the incident"),
            (self.action != "merge" or len(self.reports) > 1, "a merge needs two reports"),
            (
                all(account.expect for account in self.reports) or not (many or is_place),
                "every report needs an expect",
            ),
            (
                self.set.get("sub_event_type", "Other") in ALL_SUB_EVENT_TYPES,
                "sub_event_type must be one of ACLED's, or Disaster, Accident, Displacement, Other",
            ),
        )


class _File(_Strict):
    corrections: tuple[Correction, ...] = ()


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file, in its order.

    Raises ValueError with file, correction and remedy where one is wrong or an id is there twice.
    """
    found = read_seed(path, _File).corrections
    ids = [correction.id for correction in found]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"{path}: id {twice[0]} is there twice; give each correction its own")
    return found
