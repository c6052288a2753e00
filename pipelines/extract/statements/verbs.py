"""Verb groups of harm: "ont été tuées", "a coûté la vie à", "faisant", "la mort de".

Each is read into a voice, which says where its people stand: the subject before it (passive, subject),
the object after it (active, nominal) or the noun just before it (reduced: "13 civils tués"); where past
tense and participle are one word ("killed"), either (past).
What does not belong here: finding those people (frames).
"""

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from pipelines.extract.lexed import Token
from pipelines.extract.statements.needs import aside_end, has_needed
from pipelines.lexicons.language import Language
from pipelines.lexicons.phrases import Harm

Voice = Literal["passive", "subject", "active", "reduced", "nominal", "infinitive", "past"]
Number = Literal["one", "many"]
_FORMS = ("finite", "gerund", "nominal", "infinitive", "participle")
VERB_OPENERS = frozenset({"have", "be", "been", *_FORMS})
_HARM_NOUNS = ("counted", "zero_only", "among")
_HARMFUL = frozenset({*_FORMS, "perfect", *_HARM_NOUNS})
_NOUNS = ("nominal",)
_PARTICIPLE_FIRST = ("finite", "gerund", "participle", "nominal", "infinitive")
_TO = (" de", " d'")
_FORCED_TO = " to"  # "had to abandon their land"
_SINGULAR_ENDINGS = ("ait", "aît")  # "disparaissait", of no English verb
_ARTICLES = ("indefinite_singular", "definite_singular")
_AFTER_ARTICLE = ("nominal", "participle")
_NOT_FINITE = ("gerund", "nominal", "participle")
_NO_MERE_VERB = ("participle", "infinitive", "gerund", "nominal", "counted")
_AFTER_MARKER = ("infinitive",)
_LONGEST_GAP = 4  # adverbs between auxiliary and participle
_MEANS_WITHIN = 6  # tokens from "used" to the infinitive
_JOINED_WITHIN = 8  # tokens before "et de neutraliser" in which "permis de" must stand


@dataclass(slots=True)
class Verb:
    """A verb group over the tokens [at, after); `core` is the word of harm itself, `whose` says of how many it
    tells by "his" or "their" within it.
    """

    voice: Voice
    harm: Harm
    at: int
    core: int
    after: int
    is_negated: bool
    is_singular: bool = False
    whose: Number | None = None


def _is_joined_to_realised(tokens: list[Token], conjunction: int) -> bool:
    """ "a permis de retrouver et de neutraliser dix rebelles": "and to", after what has been made possible."""
    before = reversed(tokens[max(0, conjunction - _JOINED_WITHIN) : conjunction])
    own = takewhile(lambda t: t.form != "," and not t.has("have", "be", "relative", "said"), before)
    return any(t.has("realised_modal") for t in own)


def _is_done_by(tokens: list[Token], at: int, form: str) -> bool:
    """ "She was caught by a driver": a finite form behind "was", with a doer, has no object."""
    is_agent = any(t.has("agent") for t in tokens[at + 1 : at + 2])
    return form == "finite" and is_agent and at > 0 and tokens[at - 1].has("be", "been")


def _or_only(tokens: list[Token], verb: Verb) -> Verb:
    """ "n'a tué que cinq rebelles" has killed five: the verb with its "que", which denies nothing."""
    is_only = any(t.has("but_only") for t in tokens[verb.after : verb.after + 1])
    if not (is_only and verb.is_negated and verb.voice == "active"):
        return verb
    return replace(verb, after=verb.after + 1, is_negated=False)


class VerbReader:
    """Reads the verb groups of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._singular = frozenset(language.file.function["singular"])
        self._possessive = frozenset(language.file.function["possessive"])
        self._of_many = frozenset(language.file.function["possessive_many"])

    def tells_harm(self, tokens: list[Token]) -> bool:
        """Whether a word of harm is there, with the words that it needs ("pris en otage")."""
        return any(
            token.has(*_HARM_NOUNS) or any(self._harm(tokens, at, form) for form in _HARMFUL)
            for at, token in enumerate(tokens)
            if token.meanings and not _HARMFUL.isdisjoint(token.meanings)
        )

    def verb_at(self, tokens: list[Token], at: int) -> Verb | None:
        """The verb group that begins at a token, or None."""
        token = tokens[at]
        if VERB_OPENERS.isdisjoint(token.meanings):
            return None
        if token.has("have", "be", "been"):
            verb = self._with_auxiliary(tokens, at)
            return verb and _or_only(tokens, verb)
        for form in self._forms(tokens, at):
            harm = self._harm(tokens, at, form)
            if harm is not None and not _is_done_by(tokens, at, form):
                voice = self._bare_voice(form, harm, tokens, at)
                negated = self._negated_before(tokens, at)
                is_singular = not self._singular.isdisjoint(token.form.split(" "))
                is_singular |= form == "finite" and token.form.endswith(_SINGULAR_ENDINGS)
                whose = self._whose(token)
                verb = Verb(voice, harm, at, at, at + 1, negated, is_singular, whose)
                return _or_only(tokens, verb)
        return None

    def _whose(self, token: Token) -> Number | None:
        """Of how many "causing their deaths", "slit his throat" tell."""
        own = self._possessive.intersection(token.form.split(" "))
        return None if not own else "many" if own <= self._of_many else "one"

    def _forms(self, tokens: list[Token], at: int) -> tuple[str, ...]:
        """The forms of a verb in the order in which a word is read as one: "to kill" is no "kill"."""
        is_noun = tokens[at].has("gerund") and self.language.file.head_last  # but "le tuant"
        is_noun |= tokens[at].has("finite") and tokens[at].has("nominal")
        if at > 0 and tokens[at].has("participle") and tokens[at - 1].has("person", "counted"):
            return _PARTICIPLE_FIRST  # "un prisonnier mort dans sa cellule"
        if at > 0 and is_noun and tokens[at - 1].has(*_ARTICLES):
            return _NOUNS  # "over the killing", "le massacre": a noun
        if at > 0 and self.language.file.head_last and tokens[at - 1].has(*_ARTICLES):
            return _AFTER_ARTICLE  # "in the massacre"
        marker = at - 1
        while marker > 0 and tokens[marker].form.endswith(self.language.adverb_endings):
            marker -= 1  # "to deliberately kill"
        is_marked = marker >= 0 and tokens[marker].has("infinitive_marker")
        if is_marked and tokens[at].has("infinitive"):
            return _AFTER_MARKER
        return _NOT_FINITE if self._is_governed(tokens, at) else _FORMS

    def _is_governed(self, tokens: list[Token], at: int) -> bool:
        """ "searching for "disappeared" persons": no verb follows a preposition, but "all on board died"."""
        if tokens[at].has("finite") and not tokens[at].has(*_NO_MERE_VERB):
            return False
        before = at - 1
        while before >= 0 and tokens[before].has("quote"):
            before -= 1
        return self.language.file.head_last and before >= 0 and tokens[before].has("preposition")

    def _bare_voice(self, form: str, harm: Harm, tokens: list[Token], at: int) -> Voice:
        if form == "nominal":
            return "nominal"
        if form == "infinitive":
            is_done = self._is_realised(tokens, at)
            return ("active" if harm.takes == "object" else "subject") if is_done else "infinitive"
        if form == "participle":
            return "reduced"
        if form == "finite" and tokens[at].has("participle") and harm.takes == "object":
            return "past"
        return "active" if harm.takes == "object" else "subject"

    def _is_realised(self, tokens: list[Token], infinitive: int) -> bool:
        """ "permettant de neutraliser", "dit détenir": what one could do or says to do has been done."""
        at = infinitive - 1
        while at > 0 and tokens[at].has("of", "quote", "infinitive_marker", "object_clitic"):
            at -= 1
        if at == infinitive - 1 and at >= 0 and tokens[at].has("said", "just_done"):
            return True
        harm = tokens[infinitive].meanings.get("infinitive")
        takes_object = isinstance(harm, Harm) and harm.takes == "object"
        form = tokens[at].form if at >= 0 else ""
        is_whole = takes_object and form.endswith(_TO)  # "avant de tuer dix …"
        is_whole |= form.endswith(_FORCED_TO)
        if at >= 0 and tokens[at].has("realised_modal") and (is_whole or at < infinitive - 1):
            return True
        if 0 < at < infinitive - 1 and tokens[at].has("conjunction"):
            return _is_joined_to_realised(tokens, at)
        first = max(0, infinitive - _MEANS_WITHIN)  # "used machetes to kill twelve"
        return any(t.has("means") for t in tokens[first : infinitive - 1])

    def _with_auxiliary(self, tokens: list[Token], at: int) -> Verb | None:
        """An auxiliary, perhaps "été", adverbs, then a participle or a realised infinitive."""
        is_perfect, is_passive, is_made, modal, negated = False, False, False, False, False
        j, gap = at, 0
        while j < len(tokens) and gap <= _LONGEST_GAP:
            token = tokens[j]
            participle = self._harm(tokens, j, "participle") or self._harm(tokens, j, "perfect")
            if j > at and participle is not None:
                voice = self._voice(participle, is_perfect, is_passive)
                negated = negated or self._negated_before(tokens, at)
                is_singular = tokens[at].has("singular")
                return Verb(voice, participle, at, j, j + 1, negated, is_singular)
            infinitive = token.meanings.get("infinitive")
            if is_made and isinstance(infinitive, Harm) and infinitive.takes == "object":
                return Verb("passive", infinitive, at, j, j + 1, negated)
            if modal and isinstance(infinitive, Harm):
                is_own = is_passive and infinitive.measure == "displaced"  # "were made to evacuate"
                voice = "subject" if is_own or infinitive.takes == "subject" else "active"
                return Verb(voice, infinitive, at, j, j + 1, negated)
            if token.has("have"):
                is_perfect = True
            elif token.has("to_have"):
                is_perfect, is_passive = True, False  # "is reported to have killed"
            elif token.has("be", "been"):
                is_passive = True
            elif is_passive and token.has("found", "said"):
                gap += 1  # "ont été retrouvés morts", "are also said to have been killed"
            elif is_passive and token.has("made"):
                is_made = True  # "se sont fait enlever"
            elif token.has("realised_modal"):
                modal = True
            elif token.has("negation", "negation_after"):
                negated = True
            elif self._is_adverb(token):
                gap += 1
            elif j > at and (closing := aside_end(tokens, j)) is not None:
                j = closing  # "ont été, selon lui, tués"
            else:
                return None
            j += 1
        return None

    def _voice(self, harm: Harm, is_perfect: bool, is_passive: bool) -> Voice:
        if harm.takes == "subject":
            return "subject"
        return "active" if is_perfect and not is_passive else "passive"

    def _is_adverb(self, token: Token) -> bool:
        if token.has("definite_of"):
            return False  # "étaient des réfugiés": who they were
        return token.has(
            "adverb", "quote", "of", "other", "here", "weekday"
        ) or token.form.endswith(self.language.adverb_endings)

    def _negated_before(self, tokens: list[Token], at: int) -> bool:
        return at > 0 and tokens[at - 1].has("negation", "negation_after")

    def _harm(self, tokens: list[Token], at: int, form: str) -> Harm | None:
        """What a form says here: the first of its harms whose needed words follow."""
        harm = tokens[at].meanings.get(form)
        while isinstance(harm, Harm):
            if has_needed(harm.needs, tokens, at):
                return harm
            harm = harm.otherwise
        return None
