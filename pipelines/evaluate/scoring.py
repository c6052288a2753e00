"""One article: its annotations beside its rows.

What belongs here: the order of the comparisons. What does not: what counts as the same (matching,
attributes) and how counts are added up (tallies).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.evaluate.attributes import compare_event, compare_figure
from pipelines.evaluate.gold import GoldArticle, Value
from pipelines.evaluate.matching import match, same_value, value_of, without_skipped
from pipelines.evaluate.readings import Reading, Row
from pipelines.evaluate.tallies import Score, Tally
from schemas.codelists import MEASURES

Votes = Mapping[str, Counter[str]]
"""Annotated event → account → how many of its figures were given to that account."""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """An article with its rows; `matched` leads from annotated figures to rows, by index."""

    article: GoldArticle
    rows: Sequence[Row]
    matched: Mapping[int, int]
    attributes: Tally
    incidents: Score

    def figures(self, measure: str | None = None) -> Score:
        """How many figures were found, of one measure or of all."""
        gold = [f.measure for f in self.article.figures if not f.is_skipped]
        rows = [row["measure"] for row in self.rows]
        right = [self.article.figures[i].measure for i in self.matched]
        if measure is None:
            return Score(len(right), len(rows), len(gold))
        return Score(right.count(measure), rows.count(measure), gold.count(measure))

    @property
    def is_right(self) -> list[bool]:
        """Of each row whether it is an annotated figure."""
        found = set(self.matched.values())
        return [j in found for j in range(len(self.rows))]


def score(article: GoldArticle, reading: Reading) -> ArticleScore:
    """Compare one article with its reading."""
    tally = Tally()
    rows = without_skipped(article, reading.figures)
    matched = match(article, rows)
    events = {event.id: event for event in article.events}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i, j in matched.items():
        gold, row = article.figures[i], rows[j]
        compare_figure(gold, row, tally)
        event = events.get(gold.event or "")
        if event is not None:
            account = row["report_id"] or row["toll_id"]
            votes[event.id][account] += 1
            compare_event(event, reading.accounts[account], tally)
    return ArticleScore(article, rows, matched, tally, _incident_totals(article, reading, votes))


def _incident_totals(article: GoldArticle, reading: Reading, votes: Votes) -> Score:
    """How many incidents with totals were read with just these totals."""
    wanted = [e for e in article.events if e.kind == "incident" and e.given_totals]
    right = 0
    for event in wanted:
        chosen = votes[event.id].most_common(1) if event.id in votes else []
        account = reading.accounts[chosen[0][0]] if chosen else {}
        is_incident = "report_id" in account
        right += is_incident and _is_same_totals(event.given_totals, _totals(account))
    return Score(right, sum(1 for r in reading.reports if _totals(r)), len(wanted))


def _totals(account: Row) -> dict[str, Value]:
    values = {measure: value_of(account, measure) for measure in MEASURES}
    return {measure: value for measure, value in values.items() if value.is_given}


def _is_same_totals(gold: Mapping[str, Value], read: Mapping[str, Value]) -> bool:
    return gold.keys() == read.keys() and all(same_value(gold[m], read[m]) for m in gold)
