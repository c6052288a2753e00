"""Who says so: the cues that a sentence names its source.

Cues are read from tokens: "selon X", "X a indiqué", ", a indiqué X", "de source militaire"; a sentence
that only says "a-t-il ajouté" goes on with the source before it. What does not belong here: the words
of the source itself (phrases), which of them is a figure's (choosing).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.extract.aftermath import is_long_after
from pipelines.extract.attribution.choosing import is_citing, is_quoted, is_relay
from pipelines.extract.attribution.phrases import (
    CLAUSE_END,
    Source,
    following,
    source_over,
)
from pipelines.extract.attribution.saying import auxiliary_before, subject_of_saying
from pipelines.extract.attribution.subjects import noun_start, preceding
from pipelines.extract.lexed import Token

_RELAYED = 9  # tokens before "cité par l'AFP" in which the source stands
_GOES_ON = ("ing",)
_LONGEST_LABEL = 5  # tokens from a dash to the end of a sentence
_TOLL_WITHIN = 4  # tokens from "gave" to "toll": an article and adjectives
_PAPER_BEFORE = 3  # tokens between "le rapport" and its verb: adverbs
_PAPER_BEHIND = 5  # "selon toujours le même document"
_DASHES = frozenset({"-", "--", "–", "—", ":"})
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
        "recounts",
        "rivals",
        "gives",
    }
)
_WHO_SEE = frozenset({"medical", "media", "ngo", "witness"})
_TELLS = ("said", "reported", "said_participle")
_ASIDE = 4  # tokens between commas: ", respectively,"
_ANY = 3  # tokens: "les sources."
_OBJECT_WITHIN = 4  # tokens from "claimed" to "lives"
_AGENT_WITHIN = 7  # tokens: "recensés depuis janvier par l'ONG"


def sources(
    tokens: list[Token], known: Mapping[str, str], speaker: Source | None = None
) -> list[Source]:
    """The sources that a sentence names, in order; `speaker` is the one before the sentence.

    `known` are folded names of states and of parties to conflicts, with the type of source that they are.
    """
    found: list[Source] = []
    for i, token in enumerate(tokens):
        if not token.meanings or _CUES.isdisjoint(token.meanings):
            continue
        source: Source | None = None
        if token.has("relayed_by") and _is_of_another(tokens, i):
            continue
        if token.has("finite") and _takes_lives(tokens, i):
            continue
        if is_long_after(token, tokens):
            continue  # "le tribunal a condamné …" says nothing of what happened
        if token.has(*_TELLS) and (cleft := _cleft(tokens, known, i)) is not None:
            source = cleft
        elif token.has("according", "of_source"):
            is_none = _is_of_nobody(tokens, i) or tokens[min(i + 1, len(tokens) - 1)].has("which")
            # "selon lesquelles"
            source = None if is_none else following(tokens, known, _behind_comma(tokens, i + 1))
        elif token.has("said_by_pronoun"):
            is_whose = i + 1 < len(tokens) and tokens[i + 1].has("of", "agent")
            whose = i + 1 + (is_whose and tokens[i + 1].has("agent"))
            source = following(tokens, known, whose) if is_whose else None
            if source is None and found and not is_quoted(tokens, found[-1], i):
                source = found[-1]
            elif source is None and speaker is not None:
                source = replace(speaker, at=i, after=i + 1)
        elif token.has("said") and found and token.form.endswith(_GOES_ON):
            source = replace(found[-1], at=i, after=i + 1)  # "a source told AFP, saying four …"
        elif token.has("said") and _is_same_behind(tokens, i):
            source = found[-1] if found else speaker
        elif token.has("said"):
            source = subject_of_saying(tokens, known, i, i + 1, found[-1] if found else speaker)
        elif token.has("said_participle") and found and tokens[i - 1].has("conjunction"):
            source = replace(found[-1], at=i, after=i + 1)  # "ont accusé l'armée et affirmé que …"
        elif token.has("said_participle") and (verb := auxiliary_before(tokens, i)) is not None:
            source = subject_of_saying(tokens, known, verb, i + 1, found[-1] if found else speaker)
        if source is None and token.has("took_in"):
            source = _who_sees(tokens, known, i)
        if source is None and (token.has("recounts", "rivals") or _gives_toll(tokens, i)):
            source = _told(tokens, preceding(tokens, known, i - tokens[i - 1].has("have")))
        if source is None and token.has("reported"):
            source = _agent(tokens, known, i)
        is_passed_on = not found or found[-1].kind == "media" or i < found[-1].after
        if is_passed_on and token.has("citing") and (cited := following(tokens, known, i + 1)):
            found, source = found[:-1], cited  # "selon l'AFP citant un témoin"
        if source is None and token.has(*_TELLS):
            source = _whose_paper(tokens, known, i)
        if source is None and _is_document(tokens, i):
            source = found[-1] if found else speaker
        if source is not None and found and is_citing(tokens, source):
            source = replace(found[-1], at=i, after=i + 1)
        if source is not None:
            found.append(source)
    if not found and (behind := _behind_dash(tokens, known) or _bracketed(tokens, known)):
        found.append(behind)
    return found[:-1] if len(found) > 1 and is_relay(tokens, *found[-2:]) else found


def _is_same_behind(tokens: list[Token], verb: int) -> bool:
    """ "…, précise la même source"."""
    if verb == 0 or tokens[verb - 1].form != ",":
        return False
    behind = takewhile(_is_no_clause, tokens[verb + 1 : verb + _PAPER_BEHIND])
    return any(t.has("same_source") for t in behind)


def _is_of_another(tokens: list[Token], relay: int) -> bool:
    """ "a indiqué un habitant, cité par l'AFP": who passes on what another source said."""
    behind = takewhile(_is_no_clause, reversed(tokens[max(0, relay - _RELAYED) : relay]))
    return any(t.has("source") for t in behind)


def _takes_lives(tokens: list[Token], verb: int) -> bool:
    """ "the bombing, which claimed 21 lives": not "the army, which claimed 21 rebels were killed"."""
    if verb == 0 or not tokens[verb - 1].has("relative"):
        return False
    object_within = tokens[verb + 1 : verb + 1 + _OBJECT_WITHIN]
    noun = next((i for i, t in enumerate(object_within) if t.has("person", "counted")), None)
    behind = tokens[verb + 2 + noun : verb + 3 + noun] if noun is not None else []
    return noun is not None and not any(t.has("be", "have", "finite") for t in behind)


def _is_no_clause(token: Token) -> bool:
    return token.form not in CLAUSE_END and not token.has("have", "be", "been", "participle")


def _bracketed(tokens: list[Token], known: Mapping[str, str]) -> Source | None:
    """ "Cinq soldats tués dans une attaque (armée)": a source in brackets that ends a sentence."""
    end = len(tokens) - (bool(tokens) and tokens[-1].form == ".")
    if end == 0 or tokens[end - 1].form != ")":
        return None
    opening = next((i for i in range(end - 1, -1, -1) if tokens[i].form == "("), end)
    words = tokens[opening + 1 : end - 1]
    if not 0 < len(words) <= _LONGEST_LABEL or not words[0].has("source"):
        return None
    if _is_abbreviation(tokens, opening):
        return None
    return source_over(tokens, known, opening + 1, end - 1)


def _is_abbreviation(tokens: list[Token], opening: int) -> bool:
    """ "Save the Children (SCF)", but not "3,500 people fled to Chad (UNHCR)": by its last letter."""
    before = tokens[opening - 1] if opening else None
    if before is None or not (before.is_capital and tokens[opening + 1].is_capital):
        return False
    return before.has("source") or before.form[0] == tokens[opening + 1].form[-1]


def _who_sees(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """ "The hospital received seven dead", "an AFP correspondent saw 14 bodies": who took in or saw counts."""
    verb -= verb > 0 and tokens[verb - 1].has("have")  # "a reçu"
    subject = preceding(tokens, known, verb)
    return _told(tokens, subject) if subject and subject.kind in _WHO_SEE else None


def _told(tokens: list[Token], subject: Source | None) -> Source | None:
    """A subject that is by its noun a source: not "we received", "the blast in Kaga raised the toll to"."""
    if subject is None or not any(t.has("source") for t in tokens[subject.at : subject.after]):
        return None
    return subject


def _gives_toll(tokens: list[Token], verb: int) -> bool:
    """ "The governor gave a toll of nine dead", "the rebels gave their own losses as seven"."""
    if not tokens[verb].has("gives"):
        return False
    told = tokens[verb + 1 : verb + 1 + _TOLL_WITHIN]
    return any(t.has("number_of", "nominal", "losses") for t in told)


def _is_of_nobody(tokens: list[Token], cue: int) -> bool:
    """ "un réseau de sources en Syrie": whose sources these are is not said."""
    following = tokens[cue + 1 : cue + 4]
    is_placed = any(t.has("locative") and not t.has("source") for t in following[:1])
    return (tokens[cue].has("of_source") and is_placed) or _are_any(following)


def _are_any(words: Sequence[Token]) -> bool:
    """ "De 12 à 16 morts selon les sources"."""
    if len(words) < _ANY or not (words[0].has("definite_plural")):
        return False
    is_bare = words[2].form in CLAUSE_END | {",", "."} and not words[0].has("demonstrative")
    return is_bare and words[1].meanings.get("source") == "none"


def _agent(tokens: list[Token], known: Mapping[str, str], at: int) -> Source | None:
    """ "recensés depuis janvier par l'ONG": whoever counted, behind "by" in the same clause."""
    if at and tokens[at - 1].has("neutral"):
        return None  # "a ceasefire announced by the government"
    behind = takewhile(lambda t: t.form not in CLAUSE_END | {","}, tokens[at + 1 :])
    for i, token in zip(range(at + 1, at + 1 + _AGENT_WITHIN), behind, strict=False):
        if token.has("agent"):
            source = following(tokens, known, i + 1)
            named = tokens[source.at : source.after] if source is not None else ()
            return source if any(t.has("source") for t in named) else None
    return None


def _behind_comma(tokens: list[Token], at: int) -> int:
    """ "selon, respectivement, l'armée et l'ONU": past what stands between commas."""
    if at + 1 >= len(tokens) or tokens[at].form != ",":
        return at
    words = tokens[at + 1 : at + 1 + _ASIDE]
    return next((i + 1 for i, t in enumerate(words, at + 1) if t.form == ","), at)


def _cleft(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """ "C'est la mort de huit personnes qu'a signalée la police": the subject behind the verb."""
    opening = verb - 1 - tokens[verb - 1].has("have") if verb > 1 else 0
    that = tokens[opening]
    if opening <= 0 or not (that.has("that") and that.has("relative")) or that.has("demonstrative"):
        return None
    source = following(tokens, known, verb + 1)
    words = tokens[source.at : source.after] if source is not None else []
    is_near = source is not None and source.at == verb + 1 and not words[0].has("that")
    return source if is_near and any(t.has("source") for t in words) else None


def _whose_paper(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """ "Le Front, dont le communiqué parle de 70 morts", "the Front, whose statement spoke of 70 dead"."""
    near = tokens[max(0, verb - _PAPER_BEFORE - 1) : verb]
    whose = next((i for i, t in enumerate(near) if t.has("whose", "of_whom")), None)
    if whose is None or not any(t.has("document") for t in near[whose:]):
        return None
    at = verb - len(near) + whose
    end = at - (at > 0 and tokens[at - 1].form == ",")
    source = source_over(tokens, known, noun_start(tokens, end), end)
    return replace(source, at=at + 1, after=verb + 1) if source is not None else None


def _is_document(tokens: list[Token], cue: int) -> bool:
    """ "Le rapport indique", "précise ce communiqué": a paper speaks for whoever spoke before."""
    near = (*tokens[max(0, cue - _PAPER_BEFORE) : cue], *tokens[cue + 1 : cue + _PAPER_BEHIND])
    is_whose = any(t.has("including") for t in near)  # "le Jnim, dont le communiqué parle de"
    return any(t.has("document", "same_source") for t in near) and not is_whose


def _behind_dash(tokens: list[Token], known: Mapping[str, str]) -> Source | None:
    """ "12 killed in raid - officials", "… : monitor"."""
    first = max(0, len(tokens) - _LONGEST_LABEL)
    dashes = [i for i in range(first, len(tokens)) if tokens[i].form in _DASHES]
    if not dashes or not any(t.has("source") for t in tokens[dashes[-1] :]):
        return None
    return following(tokens, known, dashes[-1] + 1)
