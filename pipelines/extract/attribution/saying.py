"""Who speaks, by a verb of saying: its subject before it, or behind it where the order is inverted.

What does not belong here: the other cues of a source (attribution), its words (phrases).
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.attribution.kinds import is_bare
from pipelines.extract.attribution.phrases import (
    CLAUSE_END,
    Source,
    following,
    source_over,
)
from pipelines.extract.attribution.subjects import (
    auxiliary_of,
    is_named_source,
    is_stock_of,
    preceding,
)
from pipelines.extract.attribution.times import is_time
from pipelines.extract.lexed import Token

_GOVERNING = (" de", " d'", " of")  # "fait état de": never before its subject
_ADVERB = ("ly",)
_AUXILIARY = 2  # tokens: an auxiliary and an adverb
_OPENS_WHAT_IS_SAID = ("that", "number", "definite_singular", "definite_plural", "source", "thing")
_LONGEST_ADVERB = 6  # tokens between auxiliary and participle: "a, pour sa part, annoncé"
_LONGEST_SHARED = 14  # tokens between an auxiliary and the second of its participles
_NOUNS = ("person", "counted", "source", "number")
_YEAR = 4  # digits
_ADDRESSEE = 4  # tokens
_ASIDE = 5  # tokens: "en larmes", "la voix tremblante"
_ARTICLES_ALONE = ("indefinite_singular", "definite_singular")
_DEFINITE = ("definite_singular", "definite_plural")
_OPENS = CLAUSE_END | {","}
_OPENING = 7  # tokens: "The Central Committee of Sudanese Doctors"


def auxiliary_before(tokens: list[Token], participle: int) -> int | None:
    """The auxiliary of a verb of saying with adverbs in between: "a, de son côté, affirmé"."""
    for at in range(participle - 1, max(-1, participle - 1 - _LONGEST_ADVERB), -1):
        if tokens[at].has("have"):
            return at
        if tokens[at].has("be", "been", "relative", "negation_after", *_NOUNS):
            return None
        if tokens[at].has(*_DEFINITE) and not is_time(tokens[at + 1]) and not _is_aside(tokens, at):
            return None  # "ont dévié de l'itinéraire fixé"
    return None


def _is_aside(tokens: list[Token], at: int) -> bool:
    """ "a, dans la soirée, annoncé"."""
    return any(t.form == "," for t in tokens[at : at + _LONGEST_ADVERB])


def subject_of_saying(
    tokens: list[Token], known: Mapping[str, str], verb: int, after: int, speaker: Source | None
) -> Source | None:
    """The subject of the verb of saying over tokens [verb, after): before it, or after it if inverted."""
    if verb > 1 and tokens[verb - 1].has("addressed") and tokens[verb - 2].form in _OPENS:
        return _inverted(tokens, known, after)  # "…, nous a confié un notable"
    if verb > 1 and tokens[verb - 1].has("addressed"):
        return preceding(tokens, known, verb - 1)  # "Un infirmier nous a confié que …"
    if verb > 1 and _is_only(tokens, verb, after):
        return preceding(tokens, known, verb - 1)
    before = tokens[verb - 1] if verb else None
    if before is not None and not before.meanings and before.form.endswith(_ADVERB) and verb > 1:
        before = tokens[verb - 2]  # "they have specifically accused"
        if before.has("have") and verb > _AUXILIARY:
            before = tokens[verb - 3]
    if before is not None and before.has("negation", "be", "been", "zero", "possessive", "itself"):
        return None  # "four were reported missing", "ces morts s'ajoutent à …"
    if _is_adjective(tokens, verb, after) or _is_noun(tokens, verb):
        return None
    if before is not None and before.has(*_ARTICLES_ALONE) and " " not in tokens[verb].form:
        return None  # "the report by HRW"
    governs = tokens[verb].form.endswith(_GOVERNING)
    if before is not None and before.has("here") and verb > 1:
        before = tokens[verb - 2]  # "elle y fait état de"
    if governs and before is not None and before.has("pronoun", "relative"):
        return speaker if before.has("pronoun") else None  # "…, which speaks of a massacre"
    if governs:
        subject = preceding(tokens, known, auxiliary_of(tokens, verb))  # its count follows at once
        return replace(subject, after=after) if subject is not None else None
    is_open = before is None or before.form in _OPENS - {")"}
    if tokens[verb].has("behind_speech") and not is_open and not _tells_that(tokens, after):
        return None  # "L'armée a lancé une offensive"
    if (titled := _titled_before(tokens, known, verb, after)) is not None:
        return titled
    if is_open and not tokens[verb].has("tells") and not tokens[after - 1].has("accuses"):
        inverted = _inverted(tokens, known, after)
        if inverted is not None:
            return inverted
    if before is not None and before.has("who") and (whose := _before_who(tokens, known, verb)):
        return whose
    if before is not None and before.has("pronoun"):
        return speaker
    if before is not None and before.has("conjunction"):
        opening = _opening_source(tokens, known, verb)
        if opening is not None:
            return opening
        if (first := _first_verb(tokens, verb)) is not None:
            return preceding(tokens, known, first)
    subject = preceding(tokens, known, auxiliary_of(tokens, verb))
    if is_stock_of(tokens, after) and not is_named_source(tokens, subject):
        return None  # "l'Ukraine compte un million de déplacés"
    if tokens[verb].has("tells"):
        return subject  # "told Xinhua"
    if is_named_source(tokens, subject):
        return subject
    if tokens[after - 1].has("accuses") and not is_open:
        return subject
    inverted = _inverted(tokens, known, after)  # "sont mortes à Abidjan indique l'AFP"
    is_told = inverted and any(t.has("source") for t in tokens[inverted.at : inverted.after])
    is_open = subject is None or (inverted is not None and not _goes_on(tokens, inverted))
    return inverted if is_told and is_open else subject


def _goes_on(tokens: list[Token], source: Source) -> bool:
    """ "Kuol said security forces in Wunlit have arrested 14": who acts in what is said."""
    return any(t.has("have", "be", "finite") for t in tokens[source.after : source.after + 1])


def _titled_before(
    tokens: list[Token], known: Mapping[str, str], verb: int, after: int
) -> Source | None:
    """ "Sara Faqir, the army's spokeswoman, said Ali Sow was killed": who opens the sentence, with a title;
    further on where no subject follows the verb at once: "…, said on Telegram, the news site reports".
    """
    if verb == 0 or tokens[verb - 1].form != ",":
        return None
    subject = preceding(tokens, known, verb)
    goes_on = any(t.has("preposition", "manner", "that") for t in tokens[after : after + 1])
    if subject is None or (subject.at > 0 and not goes_on):
        return None
    words = tokens[subject.at : subject.after]
    comma = next((i for i, t in enumerate(words) if t.form == ","), 0)
    is_titled = is_bare(words[0]) or all(
        map(is_bare, words[comma + 1 :])
    )  # "the spokesman, Ali Sow,"
    is_titled &= comma > 0
    return subject if is_titled and any(t.has("source") for t in words) else None


def _before_who(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """ "… contradicted police, who said that": the noun just before the pronoun, where it is a source."""
    end = verb - 1 - (verb > 1 and tokens[verb - 2].form == ",")
    named = preceding(tokens, known, end)
    is_beside = named is not None and tokens[end - 1].has("source")
    return source_over(tokens, known, end - 1, end) if is_beside else None


def _tells_that(tokens: list[Token], after: int) -> bool:
    following = tokens[after : after + 1]
    return not following or following[0].form in _OPENS or following[0].has("that")


def _names_source(tokens: list[Token], source: Source) -> bool:
    """Not "confirmed the attack to our reporter", which only tells to whom."""
    words = tokens[source.at : source.after]
    if any(t.has("published") for t in words):
        return True  # "indique un bilan rendu public par le ministère"
    return any(t.has("source") for t in takewhile(_is_no_address, words))


def _bare_name(tokens: list[Token], source: Source) -> Source | None:
    """ "a expliqué Awa Sow dans un entretien à la presse": a name before what it was said in."""
    name = list(takewhile(is_bare, tokens[source.at : source.after]))
    if not name:
        return None
    after = source.at + len(name)
    return replace(source, end=name[-1].end, kind="witness", after=after, known_by=name[-1].form)


def _is_no_address(token: Token) -> bool:
    return token.has("of") or not token.has("preposition")


def _is_adjective(tokens: list[Token], verb: int, after: int) -> bool:
    """ "a clash with alleged rebels", "violations reported from the border": what is told, not that it is."""
    if verb == 0 or " " in tokens[verb].form or not tokens[verb].has("adverb"):
        return False
    behind = tokens[after : after + 1]
    if tokens[verb].has("found") and tokens[verb - 1].form == ",":
        return not any(t.has(*_OPENS_WHAT_IS_SAID) for t in behind)  # "a woman, found alive, died"
    return tokens[verb - 1].has("preposition") or any(t.has("agent", "instead") for t in behind)


def _is_noun(tokens: list[Token], verb: int) -> bool:
    """ "said a police report": a word for telling that is a noun behind another with its article."""
    is_single = verb > 1 and tokens[verb].has("document") and not tokens[verb].form.endswith("s")
    return is_single and tokens[verb - 2].has("indefinite_singular", "demonstrative")


def _opening_source(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """ "The doctors' committee named him as Ali, 51, and said …": the source that opens the sentence."""
    for i, token in enumerate(tokens[: min(verb - 1, _OPENING)]):
        if token.has("said", "preposition", "agent", "relative") and not token.has("of"):
            return None
        if token.has("source") and not tokens[i + 1].has("source", "of", "person"):
            return source_over(tokens, known, 0, i + 1)
    return None


def _first_verb(tokens: list[Token], verb: int) -> int | None:
    """The auxiliary that a second participle shares: "avaient accusé des miliciens et affirmé"."""
    if tokens[verb].has("have") or not tokens[verb].has("said_participle", "said"):
        return None
    for at in range(verb - 2, max(-1, verb - _LONGEST_SHARED), -1):
        if tokens[at].form in CLAUSE_END or tokens[at].form == ",":
            return None
        if tokens[at].has("have"):
            return at
    return None


def _is_only(tokens: list[Token], verb: int, after: int) -> bool:
    """ "l'armée n'a reconnu que cinq morts"."""
    is_that = after < len(tokens) and tokens[after].has("that")
    return is_that and tokens[verb - 1].has("negation")


def _inverted(tokens: list[Token], known: Mapping[str, str], at: int) -> Source | None:
    """The subject behind its verb, past the time and to whom it was said; what is told is no subject."""
    start = _addressee_end(tokens, _behind_aside(tokens, at))
    if (
        at < start < len(tokens) - 1
        and tokens[start].form == ","
        and _is_subject(tokens, start + 1)
    ):
        start += 1  # "a déclaré à l'AFP, Awa Sy", "a dit pour sa part, le chef de la police"
    if start < len(tokens) and _is_no_subject(tokens[start]):
        return None  # "wrote on Telegram", "we have documented, from January, …"
    source = following(tokens, known, start)
    if source is None or tokens[source.at].has("relative"):
        return None
    if any(t.has("event_noun") for t in tokens[start : source.at]):
        return None  # "said the clashes on Saturday happened in …"
    words = tokens[source.at : source.after]
    if words[0].has("number") and words[-1] is not words[0] and _is_office(words[1]):
        return source  # "ont indiqué deux responsables"
    if any(t.form[0].isdigit() and not t.has("age") for t in takewhile(_is_of_name, words)):
        return None  # "said 12 insurgents were killed", not "said a farmer of 40", "a 40-year-old"
    if any(t.has("document") for t in words) and not any(t.has("source") for t in words):
        return None  # "a publié son rapport sur les victimes"
    if words[-1].has("of"):
        return None  # "a accusé les FSR d'avoir tué …"
    if any(t.has("source") for t in words) and not _names_source(tokens, source):
        return _bare_name(tokens, source)
    named = list(takewhile(_is_no_preposition, words))
    is_named = any(t.has("source") for t in named)
    if not is_named and any(t.has("event", "event_noun") for t in named):
        return None  # "confirmed the latest abduction to our reporter"
    told = named if is_named else words
    return None if any(_is_told(t) for t in told) else source


def _behind_aside(tokens: list[Token], at: int) -> int:
    """ "a annoncé, mardi, le ministre", "dit, en larmes, Awa": the token behind what stands between commas."""
    if at + 1 >= len(tokens) or tokens[at].form != ",":
        return at
    end = _addressee_end(tokens, at + 1)
    if end == at + 1 and tokens[end].has("preposition"):
        words = tokens[end : end + _ASIDE]
        end = next((i for i, t in enumerate(words, end) if t.form == ","), end)
        end = end if end + 1 < len(tokens) and _is_subject(tokens, end + 1) else at
    is_closed = at + 1 < end < len(tokens) - 1 and tokens[end].form == ","
    return end + 1 if is_closed else at


def _is_subject(tokens: list[Token], at: int) -> bool:
    """Whether a name or an office begins at a token."""
    is_office = tokens[at].has(*_ARTICLES_ALONE) and any(
        t.has("source", "generic_source") for t in tokens[at + 1 : at + 2]
    )
    return tokens[at].is_capital or is_office


def _is_office(token: Token) -> bool:
    return token.has("source") and (
        token.has("generic_source") or " " in token.form or not token.has("person")
    )


def _is_no_subject(token: Token) -> bool:
    is_place = token.has("preposition") and not token.has("indefinite_plural")
    return token.form == "," or is_place or token.has("subordinate")


def _is_of_name(token: Token) -> bool:
    return _is_no_preposition(token) and token.form != ","


def _is_no_preposition(token: Token) -> bool:
    return not token.has("of", "preposition")


def _is_told(token: Token) -> bool:
    """Whether a word belongs to what is said, a harm or a number: but not "raconte Awa, une déplacée"."""
    is_number = token.has("number") and not token.has("indefinite_singular")
    return is_number or (token.has("nominal", "counted") and not token.has("source"))


def _addressee_end(tokens: list[Token], at: int) -> int:
    """The token after "mardi soir à la télévision", "à l'AFP": when and to whom it was said."""
    while at < len(tokens) and (
        is_time(tokens[at]) or tokens[at].has("manner") or _is_of_date(tokens, at)
    ):
        at += 1 + _is_day_behind(tokens, at + 1)
    if at >= len(tokens) or not tokens[at].has("preposition") or tokens[at].has("of"):
        return at
    for j in range(at, min(len(tokens), at + _ADDRESSEE)):
        if j > at + 1 and tokens[j].has(*_ARTICLES_ALONE) and _are_name(tokens[at + 1 : j]):
            return j  # "a annoncé sur Europe 1 le ministre"
        if (
            tokens[j].has("generic_source")
            and tokens[j + 1 : j + 2]
            and tokens[j + 1].has("source")
        ):
            continue  # "on state-run radio"
        if tokens[j].has("source", "channel"):
            named = tokens[j + 2 : j + 3]
            is_closed = tokens[j + 1 : j + 2] and tokens[j + 1].form == ","
            is_name = any(t.is_capital and not t.meanings for t in named)
            return _addressee_end(tokens, j + 1 + bool(is_closed and is_name))
    return at


def _are_name(tokens: list[Token]) -> bool:
    return all(t.is_capital or t.form.isdigit() for t in tokens)


def _is_day_behind(tokens: list[Token], comma: int) -> bool:
    """ "vendredi, 5 juillet, le maire": whether a comma stands before the day of a month."""
    return any(t.form == "," for t in tokens[comma : comma + 1]) and _is_of_date(tokens, comma + 1)


def _is_of_date(tokens: list[Token], at: int) -> bool:
    """ "a indiqué ce vendredi 4 octobre un communiqué": what stands between the words of a date."""
    around = tokens[at + 1 : at + 2]
    is_day = tokens[at : at + 1] and (
        tokens[at].form.isdigit() or tokens[at].has("definite_singular")
    )
    if is_day and len(tokens[at].form) == _YEAR:
        around = [*around, tokens[at - 1]]
    return bool(is_day) and any(is_time(t) for t in around)
