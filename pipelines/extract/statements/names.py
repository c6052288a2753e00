"""Names as counts: "Zambada, 76, was arrested", "journalists Anas al-Sharif and Mohammed Qreiqeh".

What belongs here: telling from the words around them that names stand for people who are counted. What
does not: who suffers a verb (subjects, objects).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.quantities import Quantity
from pipelines.extract.statements.shapes import Shape

_AGE_DIGITS = 2
_OF_PERSON = ("his", "her", "son", "sa", "ses")
_NOUN_WITHIN = 2  # tokens: "two daughters"
_NAMED = Shape(r"P(N(?:,N)*,?cN)")
_ROW = Shape(r"V(N(?:,N)+,?cN)")  # "wounded Ali Hassan, Omar Bello and Adam Eid"


def is_aged(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether an age between commas stands behind [at, after): one word with an age is a name."""
    if after + 2 >= len(tokens) or tokens[after].form != ",":
        return False
    is_year = after + 3 < len(tokens) and tokens[after + 2].has("years")
    if tokens[after + 2 + is_year].form != ",":
        return False
    is_place = at > 0 and tokens[at - 1].has("locative")  # "In Gaza, 12, including …"
    age = tokens[after + 1].form
    return not is_place and age.isdigit() and len(age) <= _AGE_DIGITS


def is_with_his(tokens: Sequence[Token], after: int) -> bool:
    """Whether "and his driver" follows: who stands before it is a person, not a place."""
    if after + 2 >= len(tokens) or not tokens[after].has("conjunction"):
        return False
    is_his = tokens[after + 1].form in _OF_PERSON
    return is_his and any(t.has("person") for t in tokens[after + 2 : after + 2 + _NOUN_WITHIN])


def named(kinds: str, people: Sequence[People | None]) -> Iterator[tuple[int, People]]:
    """Plurals without a number whose people are all named, with as many as there are names."""
    for match in _NAMED.finditer(kinds):
        who = people[match.start()]
        if who is not None and who.quantity.is_plural:
            n = match.group(1).count("N")
            count = Quantity(n, n, n, "exact", who.at, who.after)
            yield match.start(), replace(who, quantity=count)
    for match in _ROW.finditer(kinds):
        first, last = people[match.start(1)], people[match.end(1) - 1]
        if first is not None and last is not None:
            n = match.group(1).count("N")
            count = Quantity(n, n, n, "exact", first.at, last.after)
            yield match.start(1), replace(first, quantity=count, after=last.after)
