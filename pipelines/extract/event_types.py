"""What happened, as an ACLED sub-event type: from trigger words, then ACLED's rules on victims.

The words stand in the language file, in the order in which they win. Rules (ACLED codebook): an
abduction with further violence is an Attack; violence between armed parties is an Armed clash.
"""

from collections.abc import Collection, Iterable, Sequence

from pipelines.extract.lexed import Token
from schemas.codelists import ALL_SUB_EVENT_TYPES

Trigger = tuple[int, str]  # rank in the language file, sub-event type

ARMED = frozenset({"security_forces", "armed_group"})
UNPROTECTED = frozenset({"civilians", "women", "children", "journalists", "aid_or_un"})
_ARTICLE_WITHIN = 3  # tokens between an article and its noun
OUTSIDE_CONFLICT = frozenset({"Disaster", "Accident"})
_GENERIC = frozenset({"Attack", "Armed clash"})
OF_MEASURE = {
    "abducted": "Abduction/forced disappearance",
    "detained": "Arrests",
    "displaced": "Displacement",
}


def triggers(tokens: Iterable[Token]) -> list[Trigger]:
    """The trigger words of a sentence, in its order."""
    found: list[Trigger] = []
    for token in tokens:
        event = token.meanings.get("event")
        if isinstance(event, tuple):
            found.append(event)
    return found


def opening(tokens: Sequence[Token]) -> str:
    """How a sentence brings in what happened: "other" beside what was told ("par ailleurs"), "new" ("une
    embuscade"), "back" to what was told ("cette attaque"); empty where it does neither.
    """
    if any(t.has("elsewhere") for t in tokens):
        return "other"
    found = [_article(tokens, at) for at, t in enumerate(tokens) if t.has("event")]
    return next((how for how in ("new", "back") if how in found), "")


def _article(tokens: Sequence[Token], at: int) -> str:
    for token in reversed(tokens[max(0, at - _ARTICLE_WITHIN) : at]):
        if token.has("indefinite_singular", "vague", "number"):
            return "new"
        if token.has("definite_singular", "definite_plural", "possessive"):
            return "back"
        if token.has("locative", "conjunction", "have", "be"):
            break
    return ""


def sub_event_type(
    own: Sequence[Collection[Trigger]],
    around: Collection[Trigger],
    measures: Collection[str],
    victims: Collection[str],
) -> str:
    """The sub-event type of an account.

    `own` are the triggers of each of its sentences, `around` those of the lead; `measures` and `victims` say
    what its figures count.
    """
    only = set(measures)
    if only <= OF_MEASURE.keys():
        return next(kind for measure, kind in OF_MEASURE.items() if measure in only)
    for found in (*own, around):
        specific = [t for t in found if t[1] not in OF_MEASURE.values()]
        if specific:
            return _by_victims(min(specific)[1], only, set(victims))
    for measure, kind in OF_MEASURE.items():
        if measure in only and not only & {"killed", "injured"}:
            return kind
    abducted = any(kind == OF_MEASURE["abducted"] for found in (*own, around) for _, kind in found)
    return "Attack" if abducted else "Other"


def _by_victims(kind: str, measures: set[str], victims: set[str]) -> str:
    if kind == "Abduction/forced disappearance" and "killed" in measures:
        kind = "Attack"
    if kind in _GENERIC:
        if victims & ARMED and not victims & UNPROTECTED:
            return "Armed clash"
        if victims & UNPROTECTED and not victims & ARMED and kind == "Attack":
            return "Attack"
    return kind


def event_type(sub_type: str) -> str:
    """The ACLED event type of a sub-event type."""
    return ALL_SUB_EVENT_TYPES[sub_type]
