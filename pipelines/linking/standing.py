"""The claims that stand about one measure of one incident, and the estimate that follows from them.

A claim stands until a later claim of the same side from a source of the same or a better rank
replaces it, or it is withdrawn (the contract). Every source is on the one side "main" until it
disputes another: then it keeps a side of its own. In which order reports come stands in replay.py.
"""

from dataclasses import dataclass, field, replace

from pipelines.linking.claims import WHOLE
from pipelines.linking.sources import PARTY_AGAINST_OTHERS, SIDE_OF_TYPE, Standing
from pipelines.linking.values import NOBODY, Value, less, spread, total

MAIN = "main"
UNNAMED = frozenset({"none", "media"})
TELLING = 10
"""So many of one group, told later of another: the same people, whom a text takes for others."""
ROUNDING = 0.1
"""A number that differs by no more than this share from one that stands is its rounded repetition."""


@dataclass(frozen=True, slots=True)
class StandingClaim:
    """A claim with what decides about it: side, rank, and when it was made."""

    cell: str
    value: Value
    side: str
    source: Standing
    order: int
    position: int
    article_id: str
    publisher: str | None
    stated_by: str | None

    @property
    def preference(self) -> tuple[int, int, int]:
        """Sorts the claim to believe first: best rank, then latest, then first in its text."""
        return (self.source.rank, -self.order, self.position)


@dataclass(slots=True)
class Ledger:
    """The claims that stand about one measure, and what is remembered of those that do not.

    `own_sides` are the sources that dispute others, `numbers_seen` all numbers ever claimed,
    `outdated` those that a text gave as earlier or wrong.
    """

    claims: list[StandingClaim] = field(default_factory=list[StandingClaim])
    own_sides: set[str] = field(default_factory=set[str])
    numbers_seen: set[int] = field(default_factory=set[int])
    outdated: set[int] = field(default_factory=set[int])
    _known: Value | None = None

    def estimate(self) -> Value:
        """Low, best and high over the claims that stand; nothing known where none does."""
        if self._known is None:
            self._known = self._estimate()
        return self._known

    def _keep(self, claims: list[StandingClaim]) -> None:
        self.claims = claims
        self._known = None

    def _estimate(self) -> Value:
        if len(self.claims) == 1:
            return self.claims[0].value
        wholes = [c for c in self.claims if c.cell in WHOLE]
        groups = [c for c in self.claims if c.cell not in WHOLE]
        if not groups:
            return _believed(wholes)
        composite = total([_believed(cell) for cell in _cells(groups)])
        if not wholes:
            return composite
        rank = max(_first(cell).source.rank for cell in _cells(groups))
        lead = _first(wholes)
        if composite.point < min(c.value.point for c in wholes) and (
            rank >= lead.source.rank or all(c.source.relation == "own_losses" for c in groups)
        ):
            return _believed(wholes)  # the groups are parts of the whole
        best = composite.best if rank < lead.source.rank else lead.value.best
        return spread([c.value for c in wholes] + [composite], best)

    def admit(self, made: StandingClaim, change: int) -> bool:
        """Weigh a claim; False where it is no news.

        `change`: by how many the text itself lets the claim differ from a former one.
        """
        base = self._base(made, change)
        if base is not None:
            made = _on(made, base)
        elif self._is_repetition(made):
            return False
        else:
            made = self._take_side(made)
        self._keep([c for c in self.claims if not self._replaces(made, c)] + [made])
        self.numbers_seen.add(made.value.point)
        return True

    def _base(self, made: StandingClaim, change: int) -> StandingClaim | None:
        """The claim that this one carries on: its number and those who died since."""
        if change == 0:
            return None
        former = [c for c in self.claims if c.value.point + change == made.value.point]
        return min(former, key=lambda c: c.preference, default=None)

    def _is_repetition(self, made: StandingClaim) -> bool:
        if made.value.point in self.outdated:
            return True
        rivals = [c for c in self.claims if c.source.rank <= made.source.rank]
        if any(_says_the_same(made, c) for c in rivals):
            return True
        is_weak = made.source.kind in UNNAMED
        known = self.estimate()
        return is_weak and (
            made.value.point in self.numbers_seen or (known.best == made.value.best is not None)
        )

    def _take_side(self, made: StandingClaim) -> StandingClaim:
        kind, rank = made.source.kind, made.source.rank
        denies = made.value == NOBODY and any(c.value.point for c in self.claims)
        disputes = kind in SIDE_OF_TYPE.values() and any(
            c.source.rank < rank and c.cell == made.cell and c.source.kind != kind
            for c in self.claims
        )
        if denies or disputes or rank == PARTY_AGAINST_OTHERS:
            self.own_sides.add(kind)
        return replace(made, side=kind) if kind in self.own_sides else made

    def _replaces(self, new: StandingClaim, old: StandingClaim) -> bool:
        if new.side != old.side or new.source.rank > old.source.rank:
            return False
        if new.order == old.order and new.cell != old.cell:
            return False
        if new.cell == old.cell or new.cell in WHOLE:
            return True
        if old.cell not in WHOLE or new.source.relation == "own_losses":
            return False
        is_alone = old.cell == "all" and not any(
            c.cell not in WHOLE and c.cell != new.cell for c in self.claims
        )
        return is_alone or new.value.point > old.value.point

    def withdraw(self, numbers: set[int], article_ids: frozenset[str]) -> None:
        """Take away the claims of these numbers and those of these articles."""
        left = [
            c
            for c in self.claims
            if c.value.point not in numbers and c.article_id not in article_ids
        ]
        if len(left) < len(self.claims):
            self._keep(left)

    def retract(self, zero: StandingClaim) -> None:
        """The outlet takes back its claims and says instead that nobody was hurt."""
        self._keep([c for c in self.claims if c.publisher != zero.publisher] + [zero])

    def reduce(self, cell: str, n: int, order: int, article_id: str) -> None:
        """n people leave this measure (the injured who died): the believed claim gets smaller."""
        own = [c for c in self.claims if c.cell == cell] or self.claims
        if own and n > 0:
            old = min(own, key=lambda c: c.preference)
            new = replace(old, value=less(old.value, n), order=order, article_id=article_id)
            self._keep([new if c is old else c for c in self.claims])


def _on(made: StandingClaim, base: StandingClaim) -> StandingClaim:
    """The claim as an update of another: of its side and cell, of the better of both ranks."""
    source = base.source if base.source.rank <= made.source.rank else made.source
    return replace(made, cell=base.cell, side=base.side, source=source)


def _says_the_same(new: StandingClaim, old: StandingClaim) -> bool:
    if new.cell != old.cell and new.cell not in WHOLE and old.cell not in WHOLE:
        return new.value == old.value and new.value.point >= TELLING and new.order > old.order
    if new.value == old.value:
        return True
    if new.value.best is None:  # a vaguer word
        return new.value.point <= old.value.top
    is_rounder = new.order > old.order and new.source.kind in UNNAMED
    return is_rounder and abs(new.value.point - old.value.point) <= ROUNDING * old.value.point


def _first(claims: list[StandingClaim]) -> StandingClaim:
    return min(claims, key=lambda c: c.preference)


def _believed(claims: list[StandingClaim]) -> Value:
    if not claims:
        return Value(None, None, None)
    return spread([c.value for c in claims], _first(claims).value.best)


def _cells(groups: list[StandingClaim]) -> list[list[StandingClaim]]:
    names = dict.fromkeys(c.cell for c in groups)
    return [[c for c in groups if c.cell == name] for name in names]
