"""Figures that stand in one breath with others: the account of the one is that of the other.

What belongs here: rows of counts in one sentence. What does not: what parts a sentence (nearness, apart).
"""

from collections.abc import Mapping, Sequence

from pipelines.extract.apart import is_placed_apart
from pipelines.extract.figures import Account, Figure
from pipelines.extract.nearness import is_parted
from pipelines.extract.setting import Setting

_ROW = 12  # characters between two counts of one row: " et en a ", " and wounded "
_SEVERAL = 2  # one person may well be told of twice without being the same


def of_row(
    i: int, figures: Sequence[Figure], of_figure: Mapping[int, Account], account: Account
) -> Account:
    """ "A strike near Gao killed one and wounded seven": the seven told of before, in that strike."""
    before = figures[i - 1] if i else None
    if before is None or before.sentence != figures[i].sentence:
        return account
    if figures[i].part_of is None and before.part_of is None:
        return account
    is_row = (
        before.measure != figures[i].measure and figures[i].quote_start - before.quote_end <= _ROW
    )
    beside = of_figure.get(i - 1)
    return beside if is_row and beside and beside.scope == account.scope else account


def is_of_earlier(figure: Figure, figures: Sequence[Figure]) -> bool:
    """ "… killing 15 and wounding 27": the 27, of the wounded that a sentence before counts."""
    whole = figures[figure.part_of] if figure.part_of is not None else figure
    return whole.sentence < figure.sentence and not figure.statement.includes


def beside_repeated(
    i: int, figures: Sequence[Figure], of_figure: Mapping[int, Account], setting: Setting
) -> Account | None:
    """ "Along with the 20 policemen killed, four were hurt", "one was killed and the 18 taken": the account of
    what is told again in the same breath.
    """
    figure = figures[i]
    if figure.part_of is not None or figure.event_before is not None:
        return None
    for j in (i - 1, i + 1):
        other = figures[j] if 0 <= j < len(figures) else figure
        if (
            other.sentence != figure.sentence
            or other.repeat_of is None
            or (other.best or 0) < _SEVERAL
        ):
            continue
        before, after = sorted((other, figure), key=lambda f: f.quote_start)
        is_near = j < i or after.quote_start - before.quote_end <= _ROW
        is_apart = is_parted(before, after, setting) or is_placed_apart(before, after, setting)
        account = of_figure.get(other.repeat_of)
        if account is not None and is_near and not is_apart and account.scope == figure.scope:
            return account
    return None
