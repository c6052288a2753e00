"""Which words of an article may tell what happened in an account: those of its own sentences, of those before,
of the title and the lead, of the rest.

What belongs here: whose words they are. What does not: what they say (event_types).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from pipelines.extract.agreement import ELSEWHERE, relation_of_days, relation_of_places
from pipelines.extract.event_types import Trigger, says_what
from pipelines.extract.figures import Account, Figure
from pipelines.extract.model import DateMention, PlaceMention
from pipelines.extract.nearness import nearest_triggers
from pipelines.extract.setting import Setting

TOLD_BEFORE = 3
"""Sentences before one that may still tell what happened in it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the article as a whole says, for accounts without: its first day and place, the triggers of its
    title (offsets of it), and those of its first sentences and of the rest.
    """

    date: DateMention | None
    place: PlaceMention | None
    title: Sequence[Trigger]
    triggers: Sequence[Sequence[Trigger]]


class Scenes(NamedTuple):
    """Triggers, the nearest scene first: `near` those of an account's sentences and of the ones before them,
    `further` those of the title with the lead, and of the rest.
    """

    near: Sequence[Sequence[Trigger]]
    further: Sequence[Sequence[Trigger]]


def scenes_of(
    account: Account, figures: Sequence[Figure], settings: Mapping[int, Setting], lead: Lead
) -> Scenes:
    """The words that may tell what happened in an account."""
    found = [_triggers_in(s, account, figures, settings[s]) for s in account.sentences]
    others = _Others(account, settings, found)
    wholes = _sentences_of_wholes(account, figures)
    near = [
        *found,
        *(others.before(s) for s in account.sentences),
        *(settings[s].triggers for s in wholes),
    ]
    is_open = _is_of_lead(account, lead) or not any(near)
    return Scenes(near, _further(lead, near, others) if is_open else [])


def _sentences_of_wholes(account: Account, figures: Sequence[Figure]) -> list[int]:
    """Those that count several events of which the account tells one: "two suicide attacks killed 26"."""
    wholes = {figures[i].part_of for i in account.figures}.difference(account.figures)
    return sorted({figures[i].sentence for i in wholes if i is not None})


def _is_of_lead(account: Account, lead: Lead) -> bool:
    """Whether an account may be of what the article opens with, by its day and its place."""
    if account.date and relation_of_days(lead.date, account.date) == "differs":
        return False
    where = relation_of_places(lead.place, account.place) if account.place else "unset"
    return where not in ELSEWHERE


def _triggers_in(
    sentence: int, account: Account, figures: Sequence[Figure], setting: Setting
) -> Sequence[Trigger]:
    """The triggers of one of an account's sentences, but for those of other accounts told of there."""
    first = bisect_left(figures, sentence, key=lambda f: f.sentence)
    after = bisect_right(figures, sentence, key=lambda f: f.sentence)
    members = set(account.figures)
    own = [figures[i] for i in range(first, after) if i in members]
    others = [figures[i] for i in range(first, after) if i not in members]
    return nearest_triggers(own, others, setting)


def _further(
    lead: Lead, near: Sequence[Sequence[Trigger]], others: "_Others"
) -> Sequence[Sequence[Trigger]]:
    """The triggers of the title and the lead; of the rest, too, where nothing else tells what happened."""
    lines, rest = (others.left_out(scene, others.up_to(scene)) for scene in lead.triggers)
    opening = [*lead.title, *lines]
    told = (t for scene in (*near, opening) for t in scene)
    return [opening] if any(says_what(t) for t in told) else [opening, rest]


class _Others:
    """Leaves out the triggers of sentences that tell of other accounts, for one that has words of its own."""

    def __init__(
        self,
        account: Account,
        settings: Mapping[int, Setting],
        found: Sequence[Sequence[Trigger]],
    ) -> None:
        self._account, self._settings = account, settings
        self._has_words = any(found)

    def left_out(self, triggers: Sequence[Trigger], sentences: Iterable[int]) -> Sequence[Trigger]:
        """Those of some sentences that are of no other account."""
        if not (triggers and self._has_words):
            return triggers
        others = [self._settings[s] for s in sentences if self._is_of_other(s)]
        return [t for t in triggers if not any(o.start <= t.text_start < o.end for o in others)]

    def _is_of_other(self, sentence: int) -> bool:
        return sentence in self._settings and sentence not in self._account.sentences

    def before(self, sentence: int) -> Sequence[Trigger]:
        """The triggers of the sentences before one."""
        told = self._settings[sentence].triggers_told
        return self.left_out(told, range(sentence - TOLD_BEFORE, sentence))

    def up_to(self, scene: Sequence[Trigger]) -> Iterable[int]:
        """The sentences with figures up to the last of these triggers."""
        end = scene[-1].text_end if scene else 0
        return takewhile(lambda s: self._settings[s].start < end, self._settings)
