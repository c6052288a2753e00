"""The role that the verb behind an actor gives it: "ont tué", "were killed", "sont morts".

The words in front of an actor are read in roles.py.
"""

from collections.abc import Container

from pipelines.extract.actors.hits import CLAUSE_ENDS, Hit

FILLERS = frozenset({"skipped", "modifier"})
_APPOSITION = 12  # hits of the longest apposition between a subject and its verb
_GAP = 7  # words between a subject and its verb
_CLOSINGS = {"(": ")", ",": ",", "—": "—", "–": "–"}
_STOPS = CLAUSE_ENDS | {"by", "against", "attack", "clash", "death", "between", "and"}
_AFTER_REDUCED = CLAUSE_ENDS | {",", "(", ")", "—", "–", "by", "ends_clause", "and"}
_ACTIVE = {"harms": "agent", "claimed": "agent", "clashed": "party", "died": "patient"}
_FREE = FILLERS | {"be", "have", "relative"}


def role_of_subject(
    hits: list[Hit], after: int, starts: Container[int], reduced_passive: bool
) -> str | None:
    """The role of the actor that ends before hits[after]; other actors begin at `starts`.

    Its verb stands behind at most an apposition, a relative pronoun and a few words. Once another
    verb is passed ("said", "a admis"), only an active one with its own auxiliary counts.
    """
    at, words, has_verb, auxiliary = after, 0, False, ""
    while at < len(hits) and words <= _GAP and at not in starts and hits[at].kind not in _STOPS:
        kind = hits[at].kind
        role = _role(hits, at, auxiliary, reduced_passive)
        if role is not None:
            is_his = not has_verb or (role == "agent" and bool(auxiliary))
            return role if is_his else None
        if kind in _CLOSINGS:
            at = _apposition_end(hits, at)
            continue
        if kind == "not_violent" or (kind == "word" and auxiliary):
            has_verb, auxiliary = True, ""
        elif kind in ("be", "have"):
            auxiliary = kind
        words += kind not in _FREE
        at += 1
    return None


def _role(hits: list[Hit], at: int, auxiliary: str, reduced_passive: bool) -> str | None:
    kind = hits[at].kind
    if kind != "harmed":
        return _ACTIVE.get(kind)
    if auxiliary:
        return "agent" if auxiliary == "have" else "patient"
    return "patient" if reduced_passive or _is_reduced(hits, at) else "agent"


def _is_reduced(hits: list[Hit], at: int) -> bool:
    """English: "soldiers killed in", "killed by", but not "soldiers killed two men"."""
    return at + 1 >= len(hits) or hits[at + 1].kind in _AFTER_REDUCED


def _apposition_end(hits: list[Hit], at: int) -> int:
    """The hit behind "(…)" or ", …,"; the end of all hits where it does not close."""
    closing = _CLOSINGS[hits[at].kind]
    for i in range(at + 1, min(at + _APPOSITION, len(hits))):
        if hits[i].kind == closing:
            return i + 1
        if hits[i].kind in CLAUSE_ENDS:
            break
    return len(hits)
