"""The words that name a source before a verb of saying: its subject, with what stands in between.

What does not belong here: reading such words on from where they begin (phrases), which verbs tell (saying).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.extract.attribution.ends import OPENING_QUOTES, quoted_name
from pipelines.extract.attribution.kinds import is_bare
from pipelines.extract.attribution.phrases import (
    ARTICLES_ALONE,
    CLAUSE_END,
    DASHES,
    LONGEST,
    LONGEST_BARE_TITLE,
    OF_CLAUSES,
    Source,
    headed,
    source_over,
)
from pipelines.extract.lexed import Token
from pipelines.lexicons.phrases import Harm

_BETWEEN_COMMAS = 3  # tokens: ", however,"
_STOCK_WITHIN = 6  # tokens: "counts some 500,000 of the displaced"
_BRACKETS = frozenset({"(", ")"})
_LONGEST_TITLE = 20  # tokens: "The spokesman of the ministry of the interior of the Republic,"
_OF_SUBJECTS = (
    *("indefinite_singular", "definite_singular", "definite_plural", "source", "generic_source"),
    *("pronoun", "said", "person", "number"),
)


def preceding(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """The noun phrase that ends before a verb; an apposition between commas belongs to it."""
    if verb and tokens[verb - 1].form in OPENING_QUOTES:
        verb -= 1  # "Le gouvernement « informe … »"
    told = _before_relative(tokens, _before_adverb(tokens, verb))
    if told < verb and (named := _who_heads(tokens, known, told, verb)) is not None:
        return named
    verb = at = told
    commas, later = 0, verb
    while at > 0 and verb - at < LONGEST:
        token = tokens[at - 1]
        if (opening := quoted_name(tokens, at)) is not None:
            at = opening
            continue
        if token.has("be", "have") and (opening := min(later, noun_start(tokens, verb))) < verb:
            at = opening  # "a man was shot and the army said", "six were hurt in clashes police said"
            break
        if token.has("said", "perfect", "finite") and _is_subject(tokens, later, verb):
            at = later  # "five people died in Kano and doctors reported 20 wounded"
            break
        if token.has("including"):
            counted = (i for i in range(at, verb) if not tokens[i].form.isdigit())
            at = next((i for i in counted if not tokens[i].has("number")), at)
            break  # "including 36 the military says are dead"
        if token.has("conjunction"):
            later = min(later, at) if later < verb else at
        if token.form in CLAUSE_END and token.form not in "()":
            break
        if token.form in DASHES and not any(t.form in DASHES for t in tokens[: at - 1]):
            break  # "KYIV (AP) – A local official said"
        if token.has("relative") and at > 1 and _tells_of_whom(tokens, known, at, verb):
            return _behind_saying(tokens, known, at - 1) or preceding(tokens, known, at - 1)
        if token.has("as_doer") and (named := _doer(tokens, known, at, verb)) is not None:
            return named
        is_far = token.has("conjunction") and commas == 0 and at < verb - 6
        if is_far or token.has("relative") or (token.has("contrast") and at < verb):
            break
        if token.form == ",":
            if commas or (at - 1 < verb - 1 and not _is_closed(tokens, at, verb)):
                break
            commas += 1 if at - 1 != verb - 1 else 0
        at -= 1
    at = _behind_opening(tokens, at, verb)
    if _is_clause(tokens[at:verb]):
        return None  # "two reporters were killed in Peru, says the report"
    return _titled(tokens, known, at, verb) or source_over(tokens, known, at, verb)


def is_named_source(tokens: list[Token], subject: Source | None) -> bool:
    """Whether a noun for a source stands in a subject: not in a mere name or place."""
    return subject is not None and any(t.has("source") for t in tokens[subject.at : subject.after])


def is_stock_of(tokens: list[Token], after: int) -> bool:
    """Whether a country or a town has displaced people, rather than that it tells of them."""
    harms = (t.meanings.get("counted") for t in tokens[after : after + _STOCK_WITHIN])
    is_stock = any(isinstance(h, Harm) and h.measure == "displaced" for h in harms)
    return tokens[after - 1].has("amounts") and is_stock


def auxiliary_of(tokens: list[Token], verb: int) -> int:
    """The auxiliary in "avait dit", "a de son côté fait état de"; the verb itself if it has none."""
    at = verb - 1
    while at > 0 and tokens[at].has("adverb", "contrast"):
        at -= 1
    return at if at > 0 and tokens[at].has("have") else verb


def _is_clause(words: Sequence[Token]) -> bool:
    """Whether words before a verb of saying tell themselves what befell how many: they are no subject of it."""
    own = next((i for i, t in enumerate(words) if t.has("be", "have")), len(words))
    is_told = any(t.has("counted", "participle") for t in words[own:])
    is_of_people = any(t.has("number", "age") or t.form.isdigit() for t in words[:own])
    return is_told and is_of_people and not any(t.has("relative") for t in words[:own])


def _is_subject(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether nothing but a source stands between a conjunction and the verb of saying."""
    words = tokens[at:verb]
    is_source = any(t.has("source") for t in words)
    return is_source and not any(t.form in DASHES or t.has("number") for t in words)


def _behind_saying(tokens: list[Token], known: Mapping[str, str], end: int) -> Source | None:
    """ "…, a déclaré le maire de Rafah, qui a fait état de 12 morts": the mayor alone."""
    end -= tokens[end - 1].form == ","
    for at in range(end - 1, max(0, end - LONGEST), -1):
        if tokens[at].form in CLAUSE_END:
            return None
        if tokens[at].has("said", "said_participle"):
            return source_over(tokens, known, at + 1, end)
    return None


def _tells_of_whom(tokens: list[Token], known: Mapping[str, str], at: int, verb: int) -> bool:
    """ "A teacher who was at the hospital, said", "Awa, une médecin qui l'a vu, a dit": a clause about who
    speaks, not "whom police said".
    """
    is_closed = tokens[at - 1].has("who") and tokens[verb - 1].form == ","
    told = tokens[max(0, at - LONGEST_BARE_TITLE) : at]
    is_apposed = any(a.form == "," and b.has(*ARTICLES_ALONE) for a, b in pairwise(told))
    is_clause = is_closed and (is_apposed or any(t.has("be", "been") for t in tokens[at:verb]))
    return is_clause or source_over(tokens, known, at, verb) is None


def _doer(tokens: list[Token], known: Mapping[str, str], at: int, verb: int) -> Source | None:
    """ "La coalition qui intervient au Yémen a affirmé": a source of which a clause without commas tells what
    it does; "the man who police said …" has the source behind the relative.
    """
    words = tokens[at:verb]
    is_verb = len(words) > 1 and not words[0].is_capital and not words[0].has(*_OF_SUBJECTS)
    if not is_verb or any(t.form in CLAUSE_END or t.form == "," for t in words):
        return None
    named = preceding(tokens, known, at - 1)
    return named if named and any(t.has("source") for t in tokens[named.at : named.after]) else None


def _titled(tokens: list[Token], known: Mapping[str, str], name: int, verb: int) -> Source | None:
    """ "The inspector general of police, IK Muivah said": a title that opens its part of the sentence."""
    is_behind = 0 < name < verb and tokens[name - 1].form == ","
    if not is_behind or name > _LONGEST_TITLE or not all(map(is_bare, tokens[name:verb])):
        return None
    opens = next((i for i in range(name - 1, 0, -1) if tokens[i - 1].form == ","), 0)
    title = tokens[opens : name - 1]
    is_plain = not any(t.form in CLAUSE_END - _BRACKETS or t.has(*OF_CLAUSES) for t in title)
    if not (
        is_plain and title[0].has(*ARTICLES_ALONE, "source") and not title[0].has("contracted")
    ):
        return None
    office = source_over(tokens, known, opens, name - 1)
    return None if office is None or office.known_by else source_over(tokens, known, opens, verb)


def _before_adverb(tokens: list[Token], verb: int) -> int:
    """ "Awa Sy, a resident, also accused", "Awa Sy, a resident, however, said": the token behind the comma."""
    if verb > _BETWEEN_COMMAS and tokens[verb - 1].form == "," == tokens[verb - 3].form:
        return verb - 2 if tokens[verb - 2].has("contrast", "adverb", "meanwhile") else verb
    is_adverb = verb > 1 and tokens[verb - 1].has("adverb") and not tokens[verb - 1].has("source")
    return verb - 1 if is_adverb and tokens[verb - 2].form == "," else verb


def _behind_opening(tokens: list[Token], at: int, verb: int) -> int:
    """Where "les talibans" begins in "Dans un message à la presse les talibans ont dit"."""
    if not tokens[at : at + 1] or not tokens[at].has("locative", "manner") or tokens[at].has("of"):
        return at
    behind = range(at + 2, verb)
    articles = [i for i in behind if tokens[i].has(*ARTICLES_ALONE)]
    free = (i for i in articles if not tokens[i - 1].has("preposition", "of", "conjunction"))
    return next(free, at)


def noun_start(tokens: list[Token], verb: int) -> int:
    """Where the words for a source begin that stand just before a verb; the verb if there are none."""
    at = verb
    while at > 0 and (tokens[at - 1].has("source", "generic_source") or is_bare(tokens[at - 1])):
        at -= 1
    return at if any(t.has("source") for t in tokens[at:verb]) else verb


def _before_relative(tokens: list[Token], verb: int) -> int:
    """Where the relative clause between commas or dashes opens that ends just before a verb; else the verb."""
    mark = tokens[verb - 1].form if verb else ""
    if mark != "," and mark not in DASHES:
        return verb
    for at in range(verb - 2, max(0, verb - 1 - LONGEST), -1):
        is_for_whom = tokens[at + 1].has("preposition") and tokens[at + 2].has("relative")
        if tokens[at].form == mark and (tokens[at + 1].has("relative", "speaking") or is_for_whom):
            return at
    return verb


def _who_heads(
    tokens: list[Token], known: Mapping[str, str], comma: int, verb: int
) -> Source | None:
    """ "Awa Sy, who runs the town's hospital, said": a name with the body that its relative clause tells of."""
    named = preceding(tokens, known, comma)
    return headed(tokens, known, named, comma + 1, verb - 1)


def _is_closed(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether a second comma stands before the verb, so that the first opens an apposition."""
    return any(t.form == "," for t in tokens[at:verb])
