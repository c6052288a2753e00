"""Noun phrases for people: "sept de nos soldats", "une quarantaine de villageois", "les 112 blessés".

One reader for all constructions: quantity, partitive, determiners and adjectives, then a noun for people
(of the lexicon or unknown), a counted noun of harm ("12 morts") or nothing ("deux", "280 autres").
What does not belong here: the group itself (people), what happened to them (frames).
"""

from dataclasses import replace

from pipelines.extract.lexed import Token
from pipelines.extract.people import Head, People, group, joined_nouns
from pipelines.extract.people.headlines import is_headline
from pipelines.extract.people.nouns import (
    ADULT,
    are_joined,
    are_of_all_kinds,
    are_others,
    are_the_harmed,
    behind,
    described_noun,
    described_one,
    describes_thing,
    head_at,
    is_abstract,
    is_attribute,
    is_body_of,
    is_event,
    is_numbered,
    is_ordinal_alone,
    is_unknown_noun,
    name_end,
    noun_at,
)
from pipelines.extract.people.nouns import is_plural as is_plural_noun
from pipelines.extract.people.partitives import SOME, couple_at, family_size, partitive_at, whole_of
from pipelines.extract.people.second_nouns import is_second
from pipelines.extract.quantities import (
    QUANTITY_OPENERS,
    Quantity,
    may_begin,
    qualified_behind,
    quantity_at,
    single,
)
from pipelines.extract.quantities.number_kinds import (
    is_date,
    is_day,
    is_joined_at_place,
    is_measured,
    is_of_series,
    is_ratio,
    is_year,
)
from pipelines.lexicons.language import Language
from pipelines.lexicons.phrases import Harm
from pipelines.lexicons.profiles import NumberProfile

OPENERS = QUANTITY_OPENERS | {
    *("nobody", "reflexive", "one_of", "definite_singular", "definite_plural"),
    *("person", "premodifier"),
}
"""What a word must mean to begin a noun phrase, if it is not written in digits or with a hyphen."""

_TOLD_OF = ("person", "counted", "household", "zero_only")


class PeopleReader:
    """Reads the noun phrases of one language with one number profile."""

    def __init__(self, language: Language, profile: NumberProfile) -> None:
        self.language = language
        self.profile = profile
        self._articles = frozenset(language.file.function["definite_singular"])

    def people_at(self, tokens: list[Token], at: int) -> People | None:
        """The noun phrase that begins at a token, or None; most words can begin none."""
        if not may_begin(tokens[at], OPENERS):
            return None
        return self.phrase_at(tokens, at) or self._behind_article(tokens, at)

    def _behind_article(self, tokens: list[Token], at: int) -> People | None:
        """ "l'enlèvement du | prêtre", "coûté la vie au | maire": an article within a longer phrase."""
        phrase, _, article = tokens[at - 1].form.rpartition(" ") if at else ("", "", "")
        if not phrase or article not in self._articles:
            return None
        found = self._definite(tokens, at - 1)
        one = single(at)
        return replace(found, at=at, quantity=one) if found and found.quantity.best == 1 else None

    def number_end(self, tokens: list[Token], at: int) -> int:
        """The token after the number at a token: of "aged between 17 and 62" after "62"."""
        quantity = quantity_at(tokens, at, self.language, self.profile)
        return quantity.after if quantity is not None else at + 1

    def phrase_at(self, tokens: list[Token], at: int) -> People | None:
        """The noun phrase at a token, whatever word that is."""
        meanings = tokens[at].meanings
        if "nobody" in meanings:
            nobody = Quantity(0, 0, 0, "exact", at, at + 1)
            return group(nobody, "elliptic", tokens, at, at + 1)
        if "reflexive" in meanings:
            return group(single(at), "known", tokens, at, at + 1)
        if "one_of" in meanings:
            return self._one_of(tokens, at)
        if (crew := self._crew(tokens, at)) is not None:
            return crew
        if "age" in meanings and (after := name_end(tokens, at + 1)) > at + 1:
            return self._aged(tokens, at, after)
        quantity = quantity_at(tokens, at, self.language, self.profile)
        if quantity is not None and not is_date(quantity, tokens):
            return self._counted_or_people(tokens, quantity, at)
        if "definite_singular" in meanings or "definite_plural" in meanings:
            return self._definite(tokens, at)
        is_noun = "person" in meanings or "premodifier" in meanings or "age" in meanings
        return self._bare(tokens, at) if is_noun or are_others(tokens, at) else None

    def _crew(self, tokens: list[Token], at: int) -> People | None:
        """ "un groupe de 16 Américains": the sixteen."""
        if at + 3 >= len(tokens) or not tokens[at + 1].has("crew") or not tokens[at + 2].has("of"):
            return None
        if not tokens[at].has("indefinite_singular", "definite_singular"):
            return None
        found = self.people_at(tokens, at + 3)
        return replace(found, at=at) if found and (found.quantity.best or 0) > 1 else None

    def _one_of(self, tokens: list[Token], at: int) -> People | None:
        one = Quantity(1, 1, 1, "exact", at, at + 1)
        if tokens[at].has("of_them"):
            return replace(group(one, "elliptic", tokens, at, at + 1), is_partitive=True)
        j = behind(tokens, at + 1, "of", "definite_plural", "definite_singular")
        number = quantity_at(tokens, j, self.language, self.profile) if j < len(tokens) else None
        j = noun_at(tokens, number.after if number else j, self.language, is_many=True)
        noun = tokens[j] if j < len(tokens) else None
        if noun is not None and (noun.has("thing") or is_event(noun)):
            return None  # "contre l'un des derniers hôpitaux"
        if noun and (noun.has("person", "counted") or is_unknown_noun(noun, self.language)):
            some = group(one, "known" if noun.has("person") else "unknown", tokens, at, j + 1)
            some.is_partitive = number is None and noun.has("person")
            return replace(some, whole=number if number and number.best else None)
        return replace(group(one, "elliptic", tokens, at, j), is_partitive=True)

    def _definite(self, tokens: list[Token], at: int) -> People | None:
        """ "le maire" is one, "les civils" a vague plural, "les 112 blessés" a number."""
        if at + 1 >= len(tokens):
            return None
        is_plural = tokens[at].has("definite_plural")
        is_counted = is_plural or tokens[at + 1].form in self.language.collectives
        quantity = quantity_at(tokens, at + 1, self.language, self.profile) if is_counted else None
        if quantity is not None:
            found = self._counted_or_people(tokens, quantity, at)
            return replace(found, is_definite=is_plural) if found else None
        j = noun_at(tokens, at + 1, self.language, is_many=False)
        j = described_one(tokens, j, self.language)
        if is_plural and tokens[at].has("definite_singular"):
            is_plural = j < len(tokens) and is_plural_noun(tokens[j])
        if not is_plural and describes_thing(tokens, j, self.language):
            return self._perhaps_one(tokens, at, j + 1)
        if j < len(tokens) and not is_plural and is_unknown_noun(tokens[j], self.language):
            return group(single(at), "possible", tokens, at, j + 1)
        if j < len(tokens) and not is_plural and is_body_of(tokens, j):
            return group(single(at), "counted", tokens, at, j + 1)
        is_next = any(t.has("other", "ordinal") for t in tokens[at + 1 : j])
        if is_next and not is_plural and j < len(tokens) and tokens[j].has("counted"):
            return replace(group(single(at), "counted", tokens, at, j + 1), has_other=True)
        j = at + 1 if is_ordinal_alone(tokens, at + 1) else j
        if is_ordinal_alone(tokens, j):
            return replace(group(single(at), "elliptic", tokens, at, j + 1), has_other=True)
        if j >= len(tokens) or not tokens[j].has("person", "age"):
            return None
        implied = (
            self._some(at) if is_plural else couple_at(tokens, at, j, self.language) or single(at)
        )
        found = group(implied, "known", tokens, at, j + 1)
        return replace(found, is_definite=True, has_other=is_next and not is_plural)

    def _perhaps_one(self, tokens: list[Token], at: int, noun: int) -> People | None:
        """One whom an unknown noun may name: "a rebel bombmaker", but no "separatist attack"."""
        if not is_unknown_noun(tokens[noun], self.language):
            return None
        return group(single(at), "possible", tokens, at, noun + 1)

    def _some(self, at: int) -> Quantity:
        """The quantity of a plural without a number."""
        floor = self.profile.floor("plural", None)
        return Quantity(floor, None, None, "vague", at, at + 1, is_plural=True)

    def a_few(self, tokens: list[Token], noun: int) -> People:
        """Those whom a noun of harm in a bare plural counts: "there were deaths"."""
        return group(self._some(noun), "counted", tokens, noun, noun + 1)

    def _bare(self, tokens: list[Token], at: int) -> People | None:
        """A noun without any word before it: a plural where the language needs none, or a headline's."""
        if self.language.file.function["indefinite_plural"]:
            is_told = is_headline(tokens, at, at + 1, self.language)
            number = self._some(at) if is_plural_noun(tokens[at]) else single(at)
            return group(number, "known", tokens, at, at + 1) if is_told else None
        j = head_at(tokens, at, self.language, is_many=True)
        is_known = tokens[j].meanings.get("person", "unspecified") != "unspecified"
        is_known |= are_of_all_kinds(tokens, j)
        if not (is_known or tokens[j].has("other") or are_others(tokens, at)):
            return None
        if not is_plural_noun(tokens[j]):
            is_one = is_second(tokens, at, j) or is_headline(tokens, at, j + 1, self.language)
            return group(single(at), "known", tokens, at, j + 1) if is_one else None
        if at and (tokens[at - 1].has("possessive_mark") or is_numbered(tokens, at)):
            return None
        found = group(self._some(at), "known", tokens, at, j + 1)
        found.is_definite = at > 1 and are_the_harmed(tokens, at)
        return replace(found, has_other=tokens[j].has("other") or tokens[at].has("other"))

    def named(self, tokens: list[Token], at: int, after: int) -> People:
        """A name, tokens [at, after), as one person."""
        one = Quantity(1, 1, 1, "exact", at, after, is_article=True)
        titles = (t.meanings.get("person") for t in tokens[max(0, at - 1) : after])
        victims = next((str(v) for v in titles if v is not None), "unspecified")
        return replace(group(one, "name", tokens, at, after), victims=victims)

    def _aged(self, tokens: list[Token], at: int, after: int) -> People:
        """ "eight-year-old Adam Said"."""
        years = tokens[at].form.partition("-")[0]
        age = int(years) if years.isdigit() else self.language.number_words.get(years, ADULT)
        found = group(single(at), "known", tokens, at, after)
        return replace(found, victims="children" if age < ADULT else "unspecified")

    def _counted_or_people(self, tokens: list[Token], quantity: Quantity, at: int) -> People | None:
        j, partitive = partitive_at(tokens, quantity, self.language, self.profile)
        start = j
        if partitive != "pronoun":  # "two of them Chinese engineers"
            j = noun_at(tokens, j, self.language, is_many=quantity.best != 1)
        words = (*tokens[at : quantity.after], *tokens[start : j + 1])
        other = partitive == "own" or any(t.has("other", "ordinal") for t in words)
        if j < len(tokens) and tokens[j].has("ordinal") and quantity.is_article:
            return self._one_more(tokens, quantity, at, j)
        if j >= len(tokens) or partitive == "pronoun":
            return self._elliptic(quantity, tokens, at, j, partitive, other)
        token = tokens[j]
        is_no_sum = quantity.is_zero and tokens[at].has("preposition") and not token.has(*_TOLD_OF)
        is_no_sum |= is_of_series(quantity, tokens)
        if is_no_sum or (token.has("neutral") and j >= quantity.after and not token.has("person")):
            return None  # "without giving a number", "two dozen detention centres"
        if token.has("severity", "weekday") or (
            token.has("counted") and self._has_object(tokens, j)
        ):
            return self._elliptic(quantity, tokens, at, j, partitive, other)
        if token.has("counted") and token.has("participle"):
            j = described_noun(tokens, j, self.language)  # "17 of the abducted pupils"
        is_thing = token.has("thing") or is_event(token) or is_abstract(token, self.language)
        is_count = token.has("counted") and not token.has("number_of")  # a "death toll" is no death
        is_no_one = is_attribute(tokens, j) or self._is_many(token)
        if is_count and quantity.is_article and is_no_one:
            return None
        if quantity.is_article and any(t.has("possessive_mark") for t in tokens[j + 1 : j + 2]):
            return None  # "from a baby's baptism"
        if is_count or (quantity.is_zero and token.has("zero_only")):
            kind: Head = "counted"
        elif is_thing:
            return None
        elif quantity.is_article and describes_thing(tokens, j, self.language):
            return self._perhaps_one(tokens, at, j + 1)
        elif token.has("person", "household", "age"):
            kind = "known"
        elif quantity.is_article and is_unknown_noun(token, self.language):
            return group(single(at), "possible", tokens, at, j + 1)
        elif is_unknown_noun(token, self.language) and is_year(quantity, tokens):
            return None
        elif is_unknown_noun(token, self.language) and not quantity.is_plural:
            kind = "unknown"
        else:
            return self._elliptic(quantity, tokens, at, j, partitive, other)
        if quantity.is_article and (two := couple_at(tokens, at, j, self.language)) is not None:
            quantity = two
        if tokens[at].has("both_of") and is_plural_noun(token) and are_joined(tokens, j):
            quantity = replace(self._some(at), after=quantity.after)
        is_family = token.has("household") and quantity.best == 1
        if is_family and (family := self._family(tokens, at, j)) is not None:
            return family
        found = group(quantity, kind, tokens, at, j + 1)
        if kind == "counted" and tokens[j] is not token:
            harm = token.meanings["counted"]
            found.harm = harm if isinstance(harm, Harm) else None
        if quantity.is_zero or partitive == "whole":
            found.whole = whole_of(tokens, quantity, self.language, self.profile)
        found.is_partitive, found.has_other = partitive in SOME, other
        found.quantity = qualified_behind(tokens, found.after, quantity, self.language)
        return joined_nouns(tokens, found, self.language)

    def _family(self, tokens: list[Token], at: int, noun: int) -> People | None:
        """ "a family of four": as many civilians; None where no size is told."""
        size = family_size(tokens, at, noun, self.language)
        if size is None:
            return None
        return replace(group(size, "elliptic", tokens, at, size.after), victims="civilians")

    def _one_more(
        self, tokens: list[Token], quantity: Quantity, at: int, ordinal: int
    ) -> People | None:
        """ "a third was wounded"; but "a third more", "a third term"."""
        following = tokens[ordinal + 1 : ordinal + 2]
        if any(
            t.has("of", "of_them", "other", "thing") or is_unknown_noun(t, self.language)
            for t in following
        ):
            return None
        return replace(group(quantity, "elliptic", tokens, at, ordinal + 1), has_other=True)

    def _elliptic(
        self,
        quantity: Quantity,
        tokens: list[Token],
        at: int,
        after: int,
        partitive: str | None,
        other: bool,
    ) -> People | None:
        is_included = at > 0 and tokens[at - 1].has("including", "among")
        is_article = quantity.is_article and tokens[quantity.at].has("indefinite_singular")
        is_word = is_article and partitive is None and not (other or is_included)
        is_word = is_word and not is_joined_at_place(quantity, tokens)
        if quantity.is_plural or is_word or is_ratio(quantity, tokens, after):
            return None
        is_source = any(t.has("source", "generic_source") for t in tokens[after : after + 1])
        if is_source and partitive is None and not tokens[after].has("counted", "who"):
            return None  # "confirmé par plusieurs sources"
        is_subject = after < len(tokens) and tokens[after].has("be", "have", "finite", "perfect")
        if partitive is None and tokens[quantity.after - 1].has("adverb") and not is_subject:
            return None  # "killed, both by gunfire", but "both were killed"
        is_governing = any(t.has("preposition", "among") for t in tokens[after : after + 1])
        if quantity.is_zero and partitive is None and is_governing:
            return None  # "ni parmi les détenus, ni parmi le personnel"
        if partitive is None and (is_year(quantity, tokens) or is_day(quantity, tokens)):
            return None
        if is_measured(tokens, quantity.after):
            return None
        found = group(quantity, "elliptic", tokens, at, after)
        if quantity.is_zero and partitive == "whole":
            found.whole = whole_of(tokens, quantity, self.language, self.profile)
        return replace(found, is_partitive=partitive in SOME, has_other=other)

    def _is_many(self, token: Token) -> bool:
        """ "a curfew remains in force": no article of one stands before a plural."""
        harm = token.meanings.get("counted")
        is_death = isinstance(harm, Harm) and harm.measure == "killed"
        is_noun = self.language.file.head_last and not token.has("participle")
        return is_death and is_noun and is_plural_noun(token)

    def _has_object(self, tokens: list[Token], at: int) -> bool:
        """ "7 killed 1,200": the word of harm is a verb with an object of its own."""
        if not tokens[at].has("finite") or at + 1 >= len(tokens):
            return False
        return quantity_at(tokens, at + 1, self.language, self.profile) is not None
