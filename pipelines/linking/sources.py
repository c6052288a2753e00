"""Who says so, and how much that weighs: seeds/source_ranks.csv and linking_words.csv.

Ranks follow the contract: 1 the UN … 6 a party on its enemy's losses. A party is a side that fought
or attacked, known by the actors of the incident's reports. No claims are weighed here.
"""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from schemas.codelists import STATED_BY_TYPES

SEEDS = Path(__file__).parents[2] / "seeds"
RETRACTION_RANK = 0
PARTY_AGAINST_OTHERS = 6
STATE, ARMED = "state", "armed_group"
STATE_CODES, ARMED_CODES = frozenset({1}), frozenset({2, 3, 4, 5})
"""ACLED's inter codes of state forces, and of rebels, militias and rioters."""
STATE_ACTION = frozenset({"Excessive force against protesters", "Protest with intervention"})
"""Sub-event types in which, by ACLED's definition, state forces act on people."""
SIDE_OF_TYPE = {"government": STATE, "security_forces": STATE, "armed_group": ARMED}
CELL_OF_SIDE = {STATE: "security_forces", ARMED: "armed_group"}


@dataclass(frozen=True, slots=True, eq=False)
class SourceRules:
    """The two seed tables: (stated_by_type, relation) → rank, and meaning → its words in lower case."""

    ranks: dict[tuple[str, str], int]
    words: dict[str, tuple[str, ...]]

    def says(self, meaning: str, text: str | None) -> bool:
        """Whether the text holds one of the words of this meaning."""
        lowered = (text or "").lower().replace("’", "'")
        return any(word in lowered for word in self.words[meaning])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands to an incident: its kind as a side in a dispute, relation and rank."""

    kind: str
    relation: str
    rank: int


@cache
def load_source_rules(folder: Path = SEEDS) -> SourceRules:
    """Read both tables. ValueError with file, line and remedy where a row is wrong."""
    ranks: dict[tuple[str, str], int] = {}
    for line, row in _rows(folder / "source_ranks.csv"):
        if row["stated_by_type"] not in STATED_BY_TYPES or not row["rank"].isdecimal():
            raise ValueError(
                f"seeds/source_ranks.csv, line {line}: stated_by_type must be one of "
                f"{', '.join(STATED_BY_TYPES)} and rank a whole number; correct the line"
            )
        ranks[row["stated_by_type"], row["relation"]] = int(row["rank"])
    missing = [kind for kind in STATED_BY_TYPES if (kind, "independent") not in ranks]
    if missing:
        raise ValueError(
            f"seeds/source_ranks.csv: no independent rank for {', '.join(missing)}; add a line"
        )
    words: dict[str, list[str]] = {}
    for _, row in _rows(folder / "linking_words.csv"):
        words.setdefault(row["meaning"], []).append(row["word"].lower())
    return SourceRules(ranks, {meaning: tuple(found) for meaning, found in words.items()})


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))


@lru_cache(maxsize=100_000)
def judge(
    rules: SourceRules,
    stated_by_type: str,
    stated_by: str | None,
    cell: str,
    parties: frozenset[str],
    sub_event_type: str,
) -> Standing:
    """Rank and relation of a source for a claim about the people of a cell (claims.py).

    A ministry of health counts as a medical body, even of a party (the contract's rank 2) unless an
    armed group runs it.
    """
    side = SIDE_OF_TYPE.get(stated_by_type)
    if stated_by_type == "government" and rules.says("health_body", stated_by):
        return Standing("medical", "independent", rules.ranks["medical", "independent"])
    if side is None or side not in parties:
        rank = rules.ranks[stated_by_type, "independent"]
        return Standing(stated_by_type, "independent", rank)
    relation = _relation(side, cell, sub_event_type)
    return Standing(side, relation, rules.ranks[stated_by_type, relation])


def _relation(side: str, cell: str, sub_event_type: str) -> str:
    if cell in (CELL_OF_SIDE[side], "mixed"):
        return "own_losses"
    if cell in CELL_OF_SIDE.values():
        return "enemy_losses"
    is_own_action = side == ARMED or sub_event_type in STATE_ACTION
    return "own_action" if is_own_action else "bystanders"


def parties_of(inter1: int | None, inter2: int | None) -> frozenset[str]:
    """The sides that fought or attacked, of a report's two actors."""
    codes = {inter1, inter2}
    state = {STATE} if codes & STATE_CODES else set[str]()
    return frozenset(state | ({ARMED} if codes & ARMED_CODES else set()))
