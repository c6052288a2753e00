"""Who people are by their age or what is said of all: "two sisters aged 9 and 12", "all of them militants".

What belongs here: words behind the noun that tell the class of all whom it counts. What does not: the noun
itself and whom they serve (victims).
"""

from collections.abc import Sequence

from pipelines.extract.event_types import ARMED
from pipelines.extract.lexed import Token
from pipelines.extract.people import People
from pipelines.extract.people.nouns import ADULT
from pipelines.extract.statements.clauses import Clause
from pipelines.lexicons.language import Language

_PREDICATE_TOKENS = 3  # "all of them", an adjective, the noun
_VERB_TOKENS = 3  # between the noun and the comma: "were killed"


def described_as(clause: Clause, people: People, language: Language) -> str | None:
    """The class of people whose ages or whose common description the text gives, else None."""
    if people.head == "counted":
        return None
    words = clause.tokens[people.at : people.after]
    is_young = any(_is_minor(t, language) for t in words if people.victims not in ARMED)
    if is_young or _are_minors(clause.tokens, people.after, language):
        return "children"
    return _all_of_them(clause.tokens, people)


def _are_minors(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether all the ages behind "aged" are those of children, or the one in "un Palestinien de 15 ans"."""
    if at >= len(tokens):
        return False
    if tokens[at].has("of") and any(t.has("years") for t in tokens[at + 2 : at + 3]):
        return _years(tokens[at + 1].form, language) < ADULT
    if not tokens[at].has("aged"):
        return False
    ages: list[int] = []
    for token in tokens[at + 1 :]:
        if not (token.form.isdigit() or token.form == "," or token.has("conjunction")):
            break
        ages += [int(token.form)] if token.form.isdigit() else []
    return bool(ages) and max(ages) < ADULT


def _is_minor(noun: Token, language: Language) -> bool:
    """ "A five-year-old was killed"."""
    return noun.has("age") and _years(noun.form.partition("-")[0], language) < ADULT


def _years(word: str, language: Language) -> int:
    return int(word) if word.isdigit() else language.number_words.get(word, ADULT)


def _all_of_them(tokens: Sequence[Token], people: People) -> str | None:
    """ "killed nine, all of them militants": a class that the noun leaves open."""
    if people.victims != "unspecified":
        return None
    for at in range(people.after, min(people.after + _VERB_TOKENS, len(tokens) - 1)):
        if tokens[at].form == "," and tokens[at + 1].has("all_of"):
            behind = tokens[at + 2 : at + 2 + _PREDICATE_TOKENS]
            return next((str(t.meanings["person"]) for t in behind if t.has("person")), None)
    return None
