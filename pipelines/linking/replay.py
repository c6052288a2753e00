"""The reports of one incident in the order of publication: what was known when.

Each report is heard after the other: what it withdraws falls, what it claims is weighed
(standing.py), the injured who died move to the dead. A change of an estimate is a row of history.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipelines.linking.claims import WHOLE, Claim, ReportClaims
from pipelines.linking.sources import RETRACTION_RANK, SourceRules, Standing, judge
from pipelines.linking.standing import MAIN, Ledger, StandingClaim
from pipelines.linking.values import NOBODY, Value, total

UNKNOWN = Value(None, None, None)
RETRACTED = Standing("outlet", "retraction", RETRACTION_RANK)


@dataclass(frozen=True, slots=True)
class Account:
    """A report as evidence: what it claims, where and when it was published, whom it names.

    `replaces` are the articles of which its article is the newer version. A retraction has the words
    of one and leaves nobody hurt.
    """

    report_id: str
    article_id: str
    as_of: datetime | None
    publisher: str | None
    sub_event_type: str
    parties: frozenset[str]
    stated: ReportClaims
    replaces: frozenset[str]
    is_retraction: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One row of core.incident_history without the incident's id."""

    as_of: datetime | None
    measure: str
    value: Value
    article_id: str


@dataclass(slots=True)
class Story:
    """What is known of an incident so far, and the changes that led there."""

    rules: SourceRules
    ledgers: defaultdict[str, Ledger] = field(default_factory=lambda: defaultdict(Ledger))
    parties: frozenset[str] = frozenset()
    changes: list[Change] = field(default_factory=list[Change])
    known: dict[str, Value] = field(default_factory=dict[str, Value])
    breakdowns: dict[int, dict[str, int]] = field(default_factory=dict[int, dict[str, int]])
    is_retracted: bool = False

    def hear(self, account: Account, order: int) -> None:
        """Take in one report; `order` counts the reports of the incident by publication."""
        self.parties |= account.parties
        self.breakdowns |= account.stated.breakdowns
        self._drop(account)
        if account.is_retraction:
            self._retract(account, order)
        dead_before = self.ledgers["killed"].estimate()
        self._admit_all(account, order)
        self._move(account, order, dead_before)
        self._note_changes(account)

    def _drop(self, account: Account) -> None:
        """What it gives as earlier or wrong, where it has another number; its older versions."""
        for measure, number in account.stated.withdrawn:
            self.ledgers[measure].outdated.add(number)
        told = {claim.measure for claim in account.stated.claims}
        for measure, ledger in self.ledgers.items():
            wrong = {n for m, n in account.stated.withdrawn if m == measure and m in told}
            if wrong or account.replaces:
                ledger.withdraw(wrong, account.replaces)

    def _retract(self, account: Account, order: int) -> None:
        self.is_retracted = True
        article, publisher = account.article_id, account.publisher
        zero = StandingClaim(
            "all", NOBODY, "outlet", RETRACTED, order, 0, article, publisher, publisher
        )
        for ledger in self.ledgers.values():
            if ledger.claims:
                ledger.retract(zero)

    def _admit_all(self, account: Account, order: int) -> None:
        made = [(claim, self._made(claim, account, order)) for claim in account.stated.claims]
        self._divide(made)
        is_old = self._is_old_news(account)
        for claim, standing in sorted(made, key=lambda m: m[1].preference):
            ledger = self.ledgers[claim.measure]
            if not (is_old and ledger.claims):
                ledger.admit(*self._with_change(claim, standing, account.stated))

    def _is_old_news(self, account: Account) -> bool:
        """Its dead are a number that another text gave as an earlier one: so is all that it says."""
        dead = [c for c in account.stated.claims if c.measure == "killed"]
        outdated = self.ledgers["killed"].outdated
        return bool(dead) and all(c.value.point in outdated for c in dead)

    def _made(self, claim: Claim, account: Account, order: int) -> StandingClaim:
        source = judge(
            self.rules, claim.stated_by_type, claim.stated_by, claim.cell, self.parties,
            account.sub_event_type,
        )  # fmt: skip
        return StandingClaim(
            claim.cell, claim.value, MAIN, source, order, claim.position,
            account.article_id, account.publisher, claim.stated_by,
        )  # fmt: skip

    def _divide(self, made: Sequence[tuple[Claim, StandingClaim]]) -> None:
        """Sources that give different numbers in one text are rivals: all but the best one."""
        cells: dict[tuple[str, str], list[StandingClaim]] = defaultdict(list)
        for claim, standing in made:
            cells[claim.measure, claim.cell].append(standing)
        for (measure, _), claims in cells.items():
            first, *rivals = sorted(claims, key=lambda c: c.preference)
            for rival in rivals:
                named = rival.source.kind not in ("none", first.source.kind)
                if named and rival.value != first.value:
                    self.ledgers[measure].own_sides.add(rival.source.kind)

    def _with_change(
        self, claim: Claim, made: StandingClaim, stated: ReportClaims
    ) -> tuple[StandingClaim, int]:
        """The claim, and by how many it differs from a former one through deaths told in the text.

        Where nothing but those deaths is told, they are added to the former toll.
        """
        former = self.ledgers[claim.measure].claims
        died = sum(n for _, n in stated.died_of_wounds)
        if claim.measure == "injured":
            return made, -died
        if claim.measure != "killed" or not former:
            return made, 0
        if 0 < died == claim.value.point:
            first = min(former, key=lambda c: c.preference)
            return replace(made, value=total([first.value, claim.value])), died
        changes = [*stated.parts, died, sum(stated.parts)]
        points = {c.value.point for c in former}
        return made, next((n for n in changes if claim.value.point - n in points), 0)

    def _move(self, account: Account, order: int, dead_before: Value) -> None:
        """The injured who died leave the injured, unless the report says how many are left."""
        stated = account.stated
        measures = {claim.measure for claim in stated.claims}
        moved = sum(n for _, n in stated.died_of_wounds)
        risen = self.ledgers["killed"].estimate().point - dead_before.point
        if "injured" not in measures and dead_before.is_known and 0 < moved <= risen:
            for cell, n in stated.died_of_wounds:
                self.ledgers["injured"].reduce(cell, n, order, account.article_id)
        if stated.found_alive and "missing" not in measures:
            self.ledgers["missing"].reduce("all", stated.found_alive, order, account.article_id)

    def _note_changes(self, account: Account) -> None:
        for measure, ledger in self.ledgers.items():
            value = ledger.estimate()
            if value != self.known.get(measure, UNKNOWN):
                self.known[measure] = value
                change = Change(account.as_of, measure, value, account.article_id)
                self.changes.append(change)

    @property
    def fatalities_source(self) -> str | None:
        """Who states the best number of dead: the words that name the source, else the publisher."""
        claims = self.ledgers["killed"].claims
        first = min(claims, key=lambda c: c.preference, default=None)
        return None if first is None else first.stated_by or first.publisher

    @property
    def dead_by_group(self) -> dict[str, int]:
        """The dead of each group, as the claims that stand or the parts of the believed total say."""
        ledger, best = self.ledgers["killed"], self.known.get("killed", NOBODY).best
        groups = {
            c.cell: c for c in sorted(ledger.claims, key=lambda c: c.preference, reverse=True)
        }
        dead = {cell: c.value.best or 0 for cell, c in groups.items() if cell not in WHOLE}
        return dead if sum(dead.values()) == best else self.breakdowns.get(best or 0, {})

    @property
    def is_contested(self) -> bool:
        """Whether two sources keep to numbers that cannot both be right."""
        return any(_exclude_each_other(ledger) for ledger in self.ledgers.values())

    @property
    def is_discounted(self) -> bool:
        """Whether the incident was retracted and nobody else maintains that anyone was hurt."""
        claims = [c for ledger in self.ledgers.values() for c in ledger.claims]
        return self.is_retracted and not any(c.value.point for c in claims)


def _exclude_each_other(ledger: Ledger) -> bool:
    for i, first in enumerate(ledger.claims):
        for second in ledger.claims[i + 1 :]:
            comparable = first.cell == second.cell or {first.cell, second.cell} <= WHOLE
            if first.side != second.side and comparable and _apart(first.value, second.value):
                return True
    return False


def _apart(first: Value, second: Value) -> bool:
    low, high = sorted((first, second), key=lambda v: v.point)
    return low.high is not None and low.high < (high.low if high.low is not None else high.point)


def replay(accounts: Sequence[Account], rules: SourceRules) -> Story:
    """Hear the accounts of an incident, earliest first; those without a date come last."""
    story = Story(rules)
    ordered = sorted(
        accounts,
        key=lambda a: (a.as_of is None, a.as_of or datetime.max, a.article_id, a.report_id),
    )
    for order, account in enumerate(ordered):
        story.hear(account, order)
    return story
