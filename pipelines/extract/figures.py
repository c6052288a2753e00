"""From statements to figures: who they are, who says so, what repeats or is part of what.

What belongs here: everything about one figure, and how figures of an article relate. What does not:
which incident they belong to (reports).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.attribution import Source, nearest
from pipelines.extract.claims import Statement
from pipelines.extract.clauses import Clause
from pipelines.extract.reader import Page
from pipelines.extract.setting import Setting
from pipelines.lexicons.language import Language

_HINT_TOKENS = 8
_STOCK_FROM = 1000  # counted displaced people from here on are a stock, not one day's flight
_WAR_TOLL_FROM = 1000  # no single incident of the field has so many dead without saying so
_MIXED_CLASSES = 2


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
    victims: str
    quote_start: int
    quote_end: int
    phrase_start: int
    phrase_end: int
    rule: str
    stated_by: str | None = None
    stated_by_type: str = "none"
    scope: str = "incident"
    part_of: int | None = None
    repeat_of: int | None = None
    is_superseded: bool = False
    joint_with: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def number(self) -> int | None:
        """The number that the figure is known by: best, else its floor, else its ceiling."""
        return next((n for n in (self.best, self.low, self.high) if n is not None), None)

    @property
    def counts(self) -> bool:
        """Whether the figure may enter a total of persons by itself."""
        is_again = self.part_of is not None or self.repeat_of is not None or self.is_superseded
        return not is_again and not self.joint_with and self.unit == "person"


def read_figures(
    page: Page,
    clause: Clause,
    statements: Sequence[Statement],
    sources: list[Source],
    setting: Setting,
    sentence: int,
    language: Language,
) -> list[Figure]:
    """The figures of one sentence, each with its victims and its source; not yet related."""
    figures: list[Figure] = []
    for statement in statements:
        figure = _figure(clause, statement, sentence, page.folded, language)
        source = nearest(sources, statement.at, statement.after)
        if source is not None:
            figure.stated_by = page.text[source.start : source.end]
            figure.stated_by_type = source.kind
        figure.is_superseded = _is_superseded(clause, statement)
        figure.scope = _scope(clause, statement, setting)
        figures.append(figure)
        old = statement.people.quantity.superseded
        if old is not None:
            figures.append(_superseded(clause, figure, statement))
    return figures


def _figure(
    clause: Clause, statement: Statement, sentence: int, folded: str, language: Language
) -> Figure:
    tokens, people = clause.tokens, statement.people
    quantity = people.quantity
    phrase_end = tokens[(quantity.after if not people.is_described else people.after) - 1].end
    return Figure(
        statement=statement,
        sentence=sentence,
        measure=statement.harm.measure,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        quantifier=quantity.quantifier,
        unit="household" if people.is_household and not quantity.is_article else "person",
        victims=_victims(clause, statement, folded, language),
        quote_start=tokens[statement.at].start,
        quote_end=tokens[statement.after - 1].end,
        phrase_start=tokens[people.at].start,
        phrase_end=phrase_end,
        rule=statement.rule,
        joint_with=statement.joint,
    )


def _superseded(clause: Clause, figure: Figure, statement: Statement) -> Figure:
    """The old number of "passé de 17 à 23", a figure of its own that no total takes."""
    old = statement.people.quantity.superseded
    assert old is not None  # noqa: S101  (the caller looked)
    start, end = clause.tokens[old.at].start, clause.tokens[old.after - 1].end
    return Figure(
        statement=statement,
        sentence=figure.sentence,
        measure=figure.measure,
        low=old.low,
        best=old.best,
        high=old.high,
        quantifier=old.quantifier,
        unit=figure.unit,
        victims=figure.victims,
        quote_start=start,
        quote_end=end,
        phrase_start=start,
        phrase_end=end,
        rule=f"rise.{figure.rule}",
        stated_by=figure.stated_by,
        stated_by_type=figure.stated_by_type,
        scope=figure.scope,
        is_superseded=True,
    )


def _victims(clause: Clause, statement: Statement, folded: str, language: Language) -> str:
    """The class that the noun names, else the first hint in the words that follow it."""
    people, tokens = statement.people, clause.tokens
    last = tokens[min(len(tokens), people.after + _HINT_TOKENS) - 1].end
    start = tokens[people.after - 1].start
    stop = re.search(r"[.,;:()»]", folded[tokens[people.after - 1].end : last])
    end = tokens[people.after - 1].end + stop.start() if stop else last
    around = folded[start:end]
    if people.victims not in ("unspecified", "civilians") or people.head == "elliptic":
        return people.victims
    for hint, victims in language.hints:
        at = around.find(hint)
        if at >= 0 and not around[at - 1 : at].isalpha():
            return victims
    return "civilians" if people.is_household else people.victims


def _is_superseded(clause: Clause, statement: Statement) -> bool:
    """Whether words before the number say that it is an earlier or a wrong one."""
    window = clause.tokens[max(0, statement.people.at - 6) : statement.people.at]
    return any(t.has("superseded") for t in window) and not any(t.has("contrast") for t in window)


def _scope(clause: Clause, statement: Statement, setting: Setting) -> str:
    """Cumulative where the sentence tells of a period or says so, or the count is a stock."""
    people, harm = statement.people, statement.harm
    number = people.quantity.best or people.quantity.low or 0
    if any(d.is_period for d in setting.dates):
        return "cumulative"
    if any(t.has("cumulative") for t in clause.tokens):
        return "cumulative"
    is_stock = harm.measure == "displaced" and people.head == "counted" and number >= _STOCK_FROM
    is_war = harm.measure == "killed" and number >= _WAR_TOLL_FROM
    return "cumulative" if is_stock or is_war else "incident"


def relate(figures: list[Figure]) -> None:
    """Set parts, repeats and victims that follow from the figures before, in reading order."""
    for i, figure in enumerate(figures):
        whole = _whole(figures, i)
        if whole is not None:
            figure.part_of = whole
            figure.scope = figures[whole].scope
            figure.is_superseded = figure.is_superseded or figures[whole].is_superseded
        else:
            figure.repeat_of = _repeated(figures, i)
    _name_victims(figures)


def _whole(figures: list[Figure], i: int) -> int | None:
    figure = figures[i]
    people = figure.statement.people
    for j in range(i - 1, -1, -1):
        whole = figures[j]
        if figure.statement.includes:
            if whole.sentence != figure.sentence or whole.part_of is not None:
                continue
            return j
        if not people.is_partitive or whole.is_superseded or whole.part_of is not None:
            continue
        is_larger = (whole.number or 0) > (figure.number or 0)
        same = whole.measure == figure.measure or people.head == "elliptic"
        if same and is_larger and figure.sentence - whole.sentence <= 6:
            return j
    return None


def _repeated(figures: list[Figure], i: int) -> int | None:
    figure = figures[i]
    if figure.statement.people.has_other or figure.is_superseded:
        return None
    for j in range(i):
        other = figures[j]
        same = (other.measure, other.best, other.unit) == (
            figure.measure,
            figure.best,
            figure.unit,
        )
        is_number = figure.best is not None and figure.best > 1
        if same and is_number and other.repeat_of is None and other.scope == figure.scope:
            return j
    return None


def _name_victims(figures: list[Figure]) -> None:
    """An unnamed whole takes the class of its parts; an unnamed part or count that of its whole."""
    for i, figure in enumerate(figures):
        if figure.victims != "unspecified":
            continue
        parts = {f.victims for f in figures if f.part_of == i} - {"unspecified"}
        if len(parts) >= _MIXED_CLASSES:
            figure.victims = "mixed"
        elif figure.part_of is not None:
            figure.victims = figures[figure.part_of].victims
