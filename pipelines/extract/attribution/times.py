"""Days among the words of a source: "a affirmé l'ONU vendredi 30 avril".

What does not belong here: which day a date means (dates).
"""

from pipelines.extract.lexed import Token

_LONGEST_DAY = 4  # characters: "30", "30th"


def begins_day(tokens: list[Token], at: int) -> bool:
    """Whether a date with its number begins at a token: "vendredi 30", "le 1er mai", "Friday 30"."""
    first, second = (*tokens[at : at + 2], None, None)[:2]
    is_article = first is not None and first.has("definite_singular", "weekday")
    month = tokens[at + 2 : at + 3]
    is_day = second is not None and second.form[0].isdigit() and len(second.form) <= _LONGEST_DAY
    return is_article and is_day and any(map(is_time, month))


def is_time(token: Token) -> bool:
    """A day or an adverb rather than "l'ONG" or "the attack", which are counted as things."""
    is_title = token.is_capital and len(token.form) == 1  # "a poursuivi M. Goni"
    is_word = token.has("thing", "adverb") and not token.has("source", "event_noun")
    return is_word and not is_title
