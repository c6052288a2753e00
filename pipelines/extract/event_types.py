"""What happened, as an ACLED sub-event type: from trigger words, then ACLED's rules on victims.

The words stand in the language file, in the order in which they win. Rules (ACLED codebook): an
abduction with further violence is an Attack; violence between armed parties is an Armed clash.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipelines.extract.lexed import Token
from pipelines.extract.model import ActorMention
from pipelines.lexicons.language_file import WEAK
from schemas.codelists import ALL_SUB_EVENT_TYPES


class Trigger(NamedTuple):
    """A word that tells what happened: its rank in the language file, the sub-event type, its span, and whether
    it says that both sides fought or that the earth quaked, which is one event in many towns.
    """

    rank: int
    kind: str
    text_start: int
    text_end: int
    is_mutual: bool = False
    is_shock: bool = False


ARMED = frozenset({"security_forces", "armed_group"})
UNPROTECTED = frozenset({"civilians", "women", "children", "journalists", "aid_or_un"})
_WITH_ARMS = ARMED | {"aid_or_un", "unspecified"}  # peacekeepers are told by a word for clashes
_HARMS = frozenset({"killed", "injured"})
_FATES = frozenset({"displaced", "missing"})
_EXCESSIVE = "Excessive force against protesters"
_VIOLENT = "Violent demonstration"
_DISPERSED = "Protest with intervention"
PROTESTS = frozenset({_EXCESSIVE, _DISPERSED, _VIOLENT})
_MINE = "Remote explosive/landmine/IED"
_AUXILIARIES = ("have", "be")
_BLASTS = frozenset({
    "Suicide bomb", "Air/drone strike", _MINE, "Grenade",
    "Shelling/artillery/missile attack",
})  # fmt: skip
_GROUND_BLASTS = frozenset({_MINE, "Grenade", "Shelling/artillery/missile attack"})
_OVERTAKEN, _REGAINED = "Non-state actor overtakes territory", "Government regains territory"
_TAKEN = frozenset({_OVERTAKEN, _REGAINED})
_OF_EVENTS = frozenset({"event", "event_noun"})
_OF_PEOPLE = ("person", "finite", "perfect", "participle", "counted")  # "peacekeepers", "fled"
_ENDS_CLAUSE = frozenset(",;:.!?—–")
_OTHER_WITHIN = 2  # tokens between "another" and its noun: "a second car bomb"
_ARTICLES = ("definite_singular", "definite_plural")
_ANOTHER = ("other", "ordinal")
_OPENED_WITHIN = 2  # tokens of a sentence in which it opens with a day
_ARTICLE_WITHIN = 3  # tokens between an article and its noun
ARMED_INTERS = frozenset({1, 2, 3, 4, 8})  # ACLED: states, rebels, militias, forces from abroad
MOB_VIOLENCE = "Mob violence"
_RIOTERS = 5  # ACLED's inter code
_OF_STATES = frozenset({1, 8})
OUTSIDE_CONFLICT = frozenset({"Disaster", "Accident"})
_GENERIC = frozenset({"Attack", "Armed clash"})
_RAPE = "Sexual violence"
_ABDUCTION = "Abduction/forced disappearance"
OF_MEASURE = {
    "abducted": _ABDUCTION,
    "detained": "Arrests",
    "displaced": "Displacement",
}


def triggers(tokens: Sequence[Token]) -> list[Trigger]:
    """The trigger words of a sentence, in its order, but for those of what is usual, feared or promised: "the
    group often carries out raids", "par crainte d'une attaque", and for those of an office.
    """
    found: list[Trigger] = []
    for at in _told(tokens):
        token, event = tokens[at], tokens[at].meanings.get("event")
        if isinstance(event, tuple) and not _is_of_office(tokens, at):
            rank, kind = event
            how = ("mutual" in token.meanings, "shock" in token.meanings)
            found.append(Trigger(rank, kind, token.start, token.end, *how))
    return found


def _told(tokens: Sequence[Token]) -> Iterator[int]:
    """Where the words stand that are not of what is usual, feared or promised."""
    is_told = True
    for at, token in enumerate(tokens):
        if "not_told" in token.meanings:
            is_told = False
        elif token.form in _ENDS_CLAUSE:
            is_told = True
        elif is_told:
            yield at


def _is_of_office(tokens: Sequence[Token], at: int) -> bool:
    """ "Le porte-parole des opérations militaires", "commander of the counter-terrorism operation"."""
    if not tokens[at].has("event_noun") or at == 0:
        return False
    before = at - 1 - tokens[at - 1].has(*_ARTICLES)
    is_joined = before > 0 and tokens[before].has("of")
    return is_joined and tokens[before - 1].has("speaks_for", "military_rank")


def opening(tokens: Sequence[Token]) -> str:
    """How a sentence brings in what happened: "other" beside what was told ("par ailleurs"), "before" it ("la
    veille, …"), "first" of several ("the first blast"), "new" ("une embuscade"), "back" to what was told
    ("cette attaque", "quatre assaillants"); empty where it does neither.
    """
    nouns = [at for at in _told(tokens) if not _OF_EVENTS.isdisjoint(tokens[at].meanings)]
    if _is_another(tokens, nouns) or any(_is_numbered(tokens, at, *_ANOTHER) for at in nouns):
        return "other"
    if _goes_back(tokens):
        return "before"
    if any(_is_numbered(tokens, at, "first_of") for at in nouns):
        return "first"
    found = [
        "back" if "of_attack" in tokens[at].meanings else _article(tokens, at)
        for at in nouns
        if "event" in tokens[at].meanings and not tokens[at].has(*_OF_PEOPLE)
    ]
    return next((how for how in ("new", "back") if how in found), "")


def _is_another(tokens: Sequence[Token], nouns: Sequence[int]) -> bool:
    """ "Par ailleurs, …", "ailleurs", but not "les heurts ont par ailleurs fait dix blessés"."""
    told = [
        at
        for at, t in enumerate(tokens)
        if "elsewhere" in t.meanings and not (at and tokens[at - 1].has(*_AUXILIARIES))
    ]  # "onze personnes ont par ailleurs été blessées" are of what is told
    if not told or told[0] == 0 or not all(tokens[at].has("further") for at in told):
        return bool(told)
    return not any(at < told[0] and _article(tokens, at) == "back" for at in nouns)


def _goes_back(tokens: Sequence[Token]) -> bool:
    """ "La veille, six civils …": a sentence that opens with a day before."""
    opened = pairwise(tokens[: _OPENED_WITHIN + 1])
    return any(t.has("day_before") and after.form == "," for t, after in opened)


def _is_numbered(tokens: Sequence[Token], at: int, *how: str) -> bool:
    """ "A second bomb", "une autre attaque"; "it was the third attack in a week" is that told of."""
    if tokens[at].has(*_OF_PEOPLE) and not tokens[at].has("of_attack"):
        return False
    before = tokens[max(0, at - _ARTICLE_WITHIN) : at]
    own = takewhile(lambda t: not t.has("preposition"), reversed(before[-_OTHER_WITHIN:]))
    return any(t.has(*how) for t in own) and not any(t.has("be") for t in before)


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
    scenes: Sequence[Collection[Trigger]], measures: Collection[str], victims: Collection[str]
) -> str:
    """The sub-event type of an account.

    `scenes` are triggers, the nearest first: of each of its sentences, of those before them, of the title and
    the lead, of the whole article; `measures` and `victims` say what its figures count.
    """
    only, hurt = set(measures), set(victims)
    if only <= OF_MEASURE.keys() | {"missing"}:
        kind = _without_violence(scenes, only, hurt)
        if kind is not None:
            return kind
    found = _telling(_without_rape(scenes) if "killed" in only else scenes)
    if found:
        if _is_fight(found, only, hurt):
            return "Armed clash"
        return _by_victims(min(found).kind, {t.kind for t in found}, only, hurt)
    for measure, kind in OF_MEASURE.items():
        if measure in only and not only & _HARMS:
            return kind
    if any(t.kind == _ABDUCTION for scene in scenes for t in scene):
        return "Attack"
    if only & _HARMS and hurt & (ARMED | UNPROTECTED):
        return "Attack" if hurt & UNPROTECTED else "Armed clash"
    return "Armed clash" if hurt and hurt <= ARMED else "Other"


def says_what(trigger: Trigger) -> bool:
    """Whether a word tells what happened: an "explosion" may be that of a bomb, of a belt or of a lorry."""
    return trigger.rank < WEAK or trigger.kind not in _BLASTS


def told_by_agent(
    measures: Collection[str], victims: Collection[str], actors: Iterable[ActorMention]
) -> str | None:
    """What an event is whose people armed actors hurt: "tués par des rebelles"; None where nobody is named."""
    agents = {a.inter for a in actors if a.role == "agent"}
    if _HARMS.isdisjoint(measures):
        return None
    if not ARMED_INTERS.isdisjoint(agents):
        return "Armed clash" if victims and ARMED.issuperset(victims) else "Attack"
    return MOB_VIOLENCE if _RIOTERS in agents else None


def taken_by(kind: str, actors: Iterable[ActorMention]) -> str:
    """Who took a town: "captured by the army" is regained, "retook" said of rebels is overtaken."""
    takers = {a.inter for a in actors if a.role == "agent"} & ARMED_INTERS
    if kind not in _TAKEN or not takers:
        return kind
    return _REGAINED if takers <= _OF_STATES else _OVERTAKEN


def _is_fight(found: Sequence[Trigger], measures: set[str], victims: set[str]) -> bool:
    """Whether both sides fought, whoever was hurt: "a teenager died in the crossfire"; shells and bombs that
    killed armed people alone fell in the same fight, a mine that began an ambush in that.
    """
    first, are_armed = min(found).kind, bool(victims) and victims <= ARMED
    if "abducted" in measures:
        return False
    if first in _GROUND_BLASTS and victims >= ARMED and not victims & UNPROTECTED:
        return True
    if first == _MINE and are_armed and any(t.kind in _GENERIC and t.rank < WEAK for t in found):
        return True
    is_told = first == "Armed clash" or (first in _BLASTS and are_armed)
    return is_told and any(t.is_mutual for t in found)


def _without_rape(scenes: Sequence[Collection[Trigger]]) -> Sequence[Collection[Trigger]]:
    """ "Troops put down the rally. … 156 were killed and women raped": the dead are of what else is told."""
    others = [[t for t in scene if t.kind != _RAPE] for scene in scenes]
    return others if any(others) else scenes


def _telling(scenes: Sequence[Collection[Trigger]]) -> list[Trigger]:
    """The triggers of the nearest scene; where it has weak words alone ("attaque"), those of the next that
    may say more of the same.
    """
    told: list[Trigger] = []
    for found in scenes:
        more = [t for t in found if t.kind not in OF_MEASURE.values()]
        told += [t for t in more if not told or _says_more(t, told)]
        if any(t.rank < WEAK for t in told):
            break
    return told


def _says_more(trigger: Trigger, told: Sequence[Trigger]) -> bool:
    """Whether a word of another scene may tell what an "explosion" or an "attaque" was, or why a wall fell."""
    wanted = {t.kind for t in told}
    if wanted == {"Accident"}:
        return trigger.kind in _BLASTS or trigger.kind == "Disaster"
    if wanted & _BLASTS:
        return trigger.kind in _BLASTS or trigger.kind == "Accident"
    return trigger.kind not in OUTSIDE_CONFLICT | {"Armed clash", *_TAKEN}


def _without_violence(
    scenes: Sequence[Collection[Trigger]], measures: set[str], victims: set[str]
) -> str | None:
    """The type of an account of captives, fugitives or missing people alone; None where it is that of what
    they fled: "10.000 personnes ont fui les combats".
    """
    near = next((kinds for found in scenes if (kinds := {t.kind for t in found})), set[str]())
    if measures == {"missing"} and _ABDUCTION in near:
        return _ABDUCTION
    if measures == {"detained"} and victims <= ARMED and near & _GENERIC and "Arrests" not in near:
        return "Armed clash"
    if measures == {"detained"} and near & PROTESTS:
        return _DISPERSED
    told = {t.kind for found in scenes for t in found}
    if measures <= _FATES and told & OUTSIDE_CONFLICT and not told & _GENERIC:
        return _first(scenes, OUTSIDE_CONFLICT)
    if "displaced" in measures and measures <= _FATES and near - set(OF_MEASURE.values()):
        return None
    return next((kind for measure, kind in OF_MEASURE.items() if measure in measures), None)


def _first(scenes: Sequence[Collection[Trigger]], wanted: Collection[str]) -> str:
    return next(min(t for t in found if t.kind in wanted).kind for found in scenes
                if any(t.kind in wanted for t in found))  # fmt: skip


def _by_victims(kind: str, around: set[str], measures: set[str], victims: set[str]) -> str:
    """ACLED's rules on who was hurt."""
    is_civil = bool(victims & UNPROTECTED)
    is_armed = bool(victims & ARMED)
    if kind in _TAKEN and is_civil and not is_armed:
        return "Attack"
    if kind == _ABDUCTION and "killed" in measures:
        kind = "Attack"
    if kind in _GENERIC and is_armed and not is_civil:
        return "Armed clash"
    if kind in _GENERIC and victims <= _WITH_ARMS and "Armed clash" in around:
        return "Armed clash"
    if kind in _GENERIC and is_civil and not is_armed and "Attack" in around:
        return "Attack"
    return _of_protest(kind, around, measures, victims) if kind in PROTESTS else kind


def _of_protest(kind: str, around: set[str], measures: set[str], victims: set[str]) -> str:
    """Who protested and killed nobody was dispersed where a word says so; who fought back was violent."""
    if (
        kind != _VIOLENT
        and _DISPERSED in around
        and "killed" not in measures
        and not victims & ARMED
    ):
        return _DISPERSED
    return (
        _VIOLENT if kind == _VIOLENT or victims <= ARMED or "Armed clash" in around else _EXCESSIVE
    )


def event_type(sub_type: str) -> str:
    """The ACLED event type of a sub-event type."""
    return ALL_SUB_EVENT_TYPES[sub_type]
