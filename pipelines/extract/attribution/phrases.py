"""The words that name a source: where its noun phrase begins and ends, and what kind of source it is.

What belongs here: reading such a phrase on from a word, or back from a verb. What does not: which words say
that a source is named (attribution).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipelines.extract.attribution.ends import (
    OPENING_QUOTES,
    before_relay,
    closes,
    quoted_name,
)
from pipelines.extract.attribution.kinds import is_bare, kind_of, known_by
from pipelines.extract.attribution.times import begins_day, is_time
from pipelines.extract.lexed import Token

_ARTICLES_ALONE = ("indefinite_singular", "definite_singular", "definite_plural")
_ARTICLES = ("indefinite_singular", "definite_singular", "source", "generic_source")
_BETWEEN_COMMAS = 3  # tokens: ", however,"
_LONGEST = 22  # tokens of a source's name
_HEADS_WITHIN = 2  # tokens behind "who": "who now runs"
_LONGEST_BARE_TITLE = 10  # tokens: "5th district city police chief"
DASHES = frozenset({"–", "—", "--", "-"})
_BRACKETS = frozenset({"(", ")"})
_LONGEST_TITLE = 20  # tokens: "The spokesman of the ministry of the interior of the Republic,"
_OF_CLAUSES = ("said", "have", "be", "been", "finite", "relative", "counted", "number")
_OF_SUBJECTS = (*_ARTICLES, "definite_plural", "pronoun", "said", "person", "number")
CLAUSE_END = frozenset({";", "!", "?", ":", "»", "«", '"', "”", "(", ")"})


@dataclass(slots=True)
class Source:
    """The words [start, end) that name a source, and its type; tokens for choosing the nearest.

    `known_by` is the word by which the text may have told before who it is: a name, or the noun of "the
    source". `is_of_another` marks "its director", "this spokesman", who speaks for the source before.
    """

    start: int
    end: int
    kind: str
    at: int
    after: int
    known_by: str | None = None
    is_of_another: bool = False


def following(tokens: list[Token], known: Mapping[str, str], at: int) -> Source | None:
    """The noun phrase that begins at a token, with a name in apposition behind a comma."""
    after, comma = at, None
    while after < len(tokens) and after - at < _LONGEST:
        token = tokens[after]
        if token.form in CLAUSE_END and token.form != "(":
            break
        if comma is not None and token.has("have", "be"):
            return source_over(tokens, known, at, comma)  # "selon l'ONU, Boko Haram a tué …"
        if token.has("relative", "said", "have", "be", "been") and after > at:
            break
        if token.has("conjunction") and after > at and _counts(tokens, after + 1):
            break  # "selon l'ONU et douze personnes ont été tuées"
        is_named = any(t.has("source") for t in tokens[at:after])
        if token.form in DASHES and is_named:
            break  # "64 died according to doctors – 41 according to prosecutors"
        if after > at and (begins_day(tokens, after) or (is_named and token.has("weekday"))):
            break  # "a affirmé l'ONU vendredi", "a indiqué l'armée le 1er mai"
        if token.has("agent", "published") and any(
            t.has("source", "same_source") for t in tokens[at:after]
        ):
            break  # "un responsable tribal joint par l'AFP"
        if token.has("occasion", "at_hour", "later_than") and any(
            t.is_capital or t.has("source") for t in tokens[at:after]
        ):
            break  # "le chef de la police lors d'une déclaration à la presse"
        if token.has("according") and after > at:
            is_named = any(t.has("source") or t.is_capital for t in tokens[at:after])
            end = _before_number(tokens, at, after)  # "according to figures released by"
            return source_over(tokens, known, at, end) if is_named else None
        if token.form == "," and any(t.has("document") for t in tokens[at:after]):
            break  # "d'après ce document, une fille de 13 ans …"
        if token.form == "," and not _is_name(tokens, after + 1):
            return source_over(tokens, known, at, _apposition_end(tokens, after))
        comma = after if token.form == "," else comma
        after += 1
    return source_over(tokens, known, at, after)


def _counts(tokens: list[Token], at: int) -> bool:
    """Whether a count begins at a token: "douze personnes", "une centaine de personnes"."""
    words = tokens[at : at + 2]
    if words and words[0].has("indefinite_singular"):
        words = words[1:]
    return bool(words) and (words[0].has("number") or words[0].form.isdigit())


def _before_number(tokens: list[Token], at: int, after: int) -> int:
    """The end of "la police" in "d'après la police et dix d'après les familles"."""
    end = after
    while end > at + 1 and (
        tokens[end - 1].has("number", "conjunction") or tokens[end - 1].form.isdigit()
    ):
        end -= 1
    return end


def _apposition_end(tokens: list[Token], comma: int) -> int:
    """The token after "…, a doctor at the town's hospital"; the comma where none of it is a source."""
    end = comma + 1
    is_title = (
        tokens[end + 1 : end + 2] and not tokens[end].is_capital and tokens[end + 1].has("of")
    )
    if (
        end < len(tokens)
        and tokens[end].has("definite_plural")
        and not tokens[comma - 1].is_capital
    ):
        return comma  # "according to local sources, the insurgents stormed the village"
    if end >= len(tokens) or not (
        is_title or tokens[end].has(*_ARTICLES, "of") or _is_bare_title(tokens, comma)
    ):
        return comma
    while end < len(tokens) and end - comma < _LONGEST:
        token = tokens[end]
        if token.form in CLAUSE_END or token.form == "," or token.has("relative", "said"):
            break
        if token.has("have", "be", "been", "brings_to", "number_of"):
            return comma  # "selon Awa Sow, la majeure partie des habitants ont fui"
        if (
            token.has("finite")
            and tokens[comma + 1].has("source")
            and tokens[end - 1].has("source")
        ):
            return comma  # "according to officials, police shot dead three men"
        if token.has("according"):
            return comma  # "cinquante selon l'armée, une centaine selon deux habitants"
        end += 1
    return end if any(t.has("source") for t in tokens[comma:end]) else comma


def _is_bare_title(tokens: list[Token], comma: int) -> bool:
    """ "said Anil Verma, additional superintendent of police": an office without an article behind a name."""
    rest = tokens[comma + 1 : comma + 1 + _LONGEST_BARE_TITLE]
    words = list(takewhile(lambda t: t.form not in CLAUSE_END | {",", "."}, rest))
    office = next((i for i, t in enumerate(words) if t.has("source")), len(words))
    is_title = office < len(words) < _LONGEST_BARE_TITLE and is_bare(tokens[comma - 1])
    return is_title and not any(t.has(*_OF_CLAUSES, "conjunction") for t in words[: office + 2])


def preceding(tokens: list[Token], known: Mapping[str, str], verb: int) -> Source | None:
    """The noun phrase that ends before a verb; an apposition between commas belongs to it."""
    if verb and tokens[verb - 1].form in OPENING_QUOTES:
        verb -= 1  # "Le gouvernement « informe … »"
    told = _before_relative(tokens, _before_adverb(tokens, verb))
    if told < verb and (named := _who_heads(tokens, known, told, verb)) is not None:
        return named
    verb = at = told
    commas, later = 0, verb
    while at > 0 and verb - at < _LONGEST:
        token = tokens[at - 1]
        if (opening := quoted_name(tokens, at)) is not None:
            at = opening
            continue
        if token.has("be", "have") and (opening := min(later, _noun_start(tokens, verb))) < verb:
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
    return _titled(tokens, known, at, verb) or source_over(tokens, known, at, verb)


def _is_subject(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether nothing but a source stands between a conjunction and the verb of saying."""
    words = tokens[at:verb]
    is_source = any(t.has("source") for t in words)
    return is_source and not any(t.form in DASHES or t.has("number") for t in words)


def _behind_saying(tokens: list[Token], known: Mapping[str, str], end: int) -> Source | None:
    """ "…, a déclaré le maire de Rafah, qui a fait état de 12 morts": the mayor alone."""
    end -= tokens[end - 1].form == ","
    for at in range(end - 1, max(0, end - _LONGEST), -1):
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
    told = tokens[max(0, at - _LONGEST_BARE_TITLE) : at]
    is_apposed = any(a.form == "," and b.has(*_ARTICLES_ALONE) for a, b in pairwise(told))
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
    is_plain = not any(t.form in CLAUSE_END - _BRACKETS or t.has(*_OF_CLAUSES) for t in title)
    if not (
        is_plain and title[0].has(*_ARTICLES_ALONE, "source") and not title[0].has("contracted")
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
    articles = [i for i in behind if tokens[i].has(*_ARTICLES_ALONE)]
    free = (i for i in articles if not tokens[i - 1].has("preposition", "of", "conjunction"))
    return next(free, at)


def _noun_start(tokens: list[Token], verb: int) -> int:
    """Where the words for a source begin that stand just before a verb; the verb if there are none."""
    at = verb
    while at > 0 and (tokens[at - 1].has("source", "generic_source") or is_bare(tokens[at - 1])):
        at -= 1
    return at if any(t.has("source") for t in tokens[at:verb]) else verb


def _before_relative(tokens: list[Token], verb: int) -> int:
    """Where the relative clause between commas opens that ends just before a verb; else the verb."""
    if verb == 0 or tokens[verb - 1].form != ",":
        return verb
    for at in range(verb - 2, max(0, verb - 1 - _LONGEST), -1):
        if tokens[at].form == "," and tokens[at + 1].has("relative", "speaking"):
            return at
    return verb


def _who_heads(
    tokens: list[Token], known: Mapping[str, str], comma: int, verb: int
) -> Source | None:
    """ "Awa Sy, who runs the town's hospital, said": a name with the body that its relative clause tells of."""
    if not any(t.has("heads") for t in tokens[comma + 2 : comma + 2 + _HEADS_WITHIN]):
        return None
    named = preceding(tokens, known, comma)
    body = source_over(tokens, known, comma + 2, verb - 1)
    if named is None or body is None or not is_bare(tokens[named.after - 1]):
        return None
    return replace(named, kind=body.kind, known_by=None) if named.known_by else named


def _is_closed(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether a second comma stands before the verb, so that the first opens an apposition."""
    return any(t.form == "," for t in tokens[at:verb])


def _is_name(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_capital


def source_over(
    tokens: list[Token], known: Mapping[str, str], at: int, after: int
) -> Source | None:
    """A source over tokens [at, after), trimmed; None where nothing in it is a source."""
    after = before_relay(tokens, at, after)
    while after > at and (
        tokens[after - 1].form in {",", "(", ".", "que", "qu'", "en", "n'", "ne"}
        or tokens[after - 1].has("have")
    ):
        after -= 1
    while at < after and (
        tokens[at].form == "," or tokens[at].has("conjunction", "contrast") or is_time(tokens[at])
    ):
        at += 1
    after += closes(tokens, at, after)
    words = tokens[at:after]
    is_paper = any(t.has("document") for t in words)  # "un communiqué lu à la télévision"
    is_again = bool(words) and words[0].has("demonstrative")  # "ce porte-parole", not "de l'OIM"
    is_again = is_again and not any(t.has("of") for t in words)
    kind, is_told = kind_of(words, known, of_office=not is_paper)
    if kind is None and is_paper and any(map(_is_channel, words)):
        kind = "government"  # what is read out on television is nobody's but the state's
    if kind is None:
        return None
    name = None if is_told and not is_again else known_by(words)
    is_office = name is not None or any(t.has("generic_source") for t in words)
    is_taken_up = words[0].has("demonstrative") or (words[0].has("possessive") and not is_told)
    is_of_another = is_office and (is_taken_up or _speaks_for_one_before(words))
    return Source(tokens[at].start, tokens[after - 1].end, kind, at, after, name, is_of_another)


def _speaks_for_one_before(words: list[Token]) -> bool:
    """ "Spokesperson Liz Moor": for whom is not said again."""
    return words[0].has("speaks_for") and all(is_bare(t) for t in words[1:])


def _is_channel(token: Token) -> bool:
    return token.has("channel") and token.has("source")
