"""What has not happened: threats, plans, attempts and wishes before a word of harm; and habits.

What does not belong here: negations within a verb group (verbs).
"""

import re

from pipelines.extract.statements.clauses import DETERMINERS, Clause
from pipelines.extract.statements.verbs import Verb

_UNREAL_WITHIN = 8  # items
_HABIT_WITHIN = 12  # tokens from "who" to a verb: "who attack villages, steal livestock and kill"
_NO_HABIT = ("have", "be", "been", "infinitive_marker")
_RELATIVE_TRY = re.compile(r"(?<=[PNux]r)\?(?=[xdu]{2,6}$)")  # "one who attempted to flee was shot"
_RELATIVE_DONE = "x"
_RELATIVE_ASIDE = re.compile(
    r",r[^,.V]*\?[^,.]*,"
)  # "the toll, which may still rise, is of 15 dead"


def is_unreal(clause: Clause, index: int) -> bool:
    """Whether a cue shortly before an item says that nothing has happened (yet)."""
    first = max(0, index - _UNREAL_WITHIN)
    if "?" not in clause.kinds[first:index]:
        return False
    kinds = _RELATIVE_ASIDE.sub(lambda aside: "x" * len(aside.group()), clause.kinds[:index])
    before = "".join(
        "x" if kinds[i] == "?" and _is_noun(clause, i) else kinds[i] for i in range(first, index)
    )
    is_told = clause.tokens[clause.items[index].at].has("have", "be", "been", "gerund")
    is_told |= before.endswith("c")  # "were charged with terrorism and remanded in custody"
    cue = first + max(before.rfind("?"), 0)
    is_told |= any(clause.tokens[i.at].has("participial") for i in clause.items[cue:index])
    if is_told or "r" in before[before.rfind("?") :]:
        before = "".join(
            "x" if k == "?" and clause.tokens[i.at].has("accusing") else k
            for k, i in zip(before, clause.items[first:index], strict=True)
        )  # "a man accused of theft was killed", "convicted of attacks that killed eight"
        before = _RELATIVE_TRY.sub(_RELATIVE_DONE, before)
    before = _since_told(clause, first, _without_modifiers(clause, first, before))
    own = max(before.rfind("."), -1 if before.endswith("c") else before.rfind("V"))
    return "?" in before[own + 1 :]


def is_habit(clause: Clause, index: int, verb: Verb) -> bool:
    """ "Gangs who attack villages and kill residents": what they do, not what happened."""
    is_present = clause.tokens[verb.core].has("infinitive") and clause.tokens[verb.core].has(
        "finite"
    )
    if not is_present or verb.voice != "active" or "who" not in clause.meanings:
        return False
    people = clause.items[index].people
    if people is None or not people.is_bare or people.quantity.best is not None:
        return False
    before = clause.tokens[max(0, verb.at - _HABIT_WITHIN) : verb.at]
    who = next((i for i in range(len(before) - 1, -1, -1) if before[i].has("who")), None)
    return who is not None and not any(t.has(*_NO_HABIT) for t in before[who + 1 :])


def _since_told(clause: Clause, first: int, kinds: str) -> str:
    """The kinds, a hard boundary where "after" or "because" opens a clause of what has happened: "live in fear
    after eight youths were killed", "could rise as 20 people are in hospital".
    """
    return "".join("." if _tells_what_is(clause, first + i) else k for i, k in enumerate(kinds))


def _tells_what_is(clause: Clause, index: int) -> bool:
    word = clause.tokens[clause.items[index].at]
    is_beside = clause.kinds[index + 1 : index + 2] in ("P", "H")
    return word.has("tells_cause") or (is_beside and word.has("goes_along"))


def _without_modifiers(clause: Clause, first: int, kinds: str) -> str:
    """The kinds of items from `first` on, without participles before a noun: "the missing soldiers"."""
    if "VP" not in kinds:
        return kinds
    found = list(kinds)
    for i in range(len(kinds) - 1):
        before = clause.token_before(first + i)
        verb = clause.items[first + i].verb
        is_bare = verb is not None and verb.voice == "reduced"
        if kinds[i : i + 2] == "VP" and is_bare and before is not None:
            found[i] = "x" if before.has(*DETERMINERS) else "V"
    return "".join(found)


def _is_noun(clause: Clause, cue: int) -> bool:
    """ "C'est une menace pour les civils": a word for what may happen that is a noun here."""
    at = clause.items[cue].at
    before, after = clause.tokens[at - 1 : at], clause.tokens[at + 1 : at + 2]
    is_article = any(t.has("indefinite_singular", "definite_singular") for t in before)
    return is_article and not any(t.has("of", "infinitive") for t in after)
