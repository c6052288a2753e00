"""Figures and the accounts that they make up, while their article is being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.statements.claims import Statement

BEFORE_DEATH = frozenset({"injured", "missing", "abducted", "detained"})
"""What may have befallen people before they are counted as dead."""

_ROUNDED = 0.05  # of a number, by which "more than" may fall short of a sum; our own bound
_ROW = 12  # characters between two counts of one row: " et ", " and some "

Asked = tuple[int, int, str, bool]
"""A figure as its day and place are asked for: its quote, its scope and whether it is superseded."""


@dataclass(slots=True)
class Figure:
    """One figure of an article while it is being read; positions refer to the list of figures."""

    statement: Statement
    sentence: int
    measure: str
    low: int | None
    best: int | None
    high: int | None
    quantifier: str
    unit: str
    quote_start: int
    quote_end: int
    phrase_start: int
    phrase_end: int
    people_end: int
    rule: str
    victims: str = "unspecified"
    stated_by: str | None = None
    stated_by_type: str = "none"
    scope: str = "incident"
    part_of: int | None = None
    repeat_of: int | None = None
    is_in_other_unit: bool = False
    is_superseded: bool = False
    is_total: bool = False
    is_behind_rise: bool = False
    is_late: bool = False
    is_left: bool = False
    is_further: bool = False
    is_besides: bool = False
    event_before: int | None = None
    earlier: tuple[int, int] | None = None
    is_of_report_before: bool = False
    is_recovery: bool = False
    is_mourned: bool = False
    is_revision: bool = False
    has_risen: bool = False
    is_of_side: bool = False
    is_by_one_side: bool = False
    is_alone: bool = False
    is_share: bool = False
    is_of_whom: bool = False
    is_tallied: bool = False
    is_of_many: bool = False
    is_of_witness: bool = False
    is_of_someone: bool = False
    joint_with: tuple[str, ...] = ()
    grouped_by: str = ""

    @property
    def asked_as(self) -> Asked:
        """What the choice of its day and place hangs on besides its sentence."""
        return self.quote_start, self.quote_end, self.scope, self.is_superseded

    @property
    def number(self) -> int | None:
        """The number that the figure is known by: best, else its floor, else its ceiling."""
        if self.best is not None:
            return self.best
        return self.low if self.low is not None else self.high

    def sums_up(self, counts: Sequence[int]) -> bool:
        """Whether smaller counts may be all of a figure's people, rounded or not: "more than 11,200 … 8,574 …
        and 2,662".
        """
        total = sum(counts)
        if self.low is None or self.high is not None or max(counts, default=0) >= self.low:
            return total == self.best
        digits = str(self.low)
        rounded_to = 10 ** (len(digits) - len(digits.rstrip("0")))
        return 0 <= total - self.low < min(rounded_to, self.low * _ROUNDED + 1)

    @property
    def counts(self) -> bool:
        """Whether the figure may enter a total of persons by itself."""
        return self.stands and self.part_of is None

    @property
    def stands(self) -> bool:
        """Whether it is a count of persons told for the first time, be it a part of another or households'."""
        is_repeat = self.repeat_of is not None and not self.is_in_other_unit
        is_again = is_repeat or self.is_superseded
        return not is_again and not self.joint_with and self.unit == "person"


@dataclass(slots=True)
class Account:
    """One incident or one toll of an article.

    `figures` are positions in its list of figures; `sentences` and `paragraphs` tell where it is told of;
    `is_before`: of an event before what the article tells, so that its day is not that of the lead;
    `is_share`: of one town of a count of several, told in passing.
    """

    scope: str
    figures: list[int] = field(default_factory=list[int])
    sentences: list[int] = field(default_factory=list[int])
    paragraphs: list[int] = field(default_factory=list[int])
    date: DateMention | None = None
    place: PlaceMention | None = None
    is_before: bool = False
    is_share: bool = False


def is_in_row(before: Figure, figure: Figure) -> bool:
    """ "181 migrants and five crew members": two counts of one measure in one breath."""
    is_beside = figure.sentence == before.sentence and figure.measure == before.measure
    return is_beside and 0 <= figure.quote_start - before.people_end <= _ROW


def share_out_quotes(figures: Sequence[Figure]) -> None:
    """ "A farmer and a soldier were killed": each figure has a quote of its own, with the verb in that of the
    last (annotation guide).
    """
    for i, figure in enumerate(figures):
        row = (f for f in figures[i + 1 :] if f.sentence == figure.sentence)
        if any(f.quote_end == figure.quote_end and f.quote_start >= figure.people_end for f in row):
            figure.quote_end = figure.people_end
