"""Number profiles: which bounds a vague word gives (seeds/number_profiles.csv).

"Des dizaines" is at least 20 in one dataset and 10 in another; the profile says which rule was used.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PROFILE = "literal"


@dataclass(frozen=True, slots=True)
class NumberProfile:
    """Floors of vague words: a factor on the collective's number, or on 1 where there is none."""

    name: str
    factors: Mapping[str, int | None]

    def floor(self, key: str, collective: int | None) -> int | None:
        """The least number that a vague word stands for; None where the profile gives none."""
        factor = self.factors[f"{key}_collective" if collective else key]
        return None if factor is None else factor * (collective or 1)


def load_profiles(path: Path) -> dict[str, NumberProfile]:
    """All profiles of the table, by name; raises ValueError naming file and line of a bad row."""
    factors: dict[str, dict[str, int | None]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.DictReader(handle), start=2):
            try:
                factor = int(row["factor"]) if row["factor"] else None
                factors.setdefault(row["profile"], {})[row["key"]] = factor
            except (KeyError, ValueError) as error:
                raise ValueError(
                    f"{path}, line {line}: write profile,key,factor, with a whole number or nothing "
                    f"as factor ({error})"
                ) from error
    return {name: NumberProfile(name, found) for name, found in factors.items()}
