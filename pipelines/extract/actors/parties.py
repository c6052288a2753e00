"""The two parties of an incident, and the side for which a source speaks.

Chosen from the mentions near the incident (actors.py). The order of the two implies no aggressor
(ACLED), but the same mentions always give the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.actors.phrases import ARMED, PROTESTERS, RIOTERS, STATE
from pipelines.extract.model import ActorMention, Parties
from pipelines.extract.text import fold
from pipelines.lexicons.actor_words import CIVILIANS, GENERIC, ActorWords
from pipelines.lexicons.actors import tokens_of

UNARMED_VICTIMS = frozenset({"civilians", "women", "children", "journalists", "aid_or_un"})
UNIDENTIFIED = ("Unidentified armed group", 3)
_OTHER_STATE = 8
_NON_STATE = frozenset({2, 3, 4})
_ANAPHORIC = frozenset({"Rebels", "Jihadists", "Separatists"})
"""Words that stand for a group named beside them; "unidentified gunmen" do not."""
_ROLE_RANKS = {"agent": 0, "party": 0, "patient": 1, None: 2}

Party = tuple[str | None, int | None]
_NOBODY: Party = (None, None)


def choose_parties(
    mentions: Sequence[ActorMention], victims: Sequence[str], country: str | None
) -> Parties:
    """The parties of one incident.

    `mentions` come in order of nearness; `victims` are codes of schemas.codelists.VICTIMS;
    `country` is the English name of the country of the incident, which forces without a country
    of their own take on ("the army" in Mali is the Military of Mali).
    """
    is_on_civilians = _are_unarmed(victims)
    fighters = [
        m for m in _fighters(mentions, country) if not (is_on_civilians and m.role == "patient")
    ]
    first = fighters[0] if fighters else None
    opponents = [m for m in fighters[1:] if first is not None and _opposes(m, first)]
    second = min(opponents, key=lambda m: (_ROLE_RANKS[m.role], _is_vague(m)), default=None)
    if is_on_civilians and second is not None and second.role != "party":
        second = None
    if first is not None and second is not None:
        return Parties(first.name, first.inter, second.name, second.inter)
    target = _target(mentions, victims, first, country)
    if first is not None:
        return Parties(first.name, first.inter, *target)
    return Parties(*target, *_NOBODY) if target[1] == PROTESTERS else Parties(*_NOBODY, *target)


def _are_unarmed(victims: Sequence[str]) -> bool:
    """Whether civilians were harmed and, as far as is known, nobody else."""
    kinds = set(victims)
    return bool(kinds & UNARMED_VICTIMS) and not kinds & {"security_forces", "armed_group"}


def _fighters(mentions: Sequence[ActorMention], country: str | None) -> Iterator[ActorMention]:
    """Those who fight, each once: who acts first, then the harmed, then armed groups just named."""
    seen: set[str] = set()
    ordered = sorted(
        _with_group(mentions),
        key=lambda m: (_ROLE_RANKS[m.role], m.role == "party" and _is_vague(m)),
    )
    for mention in ordered:
        is_fighter = mention.inter in ARMED or (
            mention.inter == RIOTERS and mention.role == "agent"
        )
        is_speaker = mention.role is None and _is_authority(mention)
        named = _in_country(mention, country)
        if is_fighter and not is_speaker and named.name not in seen:
            seen.add(named.name)
            yield named


def _with_group(mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """ "The rebels" are the one group that is named, where only one is."""
    groups = {m.name: m for m in mentions if m.inter in _NON_STATE and m.name not in GENERIC}
    only = next(iter(groups.values())) if len(groups) == 1 else None
    for mention in mentions:
        if only is not None and mention.name in _ANAPHORIC:
            yield replace(mention, name=only.name, inter=only.inter, iso3=only.iso3)
        else:
            yield mention


def _is_vague(mention: ActorMention) -> bool:
    return mention.inter in _NON_STATE and mention.name in GENERIC


def _is_authority(mention: ActorMention) -> bool:
    """ "Police", "the Malian army": often named as sources only, unlike the forces of a camp."""
    return mention.name.partition(" of ")[0] in GENERIC and mention.inter in (STATE, _OTHER_STATE)


def _in_country(mention: ActorMention, country: str | None) -> ActorMention:
    is_local = mention.inter == STATE and mention.iso3 is None and country is not None
    return replace(mention, name=f"{mention.name} of {country}") if is_local else mention


def _opposes(other: ActorMention, first: ActorMention) -> bool:
    """Neither an ally, nor another force of the same state, nor other words for the same group."""
    if other.role == first.role and other.role in ("agent", "party"):
        return other.role == "party"
    if other.inter == first.inter == STATE:
        return not _is_same_country(other, first)
    is_same_group = {other.inter, first.inter} <= _NON_STATE and (
        other.name in GENERIC or first.name in GENERIC
    )
    return not is_same_group


def _is_same_country(one: ActorMention, other: ActorMention) -> bool:
    return None in (one.iso3, other.iso3) or one.iso3 == other.iso3


def _target(
    mentions: Sequence[ActorMention],
    victims: Sequence[str],
    first: ActorMention | None,
    country: str | None,
) -> Party:
    """Those who were attacked where no second armed party is named, as far as the victims tell."""
    crowd = next((m for m in mentions if m.inter == PROTESTERS), None)
    if crowd is not None and (first is None or first.inter in ARMED):
        return crowd.name, crowd.inter
    for victim in victims:
        if victim in UNARMED_VICTIMS:
            return "Civilians", CIVILIANS
        if victim == "security_forces" and (first is None or first.inter != STATE):
            return _own_force(mentions, country), STATE
        if victim == "armed_group" and first is not None and first.inter in (STATE, _OTHER_STATE):
            return UNIDENTIFIED
    is_civil = any(m.inter == CIVILIANS and m.role == "patient" for m in mentions)
    return ("Civilians", CIVILIANS) if is_civil else _NOBODY


def _own_force(mentions: Sequence[ActorMention], country: str | None) -> str:
    """The name of the state force that was harmed: the nearest that did not itself act."""
    forces = (_in_country(m, country) for m in mentions if m.inter == STATE and m.role != "agent")
    force = next(forces, None)
    if force is not None:
        return force.name
    return f"Security forces of {country}" if country else "Security forces"


def side_of(source: str, mentions: Sequence[ActorMention], words: ActorWords) -> str | None:
    """The name of the actor for which a source speaks: "le porte-parole des forces gouvernementales".

    An actor that the source names, else the only state force of `mentions` where the source is an
    authority; None where it belongs to no side.
    """
    forms = tokens_of(fold(source))
    named = [m for m in mentions if _holds(forms, tokens_of(fold(m.text)))]
    if named:
        return max(named, key=lambda m: len(m.text)).name
    is_state = any(_holds(forms, tokens_of(word)) for word in words.state_speakers)
    forces = {m.name for m in mentions if m.inter == STATE} if is_state else set[str]()
    return forces.pop() if len(forces) == 1 else None


def _holds(forms: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(forms[i : i + len(part)] == part for i in range(len(forms) - len(part) + 1))
