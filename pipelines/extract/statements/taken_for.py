"""Who the people just named are taken for: "ten men believed to be herders", "soupçonnés d'être des rebelles".

What belongs here: telling that a second noun counts nobody, but says who the first are. What does not: the
class of people by their ages (descriptions).
"""

from collections.abc import Iterator, Sequence

from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.statements.shapes import Shape

_BEHIND = Shape(r"([PH]),?(?:rv?)?[xq?](?:d?[xv])?(P)")
_WITHIN = 3  # tokens: "soupçonnés d'être"


def taken_for(
    kinds: str, people: Sequence[People | None], tokens: Sequence[Token]
) -> Iterator[tuple[int, int]]:
    """The items that are taken for another, each with that other item."""
    for match in _BEHIND.finditer(kinds):
        other = people[match.start(2)]
        if other is None or not (other.quantity.is_plural or other.is_described):
            continue
        words = tokens[max(0, other.at - _WITHIN) : other.at]
        if words[-1].has("taken_as") or (
            words[-1].has("be", "to_be") and any(t.has("taken_to") for t in words)
        ):
            yield match.start(1), match.start(2)
