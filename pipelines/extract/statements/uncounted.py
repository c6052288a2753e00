"""Harm that the annotation guide counts nowhere: of disease and old age, of players, of a film, and rates.

What does not belong here: what has not happened (unreal).
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.phrases import Harm

_OF_TIME = frozenset({"moment", "period"})
_RATE_WITHIN = 9  # tokens
_PARTS = frozenset({",", ";"})
_BEHIND_ASIDE = 2  # commas: "Elle est décédée, selon le préfet, d'une crise cardiaque"
OF_DISEASE = frozenset({"killed", "injured", "missing"})
_STRUCK = frozenset({"event", "war"})
_FORCED = _STRUCK | {"by_force", "cumulative"}
_LEAST_OF_DISEASE = 2  # sentences that name one
_OF_OLD_AGE = ("killed", "missing")
_OLD = frozenset(map(str, range(70, 111)))  # years
_AGE_WITHIN = 24  # tokens


def is_of_disease(clauses: Iterable[Clause]) -> bool:
    """Whether an article's sentences of harm tell of a disease and of nothing that struck."""
    told = [clause.meanings for clause in clauses]
    sick = sum("disease" in meanings for meanings in told)
    is_struck = any(not meanings.isdisjoint(_STRUCK) for meanings in told)
    return not is_struck and sick >= max(_LEAST_OF_DISEASE, len(told) / 2)


def counts_nobody(clause: Clause, statement: Statement, told: Sequence[Statement]) -> bool:
    """Whether a statement is of such harm; `told` are the last ones before its sentence."""
    if not told and _is_without_blow(clause, statement):
        return True
    return any(is_none(clause, statement) for is_none in _NONE)


def _is_without_blow(clause: Clause, statement: Statement) -> bool:
    """ "Le chanteur a été hospitalisé mardi", "my father passed away": one whom nothing need have struck."""
    own = clause.tokens[statement.at : statement.after]
    may_be_sick = statement.people.quantity.best == 1 or any(t.has("sick") for t in own)
    if "event" in clause.meanings or not may_be_sick:
        return False
    is_so = any(t.has("without_blow") for t in own)
    return is_so and not any(_is_wounding(t) for t in clause.tokens)


def _is_wounding(token: Token) -> bool:
    """Whether a word says how one was hurt: "severely injured and passed away"."""
    harms = (m for m in token.meanings.values() if isinstance(m, Harm))
    return not token.has("without_blow") and any(h.measure == "injured" for h in harms)


def _is_of_fiction(clause: Clause, _statement: Statement) -> bool:
    """ "Dans le roman, trois policiers sont tués"."""
    return "fiction" in clause.meanings


def _is_of_sport(clause: Clause, statement: Statement) -> bool:
    """ "Son gardien, touché au genou, manquera deux matchs", "three riders have fractures": players, not a
    crowd that a bomb hurt.
    """
    if statement.harm.measure != "injured" or "event" in clause.meanings:
        return False
    people = statement.people
    is_player = any(t.has("player") for t in clause.tokens[people.at : people.after])
    return is_player or (people.quantity.best == 1 and "sport" in clause.meanings)


def _is_of_disease(clause: Clause, statement: Statement) -> bool:
    """Whether the sentence begins with a disease, or its part that tells of the harm names one.

    "The war has claimed 40,000 lives, thrust millions to the brink of famine" tells of no disease.
    """
    if "disease" not in clause.meanings or statement.harm.measure not in OF_DISEASE:
        return False
    if statement.harm.takes == "subject" and clause.meanings.isdisjoint(_FORCED):
        return True
    tokens = clause.tokens
    commas = [i for i, t in enumerate(tokens) if t.form in _PARTS]
    first = next(iter(commas), len(tokens))
    start = next((i for i in reversed(commas) if i < statement.at), 0)
    ends = [*(i for i in commas if i >= statement.after), len(tokens)]
    is_aside = any(t.has("according") for t in tokens[ends[0] + 1 : ends[0] + 2])
    end = ends[min(_BEHIND_ASIDE, len(ends) - 1)] if is_aside else ends[0]
    behind = (t for t in tokens[statement.after : end] if t.has("event", "disease"))
    if (told := next(behind, None)) is not None and not told.has("disease"):
        return False  # "patients with cholera died in a flood"
    return any(t.has("disease") for t in (*tokens[:first], *tokens[start:end]))


def _is_each(article: Token, moment: Token, behind: Token) -> bool:
    is_day = article.has("indefinite_singular", "every") and moment.has(*_OF_TIME)
    return is_day and behind.has("be", "have", "finite", "perfect")


def _is_rate(clause: Clause, statement: Statement) -> bool:
    """ "A child dies every ten minutes" counts nobody."""
    if _OF_TIME.isdisjoint(clause.meanings):
        return False
    within = clause.tokens[statement.after : statement.after + _RATE_WITHIN]
    behind = list(takewhile(lambda t: t.form != ",", within))  # "177 died, one every other day"
    is_per = len(behind) > 1 and behind[0].has("agent") and behind[1].has("moment")
    if is_per and not any(t.has("of") for t in behind[2:3]):
        return True  # "huit assassinats par jour", but "displaced by weeks of floods"
    between = clause.tokens[statement.people.after : statement.after]
    if any(_is_each(*pair) for pair in zip(between, between[1:], between[2:], strict=False)):
        return True  # "5,000 people a day are crossing the border"
    every = next((i for i, t in enumerate(behind) if t.has("every")), None)
    return every is not None and any(t.has("moment") for t in behind[every + 1 : every + 3])


def _is_of_old_age(clause: Clause, statement: Statement) -> bool:
    """ "The singer died on Sunday at the age of 91", "disparu vendredi, à 83 ans", where nothing struck."""
    harm, people = statement.harm, statement.people
    if people.quantity.best != 1 or harm.measure not in _OF_OLD_AGE or "event" in clause.meanings:
        return False
    if harm.measure == "killed" and harm.takes != "subject":
        return False
    is_named = people.head == "name"  # "Jean Merle, 89 ans, est mort"
    first = people.after if is_named else statement.after
    behind = clause.tokens[first : statement.after + _AGE_WITHIN]
    rows = zip(behind, behind[1:], behind[2:], strict=False)
    is_lost = harm.measure == "missing"  # "disparu", which is also said of the dead
    return any(_is_old(*row) and (row[2].has("years") or not is_lost) for row in rows)


def _is_old(before: Token, age: Token, behind: Token) -> bool:
    """ "at 91.", "aged 88,", "à l'âge de 91 ans", but not "à 75 km"."""
    is_age = age.form in _OLD and (before.form == "," or before.has("aged", "preposition", "of"))
    return is_age and (behind.has("years", "preposition") or not behind.form.isalnum())


_NONE = (_is_of_disease, _is_of_fiction, _is_of_old_age, _is_of_sport, _is_rate)
