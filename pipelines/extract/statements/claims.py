"""Statements found in a sentence, by the item of people that they are about."""

from dataclasses import dataclass, replace

from pipelines.extract.event_types import ARMED
from pipelines.extract.people import People
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.verbs import Verb
from pipelines.lexicons.phrases import Harm

_HELD = ("abducted", "detained")
_SERVING = ("security_forces", "aid_or_un")


@dataclass(slots=True)
class Statement:
    """One group of people and what happened to them; the quote is tokens [at, after).

    `includes` marks a part of the statement before it ("dont …"), `restates` the same people told
    again in other units ("soit 3.600 ménages"), `is_old` a number that the one before it replaces
    ("to 41 from 35"), `is_total` one that takes in those told of before it, `of_next` a part of the
    statement behind it ("eight were among 20 killed"), `joint` the other measures of a joint count.
    """

    people: People
    harm: Harm
    at: int
    after: int
    rule: str
    includes: bool = False
    restates: bool = False
    is_gapped: bool = False
    is_old: bool = False
    is_total: bool = False
    of_next: bool = False
    joint: tuple[str, ...] = ()


class Claims:
    """The statements of a sentence so far; an item of people is spoken for once."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.by_item: dict[int, Statement] = {}
        self.wholes: list[Statement] = []
        """Those of whom some are singled out: the eight of "five of the eight men abducted are free"."""
        self._by_relative: set[int] = set()

    def take(
        self,
        index: int,
        verb: Verb,
        *,
        includes: bool = False,
        core: bool = True,
        people: People | None = None,
        joint: tuple[str, ...] = (),
    ) -> None:
        """State that the people of an item suffered what the verb says.

        The main verb overrides that of a relative clause: "200 personnes qui avaient fui ont été
        exécutées". With `core` the quote reaches to the verb.
        """
        people = people or self.clause.items[index].people
        if people is None or self._flees_alone(people, verb) or not self._is_free(index, verb):
            return
        if people.quantity.best == 1 and self._is_named(index, verb):
            return
        is_part = False
        is_behind = verb.voice == "reduced" and verb.core >= people.after
        is_behind |= verb.voice in ("passive", "subject") and self._is_relative(index, verb)
        if is_behind and people.whole is not None and not people.quantity.is_zero:
            self.add_whole(people, verb.harm, max(people.after, verb.core + 1))
            is_dead = verb.harm.measure == "killed" and people.quantity.quantifier != "vague"
            if not (is_dead or self._is_said_who(verb)):
                return
            is_part = True
        is_part |= verb.harm.measure == "killed" and self._is_of_hurt(people)
        at, after = people.at, people.after
        if core:
            at, after = min(at, verb.core), max(after, verb.core + 1)
        if self._is_relative(index, verb):
            self._by_relative.add(index)
        else:
            self._by_relative.discard(index)
        rule = f"{verb.voice}.{verb.harm.rule}"
        self.by_item[index] = Statement(
            people, verb.harm, at, after, rule, includes, joint=joint, of_next=is_part
        )

    def _is_said_who(self, verb: Verb) -> bool:
        """ "Deux des trois tués étaient des policiers": of the part only who they were, not what they did."""
        first, second = (*self.clause.tokens[verb.after : verb.after + 2], None, None)[:2]
        is_copula = first is not None and first.has("be", "have") and second is not None
        return is_copula and second is not None and second.has("indefinite_plural")

    def _is_of_hurt(self, people: People) -> bool:
        """ "One of the two men wounded has died": of those told of as hurt within the same words."""
        return any(people.at <= w.at < people.after for w in self.wholes)

    def _is_free(self, index: int, verb: Verb) -> bool:
        """Whether nothing is said of the people yet, or what is said gives way to their death."""
        before = self.by_item.get(index)
        if before is None or index in self._by_relative:
            return True
        is_worse = before.harm.measure != verb.harm.measure == "killed"
        if is_worse and before.harm.measure in ("injured", *_HELD):
            return True
        if is_worse and before.harm.measure == "missing":
            before_verb = self.clause.tokens[verb.at - 1]
            return not before_verb.has("found")  # "are missing and feared drowned"
        is_of_whole = before.people.is_partitive  # "six des 137 enfants kidnappés ont été blessés"
        return before.rule.startswith("reduced") and (is_worse or is_of_whole)

    def _is_named(self, index: int, verb: Verb) -> bool:
        """ "Le journaliste Ahmed Sylla, enlevé en mars, est captif": told already by his name."""
        kinds, items = self.clause.kinds, self.clause.items
        other = index - 1 if kinds[index] == "N" else index + 1
        told = self.by_item.get(other) if "PN" in kinds[max(0, index - 1) : index + 2] else None
        is_beside = (
            told is not None and items[min(index, other)].after == items[max(index, other)].at
        )
        return is_beside and told is not None and told.harm.measure == verb.harm.measure

    def _flees_alone(self, people: People, verb: Verb) -> bool:
        """Whether people made off, left or were led away, not driven out: "le suspect a pris la fuite"."""
        if verb.harm.measure != "displaced":
            return False
        nouns = (t.meanings.get("counted") for t in self.clause.tokens[people.at : people.after])
        is_held = any(isinstance(noun, Harm) and noun.measure in _HELD for noun in nouns)
        is_one = people.is_described and people.quantity.best == 1 and not people.is_household
        is_rest = self.clause.tokens[people.after - 1].has("other")
        is_one |= people.is_definite and people.quantity.is_plural and is_rest  # "the others fled"
        is_force = people.victims in ARMED and verb.harm.takes == "subject"
        is_force |= people.victims in _SERVING and bool(verb.harm.needs)  # "headed north"
        return is_held or is_one or is_force

    def add(self, index: int, harm: Harm, rule: str, **marks: bool) -> None:
        """State a harm of an item's people by the words of the item alone."""
        people = self.clause.items[index].people
        if people is None or index in self.by_item:
            return
        stated = Statement(people, harm, people.at, people.after, f"{rule}.{harm.rule}")
        self.by_item[index] = replace(stated, **marks) if marks else stated

    def add_whole(self, people: People, harm: Harm, after: int) -> None:
        """State what is said of all of whom some are singled out: "five of the eight fishermen kidnapped"."""
        number = people.whole
        if number is not None:
            group = replace(people, quantity=number, at=number.at, is_partitive=False, whole=None)
            rule = f"whole.{harm.rule}"
            self.wholes.append(Statement(group, harm, number.at, after, rule))

    def before(self, index: int) -> Statement | None:
        """The nearest statement whose people stand before an item."""
        known = [i for i in self.by_item if i < index]
        return self.by_item[max(known)] if known else None

    def in_order(self) -> list[Statement]:
        """All statements in the order of the text."""
        return [self.by_item[i] for i in sorted(self.by_item)]

    def _is_relative(self, index: int, verb: Verb) -> bool:
        between = (
            item
            for item in self.clause.items[index + 1 :]
            if item.at < verb.at and item.kind not in "xd"
        )
        first = next(between, None)
        is_beside = self.clause.items[index].after == verb.at == verb.core
        is_gerund = is_beside and self.clause.tokens[verb.core].has("gerund")
        return is_gerund or (first is not None and first.kind == "r")  # "men fleeing the town"
