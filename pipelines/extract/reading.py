"""From the statements of a sentence to its figures: values, words, victims, source, scope.

What belongs here: everything about one figure. What does not: how figures of an article relate
(relations) and which incident they belong to (accounts).
"""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.extract.accounts.late_deaths import is_late, is_mourned, is_recovery
from pipelines.extract.accounts.scope import scope_of
from pipelines.extract.accounts.stocks import is_left
from pipelines.extract.attribution.choosing import nearest
from pipelines.extract.attribution.phrases import Source
from pipelines.extract.event_types import ARMED
from pipelines.extract.figures import Figure
from pipelines.extract.occasions import earlier_event, event_answered, event_before, sums_up
from pipelines.extract.old_counts import is_old, is_revised_from, old_count
from pipelines.extract.page import Page
from pipelines.extract.setting import Setting
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.inclusions import is_of_whom
from pipelines.extract.statements.recounted import RULE as RECOUNTED
from pipelines.extract.victim_sides import is_by_one_side, is_of_own_ranks
from pipelines.extract.victims import UNKNOWN, victims_of
from pipelines.lexicons.language import Language

_OWN = ("possessive", "kin")
_BESIDE = 2  # tokens between two counts of one toll: "et", ", et"
_TOLL_SAID_WITHIN = 25  # tokens from "avait indiqué que le bilan" to the number
_REPORTED_WITHIN = 5  # tokens from "avait annoncé" to the number
_ALONE_WITHIN = 8  # tokens before and behind a statement
_TOLL_WITHIN = 4  # tokens from "the number of dead" to "rose to"
_RISES_WITHIN = 3  # tokens between "has risen to" and the number
_BRINGS_WITHIN = 12  # tokens between "portant" and the number that it brings the toll to


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
    is_of_many = sums_up(clause.tokens)
    for statement in statements:
        figure = _figure(clause, statement, sentence)
        figure.victims = victims_of(clause, statement, page.folded, language)
        figure.is_of_side = is_of_own_ranks(clause, statement)
        figure.is_by_one_side = is_by_one_side(clause, statement)
        source = nearest(sources, statement.at, statement.after, clause.tokens)
        if source is not None:
            figure.stated_by = page.text[source.start : source.end]
            figure.stated_by_type = source.kind
            figure.victims = _of_their_own(clause, statement, figure)
        figure.is_superseded = is_old(clause, statement, figures, is_of_many=is_of_many)
        figure.is_total = statement.is_total or _is_total(clause, statement)
        figure.is_behind_rise = bool(figures) and _is_behind_rise(clause, figures[-1], statement)
        figure.scope = scope_of(clause, statement, setting, is_total=figure.is_total)
        figure.is_superseded |= statement.is_old and figure.scope == "incident"
        figure.is_late = is_late(clause, statement)
        figure.is_besides = _is_besides(clause, statement, figures)
        figure.is_further = _is_further(clause, statement)
        figure.is_of_report_before = _is_of_report_before(clause, statement)
        figure.is_recovery = is_recovery(clause, statement)
        figure.is_mourned = is_mourned(clause, statement)
        figure.is_revision = _is_revision(clause, statement)
        figure.has_risen = _has_risen(clause, statement)
        figure.earlier = earlier_event(clause, statement)
        figure.event_before = figure.earlier[0] if figure.earlier else None
        if figure.event_before is None:
            before = figures[-1].statement if figures else None
            figure.event_before = event_before(clause, statement) or event_answered(
                clause, statement, before
            )
        figure.is_left = is_left(clause, statement)
        figure.is_alone = _is_alone(clause, statement)
        figure.is_share = _is_share(clause, statement)
        figure.is_of_whom = is_of_whom(clause, statement)
        figure.is_tallied = "tallied" in clause.meanings
        figure.is_of_many = is_of_many
        figure.is_of_someone = clause.tokens[statement.people.at].has("possessive")
        is_dated = bool(setting.dates)
        figure.is_of_witness = _is_of_witness(clause, statement, figures, is_dated=is_dated)
        figures.append(figure)
        old = statement.people.quantity.superseded
        if old is not None:
            figures.append(old_count(clause, figure, old))
    _agree_on_scope(figures, setting)
    return figures


def _is_of_witness(
    clause: Clause, statement: Statement, told: Sequence[Figure], *, is_dated: bool
) -> bool:
    """ "They killed my neighbour and his son": whom a witness calls his own, and those with them; so is who
    "lost his wife" or "nine relatives", or saw "the body of his son".
    """
    people = statement.people
    own = clause.tokens[max(0, people.at - 1) : people.after]
    before = told[-1] if told and told[-1].measure == statement.harm.measure else None
    if before is not None and before.is_of_witness and not people.has_other:
        return True
    is_lost = clause.tokens[statement.at].has("bereaved")
    is_lost |= not is_dated and statement.rule.startswith("nominal") and people.quantity.best == 1
    is_lost &= people.victims not in ARMED and not people.is_partitive
    return any(t.has("own_kin") or (is_lost and t.has(*_OWN)) for t in own)


def _agree_on_scope(figures: list[Figure], setting: Setting) -> None:
    """Counts of one undated sentence are of one kind; a gapped number is of that of the one before it."""
    tolls = [] if setting.dates else [f for f in figures if f.scope == "cumulative"]
    is_counted = any(f.statement.people.head == "counted" for f in tolls)
    are_stocks = all(f.measure == "displaced" for f in tolls)
    for before, figure in pairwise([None, *figures]):
        if figure is None:
            continue
        is_like = figure.statement.people.head == "counted" or not is_counted
        is_of_stock = are_stocks and figure.measure != "displaced"
        if tolls and is_like and not is_of_stock:
            figure.scope = "cumulative"
        if before is not None and (figure.statement.is_gapped or figure.statement.restates):
            figure.scope = before.scope


def _figure(clause: Clause, statement: Statement, sentence: int) -> Figure:
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
        quote_start=tokens[statement.at].start,
        quote_end=tokens[statement.after - 1].end,
        phrase_start=tokens[people.at].start,
        phrase_end=phrase_end,
        people_end=tokens[people.after - 1].end,
        rule=statement.rule,
        joint_with=statement.joint,
    )


def _of_their_own(clause: Clause, statement: Statement, figure: Figure) -> str:
    """ "Their soldiers", said by an armed group, are the group's; "ses hommes" are those of who says so."""
    people = statement.people
    words = clause.tokens[people.at : people.after]
    is_own = any(t.has("possessive", "of_own_side") for t in words)
    if is_own and figure.stated_by_type == "armed_group" and figure.victims == "security_forces":
        return "armed_group"
    is_known = figure.victims != UNKNOWN or figure.stated_by_type not in ARMED
    return figure.stated_by_type if is_own and not is_known else figure.victims


def _is_total(clause: Clause, statement: Statement) -> bool:
    """Whether a count takes in those told of before it: "ce qui porte à neuf le nombre de morts"."""
    people = statement.people
    if "brings_to" not in clause.meanings or people.quantity.is_article:
        return False  # "took the mayor hostage" brings no toll to one
    before = clause.tokens[max(0, people.at - _BRINGS_WITHIN) : people.at]
    return any(t.has("brings_to") for t in before)


def _is_behind_rise(clause: Clause, before: Figure, statement: Statement) -> bool:
    """ "The toll has risen to ten after two more died": behind the number to which a count has come."""
    if "rises_to" not in clause.meanings:
        return False
    at, after = before.statement.people.at, before.statement.people.after
    risen = clause.tokens[max(0, at - _RISES_WITHIN) : at]
    between = clause.tokens[after : statement.at]
    is_joined = any(t.has("conjunction") for t in between)
    return not is_joined and any(t.has("rises_to") for t in risen)


def _is_besides(clause: Clause, statement: Statement, told: Sequence[Figure]) -> bool:
    """ "Six wounded … four others", "five seriously hurt and 33 lightly"; not "six dead and 66 others hurt"."""
    if told and told[-1].measure != statement.harm.measure:
        return False
    if statement.people.has_other or "lightly" not in clause.meanings:
        return statement.people.has_other
    around = clause.tokens[statement.people.at : max(statement.after, statement.people.after) + 1]
    return any(t.has("lightly") for t in around)


def _is_further(clause: Clause, statement: Statement) -> bool:
    """ "Four attackers were also killed", "In addition, …": but not "the rebels also looted, said Abou, who
    counted 13 dead".
    """
    if "further" not in clause.meanings:
        return False
    around = clause.tokens[max(0, statement.at - _BESIDE) : statement.after + _BESIDE]
    return any(t.has("further") for t in (clause.tokens[0], *around))


def _is_alone(clause: Clause, statement: Statement) -> bool:
    """ "30 people were killed on the first day alone", "rien qu'à Gao, 30": not all who were."""
    if "just_there" in clause.meanings:
        before = clause.tokens[max(0, statement.at - _ALONE_WITHIN) : statement.at]
        if any(t.has("just_there") for t in before):
            return True
    if "alone" not in clause.meanings:
        return False
    around = clause.tokens[max(0, statement.at - _ALONE_WITHIN) : statement.after + _ALONE_WITHIN]
    return any(
        t.has("alone") and (before.is_capital or before.has("thing"))
        for before, t in pairwise(around)
    )


def _is_share(clause: Clause, statement: Statement) -> bool:
    """ "The north was hardest hit with 30 dead", "…, suivi de Gao avec 20": some of those told of before."""
    if "hardest_hit" not in clause.meanings:
        return False
    before = clause.tokens[max(0, statement.at - _ALONE_WITHIN) : statement.at]
    return any(t.has("hardest_hit", "ranked") for t in before)


def _is_revision(clause: Clause, statement: Statement) -> bool:
    """ "L'état-major a relevé ce chiffre à 98 morts", "raised the death toll to 98", "it now stands at 98"."""
    before = clause.tokens[max(0, statement.people.at - _REPORTED_WITHIN) : statement.people.at]
    if statement.rule.startswith(RECOUNTED) and not statement.is_old:
        return not any(t.has("rivals") for t in before)
    return any(t.has("revises") for t in before) and not is_revised_from(clause, statement)


def _has_risen(clause: Clause, statement: Statement) -> bool:
    """ "On Tuesday the toll rose to 12", "le bilan s'est alourdi à sept morts": what was told, since grown."""
    if not {"rises_to", "number_of"} <= clause.meanings:
        return False
    at = statement.people.at
    rise = next(
        (
            i
            for i in range(at - 1, max(-1, at - 1 - _RISES_WITHIN), -1)
            if clause.tokens[i].has("rises_to")
        ),
        None,
    )
    before = clause.tokens[max(0, (rise or 0) - _TOLL_WITHIN) : rise or 0]
    return any(t.has("number_of") for t in before)


def _is_of_report_before(clause: Clause, statement: Statement) -> bool:
    """ "La police avait fait état de 17 décès", "had reported four deaths": told before what is told now."""
    if not clause.meanings & {"past_perfect", "said_before"}:
        return False
    before = clause.tokens[max(0, statement.people.at - _TOLL_SAID_WITHIN) : statement.people.at]
    if not any(t.has("number_of") for t in before):  # "avait dit que le bilan était de 17 morts"
        before = before[-_REPORTED_WITHIN:]
    return any(t.has("said_before") for t in before) or any(
        t.has("past_perfect") and said.has("said", "said_participle")
        for t, said in pairwise(before)
    )
