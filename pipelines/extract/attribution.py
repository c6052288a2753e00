"""Who says so: the words that name the source of a sentence, and what kind of source that is.

Cues are read from tokens: "selon X", "X a indiqué", ", a indiqué X", "de source militaire"; a sentence
that only says "a-t-il ajouté" goes on with the source before it. What does not belong here: which
figures the source stands for (figures).
"""

from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.extract.lexed import Token

_GOVERNING = (" de", " d'", " of")  # "fait état de": never before its subject
_GOES_ON = ("ing",)
_LONGEST_ADVERB = 6  # tokens between auxiliary and participle: "a, pour sa part, annoncé"
_NOUNS = ("person", "counted", "source", "number")
_ADDRESSEE = 4  # tokens
_ARTICLES = ("indefinite_singular", "definite_singular", "source", "generic_source")
_ARTICLES_ALONE = ("indefinite_singular", "definite_singular")
_LONGEST = 22  # tokens of a source's name
_LONGEST_LABEL = 5  # tokens from a dash to the end of a sentence
_PAPER_BEFORE = 3  # tokens between "le rapport" and its verb: adverbs
_PAPER_BEHIND = 4
_DASHES = frozenset({"-", "--", "–", "—", ":"})
_LONGEST_NAME = 8  # tokens
_GROUP_AND_OFFICE = 2
_OFFICES = frozenset({"government", "security_forces", "local_official", "medical"})
_OF_PEOPLE = {
    "security_forces": "security_forces",
    "armed_group": "armed_group",
    "aid_or_un": "ngo",
    "journalists": "media",
}
_CLAUSE_END = frozenset({";", "!", "?", ":", "»", "«", '"', "”", "(", ")"})


_CUES = frozenset({"according", "of_source", "said_by_pronoun", "said", "said_participle"})


@dataclass(slots=True)
class Source:
    """The words [start, end) that name a source, and its type; tokens for choosing the nearest.

    `known_by` is the word by which the text may have told before who it is: a name, or the noun of "the
    source". `is_of_another` marks "its director", who speaks for the source before.
    """

    start: int
    end: int
    kind: str
    at: int
    after: int
    known_by: str | None = None
    is_of_another: bool = False


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
        if token.has("according", "of_source"):
            source = _following(tokens, states, i + 1)
        elif token.has("said_by_pronoun"):
            is_whose = i + 1 < len(tokens) and tokens[i + 1].has("of")
            source = _following(tokens, states, i + 1) if is_whose else None
            source = source or (found[-1] if found else speaker)
        elif token.has("said") and found and token.form.endswith(_GOES_ON):
            source = replace(found[-1], at=i, after=i + 1)  # "a source told AFP, saying four …"
        elif token.has("said"):
            source = _said(tokens, states, i, i + 1, found[-1] if found else speaker)
        elif token.has("said_participle") and (verb := _auxiliary(tokens, i)) is not None:
            source = _said(tokens, states, verb, i + 1, found[-1] if found else speaker)
        if source is None and _is_document(tokens, i):
            source = found[-1] if found else speaker
        if source is not None:
            found.append(source)
    if not found and (behind := _behind_dash(tokens, states)) is not None:
        found.append(behind)
    return found


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
    return _following(tokens, states, dashes[-1] + 1)


def nearest(found: list[Source], at: int, after: int) -> Source | None:
    """The source whose words stand nearest to tokens [at, after)."""
    if not found:
        return None
    return min(found, key=lambda s: (max(s.at - after, at - s.after, 0), s.at < at))


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
    before = tokens[verb - 1] if verb else None
    if before is not None and before.has("negation", "be", "been", "zero", "possessive"):
        return None  # "four were reported missing"
    if before is not None and before.has(*_ARTICLES_ALONE) and " " not in tokens[verb].form:
        return None  # "the report by HRW"
    governs = tokens[verb].form.endswith(_GOVERNING)
    if governs:
        return speaker if before and before.has("pronoun") else _preceding(tokens, states, verb)
    is_open = before is None or before.form in _CLAUSE_END or before.form == ","
    if is_open and not tokens[verb].has("tells"):
        inverted = _inverted(tokens, states, after)
        if inverted is not None:
            return inverted
    if before is not None and before.has("pronoun"):
        return speaker
    subject = _preceding(tokens, states, verb)
    if tokens[verb].has("tells"):
        return subject  # "told Xinhua"
    if subject is not None and any(t.has("source") for t in tokens[subject.at : subject.after]):
        return subject
    inverted = _inverted(tokens, states, after)  # "sont mortes à Abidjan indique l'AFP"
    is_told = inverted and any(t.has("source") for t in tokens[inverted.at : inverted.after])
    return inverted if is_told else subject


def _inverted(tokens: list[Token], states: frozenset[str], at: int) -> Source | None:
    """The subject behind its verb, past the time and to whom it was said; what is told is no subject."""
    start = _addressee_end(tokens, at)
    if start < len(tokens) and (tokens[start].has("preposition") or tokens[start].form == ","):
        return None  # "wrote on Telegram", "we have documented, from January, …"
    source = _following(tokens, states, start)
    if source is None or tokens[source.at].has("relative"):
        return None
    words = tokens[source.at : source.after]
    if any(t.form[0].isdigit() for t in takewhile(_is_no_preposition, words)):
        return None  # "said 12 insurgents were killed", but not "said a farmer of 40"
    return None if any(_is_told(t) for t in words) else source


def _is_no_preposition(token: Token) -> bool:
    return not token.has("of", "preposition")


def _is_told(token: Token) -> bool:
    """Whether a word belongs to what is said rather than to who says it: a harm, a number."""
    is_number = token.has("number") and not token.has("indefinite_singular")
    return is_number or token.has("nominal", "counted")


def _addressee_end(tokens: list[Token], at: int) -> int:
    """The token after "mardi soir à la télévision", "à l'AFP": when and to whom it was said."""
    while at < len(tokens) and (tokens[at].has("thing", "adverb") or _is_of_date(tokens, at)):
        at += 1
    if at >= len(tokens) or not tokens[at].has("preposition") or tokens[at].has("of"):
        return at
    for j in range(at, min(len(tokens), at + _ADDRESSEE)):
        if tokens[j].has("source", "channel"):
            return _addressee_end(tokens, j + 1)
    return at


def _is_of_date(tokens: list[Token], at: int) -> bool:
    """ "a indiqué ce vendredi 4 octobre un communiqué": what stands between the words of a date."""
    following = tokens[at + 1 : at + 2]
    is_day = tokens[at].form.isdigit() or tokens[at].has("definite_singular")
    return is_day and any(t.has("thing") for t in following)


def _following(tokens: list[Token], states: frozenset[str], at: int) -> Source | None:
    """The noun phrase that begins at a token, with a name in apposition behind a comma."""
    after = at
    while after < len(tokens) and after - at < _LONGEST:
        token = tokens[after]
        if token.form in _CLAUSE_END and token.form != "(":
            break
        if token.has("relative", "said", "have", "be") and after > at:
            break
        if token.has("agent", "published") and any(
            t.has("source", "same_source") for t in tokens[at:after]
        ):
            break  # "un responsable tribal joint par l'AFP"
        if token.has("occasion") and any(t.is_capital or t.has("source") for t in tokens[at:after]):
            break  # "le chef de la police lors d'une déclaration à la presse"
        if token.form == "," and any(t.has("document") for t in tokens[at:after]):
            break  # "d'après ce document, une fille de 13 ans …"
        if token.form == "," and not _is_name(tokens, after + 1):
            return _source(tokens, states, at, _apposition_end(tokens, after))
        after += 1
    return _source(tokens, states, at, after)


def _apposition_end(tokens: list[Token], comma: int) -> int:
    """The token after "…, a doctor at the town's hospital"; the comma where none of it is a source."""
    end = comma + 1
    if end >= len(tokens) or not tokens[end].has(*_ARTICLES, "of"):
        return comma
    while end < len(tokens) and end - comma < _LONGEST:
        token = tokens[end]
        if token.form in _CLAUSE_END or token.form == "," or token.has("relative", "said"):
            break
        if token.has("according"):
            return comma  # "cinquante selon l'armée, une centaine selon deux habitants"
        end += 1
    return end if any(t.has("source") for t in tokens[comma:end]) else comma


def _preceding(tokens: list[Token], states: frozenset[str], verb: int) -> Source | None:
    """The noun phrase that ends before a verb; an apposition between commas belongs to it."""
    at = verb
    commas = 0
    while at > 0 and verb - at < _LONGEST:
        token = tokens[at - 1]
        if token.form in _CLAUSE_END and token.form not in "()":
            break
        if token.has("relative") and _source(tokens, states, at, verb) is None and at > 1:
            return _preceding(tokens, states, at - 1)  # "a ruler who asked not to be named said"
        if token.has("relative") or (token.has("conjunction") and commas == 0 and at < verb - 6):
            break
        if token.form == ",":
            if commas or (at - 1 < verb - 1 and not _is_closed(tokens, at, verb)):
                break
            commas += 1 if at - 1 != verb - 1 else 0
        at -= 1
    return _source(tokens, states, at, verb)


def _is_closed(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether a second comma stands before the verb, so that the first opens an apposition."""
    return any(t.form == "," for t in tokens[at:verb])


def _is_name(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_capital


def _source(tokens: list[Token], states: frozenset[str], at: int, after: int) -> Source | None:
    """A source over tokens [at, after), trimmed; None where nothing in it is a source."""
    while after > at and tokens[after - 1].form in {",", "(", ".", "que", "qu'", "en", "n'", "ne"}:
        after -= 1
    while at < after and (
        tokens[at].form == "," or tokens[at].has("conjunction", "thing", "adverb")
    ):
        at += 1
    after += _closes(tokens, at, after)
    words = tokens[at:after]
    named = [t for t in words if "source" in t.meanings]
    if any(t.has("document") for t in words):
        named = [t for t in named if not t.has("channel")]  # "un communiqué lu à la télévision"
    telling = [t for t in named if not t.has("generic_source")]
    names = [t for t in words if t.is_capital and not t.meanings]
    kind = _kind(words, telling or named, names, states)
    if kind is None:
        return None
    known_by = None if telling else _known_by(words, named, names)
    is_of_another = known_by is not None and words[0].has("possessive")
    return Source(tokens[at].start, tokens[after - 1].end, kind, at, after, known_by, is_of_another)


def _closes(tokens: list[Token], at: int, after: int) -> bool:
    """Whether a bracket that opens in tokens [at, after) closes just behind them: "l'OIM (ONU)"."""
    is_open = any(t.form == "(" for t in tokens[at:after])
    return is_open and after < len(tokens) and tokens[after].form == ")"


def _kind(
    words: list[Token], named: list[Token], names: list[Token], states: frozenset[str]
) -> str | None:
    """The type of a source by its first telling word, by whose people they are, or of a bare name."""
    if named:
        return _telling_kind(named)
    people = [str(t.meanings["person"]) for t in words if "person" in t.meanings]
    if people and not any(t.has("number") or t.form[0].isdigit() for t in words):
        return _OF_PEOPLE.get(people[0], "witness")
    if people or not names or len(words) > _LONGEST_NAME:
        return None
    return "government" if any(t.form in states for t in names) else "witness"


def _telling_kind(named: list[Token]) -> str:
    """The first telling word's type; a rank gives way to whose it is, a group to the office that it holds.

    "Col. Naw Bu of the Independence Army" · "the Taliban governor", "a Taliban police chief".
    """
    first = named[0]
    offices = [t for t in named if not t.has("military_rank")]
    if first.has("military_rank") and offices:
        return str(offices[0].meanings["source"])
    kinds = [str(t.meanings["source"]) for t in named[:_GROUP_AND_OFFICE]]
    if kinds[0] == "armed_group" and kinds[-1] in _OFFICES and named[len(kinds) - 1].has("office"):
        return kinds[-1]
    return kinds[0]


def _known_by(words: list[Token], named: list[Token], names: list[Token]) -> str | None:
    if names:
        return names[-1].form
    is_definite = bool(words) and words[0].has("definite_singular", "possessive")
    return named[-1].form if named and is_definite else None
