"""Who is named: hits gathered into phrases such as "des éléments de Boko Haram" or "Malian army".

A phrase takes in the noun before or behind a name, its country and its modifiers. What the actor
does in the sentence stands in roles.py.
"""

from dataclasses import dataclass

from pipelines.extract.actors.hits import Hit
from pipelines.lexicons.actors import Actor, Actors, Noun

PROTESTERS, RIOTERS = 6, 5
ARMED = frozenset({1, 2, 3, 4, 8})
STATE = 1

_NAMING = frozenset({"actor", "noun", "demonym", "country"})


@dataclass(slots=True)
class Named:
    """An actor over hits [at, after); `only_acting` ones are dropped where they have no role."""

    at: int
    after: int
    name: str
    inter: int
    iso3: str | None
    only_acting: bool = False
    is_attacker: bool = False


def find_named(hits: list[Hit], actors: Actors) -> list[Named]:
    """The actors that the hits name, in reading order, none inside another."""
    found: list[Named] = []
    done = 0
    for at, hit in enumerate(hits):
        named = _named_at(hits, at, actors) if at >= done and hit.kind in _NAMING else None
        if named is None:
            continue
        named = _with_modifiers(hits, named)
        done = named.after
        while found and found[-1].after > named.at:
            found.pop()
        if not _is_former(hits, named):
            found.append(named)
    return found


def _named_at(hits: list[Hit], at: int, actors: Actors) -> Named | None:
    hit = hits[at]
    if hit.kind == "actor":
        return _from_name(hits, at, actors)
    if hit.kind == "noun" and hit.noun is not None:
        return _from_noun(hits, at, hit.noun, actors)
    if hit.kind == "demonym" and "attack" in (_kind(hits, at - 1), _kind(hits, at + 1)):
        state = hit.actors[0]
        return Named(at, at + 1, state.name, STATE, state.iso3[0], is_attacker=True)
    if hit.kind == "country":
        state = hit.actors[0]
        return Named(at, at + 1, state.name, STATE, state.iso3[0], only_acting=True)
    return None


def _from_name(hits: list[Hit], at: int, actors: Actors) -> Named | None:
    actor = choose_actor(hits[at], actors)
    behind = _noun(hits, at + 1)
    if actor is None or (behind is not None and behind.inter not in ARMED):
        return None
    after = at + 1
    if behind is not None or _kind(hits, after) == "demonym":
        after += 1
    after = _acronym_end(hits, after, actor, actors)
    iso3 = actor.iso3[0] if len(actor.iso3) == 1 else None
    return Named(_group_start(hits, at), after, actor.name, actor.inter, iso3)


def _acronym_end(hits: list[Hit], at: int, actor: Actor, actors: Actors) -> int:
    """The hit behind "(ANL)" where the brackets hold the same actor again."""
    if [_kind(hits, i) for i in range(at, at + 3)] != ["(", "actor", ")"]:
        return at
    return at + 3 if choose_actor(hits[at + 1], actors) == actor else at


def _from_noun(hits: list[Hit], at: int, noun: Noun, actors: Actors) -> Named:
    start, after, state = _with_country(hits, at)
    iso3 = state.iso3[0] if state else None
    name = noun.name
    if noun.inter == STATE and iso3:
        name = state_name(noun.name, iso3, actors)
    if noun.inter in ARMED:
        start = _group_start(hits, start)
    return Named(start, after, name, noun.inter, iso3, noun.only_acting)


def state_name(noun: str, iso3: str, actors: Actors) -> str:
    """ "Military of Mali": the name of a country's forces."""
    return f"{noun} of {actors.countries[iso3]}"


def choose_actor(hit: Hit, actors: Actors) -> Actor | None:
    """Which actor of that name is meant in this article; None where nothing decides.

    Actors not yet founded in the year of the article are out; then the countries decide of which
    the article speaks. An acronym of a group whose countries it never names is another's.
    """
    known = [a for a in hit.actors if _is_alive(a, actors.year)]
    known = known or [a for a in hit.actors if not _is_future(a, actors.year)]
    votes = {a: sum(actors.votes.get(code, 0) for code in a.iso3) for a in known}
    most = max(votes.values(), default=0)
    best = [a for a in known if votes[a] == most]
    if hit.case == "caps" and actors.votes and not most and all(a.iso3 for a in best):
        return None
    return best[0] if len({(a.name, a.inter) for a in best}) == 1 or _is_one(best) else None


def _is_one(actors: list[Actor]) -> bool:
    """Whether they are the same group under two codes, as the Taliban before and after 2021."""
    return len({a.iso3 for a in actors}) == 1


def _is_alive(actor: Actor, year: int | None) -> bool:
    is_over = year is not None and actor.last_year is not None and actor.last_year < year
    return not is_over and not _is_future(actor, year)


def _is_future(actor: Actor, year: int | None) -> bool:
    return year is not None and actor.first_year is not None and actor.first_year > year


def _with_country(hits: list[Hit], at: int) -> tuple[int, int, Actor | None]:
    """The phrase of a noun with its country: "armée malienne", "army of Mali", "Mali's army"."""
    if _kind(hits, at + 1) == "demonym":
        return at, at + 2, hits[at + 1].actors[0]
    if _kind(hits, at - 1) == "demonym":
        return at - 1, at + 1, hits[at - 1].actors[0]
    if _kind(hits, at - 1) == "of" and _kind(hits, at - 2) == "country":
        return at - 2, at + 1, hits[at - 2].actors[0]
    behind = at + 1
    while _kind(hits, behind) in ("of", "skipped") and behind < at + 3:
        behind += 1
    if behind > at + 1 and _kind(hits, at + 1) == "of" and _kind(hits, behind) == "country":
        return at, behind + 1, hits[behind].actors[0]
    return at, at + 1, None


def _group_start(hits: list[Hit], at: int) -> int:
    """Where the phrase begins that ends in the name: "des éléments de", "les rebelles du"."""
    front = at - 1
    while front >= 0 and hits[front].kind in ("of", "skipped"):
        front -= 1
    is_joined = front == at - 1 or any(h.kind == "of" for h in hits[front + 1 : at])
    noun = _noun(hits, front)
    is_group = noun is not None and noun.inter in ARMED and not noun.only_acting
    if is_joined and front >= 0 and (is_group or (hits[front].kind == "part" and front < at - 1)):
        return front
    return at


def _with_modifiers(hits: list[Hit], named: Named) -> Named:
    at, after = named.at, named.after
    while _kind(hits, at - 1) == "modifier":
        at -= 1
    while _kind(hits, after) == "modifier":
        after += 1
    return Named(
        at, after, named.name, named.inter, named.iso3, named.only_acting, named.is_attacker
    )  # fmt: skip


def _is_former(hits: list[Hit], named: Named) -> bool:
    before = named.at - 1
    while _kind(hits, before) == "skipped":
        before -= 1
    return _kind(hits, before) == "former"


def _kind(hits: list[Hit], at: int) -> str:
    return hits[at].kind if 0 <= at < len(hits) else ""


def _noun(hits: list[Hit], at: int) -> Noun | None:
    return hits[at].noun if 0 <= at < len(hits) else None
