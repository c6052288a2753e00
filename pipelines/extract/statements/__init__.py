"""All statements of a sentence: verbs first, then counts, then what hangs on them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.statements.among import among
from pipelines.extract.statements.appositions import hang
from pipelines.extract.statements.bodies import bodies
from pipelines.extract.statements.changes import changes
from pipelines.extract.statements.claims import Claims, Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.counts import counted, joint, ranked_victims
from pipelines.extract.statements.frames import frame
from pipelines.extract.statements.held import held
from pipelines.extract.statements.identified import identified
from pipelines.extract.statements.pronouns import died
from pipelines.extract.statements.recounted import recounted
from pipelines.extract.statements.replaced import replaced
from pipelines.extract.statements.tolls import number_of

_OF_TIME = frozenset({"moment", "period"})
_RATE_WITHIN = 9  # tokens
_PARTS = frozenset({",", ";"})
_BEHIND_ASIDE = 2  # commas: "Elle est décédée, selon le préfet, d'une crise cardiaque"
_OF_DISEASE = frozenset({"killed", "injured", "missing"})
_OF_OLD_AGE = ("killed", "missing")
_OLD = frozenset(map(str, range(70, 111)))  # years
_AGE_WITHIN = 8  # tokens


def statements(clause: Clause, told: Sequence[Statement] = ()) -> list[Statement]:
    """The statements of a sentence, in the order of the text.

    `told` are the last statements before it. Deaths of disease are none (annotation guide), nor are rates and
    the injuries of a player.
    """
    claims = Claims(clause)
    for index, item in enumerate(clause.items):
        if item.verb is not None:
            frame(clause, index, item.verb, claims)
    for index, item in enumerate(clause.items):
        if item.kind == "H":
            counted(clause, index, claims)
    bodies(clause, claims, told)
    held(clause, claims, told)
    number_of(clause, claims, told)
    changes(clause, claims)
    among(clause, claims, told)
    hang(clause, claims, told)
    identified(clause, claims, told)
    replaced(clause, claims)
    died(clause, claims, told)
    recounted(clause, claims, told)
    if not told:
        ranked_victims(clause, claims)
    for index, statement in claims.by_item.items():
        others = joint(clause, statement)
        if others:
            claims.by_item[index] = replace(statement, joint=others)
    stated = sorted([*claims.wholes, *claims.in_order()], key=lambda s: s.people.at)
    found = [s for s in stated if not any(is_none(clause, s) for is_none in _NONE)]
    return [s for part in found for s in (*_whole(part), part)]


def _whole(part: Statement) -> list[Statement]:
    """ "18 of the 138 wounded": all of whom the noun tells that some are singled out."""
    people = part.people
    if people.whole is None or people.harm is None or people.quantity.is_zero:
        return []
    number = people.whole
    group = replace(people, quantity=number, at=number.at, is_partitive=False, is_definite=True)
    rule = f"whole.{people.harm.rule}"
    return [Statement(replace(group, whole=None), people.harm, number.at, people.after, rule)]


def _is_of_sport(clause: Clause, statement: Statement) -> bool:
    """ "Son gardien, touché au genou, manquera deux matchs": a player, not a crowd that a bomb hurt."""
    is_one = statement.harm.measure == "injured" and statement.people.quantity.best == 1
    return is_one and "sport" in clause.meanings


def _is_of_disease(clause: Clause, statement: Statement) -> bool:
    """Whether the sentence begins with a disease, or its part that tells of the harm names one.

    "The war has claimed 40,000 lives, thrust millions to the brink of famine" tells of no disease.
    """
    if "disease" not in clause.meanings or statement.harm.measure not in _OF_DISEASE:
        return False
    tokens = clause.tokens
    commas = [i for i, t in enumerate(tokens) if t.form in _PARTS]
    first = next(iter(commas), len(tokens))
    start = next((i for i in reversed(commas) if i < statement.at), 0)
    ends = [*(i for i in commas if i >= statement.after), len(tokens)]
    is_aside = any(t.has("according") for t in tokens[ends[0] + 1 : ends[0] + 2])
    end = ends[min(_BEHIND_ASIDE, len(ends) - 1)] if is_aside else ends[0]
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
    if len(behind) > 1 and behind[0].has("agent") and behind[1].has("moment"):
        return True  # "huit assassinats par jour"
    between = clause.tokens[statement.people.after : statement.after]
    if any(_is_each(*pair) for pair in zip(between, between[1:], between[2:], strict=False)):
        return True  # "5,000 people a day are crossing the border"
    every = next((i for i, t in enumerate(behind) if t.has("every")), None)
    return every is not None and any(t.has("moment") for t in behind[every + 1 : every + 3])


def _is_of_old_age(clause: Clause, statement: Statement) -> bool:
    """ "The singer died on Sunday at the age of 91", "disparu vendredi, à 83 ans", where nothing struck."""
    harm, is_one = statement.harm, statement.people.quantity.best == 1
    if not is_one or harm.measure not in _OF_OLD_AGE or "event" in clause.meanings:
        return False
    if harm.measure == "killed" and harm.takes != "subject":
        return False
    behind = clause.tokens[statement.after : statement.after + _AGE_WITHIN]
    rows = zip(behind, behind[1:], behind[2:], strict=False)
    is_lost = harm.measure == "missing"  # "disparu", which is also said of the dead
    return any(_is_old(*row) and (row[2].has("years") or not is_lost) for row in rows)


def _is_old(before: Token, age: Token, behind: Token) -> bool:
    """ "at 91.", "aged 88,", "à l'âge de 91 ans", but not "à 75 km"."""
    is_age = before.has("aged", "preposition", "of") and age.form in _OLD
    return is_age and (behind.has("years", "preposition") or not behind.form.isalnum())


_NONE = (_is_of_disease, _is_of_old_age, _is_of_sport, _is_rate)
