"""Days within the words of a period: "since 28 April, when the raids began", "since the raid of 28 April".

What does not belong here: what such a day makes of a count (scope).
"""

from collections.abc import Sequence

from pipelines.extract.dates.of_event import SINCE, WHEN
from pipelines.extract.model import DateMention
from pipelines.extract.setting import Setting


def is_within(dated: DateMention, periods: Sequence[DateMention]) -> bool:
    """Whether a date stands inside the words for one of some periods."""
    return any(p.text_start <= dated.text_start < p.text_end for p in periods)


def is_when_it_began(dated: DateMention, setting: Setting) -> bool:
    """ "Since 28 April, when the raids began": the day from which a period counts on."""
    periods = [d for d in setting.dates if d.rule_id == SINCE and d.is_period]
    return dated.rule_id == WHEN and is_within(dated, periods)


def names_day_of_attack(setting: Setting) -> bool:
    """ "7,000 have fled since jihadists raided the post last Tuesday": all from one attack."""
    periods = [d for d in setting.dates if d.rule_id == SINCE]
    days = [d for d in setting.dates if d.is_day and not is_when_it_began(d, setting)]
    return any(p.text_start < day.text_start < p.text_end for p in periods for day in days)
