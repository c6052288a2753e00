"""A group of people in the text: how many, who, and the words that say so.

What does not belong here: which words begin such a group (reader), what happened to it (frames).
"""

from dataclasses import dataclass, replace
from typing import Literal

from pipelines.extract.lexed import Token
from pipelines.extract.people.nouns import OFFSPRING, are_many, head_at
from pipelines.extract.people.nouns import is_plural as is_plural_noun
from pipelines.extract.quantities import Quantity
from pipelines.lexicons.language import Language
from pipelines.lexicons.phrases import Harm

Head = Literal["known", "unknown", "elliptic", "counted", "possible", "name"]

_CIVILIAN = frozenset({"civilians", "women", "children"})


@dataclass(slots=True)
class People:
    """A group of people in the text: how many, who, and the tokens [at, after) that say so."""

    quantity: Quantity
    head: Head
    noun: str
    victims: str
    is_household: bool
    is_definite: bool
    is_partitive: bool
    has_other: bool
    whole: Quantity | None
    harm: Harm | None
    at: int
    after: int

    @property
    def is_bare(self) -> bool:
        """Whether no word before the noun says how many: "civilians"."""
        return self.quantity.is_plural and self.quantity.at == self.at and not self.is_definite

    @property
    def is_described(self) -> bool:
        """Whether a description stands for the number: "un soldat", "le maire", "les civils"."""
        return self.quantity.is_article or (self.is_definite and self.quantity.at == self.at - 1)


def group(quantity: Quantity, head: Head, tokens: list[Token], at: int, after: int) -> People:
    """The people of tokens [at, after), whose last word is their noun."""
    noun = tokens[after - 1]
    harm = noun.meanings.get("counted") or noun.meanings.get("zero_only")
    return People(
        quantity=quantity,
        head=head,
        noun=noun.form if head != "elliptic" else "",
        victims=str(noun.meanings.get("person", "unspecified")),
        is_household=noun.has("household"),
        is_definite=False,
        is_partitive=False,
        has_other=False,
        whole=None,
        harm=harm if head == "counted" and isinstance(harm, Harm) else None,
        at=at,
        after=after,
    )


def joined_nouns(tokens: list[Token], found: People, language: Language) -> People:
    """Take in a second noun without a number of its own: "13 policiers et gendarmes"."""
    j = found.after
    is_joined = j + 1 < len(tokens) and (tokens[j].has("conjunction") or tokens[j].form == "/")
    if not is_joined or found.head == "unknown":
        return found
    is_of = tokens[j + 1].has("of") and not tokens[j + 1].has("definite_of")
    j += is_of and j + 2 < len(tokens)  # "des dizaines de civils et de combattants"
    if language.file.head_last and not tokens[j + 1].has("participle"):
        j = head_at(tokens, j + 1, language, is_many=True) - 1  # "several Thais and Malay tourists"
    second = tokens[j + 1]
    if found.head == "counted":
        harm = second.meanings.get("counted")
        is_same = isinstance(harm, Harm) and found.harm and harm.measure == found.harm.measure
        return replace(found, after=j + 2) if is_same else found
    is_verb = second.has("participle") and not is_plural_noun(second)
    if found.head == "known" and _are_wounded(tokens, j + 1):
        return replace(found, after=j + 2)  # "450 patients et blessés ont été exécutés"
    is_one = language.file.head_last and not is_plural_noun(second)
    if language.file.head_last and found.quantity.is_article and is_plural_noun(second):
        return found  # "killed a bartender and dancers"
    if not second.has("person") or is_verb or (is_one and is_plural_noun(tokens[j - 1])):
        return found  # "a tué trois civils et enlevé une femme", "two officers and a civilian"
    victims = str(second.meanings["person"])
    if found.quantity.is_article and victims in OFFSPRING and not is_plural_noun(second):
        return found  # "a man and child" are two counts
    if found.quantity.is_article and are_many(tokens, j + 2):
        return found  # "a policeman and civilian were hurt"
    both = found.victims if victims in (found.victims, "unspecified") else _of_both(found, victims)
    return replace(found, after=j + 2, victims=both)


def _of_both(first: People, second: str) -> str:
    """ "40 femmes et enfants" are civilians, "13 civils et policiers" of several kinds, "several Thais and
    Malaysian tourists" whom the second noun tells.
    """
    if first.victims == "unspecified":
        return second
    return "civilians" if {first.victims, second} <= _CIVILIAN else "mixed"


def _are_wounded(tokens: list[Token], at: int) -> bool:
    """Whether a noun for the wounded or displaced stands before a verb with an auxiliary of its own."""
    harm = tokens[at].meanings.get("counted")
    is_class = isinstance(harm, Harm) and harm.measure in ("injured", "displaced")
    is_subject = any(t.has("have", "be") for t in tokens[at + 1 : at + 2])
    return is_class and is_subject and is_plural_noun(tokens[at])
