"""The words that name a source: where its noun phrase begins and ends, and what kind of source it is.

What belongs here: reading such a phrase on from a word. What does not: reading it back from a verb
(subjects), which words say that a source is named (attribution).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.extract.attribution.ends import before_relay, closes
from pipelines.extract.attribution.kinds import is_bare, kind_of, known_by
from pipelines.extract.attribution.times import begins_day, is_time
from pipelines.extract.lexed import Token

ARTICLES_ALONE = ("indefinite_singular", "definite_singular", "definite_plural")
_ARTICLES = ("indefinite_singular", "definite_singular", "source", "generic_source")
LONGEST = 22  # tokens of a source's name
_HEADS_WITHIN = 2  # tokens behind "who": "who now runs"
LONGEST_BARE_TITLE = 10  # tokens: "5th district city police chief"
DASHES = frozenset({"–", "—", "--", "-"})
OF_CLAUSES = ("said", "have", "be", "been", "finite", "relative", "counted", "number")
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
    while after < len(tokens) and after - at < LONGEST:
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
        if token.form in DASHES and after > at:
            return source_over(tokens, known, at, _apposition_end(tokens, after))
        if token.form == "," and not _is_name(tokens, after + 1):
            return _apposed(tokens, known, at, after)
        comma = after if token.form == "," else comma
        after += 1
    return source_over(tokens, known, at, after)


def _apposed(tokens: list[Token], known: Mapping[str, str], at: int, comma: int) -> Source | None:
    """A name with what stands behind its comma: ", a doctor", ", qui dirige l'hôpital"."""
    named = source_over(tokens, known, at, _apposition_end(tokens, comma))
    if not any(t.has("who") for t in tokens[comma + 1 : comma + 2]):
        return named
    end = comma + 2
    while end < len(tokens) and tokens[end].form not in CLAUSE_END | {",", "."}:
        end += 1
    return headed(tokens, known, named, comma + 1, end) or named


def headed(
    tokens: list[Token], known: Mapping[str, str], named: Source | None, who: int, end: int
) -> Source | None:
    """A name with the type of the body that tokens [who, end) say that it runs; None where they do not."""
    if not any(t.has("heads") for t in tokens[who + 1 : who + 1 + _HEADS_WITHIN]):
        return None
    body = source_over(tokens, known, who + 1, end)
    if named is None or body is None or not is_bare(tokens[named.after - 1]):
        return None
    return replace(named, kind=body.kind, known_by=None) if named.known_by else named


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
    while end < len(tokens) and end - comma < LONGEST:
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
    rest = tokens[comma + 1 : comma + 1 + LONGEST_BARE_TITLE]
    words = list(takewhile(lambda t: t.form not in CLAUSE_END | {",", "."}, rest))
    office = next((i for i, t in enumerate(words) if t.has("source")), len(words))
    is_title = office < len(words) < LONGEST_BARE_TITLE and is_bare(tokens[comma - 1])
    return is_title and not any(t.has(*OF_CLAUSES, "conjunction") for t in words[: office + 2])


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
    is_taken_up = is_again or (words[0].has("possessive") and not is_told)
    is_of_another = is_office and (is_taken_up or _speaks_for_one_before(words))
    return Source(tokens[at].start, tokens[after - 1].end, kind, at, after, name, is_of_another)


def _speaks_for_one_before(words: list[Token]) -> bool:
    """ "Spokesperson Liz Moor": for whom is not said again."""
    return words[0].has("speaks_for") and all(is_bare(t) for t in words[1:])


def _is_channel(token: Token) -> bool:
    return token.has("channel") and token.has("source")
