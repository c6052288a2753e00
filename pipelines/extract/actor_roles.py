"""What each named actor does in its sentence: agent, patient, one party of two, or nothing.

Two looks decide: at the cue before the actor ("tués par", "attaque contre") and at the verb behind
it ("ont tué", "were killed"). Who the actors are stands in actor_phrases.py.
"""

from pipelines.extract.actor_hits import Hit, is_clause_end
from pipelines.extract.actor_phrases import ARMED, CIVILIANS, Named

_FILLERS = frozenset({"skipped", "modifier"})
_VIOLENT = frozenset({"harmed", "harms", "attack", "clash", "death", "died"})
_FAR = 30  # hits within which a violent word must stand before "by"
_APPOSITION = 12  # longest apposition between a subject and its verb
_GAP = 7  # words between a subject and its verb
_PARTY_GAP = 10  # hits between "between" and each of its parties


class Sentence:
    """Hits and actors of a span, from which the role of each actor is read."""

    def __init__(
        self, text: str, hits: list[Hit], named: list[Named], reduced_passive: bool
    ) -> None:
        self._text = text
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
            if hit.kind == "between":
                first = self._next_named(at + 1, stops=("and",))
                if first is None:
                    continue
                found[first.at] = "party"
                link = self._next(first.after, ("and", "versus", "against"))
                second = self._next_named(link + 1) if link else None
                if second is not None:
                    found[second.at] = "party"
        return found

    def _next_named(self, at: int, stops: tuple[str, ...] = ()) -> Named | None:
        for i in range(at, min(at + _PARTY_GAP, len(self._hits))):
            if i in self._starts:
                return self._starts[i]
            if self._hits[i].kind in stops or is_clause_end(self._hits[i], self._text):
                return None
        return None

    def _next(self, at: int, kinds: tuple[str, ...]) -> int | None:
        for i in range(at, min(at + _PARTY_GAP, len(self._hits))):
            if self._hits[i].kind in kinds:
                return i
            if is_clause_end(self._hits[i], self._text):
                return None
        return None

    def _before(self, named: Named) -> str | None:
        """The role that the words before an actor give it."""
        if named.is_attacker:
            return "agent"
        at = named.at - 1
        passed: set[str] = set()
        while at >= 0 and (
            self._hits[at].kind in _FILLERS or self._hits[at].kind in ("of", "held", "part")
        ):
            passed.add(self._hits[at].kind)
            at -= 1
        if at < 0:
            return None
        kind = self._hits[at].kind
        if kind == "by":
            return "agent" if self._is_violent_before(at) else None
        if kind == "attack":
            return self._of_attack(named, passed, at)
        if kind in ("harmed", "harms", "death"):
            return "patient"
        if kind == "against":
            return "party" if self._has_before(at, {"clash", "clashed"}) else "patient"
        is_second = kind == "versus" and self._has_before(at, {"clash", "clashed"})
        return "party" if kind == "clashed" or is_second else None

    def _of_attack(self, named: Named, passed: set[str], at: int) -> str | None:
        """ "l'attaque des rebelles" is theirs, "l'attaque d'un camp de l'armée" is not."""
        is_target = named.inter not in ARMED or "held" in passed
        if is_target:
            return "patient" if "of" in passed else None
        return "agent" if "of" in passed or at == named.at - 1 else None

    def _is_violent_before(self, at: int) -> bool:
        """Whether "by" at a hit belongs to a violent act, not to "announced by", "held by"."""
        last = at - 1
        while last >= 0 and self._hits[last].kind in _FILLERS:
            last -= 1
        if last >= 0 and self._hits[last].kind == "not_violent":
            return False
        return self._has_before(at, _VIOLENT)

    def _has_before(self, at: int, kinds: frozenset[str] | set[str]) -> bool:
        for i in range(at - 1, max(at - _FAR, -1), -1):
            if self._hits[i].kind in kinds:
                return True
            if is_clause_end(self._hits[i], self._text):
                return False
        return False

    def _behind(self, named: Named) -> str | None:
        """The role that the verb behind an actor gives it."""
        at, words, has_said, auxiliary = named.after, 0, False, ""
        if at < len(self._hits) and self._hits[at].kind == "attack" and named.inter in ARMED:
            return "agent"
        while at < len(self._hits) and words <= _GAP and at not in self._starts:
            kind = self._hits[at].kind
            role = self._verb(at, kind, auxiliary)
            if role is not None:
                return None if has_said and role == "patient" else role
            if kind == "mark":
                after = self._apposition_end(at)
                if after is None:
                    return None
                at = after
                continue
            if kind in ("by", "against", "attack", "clash", "death", "between", "and"):
                return None
            if kind in ("be", "have"):
                auxiliary = kind
            has_said = has_said or kind == "not_violent"
            words += kind not in _FILLERS and kind not in ("be", "have", "relative")
            at += 1
        return None

    def _verb(self, at: int, kind: str, auxiliary: str) -> str | None:
        if kind in ("harms", "claimed"):
            return "agent"
        if kind == "clashed":
            return "party"
        if kind == "died":
            return "patient"
        if kind != "harmed":
            return None
        if auxiliary:
            return "agent" if auxiliary == "have" else "patient"
        return "patient" if self._reduced_passive or self._is_reduced(at) else "agent"

    def _is_reduced(self, at: int) -> bool:
        """English: "soldiers killed in", "killed by", but not "soldiers killed two men"."""
        behind = at + 1
        if behind >= len(self._hits):
            return True
        return self._hits[behind].kind in ("by", "ends_clause", "mark", "and")

    def _apposition_end(self, at: int) -> int | None:
        """The hit behind "(…)" or ", …,"; None where the mark ends the clause."""
        opening = self._text[self._hits[at].start]
        closing = {"(": ")", ",": ",", "—": "—", "–": "–"}.get(opening)
        if closing is None:
            return None
        for i in range(at + 1, min(at + _APPOSITION, len(self._hits))):
            if self._hits[i].kind == "mark" and self._text[self._hits[i].start] == closing:
                return i + 1
            if is_clause_end(self._hits[i], self._text):
                return None
        return None

    def _spread(self, roles: list[str | None]) -> list[str | None]:
        """ "par l'armée et des miliciens": joined actors do the same."""
        for i in range(1, len(roles)):
            first, second = self._named[i - 1], self._named[i]
            between = self._hits[first.after : second.at]
            kinds = {h.kind for h in between}
            if "and" not in kinds or not kinds <= _FILLERS | {"and", "mark", "of", "part", "by"}:
                continue
            if (first.inter == CIVILIANS) != (second.inter == CIVILIANS) and "patient" not in roles[
                i - 1 : i + 1
            ]:
                continue
            roles[i] = roles[i] or roles[i - 1]
            roles[i - 1] = roles[i - 1] or roles[i]
        return roles
