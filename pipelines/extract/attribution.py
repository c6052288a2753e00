"""Who says so: the cues that a sentence names its source, and which source stands nearest to a figure.

Cues are read from tokens: "selon X", "X a indiqué", ", a indiqué X", "de source militaire"; a sentence
that only says "a-t-il ajouté" goes on with the source before it. What does not belong here: the words
of the source itself (source_phrases), which figures it stands for (reading).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.lexed import Token
from pipelines.extract.source_phrases import (
    CLAUSE_END,
    Source,
    following,
    is_time,
    preceding,
    source_over,
)

_GOVERNING = (" de", " d'", " of")  # "fait état de": never before its subject
_OPENS_WHAT_IS_SAID = ("that", "number", "definite_singular", "definite_plural", "source", "thing")
_RELAYED = 9  # tokens before "cité par l'AFP" in which the source stands
_GOES_ON = ("ing",)
_LONGEST_ADVERB = 6  # tokens between auxiliary and participle: "a, pour sa part, annoncé"
_LONGEST_SHARED = 14  # tokens between an auxiliary and the second of its participles
_NOUNS = ("person", "counted", "source", "number")
_ADDRESSEE = 4  # tokens
_ARTICLES_ALONE = ("indefinite_singular", "definite_singular")
_LONGEST_LABEL = 5  # tokens from a dash to the end of a sentence
_PAPER_BEFORE = 3  # tokens between "le rapport" and its verb: adverbs
_PAPER_BEHIND = 4
_DASHES = frozenset({"-", "--", "–", "—", ":"})
_OPENS = CLAUSE_END | {","}
_CUES = frozenset(
    {
        "according",
        "of_source",
        "said_by_pronoun",
        "said",
        "said_participle",
        "reported",
        "citing",
        "took_in",
    }
)
_WHO_SEE = frozenset({"medical", "media"})
_OPENING = 7  # tokens: "The Central Committee of Sudanese Doctors"
_AGENT_WITHIN = 7  # tokens: "recensés depuis janvier par l'ONG"


def sources(
    tokens: list[Token], states: frozenset[str], speaker: Source | None = None
) -> list[Source]:
    """The sources that a sentence names, in order; `speaker` is the one before the sentence.

    `states` are folded names of countries and capitals, which speak for their governments.
    """
    found: list[Source] = []
    for i, token in enumerate(tokens):
        if not token.meanings or _CUES.isdisjoint(token.meanings):
            continue
        source: Source | None = None
        if token.has("relayed_by") and _is_of_another(tokens, i):
            continue
        if token.has("according", "of_source"):
            source = None if _is_of_nobody(tokens, i) else following(tokens, states, i + 1)
        elif token.has("said_by_pronoun"):
            is_whose = i + 1 < len(tokens) and tokens[i + 1].has("of")
            source = following(tokens, states, i + 1) if is_whose else None
            source = source or (found[-1] if found else speaker)
        elif token.has("said") and found and token.form.endswith(_GOES_ON):
            source = replace(found[-1], at=i, after=i + 1)  # "a source told AFP, saying four …"
        elif token.has("said"):
            source = _said(tokens, states, i, i + 1, found[-1] if found else speaker)
        elif token.has("said_participle") and found and tokens[i - 1].has("conjunction"):
            source = replace(found[-1], at=i, after=i + 1)  # "ont accusé l'armée et affirmé que …"
        elif token.has("said_participle") and (verb := _auxiliary(tokens, i)) is not None:
            source = _said(tokens, states, verb, i + 1, found[-1] if found else speaker)
        if source is None and token.has("took_in"):
            source = _who_sees(tokens, states, i)
        if source is None and token.has("reported"):
            source = _agent(tokens, states, i)
        if token.has("citing") and (cited := following(tokens, states, i + 1)) is not None:
            found = found[:-1]  # "selon l'AFP citant un témoin"
            source = cited
        if source is None and _is_document(tokens, i):
            source = found[-1] if found else speaker
        if source is not None:
            found.append(source)
    if not found and (behind := _behind_dash(tokens, states) or _bracketed(tokens, states)):
        found.append(behind)
    return found


def _is_of_another(tokens: list[Token], relay: int) -> bool:
    """ "a indiqué un habitant, cité par l'AFP": who passes on what another source said."""
    behind = takewhile(_is_no_clause, reversed(tokens[max(0, relay - _RELAYED) : relay]))
    return any(t.has("source") for t in behind)


def _is_no_clause(token: Token) -> bool:
    return token.form not in CLAUSE_END and not token.has("have", "be", "been", "participle")


def _bracketed(tokens: list[Token], states: frozenset[str]) -> Source | None:
    """ "Cinq soldats tués dans une attaque (armée)": a source in brackets that ends a sentence."""
    end = len(tokens) - (bool(tokens) and tokens[-1].form == ".")
    if end == 0 or tokens[end - 1].form != ")":
        return None
    opening = next((i for i in range(end - 1, -1, -1) if tokens[i].form == "("), end)
    words = tokens[opening + 1 : end - 1]
    if not 0 < len(words) <= _LONGEST_LABEL or not words[0].has("source"):
        return None
    is_name = opening > 0 and tokens[opening - 1].is_capital and words[0].is_capital
    return None if is_name else source_over(tokens, states, opening + 1, end - 1)


def _who_sees(tokens: list[Token], states: frozenset[str], verb: int) -> Source | None:
    """ "The hospital received seven dead", "an AFP correspondent saw 14 bodies": who took in or saw counts."""
    verb -= verb > 0 and tokens[verb - 1].has("have")  # "a reçu"
    subject = preceding(tokens, states, verb)
    return subject if subject is not None and subject.kind in _WHO_SEE else None


def _is_of_nobody(tokens: list[Token], cue: int) -> bool:
    """ "un réseau de sources en Syrie": whose sources these are is not said."""
    following = tokens[cue + 1 : cue + 2]
    is_placed = any(t.has("locative") and not t.has("source") for t in following)
    return tokens[cue].has("of_source") and is_placed


def _agent(tokens: list[Token], states: frozenset[str], at: int) -> Source | None:
    """ "recensés depuis janvier par l'ONG": whoever counted, behind "by" in the same clause."""
    behind = takewhile(lambda t: t.form not in CLAUSE_END | {","}, tokens[at + 1 :])
    for i, token in zip(range(at + 1, at + 1 + _AGENT_WITHIN), behind, strict=False):
        if token.has("agent"):
            source = following(tokens, states, i + 1)
            named = tokens[source.at : source.after] if source is not None else ()
            return source if any(t.has("source") for t in named) else None
    return None


def _is_document(tokens: list[Token], cue: int) -> bool:
    """ "Le rapport indique", "précise ce communiqué": a paper speaks for whoever spoke before."""
    near = (*tokens[max(0, cue - _PAPER_BEFORE) : cue], *tokens[cue + 1 : cue + _PAPER_BEHIND])
    is_whose = any(t.has("including") for t in near)  # "le Jnim, dont le communiqué parle de"
    return any(t.has("document", "same_source") for t in near) and not is_whose


def _behind_dash(tokens: list[Token], states: frozenset[str]) -> Source | None:
    """ "12 killed in raid - officials", "… : monitor"."""
    first = max(0, len(tokens) - _LONGEST_LABEL)
    dashes = [i for i in range(first, len(tokens)) if tokens[i].form in _DASHES]
    if not dashes or not any(t.has("source") for t in tokens[dashes[-1] :]):
        return None
    return following(tokens, states, dashes[-1] + 1)


def nearest(
    found: list[Source], at: int, after: int, tokens: Sequence[Token] = ()
) -> Source | None:
    """The source whose words stand nearest to tokens [at, after), those in their part of the sentence first."""
    if not found:
        return None
    return min(
        found,
        key=lambda s: (
            any(t.has("meanwhile") for t in (*tokens[s.after : at], *tokens[after : s.at])),
            any(t.has("conjunction") for t in tokens[s.after : s.after + 1] if s.after <= at),
            max(s.at - after, at - s.after, 0),
            s.at < at,
        ),
    )


def _auxiliary(tokens: list[Token], participle: int) -> int | None:
    """The auxiliary of a verb of saying with adverbs in between: "a, de son côté, affirmé"."""
    for at in range(participle - 1, max(-1, participle - 1 - _LONGEST_ADVERB), -1):
        if tokens[at].has("have"):
            return at
        if tokens[at].has("be", "been", "relative", "negation_after", *_NOUNS):
            return None
    return None


def _said(
    tokens: list[Token], states: frozenset[str], verb: int, after: int, speaker: Source | None
) -> Source | None:
    """The subject of the verb of saying over tokens [verb, after): before it, or after it if inverted."""
    if verb > 1 and tokens[verb - 1].has("addressed") and tokens[verb - 2].form in _OPENS:
        return _inverted(tokens, states, after)  # "…, nous a confié un notable"
    if verb > 1 and _is_only(tokens, verb, after):
        return preceding(tokens, states, verb - 1)
    before = tokens[verb - 1] if verb else None
    if before is not None and before.has("negation", "be", "been", "zero", "possessive"):
        return None  # "four were reported missing"
    if _is_adjective(tokens, verb, after):
        return None
    if before is not None and before.has(*_ARTICLES_ALONE) and " " not in tokens[verb].form:
        return None  # "the report by HRW"
    governs = tokens[verb].form.endswith(_GOVERNING)
    if before is not None and before.has("here") and verb > 1:
        before = tokens[verb - 2]  # "elle y fait état de"
    if governs and before is not None and before.has("pronoun"):
        return speaker
    if governs:
        subject = preceding(tokens, states, verb)  # its count follows at once
        return replace(subject, after=after) if subject is not None else None
    is_open = before is None or before.form in CLAUSE_END or before.form == ","
    if is_open and not tokens[verb].has("tells") and not tokens[after - 1].has("accuses"):
        inverted = _inverted(tokens, states, after)
        if inverted is not None:
            return inverted
    if before is not None and before.has("pronoun"):
        return speaker
    if before is not None and before.has("conjunction"):
        opening = _opening_source(tokens, states, verb)
        if opening is not None:
            return opening
        if (first := _first_verb(tokens, verb)) is not None:
            return preceding(tokens, states, first)
    subject = preceding(tokens, states, verb)
    if tokens[verb].has("tells"):
        return subject  # "told Xinhua"
    if subject is not None and any(t.has("source") for t in tokens[subject.at : subject.after]):
        return subject
    inverted = _inverted(tokens, states, after)  # "sont mortes à Abidjan indique l'AFP"
    is_told = inverted and any(t.has("source") for t in tokens[inverted.at : inverted.after])
    return inverted if is_told else subject


def _names_source(tokens: list[Token], source: Source) -> bool:
    """Not "confirmed the attack to our reporter", which only tells to whom."""
    words = tokens[source.at : source.after]
    return any(t.has("source") for t in takewhile(_is_no_address, words))


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


def _opening_source(tokens: list[Token], states: frozenset[str], verb: int) -> Source | None:
    """ "The doctors' committee named him as Ali, 51, and said …": the source that opens the sentence."""
    for i, token in enumerate(tokens[: min(verb - 1, _OPENING)]):
        if token.has("said", "preposition", "agent", "relative") and not token.has("of"):
            return None
        if token.has("source") and not tokens[i + 1].has("source", "of", "person"):
            return source_over(tokens, states, 0, i + 1)
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


def _inverted(tokens: list[Token], states: frozenset[str], at: int) -> Source | None:
    """The subject behind its verb, past the time and to whom it was said; what is told is no subject."""
    start = _addressee_end(tokens, at)
    if at < start < len(tokens) - 1 and tokens[start].form == "," and tokens[start + 1].is_capital:
        start += 1  # "a déclaré à l'AFP, Awa Sy"
    if start < len(tokens) and _is_no_subject(tokens[start]):
        return None  # "wrote on Telegram", "we have documented, from January, …"
    source = following(tokens, states, start)
    if source is None or tokens[source.at].has("relative"):
        return None
    words = tokens[source.at : source.after]
    if words[0].has("number") and words[-1] is not words[0] and _is_office(words[1]):
        return source  # "ont indiqué deux responsables"
    if any(t.form[0].isdigit() for t in takewhile(_is_no_preposition, words)):
        return None  # "said 12 insurgents were killed", but not "said a farmer of 40"
    if words[-1].has("of"):
        return None  # "a accusé les FSR d'avoir tué …"
    if any(t.has("source") for t in words) and not _names_source(tokens, source):
        return None
    named = list(takewhile(_is_no_preposition, words))
    is_named = any(t.has("source") for t in named)
    if not is_named and any(t.has("event", "event_noun") for t in named):
        return None  # "confirmed the latest abduction to our reporter"
    told = named if is_named else words
    return None if any(_is_told(t) for t in told) else source


def _is_office(token: Token) -> bool:
    return token.has("source") and (
        token.has("generic_source") or " " in token.form or not token.has("person")
    )


def _is_no_subject(token: Token) -> bool:
    return token.form == "," or (token.has("preposition") and not token.has("indefinite_plural"))


def _is_no_preposition(token: Token) -> bool:
    return not token.has("of", "preposition")


def _is_told(token: Token) -> bool:
    """Whether a word belongs to what is said rather than to who says it: a harm, a number."""
    is_number = token.has("number") and not token.has("indefinite_singular")
    return is_number or token.has("nominal", "counted")


def _addressee_end(tokens: list[Token], at: int) -> int:
    """The token after "mardi soir à la télévision", "à l'AFP": when and to whom it was said."""
    while at < len(tokens) and (
        is_time(tokens[at]) or tokens[at].has("manner") or _is_of_date(tokens, at)
    ):
        at += 1
    if at >= len(tokens) or not tokens[at].has("preposition") or tokens[at].has("of"):
        return at
    for j in range(at, min(len(tokens), at + _ADDRESSEE)):
        if tokens[j].has("source", "channel"):
            named = tokens[j + 2 : j + 3]
            is_closed = tokens[j + 1 : j + 2] and tokens[j + 1].form == ","
            is_name = any(t.is_capital and not t.meanings for t in named)
            return _addressee_end(tokens, j + 1 + bool(is_closed and is_name))
    return at


def _is_of_date(tokens: list[Token], at: int) -> bool:
    """ "a indiqué ce vendredi 4 octobre un communiqué": what stands between the words of a date."""
    following = tokens[at + 1 : at + 2]
    is_day = tokens[at].form.isdigit() or tokens[at].has("definite_singular")
    return is_day and any(is_time(t) for t in following)
