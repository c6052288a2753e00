"""Events to which an article comes back by their noun: "The ambush also left four injured".

What belongs here: which account such a noun means. What does not: nouns and their days in a sentence
(adjuncts), and what else speaks for an account (bonds).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.figures import Account, Figure
from pipelines.extract.nearness import nearest_date, nearest_place, same_days
from pipelines.extract.setting import Setting


def meant(
    figure: Figure, accounts: Sequence[Account], settings: Mapping[int, Setting]
) -> Account | None:
    """The one account whose event the sentence of a figure without a day and place takes up by its noun."""
    setting = settings[figure.sentence]
    is_open = nearest_date(figure, setting) is None and nearest_place(figure, setting) is None
    if not setting.taken_up or not is_open:
        return None
    _, noun = min(setting.taken_up, key=lambda at: abs(at[0] - figure.quote_start))
    named = [a for a in accounts if _is_named(a, noun, settings)]
    return named[0] if len(named) == 1 else None


def _is_named(account: Account, noun: str, settings: Mapping[int, Setting]) -> bool:
    """Whether the first sentence of an account names its event so, and gives it no other day."""
    first = settings[account.sentences[0]]
    is_new = noun in first.named and all(noun != form for _, form in first.taken_up)
    return is_new and same_days(account.date, first.named[noun].day)
