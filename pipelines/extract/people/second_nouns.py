"""Nouns without an article that are one person: "a man and child", "his wife and driver", "whose brother".

What belongs here: whether such a noun is one more person. What does not: nouns with a number of their own
(reader).
"""

from pipelines.extract.lexed import Token
from pipelines.extract.people.nouns import LONGEST, OFFSPRING, are_many, is_inside, is_plural

_LEAST_BEFORE = 2  # tokens before that "and": an article and a noun


def is_second(tokens: list[Token], at: int, noun: int) -> bool:
    """ "a man and child", "his wife and driver", "a nurse and driver were shot": the article is that of both;
    "two officers, civilian injured" has none.
    """
    joiner = at - 1
    if at and tokens[joiner].has("whose"):
        return True  # "Ali Sow, whose brother was killed"
    if joiner >= _LEAST_BEFORE and _are_of_household(tokens, joiner, noun):
        return True
    if joiner < _LEAST_BEFORE or not tokens[joiner].has("conjunction"):
        return False
    first, behind = tokens[joiner - 1], tokens[noun + 1 : noun + 2]
    if is_plural(first):
        return any(t.has("participle") for t in behind)
    if not first.has("person"):
        return False
    if tokens[at].has("age"):
        return True  # "his 17-year-old brother and 15-year-old cousin"
    is_offspring = tokens[noun].meanings.get("person") in OFFSPRING
    article = tokens[joiner - 2]
    if is_offspring and article.has("indefinite_singular", "possessive", "whose"):
        return True
    before = tokens[max(0, joiner - LONGEST) : joiner - 1]
    opener = next((t for t in reversed(before) if not (is_inside(t) or t.has("participle"))), None)
    is_single = opener is not None and opener.has("indefinite_singular", "possessive")
    return is_single and are_many(tokens, noun + 1)


def _are_of_household(tokens: list[Token], joiner: int, noun: int) -> bool:
    """ "his wife, mother-in-law and driver": who is named behind a wife or a child is one more person."""
    is_row = tokens[joiner].form == "," and any(
        t.has("conjunction") for t in tokens[noun + 1 : noun + LONGEST]
    )
    if not (is_row or tokens[joiner].has("conjunction")) or is_plural(tokens[joiner - 1]):
        return False
    first = joiner - 1
    while joiner - first < LONGEST and first > 0 and not tokens[first].has("possessive"):
        if not (is_inside(tokens[first]) or tokens[first].form == ","):
            return False
        first -= 1
    is_own = tokens[first].has("possessive")
    return is_own and tokens[first + 1].meanings.get("person") in OFFSPRING
