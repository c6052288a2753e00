"""What each named actor does in its sentence: agent, patient, one party of two, or nothing.

Here stand the words in front of an actor ("tués par", "attaque contre", "entre") and what joined
actors share; the verb behind an actor is read in verbs.py, who the actors are in
phrases.py.
"""

from collections.abc import Set as AbstractSet

from pipelines.extract.actors.hits import CLAUSE_ENDS, Hit
from pipelines.extract.actors.phrases import ARMED, Named
from pipelines.extract.actors.verbs import FILLERS, role_of_subject
from pipelines.lexicons.actor_words import CIVILIANS

_PASSED = FILLERS | {"of", "held", "part"}
_VIOLENT = frozenset({"harmed", "harms", "attack", "clash", "death", "died"})
_TWO_SIDED = frozenset({"clash", "clashed"})
_BLAME = frozenset({"blames"})
_FAR = 30  # hits within which a violent word must stand before "by"
_PARTY_GAP = 10  # hits between "between" and each of its parties
_ROLES = {"harmed": "patient", "harms": "patient", "death": "patient", "clashed": "party"}


class Sentence:
    """Hits and actors of a span, from which the role of each actor is read."""

    def __init__(self, hits: list[Hit], named: list[Named], reduced_passive: bool) -> None:
        self._hits = hits
        self._named = named
        self._reduced_passive = reduced_passive
        self._starts = {n.at: n for n in named}

    def roles(self) -> list[str | None]:
        """The role of each actor, in their order."""
        pairs = self._between()
        found = [pairs.get(n.at) or self._before(n) or self._behind(n) for n in self._named]
        return self._spread(found)

    def _between(self) -> dict[int, str]:
        """Actors that stand as "between X and Y"."""
        found: dict[int, str] = {}
        for at, hit in enumerate(self._hits):
            if hit.kind != "between":
                continue
            first = self._next_named(at + 1)
            if first is None:
                continue
            found[first.at] = "party"
            link = self._next_link(first.after)
            second = self._next_named(link + 1) if link else None
            if second is not None:
                found[second.at] = "party"
        return found

    def _next_named(self, at: int) -> Named | None:
        for i in range(at, min(at + _PARTY_GAP, len(self._hits))):
            if i in self._starts:
                return self._starts[i]
            if self._hits[i].kind == "and" or self._hits[i].kind in CLAUSE_ENDS:
                return None
        return None

    def _next_link(self, at: int) -> int | None:
        for i in range(at, min(at + _PARTY_GAP, len(self._hits))):
            if self._hits[i].kind in ("and", "versus", "against"):
                return i
            if self._hits[i].kind in CLAUSE_ENDS:
                return None
        return None

    def _behind(self, named: Named) -> str | None:
        """The role by the words behind an actor: "rebel attack", or by a verb."""
        is_noun = named.after < len(self._hits) and self._hits[named.after].kind == "attack"
        if is_noun and named.inter in ARMED:
            return "agent"
        return role_of_subject(self._hits, named.after, self._starts, self._reduced_passive)

    def _before(self, named: Named) -> str | None:
        """The role by the words in front of an actor."""
        if named.is_attacker:
            return "agent"
        at = named.at - 1
        while at >= 0 and self._hits[at].kind in _PASSED:
            at -= 1
        if at < 0:
            return None
        kind = self._hits[at].kind
        if kind == "by":
            return "agent" if self._is_violent_before(at) else None
        if kind == "attack":
            return self._of_attack(named, at)
        if kind == "against":
            return "party" if self._has_before(at, _TWO_SIDED) else "patient"
        if kind == "versus":
            is_blamed = self._has_before(at, _BLAME)
            return "agent" if is_blamed else "party" if self._has_before(at, _TWO_SIDED) else None
        return "agent" if kind == "blames" else _ROLES.get(kind)

    def _of_attack(self, named: Named, at: int) -> str | None:
        """ "l'attaque des rebelles" is theirs, "l'attaque d'un camp de l'armée" is not."""
        passed = {h.kind for h in self._hits[at + 1 : named.at]}
        if named.inter not in ARMED or "held" in passed:
            return "patient" if "of" in passed else None
        return "agent" if "of" in passed or not passed else None

    def _is_violent_before(self, at: int) -> bool:
        """Whether "by" at a hit belongs to a violent act, not to "announced by", "held by"."""
        last = at - 1
        while last >= 0 and self._hits[last].kind in FILLERS:
            last -= 1
        if last >= 0 and self._hits[last].kind == "not_violent":
            return False
        return self._has_before(at, _VIOLENT)

    def _has_before(self, at: int, kinds: AbstractSet[str]) -> bool:
        for i in range(at - 1, max(at - _FAR, -1), -1):
            if self._hits[i].kind in kinds:
                return True
            if self._hits[i].kind in CLAUSE_ENDS:
                return False
        return False

    def _spread(self, roles: list[str | None]) -> list[str | None]:
        """ "par l'armée et des miliciens": joined actors do the same."""
        for i in range(1, len(roles)):
            first, second = self._named[i - 1], self._named[i]
            kinds = {h.kind for h in self._hits[first.after : second.at]}
            is_joined = "and" in kinds and kinds <= _PASSED | {"and", ",", "by"}
            is_like = (first.inter == CIVILIANS) == (second.inter == CIVILIANS)
            if is_joined and (is_like or "patient" in roles[i - 1 : i + 1]):
                roles[i] = roles[i] or roles[i - 1]
                roles[i - 1] = roles[i - 1] or roles[i]
        return roles
